"""Elementary methods: what can be said without weights."""

from decision_analysis.core import dominance
from decision_analysis.mcda.elementary._cost_effectiveness import cost_effectiveness
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult

__all__ = ["CostEffectivenessResult", "cost_effectiveness", "dominance"]
