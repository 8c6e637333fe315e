"""Nodes to folded arrays: a node object that stands in several places is written once."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis.trees.arrays._folded_arrays import FoldedArrays
from decision_analysis.trees.nodes import Node, Payoff, branches

Sheet = tuple[FoldedArrays, list[Any], list["Payoff | None"]]


def distinct(root: Node, at_most: int) -> dict[int, int] | None:
    """Return the number of branches that lead to each node object, by its id; None where there are
    more objects."""
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
    """Return the folded structure of a tree, and the probability and payoff of each of its
    positions.

    Nodes are taken in the order of their longest paths from the root: one is due when every branch
    to it is written.
    """
    kinds, counts, names, labels = [], [], [], [""]
    probabilities: list[Any] = [1.0]
    payoffs: list[Payoff | None] = []
    first = {id(root): 0}
    twins: list[int] = []
    inner: list[int] = []
    sizes: list[int] = []
    waiting = dict(leading)
    written = [root]
    level = [root]
    while level:
        due: list[Node] = []
        for node in level:
            _, _, ways, chances = branches(node)
            inner.append(first[id(node)])
            labels.extend(ways)
            probabilities.extend(chances)
            for child in node.children:
                first.setdefault(id(child), len(written))
                written.append(child)
                waiting[id(child)] -= 1
                if not waiting[id(child)] and child.children:
                    due.append(child)
        sizes.append(len(level))
        level = due
    for node in written:
        kind, name, ways, _ = branches(node)
        kinds.append(kind)
        names.append(name)
        counts.append(len(ways))
        payoffs.append(node._payoff)
        twins.append(first[id(node)])
    structure = (
        np.array(kinds, dtype=np.uint8),
        np.array(counts, dtype=np.intp),
        np.array(twins, dtype=np.intp),
    )
    tree = FoldedArrays.of_branches(
        *structure, np.array(inner, dtype=np.intp), sizes, tuple(names), tuple(labels)
    )
    return tree, probabilities, payoffs
