"""Nodes to folded arrays: a node object that stands in several places is written once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import IntArray
from decision_analysis.trees.arrays._folded_arrays import FoldedArrays
from decision_analysis.trees.nodes import Node, Payoff

Sheet = tuple[FoldedArrays, list[Any], list["Payoff | None"]]
Words = tuple[NDArray[np.uint8], IntArray, tuple[str, ...], list["Payoff | None"]]


def distinct(root: Node, at_most: int) -> dict[int, int] | None:
    """Count the branches to each node object, by its id; None for more than `at_most` objects."""
    # branches into each node object; the root has none
    leading = {id(root): 0}
    stack = [root]
    while stack:
        if len(leading) > at_most:
            return None
        for child in stack.pop().children:
            if id(child) in leading:
                leading[id(child)] += 1
            else:
                leading[id(child)] = 1
                stack.append(child)
    return leading


def fold(root: Node, leading: dict[int, int]) -> Sheet:
    """Return the folded structure of a tree, and the probability and payoff of each position.

    Nodes are taken in the order of their longest paths from the root: one is due when every branch
    to it is written.
    """
    labels: list[str] = [""]
    probabilities: list[Any] = [1.0]
    first = {id(root): 0}
    inner: list[int] = []
    sizes: list[int] = []
    # branches into each node object that are still to be written
    waiting = dict(leading)
    written = [root]
    level = [root]
    while level:
        # the children of a whole level, of which those that no other branch leads to are due
        due: list[Node] = []
        for node in level:
            inner.append(first[id(node)])
            labels.extend(node._labels)
            probabilities.extend(node._chances())
            for child in node.children:
                first.setdefault(id(child), len(written))
                written.append(child)
                waiting[id(child)] -= 1
                if not waiting[id(child)] and child.children:
                    due.append(child)
        sizes.append(len(level))
        level = due
    kinds, counts, names, payoffs = columns(written)
    # the first position of the node object that stands at each position
    twins = np.array([first[id(node)] for node in written], dtype=np.intp)
    places = np.array(inner, dtype=np.intp)
    tree = FoldedArrays.of_branches(kinds, counts, twins, places, sizes, names, tuple(labels))
    return tree, probabilities, payoffs


def columns(nodes: Sequence[Node]) -> Words:
    """Return the kinds, numbers of children, names and payoffs of nodes, in their order."""
    kinds = np.array([node._kind for node in nodes], dtype=np.uint8)
    counts = np.array([len(node._labels) for node in nodes], dtype=np.intp)
    return kinds, counts, tuple([node._name for node in nodes]), [node._payoff for node in nodes]
