"""Choice under ignorance and under risk: criteria for a payoff table whose columns are states."""

from decision_analysis.robustness._expected import expected
from decision_analysis.robustness._hurwicz import hurwicz
from decision_analysis.robustness._laplace import laplace
from decision_analysis.robustness._maximax import maximax
from decision_analysis.robustness._maximin import maximin
from decision_analysis.robustness._minimax_regret import MinimaxRegretResult, minimax_regret
from decision_analysis.robustness._mixed_maximin import MixedMaximinResult, mixed_maximin

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
