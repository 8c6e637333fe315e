"""A tree and its rollback for those who draw or write them, checked to belong together."""

from __future__ import annotations

from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import FoldedArrays, TreeArrays, as_tree, difference
from decision_analysis.trees.induction._rollback_result import RollbackResult


def tree_and_rollback(
    root: object, result: object, *, folded: bool = False
) -> tuple[TreeArrays, RollbackResult | None]:
    """Return a flat tree and, where there is one, its rollback of one sample.

    A rollback stands for both. `folded` takes shared nodes as they stand; otherwise every path is
    written out.
    """
    if isinstance(root, RollbackResult):
        if result is not None:
            got = type(result).__name__
            raise InvalidInputError(
                f"result must be None where the first argument is a rollback; got {got}"
            )
        # a rollback knows its tree
        root, result = root.tree, root
    if result is None:
        return as_tree(root, folded=folded), None
    if not isinstance(result, RollbackResult):
        got = type(result).__name__
        raise InvalidInputError(
            f"result must be what trees.rollback() returned, or None; got {got}"
        )
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be of one sample; got a batch {result.sample_shape}: pick one"
            " with result.at(i)"
        )
    if not folded:
        root = as_tree(root)
        result = result.written_out()
    # a tree without shared nodes cannot be compared with a folded one
    tree = as_tree(root, folded=folded and isinstance(result.tree, FoldedArrays))
    if not isinstance(tree, FoldedArrays):
        result = result.written_out()
    if unlike := difference(result.tree, tree):
        raise InvalidInputError(f"result must be a rollback of this tree; got that of {unlike}")
    return tree, result
