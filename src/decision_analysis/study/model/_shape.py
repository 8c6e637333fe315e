"""What kind of study it is: of a tree, of one by criteria, of a choice."""

from __future__ import annotations

from decision_analysis.study.model._study import Study


def has_tree(study: Study) -> bool:
    """Say whether there is a tree."""
    return study.tree_data is not None


def has_tree_by_criteria(study: Study) -> bool:
    """Say whether there is a tree whose payoffs are by criterion."""
    return has_tree(study) and not study.plain_tree


def has_choice(study: Study) -> bool:
    """Say whether one of alternatives, or of strategies, is best for somebody."""
    return study.plain_tree or (
        study.decider is not None and (bool(study.alternatives) or has_tree(study))
    )
