"""Evidence: what it says of competing hypotheses, and beliefs updated as it arrives."""

from decision_analysis.evidence._competing_hypotheses import (
    CompetingHypothesesResult,
    competing_hypotheses,
)
from decision_analysis.evidence._entry import Entry
from decision_analysis.evidence._frechet_bounds import FrechetBoundsResult, frechet_bounds
from decision_analysis.evidence._update_log import update_log
from decision_analysis.evidence._update_log_result import UpdateLogResult

__all__ = [
    "CompetingHypothesesResult",
    "Entry",
    "FrechetBoundsResult",
    "UpdateLogResult",
    "competing_hypotheses",
    "frechet_bounds",
    "update_log",
]
