"""Value-based methods: performances become values on a common scale, weighted and added up."""

from decision_analysis.mcda.ratio._weighted_sum import WeightedSumResult, weighted_sum
from decision_analysis.mcda.value._additive_value import AdditiveValueResult, additive_value

__all__ = ["AdditiveValueResult", "WeightedSumResult", "additive_value", "weighted_sum"]
