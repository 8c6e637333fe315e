"""Criteria in order of importance: their names, or only how many they are."""

from __future__ import annotations

from collections.abc import Iterable

from decision_analysis import _checks
from decision_analysis._limits import MOST_CENTROID_CRITERIA
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


def in_order(n: object) -> tuple[int, tuple[str, ...] | None]:
    """Return how many criteria there are, and their names in order of importance if given."""
    names = _names(n)
    count = n if names is None else len(names)
    return _checks.integer("n", count, high=MOST_CENTROID_CRITERIA), names


def _names(n: object) -> tuple[str, ...] | None:
    """Return the names in order of importance; None of what is no sequence of any."""
    if isinstance(n, str) or _checks.is_labelled(n):
        raise InvalidInputError(
            "n must be names in order of importance, or how many criteria there are; got"
            f" {shown(n)}"
        )
    return _checks.names("n", n) if isinstance(n, Iterable) else None
