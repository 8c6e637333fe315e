"""`to_dict`: a decision tree as plain data, for JSON and YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis._named import named
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.nodes import (
    REST,
    Again,
    Chance,
    Decision,
    Node,
    NodeLike,
    as_node,
    post_order,
)


@named
def to_dict(root: NodeLike) -> dict[str, Any]:
    """Return a decision tree as plain data that JSON and YAML can hold.

    Plain data are dicts, lists, strings and numbers.

    Parameters
    ----------
    root : node
        The root of the tree.

    Returns
    -------
    dict
        The form that `from_dict` describes. A node that stands in several places is one shared
        dict.

    Raises
    ------
    InvalidModelError
        If `root` is not a node.

    Examples
    --------
    >>> from decision_analysis.trees import REST, Chance, to_dict
    >>> to_dict(Chance("oil", {"dry": (0.8, -70), "wet": (REST, 200)}))["outcomes"]["wet"]
    {'probability': 'rest', 'then': {'terminal': 200.0}}
    """
    problems: list[str] = []
    top = as_node("root", root, problems)
    if top is None:
        raise InvalidModelError(problems)
    written: dict[int, dict[str, Any]] = {}
    for node in post_order(top):
        # shared nodes are the same dict, which is written once and referred to
        written[id(node)] = _write(node, written)
    return written[id(top)]


def _write(node: Node, written: dict[int, dict[str, Any]]) -> dict[str, Any]:
    if isinstance(node, Decision):
        data = {
            "decision": node.name,
            "options": {label: written[id(n)] for label, n in node.options.items()},
        }
    elif isinstance(node, Chance):
        data = {
            "chance": node.name,
            "outcomes": {
                label: {"probability": "rest" if p is REST else _plain(p), "then": written[id(n)]}
                for label, (p, n) in node.outcomes.items()
            },
        }
    elif isinstance(node, Again):
        discount = _plain(node.discount)
        data = {"again": node.stage} | ({} if discount == 1 else {"discount": discount})
    else:
        return {"terminal": _plain(node.payoff)}
    return data if node.payoff is None else {**data, "payoff": _plain(node.payoff)}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(entry) for name, entry in value.items()}
    return value.tolist() if isinstance(value, np.ndarray) else value
