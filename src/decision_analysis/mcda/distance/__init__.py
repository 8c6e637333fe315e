"""Distance-based methods: alternatives are judged by how far they are from an ideal."""

from decision_analysis.mcda.distance._topsis import TopsisResult, topsis
from decision_analysis.mcda.distance._vikor import VikorResult, vikor

__all__ = ["TopsisResult", "VikorResult", "topsis", "vikor"]
