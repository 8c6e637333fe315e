"""`load_own`: what a document of this library's own form describes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from decision_analysis._named import warn
from decision_analysis.core import DecisionTable, Parameters
from decision_analysis.diagrams import InfluenceDiagram
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError
from decision_analysis.io.documents import Document, sentences
from decision_analysis.io.own._convert import diagram_of, parameters_of, table_of
from decision_analysis.io.own._schema import KINDS
from decision_analysis.io.own._validate import check
from decision_analysis.trees import Node

_BUILD: dict[str, Callable[[Document], Any]] = {
    "table": table_of,
    "parameters": parameters_of,
    "study": lambda document: document.data,
}


def load_own(
    document: Document, *, rescale: bool
) -> DecisionTable | Node | InfluenceDiagram | Parameters | dict[str, Any]:
    """Return the object, after the schema of its kind.

    A warning is about the line that called `load`.
    """
    kind = _kind(document)
    if rescale and kind not in ("tree", "diagram"):
        raise InvalidInputError(
            f"rescale must be False for a file without probabilities, a {kind}; got True"
        )
    made: Node | InfluenceDiagram | None
    checked, made, rescaled = check(document, kind, rescale=rescale)
    # a tree was built when it was checked; a diagram is built here
    if kind == "diagram":
        made, rescaled = diagram_of(checked, rescale=rescale)
    if rescaled:
        warn(rescaled, DegenerateDataWarning)
    return made if made is not None else _BUILD[kind](checked)


def _kind(document: Document) -> str:
    data = document.data
    if not isinstance(data, dict):
        problem = (
            f"{document.where()}: must be a mapping with the key 'kind'; got {sentences.got(data)}"
        )
    elif "kind" not in data:
        problem = f"{document.where()}: missing key 'kind': one of {', '.join(map(repr, KINDS))}"
    elif data["kind"] not in KINDS:
        problem = f"{document.where(['kind'])}: {sentences.not_one_of(data['kind'], KINDS)}"
    else:
        return str(data["kind"])
    raise InvalidModelError([problem])
