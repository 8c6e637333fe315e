"""How the answer moves with its inputs: tornado, one-way, regions, thresholds, intervals."""

from decision_analysis.sensitivity._explain_change import ExplainChangeResult, explain_change
from decision_analysis.sensitivity._morris import MorrisResult, morris
from decision_analysis.sensitivity._one_way import OneWayResult, one_way
from decision_analysis.sensitivity._prim import PrimResult, prim
from decision_analysis.sensitivity._prim_box import PrimBox
from decision_analysis.sensitivity._rank_correlation import (
    RankCorrelationResult,
    rank_correlation,
)
from decision_analysis.sensitivity._rank_reversal import RankReversalResult, rank_reversal
from decision_analysis.sensitivity._shapley_effects import ShapleyEffectsResult, shapley_effects
from decision_analysis.sensitivity._sobol import SobolResult, sobol
from decision_analysis.sensitivity._spider import SpiderResult, spider
from decision_analysis.sensitivity._threshold import ThresholdResult, threshold
from decision_analysis.sensitivity._tornado import TornadoResult, tornado
from decision_analysis.sensitivity._two_way import TwoWayResult, two_way
from decision_analysis.sensitivity._walking_weights import (
    WalkingWeightsResult,
    walking_weights,
)
from decision_analysis.sensitivity._weight_intervals import WeightIntervalsResult, weight_intervals
from decision_analysis.sensitivity._weight_move import WeightMoveResult, weight_move
from decision_analysis.sensitivity._weight_regions import WeightRegionsResult, weight_regions

__all__ = [
    "ExplainChangeResult",
    "MorrisResult",
    "OneWayResult",
    "PrimBox",
    "PrimResult",
    "RankCorrelationResult",
    "RankReversalResult",
    "ShapleyEffectsResult",
    "SobolResult",
    "SpiderResult",
    "ThresholdResult",
    "TornadoResult",
    "TwoWayResult",
    "WalkingWeightsResult",
    "WeightIntervalsResult",
    "WeightMoveResult",
    "WeightRegionsResult",
    "explain_change",
    "morris",
    "one_way",
    "prim",
    "rank_correlation",
    "rank_reversal",
    "shapley_effects",
    "sobol",
    "spider",
    "threshold",
    "tornado",
    "two_way",
    "walking_weights",
    "weight_intervals",
    "weight_move",
    "weight_regions",
]
