"""Multi-criteria methods: pure functions of a table and weights, each as published."""

import types

from decision_analysis.core import dominance
from decision_analysis.mcda import preference
from decision_analysis.mcda._affine import Affine
from decision_analysis.mcda.comparison._compare import compare
from decision_analysis.mcda.comparison._compare_result import CompareResult
from decision_analysis.mcda.comparison._explain import ExplainResult, explain
from decision_analysis.mcda.comparison._reversal import ReversalResult
from decision_analysis.mcda.distance._aroman import AromanResult, aroman
from decision_analysis.mcda.distance._balanced_spotis import (
    BalancedSpotisResult,
    balanced_spotis,
)
from decision_analysis.mcda.distance._codas import CodasResult, codas
from decision_analysis.mcda.distance._comet import CometResult, comet
from decision_analysis.mcda.distance._edas import EdasResult, edas
from decision_analysis.mcda.distance._ervd import ErvdResult, ervd
from decision_analysis.mcda.distance._gra import GraResult, gra
from decision_analysis.mcda.distance._lmaw import LmawResult, lmaw
from decision_analysis.mcda.distance._mabac import MabacResult, mabac
from decision_analysis.mcda.distance._mairca import MaircaResult, mairca
from decision_analysis.mcda.distance._piv import PivResult, piv
from decision_analysis.mcda.distance._probid import ProbidResult, probid
from decision_analysis.mcda.distance._rafsi import RafsiResult, rafsi
from decision_analysis.mcda.distance._rim import RimResult, rim
from decision_analysis.mcda.distance._spotis import SpotisResult, spotis
from decision_analysis.mcda.distance._topsis import TopsisResult, topsis
from decision_analysis.mcda.distance._triad_consistency import triad_consistency
from decision_analysis.mcda.distance._vikor import VikorResult, vikor
from decision_analysis.mcda.elementary._conjunctive import conjunctive
from decision_analysis.mcda.elementary._cost_effectiveness import cost_effectiveness
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
from decision_analysis.mcda.elementary._disjunctive import disjunctive
from decision_analysis.mcda.elementary._even_swaps import EvenSwapsResult, even_swaps
from decision_analysis.mcda.elementary._lexicographic import LexicographicResult, lexicographic
from decision_analysis.mcda.elementary._permutation import PermutationResult, permutation
from decision_analysis.mcda.elementary._screening import ScreeningResult
from decision_analysis.mcda.imprecise._fuzzy_topsis import FuzzyTopsisResult, fuzzy_topsis
from decision_analysis.mcda.imprecise._interval_scores import (
    IntervalScoresResult,
    interval_scores,
)
from decision_analysis.mcda.imprecise._mare import MareResult, mare
from decision_analysis.mcda.learning._by_rules import RuleSorting
from decision_analysis.mcda.learning._decision_rule import DecisionRule
from decision_analysis.mcda.learning._drsa import DrsaResult, drsa
from decision_analysis.mcda.learning._identify_capacity import (
    IdentifyCapacityResult,
    identify_capacity,
)
from decision_analysis.mcda.learning._learn_mr_sort import LearnMrSortResult, learn_mr_sort
from decision_analysis.mcda.learning._learn_srmp import LearnSrmpResult, learn_srmp
from decision_analysis.mcda.learning._robust_ordinal_regression import (
    RobustOrdinalRegressionResult,
    robust_ordinal_regression,
)
from decision_analysis.mcda.learning._uta import UtaResult, uta
from decision_analysis.mcda.learning._utadis import UtadisResult, utadis
from decision_analysis.mcda.learning._utastar import UtastarResult, utastar
from decision_analysis.mcda.outranking._distill import DistillationResult, distill
from decision_analysis.mcda.outranking._electre_i import ElectreIResult, electre_i
from decision_analysis.mcda.outranking._electre_ii import ElectreIIResult, electre_ii
from decision_analysis.mcda.outranking._electre_iii import ElectreIIIResult, electre_iii
from decision_analysis.mcda.outranking._electre_is import ElectreISResult, electre_is
from decision_analysis.mcda.outranking._electre_iv import ElectreIVResult, electre_iv
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
from decision_analysis.mcda.outranking._srmp import SrmpResult, srmp
from decision_analysis.mcda.ratio._aras import ArasResult, aras
from decision_analysis.mcda.ratio._cocoso import CocosoResult, cocoso
from decision_analysis.mcda.ratio._copras import CoprasResult, copras
from decision_analysis.mcda.ratio._cradis import CradisResult, cradis
from decision_analysis.mcda.ratio._limits_on_properties import (
    LimitsOnPropertiesResult,
    limits_on_properties,
)
from decision_analysis.mcda.ratio._marcos import MarcosResult, marcos
from decision_analysis.mcda.ratio._moora import MooraResult, moora
from decision_analysis.mcda.ratio._multimoora import MultimooraResult, multimoora
from decision_analysis.mcda.ratio._ocra import OcraResult, ocra
from decision_analysis.mcda.ratio._ram import RamResult, ram
from decision_analysis.mcda.ratio._rov import RovResult, rov
from decision_analysis.mcda.ratio._waspas import WaspasResult, waspas
from decision_analysis.mcda.ratio._weighted_product import WeightedProductResult, weighted_product
from decision_analysis.mcda.ratio._weighted_sum import WeightedSumResult, weighted_sum
from decision_analysis.mcda.sorting._electre_tri import ElectreTriResult, electre_tri
from decision_analysis.mcda.sorting._electre_tri_c import ElectreTriCResult, electre_tri_c
from decision_analysis.mcda.sorting._electre_tri_nc import ElectreTriNcResult, electre_tri_nc
from decision_analysis.mcda.sorting._flowsort import FlowSortResult, flowsort
from decision_analysis.mcda.sorting._mr_sort import MrSortResult, mr_sort
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
    "ArasResult",
    "AromanResult",
    "BalancedSpotisResult",
    "ChoquetResult",
    "CocosoResult",
    "CodasResult",
    "CometResult",
    "CompareResult",
    "CoprasResult",
    "CostEffectivenessResult",
    "CradisResult",
    "DecisionRule",
    "DistillationResult",
    "DrsaResult",
    "EdasResult",
    "ElectreIIIResult",
    "ElectreIIResult",
    "ElectreIResult",
    "ElectreISResult",
    "ElectreIVResult",
    "ElectreTriCResult",
    "ElectreTriNcResult",
    "ElectreTriResult",
    "ErvdResult",
    "EvenSwapsResult",
    "ExplainResult",
    "FlowSortResult",
    "FuzzyTopsisResult",
    "GaiaResult",
    "GraResult",
    "IdentifyCapacityResult",
    "IntervalScoresResult",
    "LearnMrSortResult",
    "LearnSrmpResult",
    "LexicographicResult",
    "LimitsOnPropertiesResult",
    "LmawResult",
    "MabacResult",
    "MaircaResult",
    "MarcosResult",
    "MareResult",
    "MooraResult",
    "MrSortResult",
    "MultimooraResult",
    "MultiplicativeUtilityResult",
    "OcraResult",
    "OwaResult",
    "PermutationResult",
    "PivResult",
    "ProbidResult",
    "PrometheeGroupResult",
    "PrometheeIIIResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "PrometheeVResult",
    "ProsaCResult",
    "RafsiResult",
    "RamResult",
    "ReversalResult",
    "RimResult",
    "RobustOrdinalRegressionResult",
    "RovResult",
    "RuleSorting",
    "ScreeningResult",
    "SpotisResult",
    "SrmpResult",
    "TopsisResult",
    "UtaResult",
    "UtadisResult",
    "UtastarResult",
    "VikorResult",
    "WaspasResult",
    "WeightedProductResult",
    "WeightedSumResult",
    "additive_value",
    "aras",
    "aroman",
    "balanced_spotis",
    "choquet",
    "cocoso",
    "codas",
    "comet",
    "compare",
    "conjunctive",
    "copras",
    "cost_effectiveness",
    "cradis",
    "disjunctive",
    "distill",
    "dominance",
    "drsa",
    "edas",
    "electre_i",
    "electre_ii",
    "electre_iii",
    "electre_is",
    "electre_iv",
    "electre_tri",
    "electre_tri_c",
    "electre_tri_nc",
    "ervd",
    "even_swaps",
    "explain",
    "flowsort",
    "fuzzy_topsis",
    "gaia",
    "gra",
    "identify_capacity",
    "interval_scores",
    "learn_mr_sort",
    "learn_srmp",
    "lexicographic",
    "limits_on_properties",
    "lmaw",
    "mabac",
    "mairca",
    "marcos",
    "mare",
    "moora",
    "mr_sort",
    "multimoora",
    "multiplicative_utility",
    "ocra",
    "owa",
    "permutation",
    "piv",
    "preference",
    "preference_degrees",
    "probid",
    "promethee_group",
    "promethee_i",
    "promethee_ii",
    "promethee_iii",
    "promethee_v",
    "prosa_c",
    "rafsi",
    "ram",
    "rim",
    "robust_ordinal_regression",
    "rov",
    "spotis",
    "srmp",
    "topsis",
    "triad_consistency",
    "uta",
    "utadis",
    "utastar",
    "vikor",
    "waspas",
    "weighted_product",
    "weighted_sum",
]


def __dir__() -> list[str]:
    """List the methods; their results and `preference` are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
