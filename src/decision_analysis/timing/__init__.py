"""Timing: whether to decide now or to wait, and when to stop."""

from decision_analysis.timing._longstaff_schwartz import (
    LongstaffSchwartzResult,
    longstaff_schwartz,
)
from decision_analysis.timing._optimal_stopping import OptimalStoppingResult, optimal_stopping
from decision_analysis.timing._reservation_values import (
    ReservationValuesResult,
    reservation_values,
)
from decision_analysis.timing._wait_or_decide import WaitOrDecideResult, wait_or_decide

__all__ = [
    "LongstaffSchwartzResult",
    "OptimalStoppingResult",
    "ReservationValuesResult",
    "WaitOrDecideResult",
    "longstaff_schwartz",
    "optimal_stopping",
    "reservation_values",
    "wait_or_decide",
]
