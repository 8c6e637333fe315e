"""The two thresholds of types IV and V, checked and in order."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis.errors import InvalidInputError


def ordered_thresholds(indifference: object, preference: object) -> tuple[float, float]:
    """Return the two thresholds of a function, of which the second is not below the first."""
    low = _checks.number("indifference", indifference, low=0)
    high = _checks.number("preference", preference, low=0)
    # equal ones are allowed: types IV and V are then type II
    if low > high:
        raise InvalidInputError(
            "indifference must not exceed preference (both absolute differences); got"
            f" {low:g} and {high:g}"
        )
    return low, high
