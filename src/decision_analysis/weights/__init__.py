"""Weights of criteria: from people's judgments or from the data, as `WeightsResult`."""

import types

from decision_analysis.weights.elicited._ahp import AhpResult, ahp
from decision_analysis.weights.elicited._direct import direct
from decision_analysis.weights.elicited._owa_maximum_entropy import owa_maximum_entropy
from decision_analysis.weights.elicited._owa_quantifier import owa_quantifier
from decision_analysis.weights.elicited._rank_order_centroid import rank_order_centroid
from decision_analysis.weights.elicited._swing import swing
from decision_analysis.weights.objective._entropy import EntropyResult, entropy
from decision_analysis.weights.objective._equal import equal

__all__ = [
    "AhpResult",
    "EntropyResult",
    "ahp",
    "direct",
    "entropy",
    "equal",
    "owa_maximum_entropy",
    "owa_quantifier",
    "rank_order_centroid",
    "swing",
]


def __dir__() -> list[str]:
    """List the methods; their results are reached by name."""
    return [name for name in __all__ if isinstance(globals()[name], types.FunctionType)]
