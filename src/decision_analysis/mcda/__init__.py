"""Multi-criteria methods: pure functions of a table and weights, each as published."""

import types

from decision_analysis.core import dominance
from decision_analysis.mcda import preference
from decision_analysis.mcda._affine import Affine
from decision_analysis.mcda.distance._topsis import TopsisResult, topsis
from decision_analysis.mcda.distance._vikor import VikorResult, vikor
from decision_analysis.mcda.elementary._cost_effectiveness import cost_effectiveness
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
from decision_analysis.mcda.outranking._distill import DistillationResult, distill
from decision_analysis.mcda.outranking._electre_i import ElectreIResult, electre_i
from decision_analysis.mcda.outranking._electre_iii import ElectreIIIResult, electre_iii
from decision_analysis.mcda.outranking._gaia import GaiaResult, gaia
from decision_analysis.mcda.outranking._preference_degrees import preference_degrees
from decision_analysis.mcda.outranking._promethee_group import (
    PrometheeGroupResult,
    promethee_group,
)
from decision_analysis.mcda.outranking._promethee_i import PrometheeIResult, promethee_i
from decision_analysis.mcda.outranking._promethee_ii import PrometheeIIResult, promethee_ii
from decision_analysis.mcda.outranking._promethee_iii import PrometheeIIIResult, promethee_iii
from decision_analysis.mcda.outranking._promethee_v import PrometheeVResult, promethee_v
from decision_analysis.mcda.outranking._prosa_c import ProsaCResult, prosa_c
from decision_analysis.mcda.ratio._weighted_sum import WeightedSumResult, weighted_sum
from decision_analysis.mcda.sorting._electre_tri import ElectreTriResult, electre_tri
from decision_analysis.mcda.sorting._flowsort import FlowSortResult, flowsort
from decision_analysis.mcda.value._additive_value import AdditiveValueResult, additive_value

__all__ = [
    "AdditiveValueResult",
    "Affine",
    "CostEffectivenessResult",
    "DistillationResult",
    "ElectreIIIResult",
    "ElectreIResult",
    "ElectreTriResult",
    "FlowSortResult",
    "GaiaResult",
    "PrometheeGroupResult",
    "PrometheeIIIResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "PrometheeVResult",
    "ProsaCResult",
    "TopsisResult",
    "VikorResult",
    "WeightedSumResult",
    "additive_value",
    "cost_effectiveness",
    "distill",
    "dominance",
    "electre_i",
    "electre_iii",
    "electre_tri",
    "flowsort",
    "gaia",
    "preference",
    "preference_degrees",
    "promethee_group",
    "promethee_i",
    "promethee_ii",
    "promethee_iii",
    "promethee_v",
    "prosa_c",
    "topsis",
    "vikor",
    "weighted_sum",
]


def __dir__() -> list[str]:
    """List the methods; their results and `preference` are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
