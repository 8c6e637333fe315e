"""Trees made of nodes as arguments, the nodes along a path, and copies with other children."""

from __future__ import annotations

from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays
from decision_analysis.trees.nodes import Node, as_node, like, shown


def root_of(root: object) -> Node:
    """Return the root of a tree that must be made of nodes."""
    if isinstance(root, TreeArrays):
        raise InvalidInputError("root must be a tree made of nodes; got TreeArrays")
    problems: list[str] = []
    node = as_node("root", root, problems)
    if node is None:
        raise InvalidInputError(problems[0])
    return node


def labelled(node: Node) -> list[tuple[str, Node]]:
    """Return the nodes that follow, with their labels."""
    return list(zip(node._labels, node.children, strict=True))


def nodes_along(what: str, top: Node, path: object) -> list[Node]:
    """Return the nodes on a path, the root first."""
    walked = [top]
    for label in path if isinstance(path, tuple) else (path,):
        below = dict(labelled(walked[-1]))
        if not (isinstance(path, tuple) and isinstance(label, str) and label in below):
            raise InvalidInputError(
                f"{what} must be a path of the tree, a tuple of labels from the root; got"
                f" {shown(path)}"
            )
        walked.append(below[label])
    return walked


def with_children(node: Node, children: list[Node]) -> Node:
    """Return a node that others follow; the same object where they are the same."""
    # nodes never change, so that one that stays the same can be shared by both trees
    same = all(new is old for new, old in zip(children, node.children, strict=True))
    return node if same else like(node, children, node.payoff)
