"""The published schemas, which are package data; nothing is read before it is asked for."""

from __future__ import annotations

import json
from typing import Any

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named

KINDS = ("table", "tree", "diagram", "parameters", "study")


@cites("wright_et_al_2022")
@named
def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document.

    Parameters
    ----------
    kind : {'table', 'tree', 'diagram', 'parameters', 'study'}
        What the document holds.

    Returns
    -------
    dict
        A schema of JSON Schema draft 2020-12; a fresh copy.

    Raises
    ------
    InvalidInputError
        If the kind is none of these.

    Examples
    --------
    >>> from decision_analysis import io
    >>> io.schema("table")["required"]
    ['kind', 'format', 'criteria', 'alternatives']
    """
    from importlib import resources

    name = _checks.known("kind of document", kind, KINDS)
    text = (
        resources.files(__package__).joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    )
    loaded: dict[str, Any] = json.loads(text)
    return loaded
