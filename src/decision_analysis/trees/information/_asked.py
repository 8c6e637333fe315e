"""What a question about an uncertainty is asked of: the tree, or the tree given others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.trees.arrays import TreeArrays, in_sample


@dataclass(frozen=True)
class Asked:
    """The chance nodes of one name, and how much (N, ...) a gap between probabilities counts at
    each node of the tree.

    The samples may be the states of other uncertainties, of which some are not possible everywhere:
    there the weight is the probability of the state and of getting to the node. `sample` says in
    words which one it is. With `partly`, options that meet the uncertainty on some paths only are
    asked by way of others that they meet.
    """

    tree: TreeArrays
    nodes: IntArray
    weight: FloatArray
    sample: Callable[[tuple[int, ...]], str] = in_sample
    partly: bool = True

    @classmethod
    def plainly(cls, tree: TreeArrays, nodes: IntArray) -> Asked:
        """Ask of the tree as it is, where every difference counts."""
        return cls(tree, nodes, np.ones((len(tree), *(1,) * (tree._probability.ndim - 1))))

    @property
    def name(self) -> str:
        """The name of the uncertainty."""
        return self.tree._name(int(self.nodes[0]))
