"""Profiles on the criteria of a table: in its order, with its goals."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError


def with_same_criteria(table: DecisionTable, profiles: object) -> DecisionTable:
    """Return the profiles with their criteria in the table's order."""
    profiles = _checks.instance("profiles", profiles, DecisionTable)
    _checks.same_names(
        "profiles must have each criterion", profiles.criterion_names, table.criterion_names
    )
    matched = profiles.select(criteria=table.criterion_names)
    for ours, theirs in zip(table.criteria, matched.criteria, strict=True):
        if ours.goal != theirs.goal:
            raise InvalidInputError(
                f"profiles must share the goals of the table; {ours.name!r} is"
                f" {ours.goal!r} there, got {shown(theirs.goal)}"
            )
    return matched
