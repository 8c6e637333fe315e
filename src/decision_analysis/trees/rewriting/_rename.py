"""`rename`: other names for decisions and chance nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import Path, write
from decision_analysis.trees.nodes import (
    Chance,
    Decision,
    Node,
    NodeLike,
    like,
    post_order,
    put,
    shown,
)
from decision_analysis.trees.rewriting._places import nodes_along, root_of, with_children


@named
def rename(root: NodeLike, names: Mapping[str | Path, str]) -> Node:
    """Return the tree with other names of decisions and chance nodes.

    A file without names, or with the same name for different uncertainties, is put right after it
    was read; labels of options and outcomes, and with them the paths, stay as they are.

    Parameters
    ----------
    root : node
        The root of the tree.
    names : mapping of str or tuple of str to str
        The new name, by the name that nodes have now, for every node of that name, or by the path
        to one node. All are found in the tree as it is given, so that two names can be exchanged.
        Several may become the same: chance nodes of one name are one uncertainty.

    Returns
    -------
    Node
        The root of the new tree. A node object that stands in several places is renamed in all of
        them and stays one object; objects without a new name on them or below are those of the
        given tree.

    Raises
    ------
    InvalidInputError
        If a key is no name and no path of the tree, leads to a node without a name, is the name of
        decisions and of chance nodes, or if two keys have different names for one node, or a new
        name is not a non-empty string.

    See Also
    --------
    decision_analysis.io.load : Reads trees of other programs, and numbers nodes without a name.

    Notes
    -----
    Takes time in proportion to the node objects; no recursion, so that depth does not matter.

    Examples
    --------
    >>> from decision_analysis.trees import Chance, Decision, rename
    >>> chances = {"dry": (0.5, -70), "wet": (0.5, 120)}
    >>> tree = Decision(
    ...     "decision 1",
    ...     {"drill": Chance("chance 1", chances), "sell": Chance("chance 1", chances)},
    ... )
    >>> rename(tree, {"decision 1": "what to do", ("sell",): "price"})
    Decision 'what to do'
       drill: Chance 'chance 1'
          dry (0.5): Terminal  payoff -70
          wet (0.5): Terminal  payoff 120
       sell: Chance 'price'
          dry (0.5): Terminal  payoff -70
          wet (0.5): Terminal  payoff 120
    """
    top = root_of(root)
    given: Mapping[Any, Any] = _checks.mapping("names", names)
    nodes = list(post_order(top))
    by_name: dict[str, list[Decision | Chance]] = {}
    for node in nodes:
        if isinstance(node, Decision | Chance):
            by_name.setdefault(node.name, []).append(node)
    # the new name of each node object, and the key that gave it
    called: dict[int, tuple[object, str]] = {}
    for key, new in given.items():
        if not isinstance(new, str) or not new:
            raise InvalidInputError(
                f"the new name of {shown(key)} must be a non-empty string; got {shown(new)}"
            )
        for node in _meant(top, by_name, key):
            before, name = called.setdefault(id(node), (key, new))
            if name != new:
                raise InvalidInputError(
                    f"a node must have one new name; got {shown(name)} by {shown(before)} "
                    f"and {new!r} by {shown(key)}"
                )
    # children before parents: what stays the same, with all below it, stays the same object
    made: dict[int, Node] = {}
    for node in nodes:
        children = [made[id(child)] for child in node.children]
        _, wanted = called.get(id(node), (None, node._name))
        if wanted == node._name:
            made[id(node)] = with_children(node, children)
            continue
        made[id(node)] = like(node, children, node.payoff)
        put(made[id(node)], "_name", _checks.plain(wanted))
    return made[id(top)]


def _meant(
    top: Node, by_name: Mapping[str, list[Decision | Chance]], key: object
) -> list[Decision | Chance]:
    """Return the nodes that a name or a path stands for."""
    if isinstance(key, tuple):
        node = nodes_along("key of names", top, key)[-1]
        if not isinstance(node, Decision | Chance):
            raise InvalidInputError(
                f"a path must lead to a decision or chance node; got {type(node).__name__}"
                f" {write(key)}"
            )
        return [node]
    if not isinstance(key, str):
        raise InvalidInputError(
            f"keys of names must be names of nodes, or paths, tuples of labels; got {shown(key)}"
        )
    if not by_name:
        raise InvalidInputError("the tree must have a node with a name; it has none")
    found = by_name[_checks.known("node", key, list(by_name))]
    if len(set(map(type, found))) > 1:
        raise InvalidInputError(
            f"{key!r} must be the name of decisions or of chance nodes, and is that of"
            " both: give paths"
        )
    return found
