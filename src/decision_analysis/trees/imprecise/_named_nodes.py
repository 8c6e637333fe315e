"""Chance nodes as users name them: by the name of the uncertainty, or by the path to one node."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, chance_nodes, walk, write
from decision_analysis.trees.nodes import CHANCE, shown


def nodes_of(what: str, tree: TreeArrays, name_or_path: object) -> IntArray:
    """Return the chance nodes of a name, or the one at a path."""
    if not isinstance(name_or_path, tuple):
        if not isinstance(name_or_path, str):
            raise InvalidInputError(
                f"{what} must be by names of chance nodes, or paths to them; got"
                f" {shown(name_or_path)}"
            )
        return chance_nodes(tree, name_or_path)
    walked = walk(tree, name_or_path)
    if walked is None:
        raise InvalidInputError(
            f"{what} names a path that is not in the tree, {shown(name_or_path)}"
        )
    node = int(walked[-1])
    if tree.kind[node] != CHANCE:
        raise InvalidInputError(
            f"{what} names a node that is no chance node, {write(name_or_path)}"
        )
    return np.array([node])
