"""Layout of a drawn tree: which nodes are shown, and rows so close that no texts meet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.trees import TreeArrays

Path = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Outline:
    """The shown part of a tree, nodes in breadth-first order.

    `nodes` are positions in the whole tree, several times the same where a node is shared, and
    `paths` lead there; `parent` positions among the shown ones, -1 for the root; `first` and `last`
    the shown children, -1 for none; `depth` the steps from the root; `hidden` the leaves hidden
    below each node.
    """

    nodes: IntArray
    paths: list[Path]
    parent: IntArray
    first: IntArray
    last: IntArray
    depth: IntArray
    hidden: list[int]

    @property
    def ends(self) -> BoolArray:
        """Which shown nodes have no shown children."""
        return self.first < 0


def outline(
    tree: TreeArrays, collapsed: Collection[Path], limit: int | None, max_ends: int
) -> tuple[Outline, int]:
    """Return the shown part of a tree in breadth-first order, and the depth at which it was cut.

    What follows the paths in `collapsed` and the nodes at depth `limit` is hidden, and then as many
    of the deepest levels as it takes to leave at most `max_ends` ends and levels. A cut at depth 0
    means that even the root's own children are too many. Only what is shown is walked through.
    """
    counts, begins = tree.n_children, tree.first_child
    nodes, parent, first, last, depth = [0], [-1], [-1], [-1], [0]
    paths: list[Path] = [()]
    level, ended, cut = range(1), 0, 0
    while True:
        # one level of the tree: who has children that are to be shown
        open_ = [i for i in level if counts[nodes[i]] and paths[i] not in collapsed]
        ended += len(level) - len(open_)
        below = sum(int(counts[nodes[i]]) for i in open_)
        # a level is shown whole or not at all
        deepest = max_ends if limit is None else min(limit, max_ends)
        if not open_ or ended + below > max_ends or cut == deepest:
            break
        cut += 1
        for i in open_:
            start = int(begins[nodes[i]])
            children = range(start, start + int(counts[nodes[i]]))
            first[i], last[i] = len(nodes), len(nodes) + len(children) - 1
            nodes += children
            paths += [(*paths[i], tree._label(child)) for child in children]
            for more, value in ((parent, i), (first, -1), (last, -1), (depth, cut)):
                more += [value] * len(children)
        level = range(len(nodes) - below, len(nodes))
    leaves = Leaves(tree)
    hidden = [
        leaves.below(node) if at < 0 and counts[node] else 0
        for node, at in zip(nodes, first, strict=True)
    ]
    at, above, begin, end, steps = (
        np.array(x, dtype=np.intp) for x in (nodes, parent, first, last, depth)
    )
    return Outline(at, paths, above, begin, end, steps, hidden), cut


class Leaves:
    """Counts leaves without recursion; the children of a shared node are counted once."""

    def __init__(self, tree: TreeArrays) -> None:
        self._counts, self._begins = tree.n_children, tree.first_child
        self._known: dict[int, int] = {}

    def below(self, node: int) -> int:
        """Return how many leaves, with all paths written out, a node has below it; 1 for a leaf."""
        waiting = [node]
        while waiting:
            top = waiting[-1]
            start, count = int(self._begins[top]), int(self._counts[top])
            # a node is counted once all its children are, so that no call waits for another
            inner = [start + int(i) for i in np.flatnonzero(self._counts[start : start + count])]
            unknown = [child for child in inner if int(self._begins[child]) not in self._known]
            if count and unknown:
                waiting += unknown
                continue
            if count:
                known = (self._known[int(self._begins[child])] for child in inner)
                self._known[start] = count - len(inner) + sum(known)
            waiting.pop()
        return self._known[int(self._begins[node])] if self._counts[node] else 1


def rows(shown: Outline, above: FloatArray, below: FloatArray, beside: FloatArray) -> FloatArray:
    """Return the height of each shown node, downward from 0 at the upper edge.

    Parents are centered between their children. A node takes `above` and `below` its height in the
    column of its depth; an end also takes `beside` on either side in all columns to the right.
    Subtrees, each of fixed form, are pushed down one after the other until their outlines touch
    those of their elder siblings in some column. O(nodes x depth).
    """
    n, columns = len(shown.nodes), int(shown.depth.max()) + 1
    # the outline of each subtree, by column: its uppermost and lowermost points
    offset = np.zeros(n)
    height = np.zeros(n)
    upper = np.full((n, columns), np.inf)
    lower = np.full((n, columns), -np.inf)
    # upward, children before parents, as breadth-first order reversed gives them
    for node in range(n - 1, -1, -1):
        first, last, depth = shown.first[node], shown.last[node], shown.depth[node]
        if first >= 0:
            for child in range(first, last + 1):
                # pushed down until the outlines touch in the tightest column
                gaps = lower[node, depth + 1 :] - upper[child, depth + 1 :]
                offset[child] = float(gaps.max()) if child > first else 0.0
                np.minimum(upper[node], upper[child] + offset[child], out=upper[node])
                np.maximum(lower[node], lower[child] + offset[child], out=lower[node])
            # a parent stands midway between its first and its last child
            height[node] = (height[first] + offset[first] + height[last] + offset[last]) / 2
        else:
            upper[node, depth + 1 :], lower[node, depth + 1 :] = -beside[node], beside[node]
        upper[node, depth] = height[node] - above[node]
        lower[node, depth] = height[node] + below[node]
    # downward: each subtree moves along with its parent
    for node in range(1, n):
        offset[node] += offset[shown.parent[node]]
    placed: FloatArray = height + offset - float(upper[0].min())
    return placed
