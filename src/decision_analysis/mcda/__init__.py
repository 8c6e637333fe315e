"""Multi-criteria methods: pure functions of a table and weights, each as published."""

import types

from decision_analysis.core import dominance
from decision_analysis.mcda import preference
from decision_analysis.mcda._affine import Affine
from decision_analysis.mcda.distance._balanced_spotis import (
    BalancedSpotisResult,
    balanced_spotis,
)
from decision_analysis.mcda.distance._comet import CometResult, comet
from decision_analysis.mcda.distance._rim import RimResult, rim
from decision_analysis.mcda.distance._spotis import SpotisResult, spotis
from decision_analysis.mcda.distance._topsis import TopsisResult, topsis
from decision_analysis.mcda.distance._triad_consistency import triad_consistency
from decision_analysis.mcda.distance._vikor import VikorResult, vikor
from decision_analysis.mcda.elementary._cost_effectiveness import cost_effectiveness
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
from decision_analysis.mcda.imprecise._fuzzy_topsis import FuzzyTopsisResult, fuzzy_topsis
from decision_analysis.mcda.imprecise._interval_scores import (
    IntervalScoresResult,
    interval_scores,
)
from decision_analysis.mcda.imprecise._mare import MareResult, mare
from decision_analysis.mcda.outranking._distill import DistillationResult, distill
from decision_analysis.mcda.outranking._electre_i import ElectreIResult, electre_i
from decision_analysis.mcda.outranking._electre_iii import ElectreIIIResult, electre_iii
from decision_analysis.mcda.outranking._gaia import GaiaResult, gaia
from decision_analysis.mcda.outranking._preference_degrees import preference_degrees
from decision_analysis.mcda.outranking._promethee_i import PrometheeIResult, promethee_i
from decision_analysis.mcda.outranking._promethee_ii import PrometheeIIResult, promethee_ii
from decision_analysis.mcda.ratio._weighted_sum import WeightedSumResult, weighted_sum
from decision_analysis.mcda.sorting._electre_tri import ElectreTriResult, electre_tri
from decision_analysis.mcda.value._additive_value import AdditiveValueResult, additive_value

__all__ = [
    "AdditiveValueResult",
    "Affine",
    "BalancedSpotisResult",
    "CometResult",
    "CostEffectivenessResult",
    "DistillationResult",
    "ElectreIIIResult",
    "ElectreIResult",
    "ElectreTriResult",
    "FuzzyTopsisResult",
    "GaiaResult",
    "IntervalScoresResult",
    "MareResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "RimResult",
    "SpotisResult",
    "TopsisResult",
    "VikorResult",
    "WeightedSumResult",
    "additive_value",
    "balanced_spotis",
    "comet",
    "cost_effectiveness",
    "distill",
    "dominance",
    "electre_i",
    "electre_iii",
    "electre_tri",
    "fuzzy_topsis",
    "gaia",
    "interval_scores",
    "mare",
    "preference",
    "preference_degrees",
    "promethee_i",
    "promethee_ii",
    "rim",
    "spotis",
    "topsis",
    "triad_consistency",
    "vikor",
    "weighted_sum",
]


def __dir__() -> list[str]:
    """List the methods; their results and `preference` are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
