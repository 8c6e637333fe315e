"""Weights from the data of a table."""

from decision_analysis.weights.objective._entropy import EntropyResult, entropy
from decision_analysis.weights.objective._equal import equal

__all__ = ["EntropyResult", "entropy", "equal"]
