"""Whether two flat trees say the same: structure, names, labels, probabilities and payoffs."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray, broadcastable, first_apart
from decision_analysis._limits import MOST_TREE_NODES
from decision_analysis.trees.arrays._folded_arrays import FoldedArrays
from decision_analysis.trees.arrays._paths import write
from decision_analysis.trees.arrays._tree_arrays import TreeArrays
from decision_analysis.trees.nodes import TERMINAL


def difference(mine: TreeArrays, tree: TreeArrays) -> str | None:
    """Say in what `mine` is not `tree`; None where both say the same, however and whenever they
    were built.

    Numbers are equal to 1e-12 of the largest.
    """
    if mine is tree:
        return None
    if isinstance(mine, FoldedArrays) != isinstance(tree, FoldedArrays):
        return _other(mine, tree)
    if not np.array_equal(getattr(mine, "_twin", 0), getattr(tree, "_twin", 0)):
        return _other(mine, tree)
    if not (
        np.array_equal(mine.kind, tree.kind) and np.array_equal(mine.n_children, tree.n_children)
    ):
        return _other(mine, tree)
    if unlike := _words(mine, tree):
        return unlike
    if mine.attributes != tree.attributes and set(mine.attributes) != set(tree.attributes):
        return f"one with the attributes {list(mine.attributes)} for {list(tree.attributes)}"
    if unlike := _numbers("probability", mine._probability, tree._probability, tree):
        return unlike
    for name in tree._payoffs:
        what = f"payoff of {name!r}" if tree.attributes else "payoff"
        if unlike := _numbers(what, mine._payoffs[name], tree._payoffs[name], tree):
            return unlike
    return None


def same(mine: TreeArrays, tree: TreeArrays) -> bool:
    """Say whether two flat trees have the same structure, names, labels and numbers, to the last
    digit."""
    if len(mine) != len(tree) or isinstance(mine, FoldedArrays) != isinstance(tree, FoldedArrays):
        if mine.size != tree.size or mine.size > MOST_TREE_NODES:
            return False
        mine, tree = (
            t.written_out()[0] if isinstance(t, FoldedArrays) else t for t in (mine, tree)
        )
    alike = np.array_equal(mine.kind, tree.kind) and np.array_equal(
        mine.n_children, tree.n_children
    )
    return (
        alike
        and np.array_equal(getattr(mine, "_twin", 0), getattr(tree, "_twin", 0))
        and _words(mine, tree) is None
        and np.array_equal(mine._probability, tree._probability)
        and mine._single == tree._single
        and mine._payoffs.keys() == tree._payoffs.keys()
        and all(np.array_equal(mine._payoffs[name], tree._payoffs[name]) for name in tree._payoffs)
    )


def _other(mine: TreeArrays, tree: TreeArrays) -> str:
    return f"{mine!r} for {tree!r}"


def _words(mine: TreeArrays, tree: TreeArrays) -> str | None:
    """Say which label or name differs first; that of the root and those of ends lead nowhere."""
    for node, (first, second) in enumerate(zip(mine.labels, tree.labels, strict=True)):
        if node and first != second:
            return f"one with the label {first!r} for {second!r} {write(tree.path(node))}"
    for node, (first, second) in enumerate(zip(mine.names, tree.names, strict=True)):
        if first != second and tree.kind[node] != TERMINAL:
            return f"one with the name {first!r} for {second!r} {write(tree.path(node))}"
    return None


def _numbers(what: str, mine: FloatArray, numbers: FloatArray, tree: TreeArrays) -> str | None:
    """Say where numbers (N, *samples) of two trees first differ."""
    shapes = mine.shape[1:], numbers.shape[1:]
    if not broadcastable(*shapes):
        return f"one with samples {shapes[0]} for {shapes[1]}"
    dims = max(map(len, shapes))
    first, second = (
        a.reshape(len(a), *(1,) * (dims + 1 - a.ndim), *a.shape[1:]) for a in (mine, numbers)
    )
    at = first_apart(first, second)
    if at is None:
        return None
    was, now = (
        np.broadcast_to(a, (len(a), *np.broadcast_shapes(*shapes)))[at] for a in (first, second)
    )
    return f"one with the {what} {was:.10g} for {now:.10g} {write(tree.path(at[0]))}"
