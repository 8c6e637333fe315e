"""An uncertainty of a tree, or of the tree given others: its chance nodes, once on a path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.arrays import TreeArrays, in_sample, write


@dataclass(frozen=True)
class Uncertainty:
    """The chance nodes of one name, and how much (N, ...) a gap counts at each node of the tree.

    A gap is one between probabilities. The samples may be the states of other uncertainties, of
    which some are not possible everywhere: there the weight is the probability of the state and of
    getting to the node. `sample` says in words which one it is. With `partly`, options that meet
    the uncertainty on some paths only are asked by way of others that they meet.
    """

    tree: TreeArrays
    nodes: IntArray
    weight: FloatArray
    sample: Callable[[tuple[int, ...]], str] = in_sample
    partly: bool = True

    @classmethod
    def of_tree(cls, tree: TreeArrays, nodes: IntArray) -> Uncertainty:
        """Ask of the tree as it is, where every difference counts."""
        return cls(tree, nodes, np.ones((len(tree), *(1,) * (tree._probability.ndim - 1))))

    @property
    def name(self) -> str:
        """The name of the uncertainty."""
        return self.tree._name(int(self.nodes[0]))


def once(tree: TreeArrays, nodes: IntArray) -> tuple[BoolArray, BoolArray]:
    """Say which nodes (N,) are these, and which come after one; a path has one at most.

    They are all of one name.
    """
    itself, after = np.zeros((2, len(tree)), dtype=bool)
    itself[nodes] = True
    for level in tree._levels:
        after[level.children] = level.spread(after | itself)
    for node in map(int, nodes[after[nodes]]):
        before = next(n for n in reversed(tree._ancestors(node)[:-1]) if itself[n])
        places = f"{write(tree.path(before))} and again {write(tree.path(node))}"
        raise InvalidModelError(
            [f"chance {tree._name(node)!r} must occur once on a path; it is {places}"]
        )
    return itself, after
