"""Similarity of rankings: rank correlations, and coefficients that count the top places more."""

from decision_analysis.ranking._kendall_tau import kendall_tau
from decision_analysis.ranking._spearman import spearman
from decision_analysis.ranking._weighted_spearman import weighted_spearman
from decision_analysis.ranking._ws import ws

__all__ = ["kendall_tau", "spearman", "weighted_spearman", "ws"]
