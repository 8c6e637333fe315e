"""Multi-criteria methods: pure functions of a table and weights, each as published."""

import types

from decision_analysis.core import dominance
from decision_analysis.mcda import preference
from decision_analysis.mcda._affine import Affine
from decision_analysis.mcda.distance._topsis import TopsisResult, topsis
from decision_analysis.mcda.distance._vikor import VikorResult, vikor
from decision_analysis.mcda.elementary._cost_effectiveness import cost_effectiveness
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
from decision_analysis.mcda.learning._identify_capacity import (
    IdentifyCapacityResult,
    identify_capacity,
)
from decision_analysis.mcda.learning._robust_ordinal_regression import (
    RobustOrdinalRegressionResult,
    robust_ordinal_regression,
)
from decision_analysis.mcda.learning._uta import UtaResult, uta
from decision_analysis.mcda.learning._utadis import UtadisResult, utadis
from decision_analysis.mcda.learning._utastar import UtastarResult, utastar
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
from decision_analysis.mcda.value._choquet import ChoquetResult, choquet
from decision_analysis.mcda.value._multiplicative_utility import (
    MultiplicativeUtilityResult,
    multiplicative_utility,
)
from decision_analysis.mcda.value._owa import OwaResult, owa

__all__ = [
    "AdditiveValueResult",
    "Affine",
    "ChoquetResult",
    "CostEffectivenessResult",
    "DistillationResult",
    "ElectreIIIResult",
    "ElectreIResult",
    "ElectreTriResult",
    "GaiaResult",
    "IdentifyCapacityResult",
    "MultiplicativeUtilityResult",
    "OwaResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "RobustOrdinalRegressionResult",
    "TopsisResult",
    "UtaResult",
    "UtadisResult",
    "UtastarResult",
    "VikorResult",
    "WeightedSumResult",
    "additive_value",
    "choquet",
    "cost_effectiveness",
    "distill",
    "dominance",
    "electre_i",
    "electre_iii",
    "electre_tri",
    "gaia",
    "identify_capacity",
    "multiplicative_utility",
    "owa",
    "preference",
    "preference_degrees",
    "promethee_i",
    "promethee_ii",
    "robust_ordinal_regression",
    "topsis",
    "uta",
    "utadis",
    "utastar",
    "vikor",
    "weighted_sum",
]


def __dir__() -> list[str]:
    """List the methods; their results and `preference` are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
