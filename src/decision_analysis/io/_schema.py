"""The published schemas, which are package data; nothing is read before it is asked for."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any

from decision_analysis import _checks

KINDS = ("table", "tree", "parameters", "study")


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document.

    Parameters
    ----------
    kind : {'table', 'tree', 'parameters', 'study'}
        What the document holds.

    Returns
    -------
    dict
        A schema of JSON Schema draft 2020-12; a fresh copy.

    Raises
    ------
    InvalidInputError
        If the kind is none of these.

    References
    ----------
    Wright A. et al. (2022) JSON Schema: a media type for describing JSON documents. Draft 2020-12.
    https://json-schema.org/draft/2020-12/json-schema-core

    Examples
    --------
    >>> from decision_analysis import io
    >>> io.schema("table")["required"]
    ['kind', 'format', 'criteria', 'alternatives']
    """
    loaded: dict[str, Any] = json.loads(_text(_checks.known("schema()", "kind of document", kind, KINDS)))
    return loaded


@functools.cache
def parsed(kind: str) -> dict[str, Any]:
    """Return the one shared copy of a schema, for reading only."""
    loaded: dict[str, Any] = json.loads(_text(kind))
    return loaded


def _text(kind: str) -> str:
    return resources.files(__package__).joinpath("schema", f"{kind}.json").read_text(encoding="utf-8")
