"""The options `ranges` and `bounds`: the ends of each criterion's scale, given beforehand."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import Scale, in_one_piece, refuse_cells, warn_of_wide_scales
from decision_analysis.errors import InvalidInputError

Ranges: TypeAlias = Mapping[str, Sequence[float]]


def range_ends(
    table: DecisionTable,
    ranges: Ranges,
    *,
    what: str = "ranges",
    words: list[str] | None = None,
) -> tuple[FloatArray, FloatArray]:
    """Return the low and high ends (C,) of scales, in which every performance has to lie.

    `what` is the option that they are given by. A scale that is too wide for its performances to
    differ is warned of, or else what would be said is added to `words`.
    """
    low, high = inside_ends(table, ranges, what=what)
    warn_of_wide_ends(table, low, high, words)
    return low, high


def inside_ends(
    table: DecisionTable, ranges: Ranges, *, what: str = "ranges"
) -> tuple[FloatArray, FloatArray]:
    """Return the low and high ends (C,) of ranges that have pieces, whatever these are."""
    names = table.criterion_names
    given = _labelled.by_name(what, ranges, names)
    word = "range" if what == "ranges" else what
    low, high = np.array([_ends(f"{word} of {name!r}", given[name]) for name in names]).T
    refuse_outside(table, low, high, f"within its {word}")
    return low, high


def warn_of_wide_ends(
    table: DecisionTable, low: FloatArray, high: FloatArray, words: list[str] | None = None
) -> None:
    """Warn of the criteria on whose scale, from low to high (C,), nothing differs."""

    def scale_of(column: int) -> Scale:
        return in_one_piece(np.array([low[column], high[column]]))

    warn_of_wide_scales(table, high - low, scale_of, words)


def refuse_outside(table: DecisionTable, low: FloatArray, high: FloatArray, must_be: str) -> None:
    """Refuse the first performance that is not between the low and the high end (C,)."""
    # relative to the ends, so that the unit does not matter
    noise = TIE_TOLERANCE * np.maximum(np.abs(low), np.abs(high))
    outside = (table.values < low - noise) | (table.values > high + noise)
    if outside.any():
        column = int(np.argwhere(outside)[0][-1])
        refuse_cells(table, outside, f"{must_be} ({low[column]:g}, {high[column]:g})")


def recorded_ranges(
    table: DecisionTable, ranges: Ranges | None, *, what: str = "ranges"
) -> dict[str, Any]:
    """Return the option for a result, as plain pairs by name; nothing where it was not given."""
    if ranges is None:
        return {}
    given = _labelled.by_name(what, ranges, table.criterion_names)
    return {what: {name: _ends(name, pair) for name, pair in given.items()}}


def ranges_fit(normalization: object, ranges: Ranges | None) -> None:
    """Refuse ranges for any normalization but 'minmax'."""
    if ranges is not None and normalization != "minmax":
        raise InvalidInputError(f"ranges need normalization='minmax'; got {shown(normalization)}")


def _ends(whose: str, pair: Sequence[float]) -> tuple[float, float]:
    """Return the two ends of one criterion's range, the low one first."""
    # both ends of yes or no, which are 0 and 1 in tables; beside a number truth is none
    if isinstance(pair, list | tuple) and set(map(type, pair)) <= {bool, np.bool_}:
        pair = [float(end) for end in pair]
    low, high = _checks.pair(whose, pair)
    if not low < high:
        raise InvalidInputError(f"{whose} must have low < high; got {shown(pair)}")
    if not math.isfinite(high - low):
        raise InvalidInputError(f"{whose} must have a finite width; got {shown(pair)}")
    return low, high
