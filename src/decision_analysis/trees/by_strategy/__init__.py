"""Strategies: listed, tabulated, profiled, scored by decision rules, or only the efficient ones."""

from decision_analysis.trees.by_strategy._best_fixed_policy import best_fixed
from decision_analysis.trees.by_strategy._consequences import columns_of, statistics_of
from decision_analysis.trees.by_strategy._distribution_measures import (
    merged,
    noise,
    worst_mean,
)
from decision_analysis.trees.by_strategy._enumeration import (
    count_strategies,
    options_at,
    strategies_below,
)
from decision_analysis.trees.by_strategy._given_policy import resolve
from decision_analysis.trees.by_strategy._performances import performances
from decision_analysis.trees.by_strategy._strategies import Strategies, Strategy
from decision_analysis.trees.by_strategy._strategy_labels import NOTHING, Words

__all__ = [
    "NOTHING",
    "Strategies",
    "Strategy",
    "Words",
    "best_fixed",
    "columns_of",
    "count_strategies",
    "merged",
    "noise",
    "options_at",
    "performances",
    "resolve",
    "statistics_of",
    "strategies_below",
    "worst_mean",
]
