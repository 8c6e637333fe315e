"""Strategies: listed, tabulated, profiled, scored by decision rules, or only the efficient ones."""

from decision_analysis.trees.by_strategy._choices import below, choices, number
from decision_analysis.trees.by_strategy._policy import best_fixed, resolve
from decision_analysis.trees.by_strategy._strategies import Strategies, Strategy
from decision_analysis.trees.by_strategy._strategy_names import NOTHING, Words

__all__ = [
    "NOTHING",
    "Strategies",
    "Strategy",
    "Words",
    "below",
    "best_fixed",
    "choices",
    "number",
    "resolve",
]
