"""`to_dict`: an influence diagram as plain data, for JSON and YAML."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.diagrams.conversion._from_dict import FORMS
from decision_analysis.diagrams.model import InfluenceDiagram, Node


@named
def to_dict(diagram: InfluenceDiagram) -> dict[str, Any]:
    """Return an influence diagram as plain data that JSON and YAML can hold.

    Plain data are dicts, lists, strings and numbers.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram.

    Returns
    -------
    dict
        The form that `from_dict` describes.

    Raises
    ------
    InvalidInputError
        If `diagram` is not an influence diagram.

    Examples
    --------
    >>> from decision_analysis.diagrams import Choice, InfluenceDiagram, Value, to_dict
    >>> to_dict(InfluenceDiagram([Choice("go", ["yes", "no"]), Value("worth", [1, 0], of=["go"])]))[
    ...     "nodes"
    ... ][1]
    {'value': 'worth', 'payoffs': [1.0, 0.0], 'of': ['go']}
    """
    _checks.instance("diagram", diagram, InfluenceDiagram)
    return {"nodes": [_plain(node) for node in diagram.nodes.values()]}


def _plain(node: Node) -> dict[str, Any]:
    kind = type(node).__name__.lower()
    _, required, optional = FORMS[kind]
    found: dict[str, Any] = {kind: node.name}
    for key in (*required, *optional):
        value = getattr(node, key)
        if key in required or value:
            found[key] = value.tolist() if isinstance(value, np.ndarray) else list(value)
    return found
