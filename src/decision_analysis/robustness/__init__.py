"""Choice under ignorance and under risk: criteria for a payoff table whose columns are states."""

from decision_analysis.robustness._cvar import cvar
from decision_analysis.robustness._expected import expected
from decision_analysis.robustness._hurwicz import hurwicz
from decision_analysis.robustness._hurwicz_curve import HurwiczCurveResult, hurwicz_curve
from decision_analysis.robustness._info_gap import info_gap
from decision_analysis.robustness._info_gap_result import InfoGapResult
from decision_analysis.robustness._laplace import laplace
from decision_analysis.robustness._maximax import maximax
from decision_analysis.robustness._maximin import maximin
from decision_analysis.robustness._minimax_regret import MinimaxRegretResult, minimax_regret
from decision_analysis.robustness._mixed_maximin import MixedMaximinResult, mixed_maximin
from decision_analysis.robustness._mixed_minimax_regret import (
    MixedMinimaxRegretResult,
    mixed_minimax_regret,
)
from decision_analysis.robustness._satisficing import satisficing
from decision_analysis.robustness._savage_matrix import savage_matrix

__all__ = [
    "HurwiczCurveResult",
    "InfoGapResult",
    "MinimaxRegretResult",
    "MixedMaximinResult",
    "MixedMinimaxRegretResult",
    "cvar",
    "expected",
    "hurwicz",
    "hurwicz_curve",
    "info_gap",
    "laplace",
    "maximax",
    "maximin",
    "minimax_regret",
    "mixed_maximin",
    "mixed_minimax_regret",
    "satisficing",
    "savage_matrix",
]
