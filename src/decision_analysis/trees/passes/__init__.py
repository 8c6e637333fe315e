"""What is pursued in a tree, and the pass over its levels that finds the best options."""

from decision_analysis.trees.passes._backward import (
    UNDECIDED,
    decide,
    optimal,
    reach,
    reached,
    roll_back,
    start,
    tie_tolerance,
    where_reached,
    worth,
)
from decision_analysis.trees.passes._preference import (
    GOALS,
    Attribute,
    Preference,
    additive,
    payoffs,
    preference,
    ruled,
    said,
    totals,
)

__all__ = [
    "GOALS",
    "UNDECIDED",
    "Attribute",
    "Preference",
    "additive",
    "decide",
    "optimal",
    "payoffs",
    "preference",
    "reach",
    "reached",
    "roll_back",
    "ruled",
    "said",
    "start",
    "tie_tolerance",
    "totals",
    "where_reached",
    "worth",
]
