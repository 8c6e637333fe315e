"""Weights of criteria: from people's judgments or from the data, as `WeightsResult`."""

from decision_analysis.weights.elicited import ahp, direct, rank_order_centroid, swing
from decision_analysis.weights.objective import entropy, equal

__all__ = [
    "ahp",
    "direct",
    "entropy",
    "equal",
    "rank_order_centroid",
    "swing",
]
