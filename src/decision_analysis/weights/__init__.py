"""Weights of criteria: from people's judgments or from the data, as `WeightsResult`."""

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
from decision_analysis.weights.elicited._rancom import RancomResult, rancom
from decision_analysis.weights.elicited._rank_order_centroid import rank_order_centroid
from decision_analysis.weights.elicited._simos import SimosResult, simos
from decision_analysis.weights.elicited._swara import SwaraResult, swara
from decision_analysis.weights.elicited._swing import swing
from decision_analysis.weights.elicited._trade_off import TradeOffResult, trade_off
from decision_analysis.weights.objective._entropy import EntropyResult, entropy
from decision_analysis.weights.objective._equal import equal

__all__ = [
    "AhpHierarchyResult",
    "AhpResult",
    "AnpResult",
    "BwmResult",
    "DematelResult",
    "EntropyResult",
    "FucomResult",
    "HierarchyResult",
    "MacbethResult",
    "RancomResult",
    "SimosResult",
    "SwaraResult",
    "TradeOffResult",
    "ahp",
    "ahp_hierarchy",
    "anp",
    "bwm",
    "dematel",
    "direct",
    "entropy",
    "equal",
    "fucom",
    "hierarchy",
    "macbeth",
    "rancom",
    "rank_order_centroid",
    "simos",
    "swara",
    "swing",
    "trade_off",
]


def __dir__() -> list[str]:
    """List the methods; their results are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
