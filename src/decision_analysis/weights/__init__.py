"""Weights of criteria: from people's judgements or from the data, as `WeightsResult`."""

import types

from decision_analysis.weights.elicited._ahp import AhpResult, ahp
from decision_analysis.weights.elicited._ahp_hierarchy import AhpHierarchyResult, ahp_hierarchy
from decision_analysis.weights.elicited._anp import AnpResult, anp
from decision_analysis.weights.elicited._bwm import BwmResult, bwm
from decision_analysis.weights.elicited._dematel import DematelResult, dematel
from decision_analysis.weights.elicited._direct import direct
from decision_analysis.weights.elicited._fucom import FucomResult, fucom
from decision_analysis.weights.elicited._hierarchy import HierarchyResult, hierarchy
from decision_analysis.weights.elicited._macbeth import MacbethResult, macbeth
from decision_analysis.weights.elicited._owa_maximum_entropy import owa_maximum_entropy
from decision_analysis.weights.elicited._owa_quantifier import owa_quantifier
from decision_analysis.weights.elicited._rancom import RancomResult, rancom
from decision_analysis.weights.elicited._rank_exponent import rank_exponent
from decision_analysis.weights.elicited._rank_order_centroid import rank_order_centroid
from decision_analysis.weights.elicited._rank_reciprocal import rank_reciprocal
from decision_analysis.weights.elicited._rank_sum import rank_sum
from decision_analysis.weights.elicited._simos import SimosResult, simos
from decision_analysis.weights.elicited._swara import SwaraResult, swara
from decision_analysis.weights.elicited._swing import swing
from decision_analysis.weights.elicited._trade_off import TradeOffResult, trade_off
from decision_analysis.weights.objective._angle import AngleResult, angle
from decision_analysis.weights.objective._cilos import CilosResult, cilos
from decision_analysis.weights.objective._coefficient_of_variation import (
    CoefficientOfVariationResult,
    coefficient_of_variation,
)
from decision_analysis.weights.objective._critic import CriticResult, critic
from decision_analysis.weights.objective._entropy import EntropyResult, entropy
from decision_analysis.weights.objective._equal import equal
from decision_analysis.weights.objective._gini import GiniResult, gini
from decision_analysis.weights.objective._idocriw import IdocriwResult, idocriw
from decision_analysis.weights.objective._lopcow import LopcowResult, lopcow
from decision_analysis.weights.objective._merec import MerecResult, merec
from decision_analysis.weights.objective._standard_deviation import (
    StandardDeviationResult,
    standard_deviation,
)

__all__ = [
    "AhpHierarchyResult",
    "AhpResult",
    "AngleResult",
    "AnpResult",
    "BwmResult",
    "CilosResult",
    "CoefficientOfVariationResult",
    "CriticResult",
    "DematelResult",
    "EntropyResult",
    "FucomResult",
    "GiniResult",
    "HierarchyResult",
    "IdocriwResult",
    "LopcowResult",
    "MacbethResult",
    "MerecResult",
    "RancomResult",
    "SimosResult",
    "StandardDeviationResult",
    "SwaraResult",
    "TradeOffResult",
    "ahp",
    "ahp_hierarchy",
    "angle",
    "anp",
    "bwm",
    "cilos",
    "coefficient_of_variation",
    "critic",
    "dematel",
    "direct",
    "entropy",
    "equal",
    "fucom",
    "gini",
    "hierarchy",
    "idocriw",
    "lopcow",
    "macbeth",
    "merec",
    "owa_maximum_entropy",
    "owa_quantifier",
    "rancom",
    "rank_exponent",
    "rank_order_centroid",
    "rank_reciprocal",
    "rank_sum",
    "simos",
    "standard_deviation",
    "swara",
    "swing",
    "trade_off",
]


def __dir__() -> list[str]:
    """List the methods; their results are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
