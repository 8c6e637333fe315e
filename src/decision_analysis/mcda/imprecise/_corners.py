"""The argument `corners`: imprecise performances as tables of their corners, from low to high."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, tie_tolerance
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import refuse_cells
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import sample_shape

Corners: TypeAlias = Sequence[DecisionTable]

KINDS = {
    2: "[low, high]",
    3: "[low, most likely, high]",
    4: "[low, the two ends of the most likely, high]",
}
"""What a number of corners means: an interval, a triangle, a trapezoid."""


def corner_tables(corners: Corners, allowed: Sequence[int]) -> tuple[DecisionTable, ...]:
    """Return the tables, with the labels of the first in its order; they must ascend by cell."""
    wanted = f"corners must be tables {' or '.join(KINDS[size] for size in allowed)}"
    if not isinstance(corners, list | tuple):
        raise InvalidInputError(f"{wanted}; got {shown(corners)}")
    if len(corners) not in allowed:
        raise InvalidInputError(f"{wanted}; got {len(corners)} entries")
    first = _checks.instance("entry 1 of corners", corners[0], DecisionTable)
    tables = [first]
    for number, corner in enumerate(corners[1:], 2):
        what = f"entry {number} of corners"
        table = _checks.instance(what, corner, DecisionTable)
        _checks.same_names(
            f"{what} must name each alternative", table.alternatives, first.alternatives
        )
        _checks.same_names(
            f"{what} must name each criterion", table.criterion_names, first.criterion_names
        )
        table = table.select(alternatives=first.alternatives, criteria=first.criterion_names)
        _refuse_other_goals(what, table, first)
        tables.append(table)
    sample_shape(**{f"entry {n}": table.sample_shape for n, table in enumerate(tables, 1)})
    for number, (below, above) in enumerate(itertools.pairwise(tables), 2):
        _refuse_descent(number, below, above)
    return tuple(tables)


def stacked(tables: Sequence[DecisionTable]) -> FloatArray:
    """Return performances (..., A, C, k) with their corners on the last axis."""
    return np.stack(np.broadcast_arrays(*(table.values for table in tables)), axis=-1)


def shares_of_best(tables: Sequence[DecisionTable], values: FloatArray) -> FloatArray:
    """Return performances (..., A, C, k) as shares of the best that may be, the worst corner first.

    A benefit is divided by the greatest corner of its criterion, the least one by a cost.
    """
    low, high, maximize = tables[0], tables[-1], tables[0].maximize
    refuse_cells(low, maximize & (low.values < 0), "at least 0")
    refuse_cells(low, ~maximize & (low.values <= 0), "positive, as a cost")
    largest = high.values.max(axis=-2, keepdims=True)
    nothing = maximize & (high.values == largest) & (largest <= 0)
    refuse_cells(high, nothing, "positive, as the maximum")
    highest = values[..., -1].max(axis=-2)[..., None, :, None]
    lowest = values[..., 0].min(axis=-2)[..., None, :, None]
    upwards = maximize[:, None]
    benefits = values / np.where(upwards, highest, 1.0)
    # the reciprocal of a fuzzy number has its corners in reverse
    costs = lowest / np.where(upwards, 1.0, values)[..., ::-1]
    return np.where(upwards, benefits, costs)


def _refuse_other_goals(what: str, table: DecisionTable, first: DecisionTable) -> None:
    for criterion, same in zip(table.criteria, first.criteria, strict=True):
        if criterion.goal != same.goal:
            raise InvalidInputError(
                f"{what} must have the goals of the first; criterion {same.name!r} has"
                f" {criterion.goal!r} instead of {same.goal!r}"
            )


def _refuse_descent(number: int, below: DecisionTable, above: DecisionTable) -> None:
    """Refuse a corner that lies below the one before it, by more than rounding."""
    low, high = np.broadcast_arrays(below.values, above.values)
    noise = np.maximum(tie_tolerance(low, axis=-2), tie_tolerance(high, axis=-2))
    bad = np.argwhere(low > high + noise)
    if len(bad):
        *sample, row, column = (int(i) for i in bad[0])
        cell = f"{below.alternatives[row]!r} on {below.criterion_names[column]!r}"
        raise InvalidInputError(
            f"corners must ascend; {cell} falls from {low[(*sample, row, column)]:g} to"
            f" {high[(*sample, row, column)]:g} at entry {number}{_checks.at(sample)}"
        )
