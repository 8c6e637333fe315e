"""Whether two diagrams say the same: nodes, labels, arcs and numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis._arrays import broadcastable, first_apart
from decision_analysis._checks import listed
from decision_analysis._equal import equal
from decision_analysis.diagrams.model._nodes import Choice, Node, Uncertain, Value
from decision_analysis.diagrams.model._tables import parents


def difference(mine: Mapping[str, Node], theirs: Mapping[str, Node]) -> str | None:
    """Say in what one diagram's checked nodes are not those of another, or None.

    It is None where they say the same, whenever they were built. Nodes may stand in any order;
    numbers are equal to 1e-12 of the largest of their table.
    """
    # One object is equal to itself without a look at its numbers.
    if mine is theirs:
        return None
    if set(mine) != set(theirs):
        return f"one with the nodes {listed(mine)} for one with {listed(theirs)}"
    for name, node in theirs.items():
        other = mine[name]
        if type(other) is not type(node):
            return f"one in which {name!r} is {type(other).__name__} for {type(node).__name__}"
        if parents(other) != parents(node):
            return f"one with arcs from {parents(other)} for {parents(node)} to {name!r}"
        if _labels(other) != _labels(node):
            return f"one with {_labels(other)} for {_labels(node)} in {name!r}"
        if not isinstance(node, Choice) and (unlike := _numbers(other, node)):
            return unlike
    return None


def same(mine: Mapping[str, Node], theirs: Mapping[str, Node]) -> bool:
    """Say whether two diagrams have equal nodes, labels and arcs in one order, and numbers."""
    return list(mine) == list(theirs) and all(map(_same_node, mine.values(), theirs.values()))


def _labels(node: Node) -> Sequence[str]:
    if isinstance(node, Value):
        return ()
    return node.options if isinstance(node, Choice) else node.states


def _same_node(first: Node, second: Node) -> bool:
    """Say so of two nodes, whether or not their probabilities were rescaled."""
    # What matters is the probabilities, not whether they came about by rescaling.
    fields = (field.name for field in dataclasses.fields(first) if field.name != "rescale")
    return type(first) is type(second) and all(
        equal(getattr(first, f), getattr(second, f)) for f in fields
    )


def _numbers(mine: object, node: Uncertain | Value) -> str | None:
    """Say where the tables of two nodes of a name first differ."""
    chance = isinstance(node, Uncertain)
    what = "probabilities" if chance else "payoffs"
    first, second = (np.asarray(getattr(n, what)) for n in (mine, node))
    if not broadcastable(first.shape, second.shape):
        return f"one with the shape {first.shape} for {second.shape} of the {what} of {node.name!r}"
    at = first_apart(first, second)
    if at is None:
        return None
    was, now = (
        np.broadcast_to(a, np.broadcast_shapes(first.shape, second.shape))[at]
        for a in (first, second)
    )
    return f"one with {was:.10g} for {now:.10g} among the {what} of {node.name!r}"
