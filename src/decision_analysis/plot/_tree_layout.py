"""Layout of a drawn tree: which nodes are shown, and rows so close that no two texts meet; no recursion, no drawing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Outline:
    """The shown part of a tree, nodes in breadth-first order.

    `nodes` are positions in the whole tree; `parent` positions among the shown ones, -1 for the root; `first` and
    `last` the shown children, -1 for none; `depth` the steps from the root; `hidden` the leaves hidden below each node.
    """

    nodes: IntArray
    parent: IntArray
    first: IntArray
    last: IntArray
    depth: IntArray
    hidden: IntArray

    @property
    def ends(self) -> BoolArray:
        """Which shown nodes have no shown children."""
        return self.first < 0


def outline(n_children: IntArray, collapsed: Collection[int], limit: int | None, max_ends: int) -> tuple[Outline, int]:
    """Return the shown part of a tree in breadth-first order, and the depth at which it was cut.

    The children of nodes in `collapsed` and of those at depth `limit` are hidden, and then as many of the deepest
    levels as it takes to leave at most `max_ends` ends and levels. A cut at depth 0 means that even the root's own
    children are too many.
    """
    bounds = _levels(n_children)
    parent = np.concatenate([[-1], np.repeat(np.arange(len(n_children)), n_children)])
    leaves = np.where(n_children == 0, 1, 0)
    for (top, start), (_, stop) in zip(bounds[-2::-1], bounds[:0:-1], strict=True):
        leaves[top:start] += np.bincount(parent[start:stop] - top, leaves[start:stop], start - top).astype(np.intp)
    shut = np.zeros(len(n_children), dtype=bool)
    shut[list(collapsed)] = True
    visible = np.ones(len(n_children), dtype=bool)
    for start, stop in bounds[1:]:
        above = parent[start:stop]
        visible[start:stop] = visible[above] & ~shut[above]
    ended, cut = 0, 0
    for depth, (start, stop) in enumerate(bounds):
        here = visible[start:stop]
        if ended + np.count_nonzero(here) > max_ends or depth > max_ends or (limit is not None and depth > limit):
            break
        cut = depth
        ended += int(np.count_nonzero(here & ((n_children[start:stop] == 0) | shut[start:stop])))
    nodes = np.flatnonzero(visible[: bounds[cut][1]])
    return _kept(nodes, bounds[cut][0], n_children, parent, shut, leaves), cut


def _levels(n_children: IntArray) -> list[tuple[int, int]]:
    """Return where the nodes of each depth begin and end."""
    bounds = [(0, 1)]
    while (below := int(n_children[bounds[-1][0] : bounds[-1][1]].sum())) > 0:
        bounds.append((bounds[-1][1], bounds[-1][1] + below))
    return bounds


def _kept(
    nodes: IntArray, last_level: int, n_children: IntArray, parent: IntArray, shut: BoolArray, leaves: IntArray
) -> Outline:
    above = np.searchsorted(nodes, parent[nodes])
    above[0] = -1
    counts = np.where(shut[nodes] | (nodes >= last_level), 0, n_children[nodes])
    first = np.where(counts > 0, 1 + np.cumsum(counts) - counts, -1)
    depth = np.zeros(len(nodes), dtype=np.intp)
    for i in range(1, len(nodes)):
        depth[i] = depth[above[i]] + 1
    hidden = np.where((counts == 0) & (n_children[nodes] > 0), leaves[nodes], 0)
    return Outline(nodes, above, first, np.where(counts > 0, first + counts - 1, -1), depth, hidden)


def rows(shown: Outline, above: FloatArray, below: FloatArray, beside: FloatArray) -> FloatArray:
    """Return the height of each shown node, downward from 0 at the upper edge, parents centered between their children.

    A node takes `above` and `below` its height in the column of its depth; an end also takes `beside` on either side in
    all columns to the right. Subtrees, each of fixed form, are pushed down one after the other until their outlines
    touch those of their elder siblings in some column. O(nodes x depth).
    """
    n, columns = len(shown.nodes), int(shown.depth.max()) + 1
    offset = np.zeros(n)
    height = np.zeros(n)
    upper = np.full((n, columns), np.inf)
    lower = np.full((n, columns), -np.inf)
    for node in range(n - 1, -1, -1):
        first, last, depth = shown.first[node], shown.last[node], shown.depth[node]
        if first >= 0:
            for child in range(first, last + 1):
                gaps = lower[node, depth + 1 :] - upper[child, depth + 1 :]
                offset[child] = float(gaps.max()) if child > first else 0.0
                np.minimum(upper[node], upper[child] + offset[child], out=upper[node])
                np.maximum(lower[node], lower[child] + offset[child], out=lower[node])
            height[node] = (height[first] + offset[first] + height[last] + offset[last]) / 2
        else:
            upper[node, depth + 1 :], lower[node, depth + 1 :] = -beside[node], beside[node]
        upper[node, depth] = height[node] - above[node]
        lower[node, depth] = height[node] + below[node]
    for node in range(1, n):
        offset[node] += offset[shown.parent[node]]
    placed: FloatArray = height + offset - float(upper[0].min())
    return placed
