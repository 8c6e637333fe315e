"""A tree and its rollback for those who draw or write them, checked to belong together."""

from __future__ import annotations

import numpy as np

from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.flat._arrays import TreeArrays
from decision_analysis.trees.flat._flat import as_tree
from decision_analysis.trees.flat._folded import FoldedArrays
from decision_analysis.trees.rolling._rolled import RollbackResult


def given(
    where: str, root: object, result: object, *, folded: bool = False
) -> tuple[TreeArrays, RollbackResult | None]:
    """Return a flat tree and, where there is one, its rollback of one sample; a rollback stands for both.

    `folded` takes shared nodes as they stand; otherwise every path is written out.
    """
    if isinstance(root, RollbackResult):
        if result is not None:
            got = type(result).__name__
            raise InvalidInputError(f"{where}: result must be None where the first argument is a rollback; got {got}")
        root, result = root.tree, root
    if result is None:
        return as_tree(where, root, folded=folded), None
    if not isinstance(result, RollbackResult):
        got = type(result).__name__
        raise InvalidInputError(f"{where}: result must be what trees.rollback() returned, or None; got {got}")
    if result.sample_shape:
        raise InvalidInputError(
            f"{where}: result must be of one sample; got a batch {result.sample_shape}: pick one with result.at(i)"
        )
    if not folded:
        root = as_tree(where, root)
        result = result.written_out()
    mine = result.tree
    tree = as_tree(where, root, folded=isinstance(mine, FoldedArrays))
    if mine is not tree and not (np.array_equal(mine.n_children, tree.n_children) and mine.labels == tree.labels):
        raise InvalidInputError(f"{where}: result must be a rollback of this tree; got that of {mine!r} for {tree!r}")
    return tree, result
