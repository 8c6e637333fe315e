"""Backward induction: `rollback` and what its result shows."""

from decision_analysis.trees.induction._tree_and_rollback import tree_and_rollback

__all__ = [
    "tree_and_rollback",
]
