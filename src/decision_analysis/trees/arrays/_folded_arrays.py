"""`FoldedArrays`: a tree in which shared nodes stand once, for what need not write paths out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, IntArray
from decision_analysis.trees.arrays._levels import folded_levels
from decision_analysis.trees.arrays._structure import Structure
from decision_analysis.trees.arrays._tree_arrays import TreeArrays
from decision_analysis.trees.nodes import DECISION


class FoldedArrays(TreeArrays):
    """A tree as flat arrays in which the children of a shared node object stand once.

    A position is a branch: the label and probability that lead to a node, and what that node is.
    The positions of one node object, its twins, have the same children, so that one walks along a
    path as in any tree; `path` gives one of the paths to a position. Levels group nodes by their
    longest path from the root.
    """

    __slots__ = ("_inner", "_sizes", "_twin")

    _folded = True

    _twin: IntArray
    _inner: IntArray
    _sizes: list[int]

    @classmethod
    def of_branches(
        cls,
        kind: NDArray[np.uint8],
        counts: IntArray,
        twin: IntArray,
        inner: IntArray,
        sizes: list[int],
        names: tuple[str, ...],
        labels: tuple[str, ...],
    ) -> FoldedArrays:
        """Build the structure, without numbers, of branches grouped by the node that they leave.

        `twin` (N,) is the first position of the same node, `inner` are the first positions of nodes
        with children, in the order of these children's positions, and `sizes` says how many of them
        each level has.
        """
        blank = np.zeros(len(kind))
        first = np.zeros(len(kind), dtype=np.intp)
        # the children of a node stand behind those of all nodes with children before it
        first[inner] = 1 + np.cumsum(counts[inner]) - counts[inner]
        tree = object.__new__(cls)
        tree._set_structure(
            kind=kind,
            counts=counts,
            first=first[twin],
            parents=np.concatenate([[0], np.repeat(inner, counts[inner])]),
            decisions=inner[kind[inner] == DECISION],
            levels=folded_levels(kind, counts, inner, sizes, twin),
            names=names,
            labels=labels,
            twin=twin,
            inner=inner,
            sizes=sizes,
        )
        tree._set_numbers(blank, {"payoff": blank}, True)
        return tree

    def __reduce__(self) -> tuple[Any, ...]:
        shape = self._kind, self._counts, self._twin, self._inner, self._sizes
        structure = *shape, self._names, self._labels
        return _restore, (structure, (self._probability, self._payoffs, self._single))

    def __repr__(self) -> str:
        return f"{super().__repr__()}, standing for {_render.count(self.size)} nodes"

    def _same_structure(self, other: Structure) -> bool:
        return (
            isinstance(other, FoldedArrays)
            and super()._same_structure(other)
            and np.array_equal(self._twin, other._twin)
        )

    def _depth(self, node: int) -> int:
        return len(self._ancestors(node)) - 1

    def _deciding(self) -> IntArray:
        return np.flatnonzero(self._kind == DECISION)

    def _paths_to(self, nodes: IntArray | None) -> int:
        wanted: BoolArray = np.ones(len(self), dtype=bool)
        if nodes is not None:
            wanted = np.isin(np.arange(len(self)), nodes)
        # paths from each node to the wanted positions, as Python's integers: 2^300 are possible
        below = wanted.astype(object)
        for level in reversed(self._levels):
            assert level.rows is not None
            for node in map(int, level.rows):
                below[node] += sum(below[child] for child in self._children(node))
            if level.twins is not None:
                # another position of the node: the same paths below, but its own place counts once
                below[level.twins[0]] += below[level.twins[1]] - wanted[level.twins[1]]
        return int(below[0])

    def _written_out(self) -> tuple[TreeArrays, IntArray]:
        # level by level: the children of every node of the level above, wherever they stand here
        rows = [np.zeros(1, dtype=np.intp)]
        while len(rows[-1]):
            counts = self._counts[rows[-1]]
            starts = np.cumsum(counts) - counts
            positions = np.repeat(self._first[rows[-1]] - starts, counts)
            rows.append(positions + np.arange(int(counts.sum())))
        origin = np.concatenate(rows)
        assert self._names is not None
        assert self._labels is not None
        names, labels = ([words[i] for i in origin] for words in (self._names, self._labels))
        payoffs = {name: array[origin] for name, array in self._payoffs.items()}
        structure = self._kind[origin], self._counts[origin]
        numbers = self._probability[origin], payoffs, self._single
        return TreeArrays._trusted(*structure, *numbers, tuple(names), tuple(labels)), origin


def _restore(structure: tuple[Any, ...], numbers: tuple[Any, ...]) -> FoldedArrays:
    return FoldedArrays.of_branches(*structure)._with(*numbers)
