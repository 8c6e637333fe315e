"""Multi-criteria methods: pure functions of a table and weights, each as published."""

import types

from decision_analysis.core import dominance
from decision_analysis.mcda import preference
from decision_analysis.mcda._affine import Affine
from decision_analysis.mcda.distance._topsis import TopsisResult, topsis
from decision_analysis.mcda.distance._vikor import VikorResult, vikor
from decision_analysis.mcda.elementary._conjunctive import conjunctive
from decision_analysis.mcda.elementary._cost_effectiveness import cost_effectiveness
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
from decision_analysis.mcda.elementary._disjunctive import disjunctive
from decision_analysis.mcda.elementary._even_swaps import EvenSwapsResult, even_swaps
from decision_analysis.mcda.elementary._lexicographic import LexicographicResult, lexicographic
from decision_analysis.mcda.elementary._permutation import PermutationResult, permutation
from decision_analysis.mcda.elementary._screening import ScreeningResult
from decision_analysis.mcda.learning._by_rules import RuleSorting
from decision_analysis.mcda.learning._decision_rule import DecisionRule
from decision_analysis.mcda.learning._drsa import DrsaResult, drsa
from decision_analysis.mcda.learning._learn_mr_sort import LearnMrSortResult, learn_mr_sort
from decision_analysis.mcda.learning._learn_srmp import LearnSrmpResult, learn_srmp
from decision_analysis.mcda.outranking._distill import DistillationResult, distill
from decision_analysis.mcda.outranking._electre_i import ElectreIResult, electre_i
from decision_analysis.mcda.outranking._electre_iii import ElectreIIIResult, electre_iii
from decision_analysis.mcda.outranking._gaia import GaiaResult, gaia
from decision_analysis.mcda.outranking._preference_degrees import preference_degrees
from decision_analysis.mcda.outranking._promethee_i import PrometheeIResult, promethee_i
from decision_analysis.mcda.outranking._promethee_ii import PrometheeIIResult, promethee_ii
from decision_analysis.mcda.outranking._srmp import SrmpResult, srmp
from decision_analysis.mcda.ratio._weighted_sum import WeightedSumResult, weighted_sum
from decision_analysis.mcda.sorting._electre_tri import ElectreTriResult, electre_tri
from decision_analysis.mcda.sorting._mr_sort import MrSortResult, mr_sort
from decision_analysis.mcda.value._additive_value import AdditiveValueResult, additive_value

__all__ = [
    "AdditiveValueResult",
    "Affine",
    "CostEffectivenessResult",
    "DecisionRule",
    "DistillationResult",
    "DrsaResult",
    "ElectreIIIResult",
    "ElectreIResult",
    "ElectreTriResult",
    "EvenSwapsResult",
    "GaiaResult",
    "LearnMrSortResult",
    "LearnSrmpResult",
    "LexicographicResult",
    "MrSortResult",
    "PermutationResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "RuleSorting",
    "ScreeningResult",
    "SrmpResult",
    "TopsisResult",
    "VikorResult",
    "WeightedSumResult",
    "additive_value",
    "conjunctive",
    "cost_effectiveness",
    "disjunctive",
    "distill",
    "dominance",
    "drsa",
    "electre_i",
    "electre_iii",
    "electre_tri",
    "even_swaps",
    "gaia",
    "learn_mr_sort",
    "learn_srmp",
    "lexicographic",
    "mr_sort",
    "permutation",
    "preference",
    "preference_degrees",
    "promethee_i",
    "promethee_ii",
    "srmp",
    "topsis",
    "vikor",
    "weighted_sum",
]


def __dir__() -> list[str]:
    """List the methods; their results and `preference` are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
