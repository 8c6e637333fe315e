"""Whether two flat trees say the same: structure, names, labels, probabilities and payoffs."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray, broadcastable, first_apart
from decision_analysis.trees.arrays._paths import write
from decision_analysis.trees.arrays._tree_arrays import TreeArrays


def difference(mine: TreeArrays, tree: TreeArrays) -> str | None:
    """Say in what `mine` is not `tree`; None where both say the same.

    How and when they were built makes no difference. Numbers are equal to 1e-12 of the largest.
    """
    if mine is tree:
        return None
    if not mine._same_structure(tree):
        return f"{mine!r} for {tree!r}"
    if unlike := mine._other_words(tree):
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


def _numbers(what: str, mine: FloatArray, numbers: FloatArray, tree: TreeArrays) -> str | None:
    """Say where numbers (N, *samples) of two trees first differ."""
    shapes = mine.shape[1:], numbers.shape[1:]
    if not broadcastable(*shapes):
        return f"one with samples {shapes[0]} for {shapes[1]}"
    # sample axes pair up from the last one
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
