"""Choice under ignorance and under risk: criteria for a payoff table whose columns are states."""

from decision_analysis.robustness._average import expected, laplace
from decision_analysis.robustness._extremes import hurwicz, maximax, maximin
from decision_analysis.robustness._mixed import MixedMaximinResult, mixed_maximin
from decision_analysis.robustness._regret import MinimaxRegretResult, minimax_regret

__all__ = [
    "MinimaxRegretResult",
    "MixedMaximinResult",
    "expected",
    "hurwicz",
    "laplace",
    "maximax",
    "maximin",
    "minimax_regret",
    "mixed_maximin",
]
