"""What is pursued in a tree, and the pass over its levels that finds the best options."""

from decision_analysis.trees.passes._backward import (
    UNDECIDED,
    at_stake,
    decide,
    optimal,
    reach,
    reached,
    roll_back,
    rounding,
    start,
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
    "at_stake",
    "decide",
    "optimal",
    "payoffs",
    "preference",
    "reach",
    "reached",
    "roll_back",
    "rounding",
    "ruled",
    "said",
    "start",
    "totals",
    "where_reached",
    "worth",
]
