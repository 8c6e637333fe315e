"""Points that SPOTIS measures distances from, and these distances in shares of the bounds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError


def best_ends(table: DecisionTable, low: FloatArray, high: FloatArray) -> FloatArray:
    """Return the better bound of each criterion (C,): the high one of a benefit."""
    return np.where(table.maximize, high, low)


def expected_point(
    table: DecisionTable,
    expected_solution: Mapping[str, float],
    low: FloatArray,
    high: FloatArray,
) -> FloatArray:
    """Return what is expected on each criterion (C,), which has to lie within its bounds."""
    names = table.criterion_names
    given = _labelled.by_name("expected_solution", expected_solution, names)
    point = [_checks.number(f"expected_solution of {name!r}", given[name]) for name in names]
    for name, level, least, most in zip(names, point, low, high, strict=True):
        noise = TIE_TOLERANCE * max(abs(least), abs(most))
        if not least - noise <= level <= most + noise:
            raise InvalidInputError(
                f"expected_solution of {name!r} must be within its bounds ({least:g}, {most:g});"
                f" got {level:g}"
            )
    return np.clip(point, low, high)


def distances(
    table: DecisionTable, point: FloatArray, low: FloatArray, high: FloatArray
) -> FloatArray:
    """Return the distances (..., A, C) from a point (C,), as shares of high - low."""
    within = np.clip(table.values, low, high)  # what misses a bound by rounding is at the bound
    return np.asarray(np.abs(within - point) / (high - low))
