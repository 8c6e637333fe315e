"""Weights from people's judgments."""

from decision_analysis.weights.elicited._ahp import AhpResult, ahp
from decision_analysis.weights.elicited._rank_order_centroid import rank_order_centroid
from decision_analysis.weights.elicited._swing import direct, swing

__all__ = ["AhpResult", "ahp", "direct", "rank_order_centroid", "swing"]
