"""A performance for each criterion that the decision maker gives, such as an ideal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from decision_analysis import _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError

Point: TypeAlias = Mapping[str, float] | FloatArray | Sequence[float]


def point_of(what: str, given: Point, table: DecisionTable) -> FloatArray:
    """Return one performance for each criterion (C,), by name or in the table's order."""
    names = table.criterion_names
    values, _ = _read_rows.row(what, given, names, each="criterion", one=what)
    if values.shape != (len(names),):
        raise InvalidInputError(
            f"{what} must have one number for each of {list(names)}; got shape {values.shape}"
        )
    return values


def recorded_point(table: DecisionTable, point: FloatArray) -> dict[str, float]:
    """Return a point for the record of a result: its numbers by name."""
    return dict(zip(table.criterion_names, point.tolist(), strict=True))
