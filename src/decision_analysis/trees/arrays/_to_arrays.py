"""`to_arrays`: nodes to flat arrays, level by level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_TREE_NODES
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.arrays._fold import columns, distinct, fold
from decision_analysis.trees.arrays._folded_arrays import FoldedArrays
from decision_analysis.trees.arrays._problems import (
    attribute_problems,
    open_problems,
    sample_problems,
)
from decision_analysis.trees.arrays._tree_arrays import TreeArrays
from decision_analysis.trees.nodes import CHANCE, Node, NodeLike, Payoff, as_node

# Nodes that are written out without looking for shared ones: a moment's work
WORTH_FOLDING = 10_000


@named
def to_arrays(root: NodeLike | TreeArrays) -> TreeArrays:
    """Return the flat form of a tree, which this package's functions take as it is.

    A tree that is flat is not flattened again.

    Parameters
    ----------
    root : node or TreeArrays
        The root of the tree. A node object that stands in several places is written out in each; a
        flat tree is returned as it is.

    Returns
    -------
    TreeArrays
        The nodes in breadth-first order.

    Raises
    ------
    InvalidModelError
        If bare numbers and mappings are mixed, an attribute is missing on a path, samples do not
        broadcast together, or the tree has more than ten million nodes; faults are listed by path.

    Notes
    -----
    Takes time and memory in proportion to the nodes, about 2 microseconds each; no recursion, so
    that depth does not matter.

    Examples
    --------
    >>> from decision_analysis.trees import Chance, Decision, to_arrays
    >>> to_arrays(
    ...     Decision(
    ...         "drill", {"yes": Chance("oil", {"dry": (0.8, -70), "wet": (0.2, 200)}), "no": 0}
    ...     )
    ... )
    TreeArrays: 5 nodes (1 decision, 1 chance, 3 terminals), depth 2
    """
    return as_tree(root)


def as_tree(root: object, *, folded: bool = False) -> TreeArrays:
    """Return the flat form of a tree; `folded` lets shared nodes stand once."""
    if isinstance(root, FoldedArrays) and not folded:
        return written_out(root)[0]
    if isinstance(root, TreeArrays):
        return root
    node = _node(root)
    # folding is worth its while only where half of the nodes or more are shared
    if folded and node.size > WORTH_FOLDING and (leading := distinct(node, node.size // 2)):
        return _assemble(*fold(node, leading))
    if node.size > MOST_TREE_NODES:
        raise InvalidModelError([_size_problem(node.size)])
    return _flatten(node)


def as_folded(root: object) -> FoldedArrays:
    """Return the flat form in which shared nodes stand once, however few of them there are."""
    node = _node(root)
    leading = distinct(node, node.size)
    assert leading is not None  # there are no more objects than nodes
    folded = _assemble(*fold(node, leading))
    assert isinstance(folded, FoldedArrays)
    return folded


def written_out(tree: FoldedArrays) -> tuple[TreeArrays, IntArray]:
    """Return `tree` with every path written out, and the position (N,) in `tree` of its nodes."""
    if tree.size > MOST_TREE_NODES:
        raise InvalidModelError([_size_problem(tree.size)])
    return tree._written_out()


def _node(root: object) -> Node:
    problems: list[str] = []
    node = as_node("root", root, problems)
    if node is None:
        raise InvalidInputError(problems[0])
    return node


def _flatten(root: Node) -> TreeArrays:
    labels: list[str] = [""]
    probabilities: list[Any] = [1.0]
    # breadth first: the list grows by the children of each node while it is gone through
    nodes: list[Node] = [root]
    for node in nodes:
        if node._labels:
            labels.extend(node._labels)
            probabilities.extend(node._chances())
            nodes.extend(node.children)
    kinds, counts, names, payoffs = columns(nodes)
    blank = np.zeros(len(nodes))
    numbers = blank, {"payoff": blank}, True
    tree = TreeArrays._trusted(kinds, counts, *numbers, names, tuple(labels))
    return _assemble(tree, probabilities, payoffs)


def _assemble(
    skeleton: TreeArrays, probabilities: list[Any], payoffs: list[Payoff | None]
) -> TreeArrays:
    """Return the structure with its numbers, or all that does not fit together."""
    single = not any(isinstance(p, Mapping) for p in payoffs)
    problems = open_problems(skeleton)
    problems += [] if single else attribute_problems(skeleton, payoffs)
    columns: dict[str, list[Any]] = {"payoff": [0.0 if p is None else p for p in payoffs]}
    if not single and not problems:
        columns = {}
        # one pass over the payoffs, of which most name few of the attributes
        for i, payoff in enumerate(payoffs):
            for name, amount in payoff.items() if isinstance(payoff, Mapping) else ():
                columns.setdefault(name, [0.0] * len(payoffs))[i] = amount
    if not problems:
        problems = sample_problems(skeleton, {"probability": probabilities, **columns})
    if problems:
        raise InvalidModelError(problems)
    arrays = {name: _column(column) for name, column in columns.items()}
    return skeleton._with(_column(probabilities), arrays, single)


def _column(entries: list[Any]) -> FloatArray:
    """Stack numbers and samples (...) to an array (N, ...)."""
    shapes = {entry.shape for entry in entries if isinstance(entry, np.ndarray)}
    if not shapes:
        return np.array(entries, dtype=np.float64)
    # filled row by row, as samples of different axes broadcast into the column
    column = np.empty((len(entries), *np.broadcast_shapes(*shapes)))
    for row, entry in enumerate(entries):
        column[row] = entry
    return column


def _size_problem(size: int) -> str:
    return (
        f"the tree, with shared nodes written out, must have at most {MOST_TREE_NODES:,} nodes; got"
        f" {_render.count(size)}: give a larger one as TreeArrays; rollback() without utility, or"
        " with a linear or exponential one, takes shared nodes as such"
    )


def names_of(tree: TreeArrays, kind: int) -> list[str]:
    """Return the names of all nodes of a kind, each once, in breadth-first order."""
    return list(dict.fromkeys(tree._name(int(i)) for i in np.flatnonzero(tree.kind == kind)))


def chance_nodes(tree: TreeArrays, name: object) -> np.ndarray:
    """Return the positions of the chance nodes of a name."""
    known = names_of(tree, CHANCE)
    if not known:
        raise InvalidInputError("the tree must have a chance node; it has none")
    found = _checks.known("chance node", name, known)
    return np.array(
        [i for i in np.flatnonzero(tree.kind == CHANCE) if tree._name(int(i)) == found],
        dtype=np.intp,
    )
