"""Whether two trees of nodes say the same, however their nodes are shared."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np

from decision_analysis.trees.nodes._again import Again
from decision_analysis.trees.nodes._nodes import Chance, Decision, Node, post_order


def same(first: Node, second: Node) -> bool:
    """Say whether two trees have the same nodes, labels in the same order and numbers.

    What each node holds gets a number, by which the node before it knows it: one pass over the
    objects of both trees.
    """
    if first._size != second._size:
        return False
    found: dict[Hashable, int] = {}
    number: dict[int, int] = {}
    for root in (first, second):
        for node in post_order(root):
            below = tuple(number[id(child)] for child in node.children)
            number[id(node)] = found.setdefault((*_held(node), below), len(found))
    return number[id(first)] == number[id(second)]


def _held(node: Node) -> tuple[Hashable, ...]:
    """Return all that a node says by itself."""
    kind = type(node).__name__
    payoff = _amounts(node._payoff)
    if isinstance(node, Decision):
        return kind, payoff, node._name, node._labels
    if isinstance(node, Chance):
        return kind, payoff, node._name, node._labels, tuple(map(_amounts, node._probabilities))
    return (
        (kind, payoff, node._stage, _amounts(node._discount))
        if isinstance(node, Again)
        else (kind, payoff)
    )


def _amounts(given: Any) -> Hashable:
    """Return a number, samples or these by attribute as what can be looked up."""
    if isinstance(given, Mapping):
        return frozenset((name, _amounts(amount)) for name, amount in given.items())
    return (given.shape, (given + 0.0).tobytes()) if isinstance(given, np.ndarray) else given
