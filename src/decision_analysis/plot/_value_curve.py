"""A value function as points to draw, over its own levels and those of a table."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import call
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _style

N_POINTS = 201


@dataclasses.dataclass(frozen=True)
class Curve:
    """One function: where it is evaluated, its values there, and where alternatives are.

    `levels` are those at the ends, or of all points where they are words or codes.
    """

    name: str
    about: str
    x: FloatArray
    y: FloatArray
    at: FloatArray
    values: FloatArray
    levels: tuple[str, ...]
    codes: bool


def curve_of(name: str, function: Any, table: DecisionTable | None) -> Curve:
    """Evaluate a function over its own levels and those of the table."""
    unit, at = "", np.empty(0)
    if table is not None:
        column = table.criterion_names.index(name)
        unit, at = table.criteria[column].unit, np.unique(table.values[:, column])
    levels = _levels(function)
    if levels is None and not at.size:
        raise InvalidInputError(
            f"the function of {name!r} does not know its levels: table= must have its criterion"
        )
    if levels is not None and isinstance(levels[0], str):
        # in the order in which they were given, as words have no other
        words = getattr(function, "given", None) or levels
        y = np.asarray(function(list(words)), dtype=np.float64)
        x = np.arange(len(words), dtype=np.float64)
        return Curve(name, unit, x, y, np.empty(0), np.empty(0), tuple(words), True)
    known = np.concatenate([np.asarray(levels or (), dtype=np.float64), at])
    codes = levels is not None and hasattr(function, "levels")
    if codes:
        x = np.unique(np.asarray(levels, dtype=np.float64))
    else:
        own = np.asarray(levels or (), dtype=np.float64)
        inside = np.linspace(own.min(), own.max(), N_POINTS) if own.size else np.empty(0)
        # functions that refuse what lies outside of their levels are asked for the table's alone
        span = np.linspace(known.min(), known.max(), N_POINTS) if not own.size else inside
        x = np.unique(np.concatenate([span, known]))
    y = _values(name, function, x)
    told = _style.numbers(x.tolist() if codes else [float(x[0]), float(x[-1])])
    return Curve(name, unit, x, y, at, _values(name, function, at), tuple(told), codes)


def _values(name: str, function: Any, levels: FloatArray) -> FloatArray:
    if not levels.size:
        return levels
    found = np.asarray(
        call(f"value function of {name!r}", "a function of levels", function, levels),
        dtype=np.float64,
    )
    if found.shape != levels.shape or not np.isfinite(found).all():
        raise InvalidInputError(
            f"the value function of {name!r} must return a finite number for each level"
        )
    return found


def _levels(function: Any) -> tuple[Any, ...] | None:
    """Return the levels that a function of `value` knows, in order."""
    if (worst := getattr(function, "worst", None)) is not None:
        return tuple(sorted([worst, function.best]))
    for field in ("x", "levels"):
        if isinstance(found := getattr(function, field, None), tuple):
            return found
    if isinstance(found := getattr(function, "thresholds", None), tuple):
        # a step function goes on forever: as far beyond its thresholds as between them
        margin = (max(found) - min(found)) / 2 or abs(found[0]) / 2 or 1.0
        return min(found) - margin, *found, max(found) + margin
    return None
