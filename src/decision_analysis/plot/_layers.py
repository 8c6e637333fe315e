"""A relation as a graph of its strong components: their layers, kernel, and arrows to draw."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, IntArray
from decision_analysis.plot._diagram_layout import Arc

FEW = 2
"""Arrows for each box up to which all are drawn."""


def components(above: BoolArray) -> tuple[IntArray, int]:
    """Return the strong component of each alternative, numbered by their first members."""
    reach = above | np.eye(len(above), dtype=bool)
    # squares of the relation reach twice as far each time
    for _ in range(max(1, int(np.ceil(np.log2(max(2, len(above))))))):
        reach = (reach.astype(np.float32) @ reach.astype(np.float32)) > 0
    first = (reach & reach.T).argmax(axis=1)
    names, part = np.unique(first, return_inverse=True)
    return np.asarray(part), len(names)


def between(above: BoolArray, part: IntArray, count: int) -> BoolArray:
    """Return the relation (n, n) of components: whether a member is above one of the other."""
    arcs = np.zeros((count, count), dtype=bool)
    tails, heads = np.nonzero(above)
    arcs[part[tails], part[heads]] = True
    np.fill_diagonal(arcs, False)
    return arcs


def _topological(arcs: BoolArray) -> list[int]:
    """Return the positions so that all arcs lead onward."""
    left, order = arcs.sum(axis=0), []
    free = np.flatnonzero(left == 0).tolist()
    while free:
        node = free.pop(0)
        order.append(node)
        for below in np.flatnonzero(arcs[node]).tolist():
            left[below] -= 1
            if left[below] == 0:
                free.append(below)
    return order


def layers(arcs: BoolArray) -> IntArray:
    """Return the layer of each box: the longest way to it."""
    level = np.zeros(len(arcs), dtype=np.intp)
    for node in _topological(arcs):
        parents = np.flatnonzero(arcs[:, node])
        level[node] = level[parents].max() + 1 if parents.size else 0
    return level


def kept_ones(arcs: BoolArray) -> BoolArray:
    """Return which boxes are kept: from the top down those with none of the kept above them."""
    kept = np.zeros(len(arcs), dtype=bool)
    for node in _topological(arcs):
        kept[node] = not (kept & arcs[:, node]).any()
    return kept


def arrows(arcs: BoolArray) -> tuple[list[Arc], str]:
    """Return the arcs that are drawn, and what is said of the others."""
    every = int(arcs.sum())
    if every > FEW * len(arcs):
        # another way: an arc to a box from which some way leads on
        far = arcs.copy()
        for node in _topological(arcs)[::-1]:
            far[node] |= far[arcs[node]].any(axis=0)
        arcs = arcs & ~((arcs.astype(np.float32) @ far.astype(np.float32)) > 0)
    kept = int(arcs.sum())
    note = f"{kept:,} of {every:,} arrows, without those for which a chain leads there too"
    return [(int(i), int(j)) for i, j in np.argwhere(arcs)], note if kept < every else ""
