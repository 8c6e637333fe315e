"""Backward induction: `rollback` and what its result shows."""

from decision_analysis.trees.induction._tree_and_rollback import given

__all__ = [
    "given",
]
