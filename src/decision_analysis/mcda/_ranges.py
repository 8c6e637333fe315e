"""The option `ranges`: the ends of each criterion's scale, given instead of those of a sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import refuse_cells
from decision_analysis.errors import InvalidInputError

Ranges: TypeAlias = Mapping[str, Sequence[float]]


def range_ends(table: DecisionTable, ranges: Ranges) -> tuple[FloatArray, FloatArray]:
    """Return the low and high ends (C,) of ranges, in which every performance has to lie."""
    names = table.criterion_names
    given = _labelled.by_name("ranges", ranges, names)
    low, high = np.array([_ends(name, given[name]) for name in names]).T
    # relative to the ends, so that the unit does not matter
    noise = TIE_TOLERANCE * np.maximum(np.abs(low), np.abs(high))
    outside = (table.values < low - noise) | (table.values > high + noise)
    if outside.any():
        column = int(np.argwhere(outside)[0][-1])
        refuse_cells(table, outside, f"within its range ({low[column]:g}, {high[column]:g})")
    return low, high


def recorded_ranges(table: DecisionTable, ranges: Ranges | None) -> dict[str, Any]:
    """Return the option for a result, as plain pairs by name; nothing where it was not given."""
    if ranges is None:
        return {}
    given = _labelled.by_name("ranges", ranges, table.criterion_names)
    return {"ranges": {name: (float(low), float(high)) for name, (low, high) in given.items()}}


def ranges_fit(normalization: object, ranges: Ranges | None) -> None:
    """Refuse ranges for any normalization but 'minmax'."""
    if ranges is not None and normalization != "minmax":
        raise InvalidInputError(f"ranges need normalization='minmax'; got {shown(normalization)}")


def _ends(name: str, pair: Sequence[float]) -> tuple[float, float]:
    """Return the two ends of one criterion's range, the low one first."""
    if _checks.length(pair) != 2:
        raise InvalidInputError(f"range of {name!r} must be (low, high); got {shown(pair)}")
    low, high = (_end(name, end) for end in pair)
    if not low < high:
        raise InvalidInputError(f"range of {name!r} must have low < high; got {tuple(pair)}")
    return low, high


def _end(name: str, end: object) -> float:
    """Return an end of a range; truth counts as 0 or 1, as it does in tables."""
    if isinstance(end, bool | np.bool_):
        return float(end)
    return _checks.number(f"range of {name!r}", end)
