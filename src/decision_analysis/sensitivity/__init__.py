"""How the answer moves with its inputs: tornado, one-way, regions, thresholds, intervals."""

from decision_analysis.sensitivity._morris import MorrisResult, morris
from decision_analysis.sensitivity._one_way import OneWayResult, one_way
from decision_analysis.sensitivity._rank_correlation import (
    RankCorrelationResult,
    rank_correlation,
)
from decision_analysis.sensitivity._shapley_effects import ShapleyEffectsResult, shapley_effects
from decision_analysis.sensitivity._sobol import SobolResult, sobol
from decision_analysis.sensitivity._threshold import ThresholdResult, threshold
from decision_analysis.sensitivity._tornado import TornadoResult, tornado
from decision_analysis.sensitivity._two_way import TwoWayResult, two_way
from decision_analysis.sensitivity._weight_intervals import WeightIntervalsResult, weight_intervals
from decision_analysis.sensitivity._weight_move import WeightMoveResult, weight_move

__all__ = [
    "MorrisResult",
    "OneWayResult",
    "RankCorrelationResult",
    "ShapleyEffectsResult",
    "SobolResult",
    "ThresholdResult",
    "TornadoResult",
    "TwoWayResult",
    "WeightIntervalsResult",
    "WeightMoveResult",
    "morris",
    "one_way",
    "rank_correlation",
    "shapley_effects",
    "sobol",
    "threshold",
    "tornado",
    "two_way",
    "weight_intervals",
    "weight_move",
]
