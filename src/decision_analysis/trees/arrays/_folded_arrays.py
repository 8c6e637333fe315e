"""`FoldedArrays`: a tree in which shared nodes stand once, for what need not write paths out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, read_only
from decision_analysis.trees.arrays._levels import folded_levels
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
        """Build the structure, without numbers, of branches that stand together by the node that
        they leave.

        `twin` (N,) is the first position of the same node, `inner` are the first positions of nodes
        with children, in the order of these children's positions, and `sizes` says how many of them
        each level has.
        """
        blank = np.zeros(len(kind))
        first = np.zeros(len(kind), dtype=np.intp)
        first[inner] = 1 + np.cumsum(counts[inner]) - counts[inner]
        tree = object.__new__(cls)
        fields = {
            "_kind": read_only(kind),
            "_counts": read_only(counts),
            "_first": read_only(first[twin]),
            "_names": names,
            "_labels": labels,
            "_levels": folded_levels(kind, counts, inner, sizes, twin),
            "_starts": (),
            "_parents": read_only(np.concatenate([[0], np.repeat(inner, counts[inner])])),
            "_decisions": read_only(inner[kind[inner] == DECISION]),
            "_last": ((), np.zeros(1, dtype=np.intp)),
            "_twin": read_only(twin),
            "_inner": read_only(inner),
            "_sizes": sizes,
            "_probability": blank,
            "_payoffs": {"payoff": blank},
            "_single": True,
        }
        for name, value in fields.items():
            object.__setattr__(tree, name, value)
        return tree

    def __reduce__(self) -> tuple[Any, ...]:
        structure = (
            self._kind,
            self._counts,
            self._twin,
            self._inner,
            self._sizes,
            self._names,
            self._labels,
        )
        return _restore, (structure, (self._probability, self._payoffs, self._single))

    def __repr__(self) -> str:
        return f"{super().__repr__()}, standing for {_render.count(self.size)} nodes"

    def _with(
        self, probability: FloatArray, payoffs: dict[str, FloatArray], single: bool
    ) -> FoldedArrays:
        tree = super()._with(probability, payoffs, single)
        for name in FoldedArrays.__slots__:
            object.__setattr__(tree, name, getattr(self, name))
        return tree

    def _depth(self, node: int) -> int:
        return len(self._ancestors(node)) - 1

    def _deciding(self) -> IntArray:
        return np.flatnonzero(self._kind == DECISION)

    def _paths_to(self, nodes: IntArray | None) -> int:
        wanted: BoolArray = np.ones(len(self), dtype=bool)
        if nodes is not None:
            wanted = np.isin(np.arange(len(self)), nodes)
        below = wanted.astype(object)
        for level in reversed(self._levels):
            assert level.rows is not None
            for node in map(int, level.rows):
                below[node] += sum(below[child] for child in self._children(node))
            if level.twins is not None:
                below[level.twins[0]] += below[level.twins[1]] - wanted[level.twins[1]]
        return int(below[0])

    def written_out(self) -> tuple[TreeArrays, IntArray]:
        """Return the tree with every path written out, and the position (N,) here of each of its
        nodes."""
        rows = [np.zeros(1, dtype=np.intp)]
        while (total := int((counts := self._counts[rows[-1]]).sum())) > 0:
            starts = np.cumsum(counts) - counts
            rows.append(np.repeat(self._first[rows[-1]] - starts, counts) + np.arange(total))
        origin = np.concatenate(rows)
        assert self._names is not None
        assert self._labels is not None
        payoffs = {name: array[origin] for name, array in self._payoffs.items()}
        words = (
            tuple(map(self._names.__getitem__, origin)),
            tuple(map(self._labels.__getitem__, origin)),
        )
        parts = (
            self._kind[origin],
            self._counts[origin],
            self._probability[origin],
            payoffs,
            self._single,
            *words,
        )
        return TreeArrays._trusted(*parts), origin


def _restore(structure: tuple[Any, ...], numbers: tuple[Any, ...]) -> FoldedArrays:
    return FoldedArrays.of_branches(*structure)._with(*numbers)
