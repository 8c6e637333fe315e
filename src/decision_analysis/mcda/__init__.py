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
from decision_analysis.mcda.outranking._electre_ii import ElectreIIResult, electre_ii
from decision_analysis.mcda.outranking._electre_iii import ElectreIIIResult, electre_iii
from decision_analysis.mcda.outranking._electre_is import ElectreISResult, electre_is
from decision_analysis.mcda.outranking._electre_iv import ElectreIVResult, electre_iv
from decision_analysis.mcda.outranking._gaia import GaiaResult, gaia
from decision_analysis.mcda.outranking._preference_degrees import preference_degrees
from decision_analysis.mcda.outranking._promethee_i import PrometheeIResult, promethee_i
from decision_analysis.mcda.outranking._promethee_ii import PrometheeIIResult, promethee_ii
from decision_analysis.mcda.ratio._weighted_sum import WeightedSumResult, weighted_sum
from decision_analysis.mcda.sorting._electre_tri import ElectreTriResult, electre_tri
from decision_analysis.mcda.sorting._electre_tri_c import ElectreTriCResult, electre_tri_c
from decision_analysis.mcda.sorting._electre_tri_nc import ElectreTriNcResult, electre_tri_nc
from decision_analysis.mcda.value._additive_value import AdditiveValueResult, additive_value

__all__ = [
    "AdditiveValueResult",
    "Affine",
    "CostEffectivenessResult",
    "DistillationResult",
    "ElectreIIIResult",
    "ElectreIIResult",
    "ElectreIResult",
    "ElectreISResult",
    "ElectreIVResult",
    "ElectreTriCResult",
    "ElectreTriNcResult",
    "ElectreTriResult",
    "GaiaResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "TopsisResult",
    "VikorResult",
    "WeightedSumResult",
    "additive_value",
    "cost_effectiveness",
    "distill",
    "dominance",
    "electre_i",
    "electre_ii",
    "electre_iii",
    "electre_is",
    "electre_iv",
    "electre_tri",
    "electre_tri_c",
    "electre_tri_nc",
    "gaia",
    "preference",
    "preference_degrees",
    "promethee_i",
    "promethee_ii",
    "topsis",
    "vikor",
    "weighted_sum",
]


def __dir__() -> list[str]:
    """List the methods; their results and `preference` are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
