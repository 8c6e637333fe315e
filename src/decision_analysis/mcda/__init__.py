"""Multi-criteria methods: pure functions of a table and weights, each as published."""

import types

from decision_analysis.core import dominance
from decision_analysis.mcda import preference
from decision_analysis.mcda._affine import Affine
from decision_analysis.mcda.distance._aroman import AromanResult, aroman
from decision_analysis.mcda.distance._codas import CodasResult, codas
from decision_analysis.mcda.distance._edas import EdasResult, edas
from decision_analysis.mcda.distance._ervd import ErvdResult, ervd
from decision_analysis.mcda.distance._gra import GraResult, gra
from decision_analysis.mcda.distance._lmaw import LmawResult, lmaw
from decision_analysis.mcda.distance._mabac import MabacResult, mabac
from decision_analysis.mcda.distance._mairca import MaircaResult, mairca
from decision_analysis.mcda.distance._piv import PivResult, piv
from decision_analysis.mcda.distance._probid import ProbidResult, probid
from decision_analysis.mcda.distance._rafsi import RafsiResult, rafsi
from decision_analysis.mcda.distance._topsis import TopsisResult, topsis
from decision_analysis.mcda.distance._vikor import VikorResult, vikor
from decision_analysis.mcda.elementary._cost_effectiveness import cost_effectiveness
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
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
    "AromanResult",
    "CodasResult",
    "CostEffectivenessResult",
    "DistillationResult",
    "EdasResult",
    "ElectreIIIResult",
    "ElectreIResult",
    "ElectreTriResult",
    "ErvdResult",
    "GaiaResult",
    "GraResult",
    "LmawResult",
    "MabacResult",
    "MaircaResult",
    "PivResult",
    "ProbidResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "RafsiResult",
    "TopsisResult",
    "VikorResult",
    "WeightedSumResult",
    "additive_value",
    "aroman",
    "codas",
    "cost_effectiveness",
    "distill",
    "dominance",
    "edas",
    "electre_i",
    "electre_iii",
    "electre_tri",
    "ervd",
    "gaia",
    "gra",
    "lmaw",
    "mabac",
    "mairca",
    "piv",
    "preference",
    "preference_degrees",
    "probid",
    "promethee_i",
    "promethee_ii",
    "rafsi",
    "topsis",
    "vikor",
    "weighted_sum",
]


def __dir__() -> list[str]:
    """List the methods; their results and `preference` are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
