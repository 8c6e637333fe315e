"""Multi-criteria methods: pure functions of a table and weights, each as published."""

from decision_analysis.mcda import preference
from decision_analysis.mcda._thresholds import Affine
from decision_analysis.mcda.distance import topsis, vikor
from decision_analysis.mcda.elementary import CostEffectivenessResult, cost_effectiveness, dominance
from decision_analysis.mcda.outranking import (
    distill,
    electre_i,
    electre_iii,
    preference_degrees,
    promethee_i,
    promethee_ii,
)
from decision_analysis.mcda.sorting import electre_tri
from decision_analysis.mcda.value import additive_value, weighted_sum

__all__ = [
    "Affine",
    "CostEffectivenessResult",
    "additive_value",
    "cost_effectiveness",
    "distill",
    "dominance",
    "electre_i",
    "electre_iii",
    "electre_tri",
    "preference",
    "preference_degrees",
    "promethee_i",
    "promethee_ii",
    "topsis",
    "vikor",
    "weighted_sum",
]
