"""Strategies: listed, tabulated, profiled, scored by decision rules, or only the efficient ones."""

from decision_analysis.trees.by_strategy._best_fixed_policy import best_fixed
from decision_analysis.trees.by_strategy._enumeration import (
    count_strategies,
    options_at,
    strategies_below,
)
from decision_analysis.trees.by_strategy._given_policy import resolve
from decision_analysis.trees.by_strategy._strategies import Strategies, Strategy
from decision_analysis.trees.by_strategy._strategy_labels import NOTHING, Words

__all__ = [
    "NOTHING",
    "Strategies",
    "Strategy",
    "Words",
    "best_fixed",
    "count_strategies",
    "options_at",
    "resolve",
    "strategies_below",
]
