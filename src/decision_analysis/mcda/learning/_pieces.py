"""Piecewise linear value functions as unknowns: their breakpoints, and what alternatives get."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, IntArray, settled
from decision_analysis._limits import MOST_BREAKPOINTS, TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import in_one_piece, warn_of_wide_scales
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._ranges import Ranges, inside_ends, refuse_outside
from decision_analysis.value import ValueFunction, piecewise

Breakpoints: TypeAlias = int | Mapping[str, int | Sequence[float]] | Sequence[Any]


@dataclasses.dataclass(frozen=True, eq=False)
class Pieces:
    """The breakpoints of every criterion, and the increments of value between them.

    Increments stand in the order of the names of criteria, whatever order the table has: a linear
    program with several solutions then gives the same one.
    """

    names: tuple[str, ...]
    signs: FloatArray
    """1 for a benefit, -1 for a cost."""
    levels: tuple[FloatArray, ...]
    """The breakpoints of each criterion, worst first, as performances."""

    @property
    def order(self) -> list[int]:
        """The positions of the criteria by name."""
        return sorted(range(len(self.names)), key=self.names.__getitem__)

    @property
    def owners(self) -> IntArray:
        """The position of the criterion of each increment."""
        return np.repeat(self.order, [len(self.levels[j]) - 1 for j in self.order])

    def rows(self, values: FloatArray) -> FloatArray:
        """Return how much of each increment performances (A, C) have got: (A, increments)."""
        parts = []
        for j in self.order:
            points = self.levels[j] * self.signs[j]
            # u_j(x): whole increments below x, a share of the one that x lies in, none above
            way = values[:, j, None] * self.signs[j] - points[:-1]
            parts.append(np.clip(way / np.diff(points), 0.0, 1.0))
        return np.concatenate(parts, axis=1)

    def totals(self) -> FloatArray:
        """Return for each criterion (C, increments) which increments are its own."""
        return np.asarray(self.owners == np.arange(len(self.names))[:, None], dtype=np.float64)

    def marginal(self, increments: FloatArray) -> FloatArray:
        """Return the values at all breakpoints (..., P), criteria in the order of the table."""
        found = []
        for j in range(len(self.names)):
            own = increments[..., self.owners == j]
            start = np.zeros((*own.shape[:-1], 1))
            found.append(np.concatenate([start, np.cumsum(own, axis=-1)], axis=-1))
        return np.concatenate(found, axis=-1)


def breakpoints_of(
    table: DecisionTable, breakpoints: Any, ranges: Ranges | None, *, all_levels: bool = False
) -> Pieces:
    """Return the breakpoints asked for: numbers of them, or levels, by criterion.

    None takes every level that occurs, where `all_levels` is allowed.
    """
    names = table.criterion_names
    given: Sequence[Any]
    if breakpoints is None and all_levels:
        given = [None] * len(names)
    elif _labelled.has_labels(breakpoints):
        given = list(_labelled.by_name("breakpoints", breakpoints, names).values())
    elif _checks.is_number(breakpoints):
        given = [breakpoints] * len(names)
    else:
        given = _checks.entries(
            "breakpoints", breakpoints, kind="a number, or one entry by criterion"
        )
        if len(given) != len(names):
            raise InvalidInputError(
                f"need {len(names)} entries of breakpoints, one for each of {list(names)}; got"
                f" {len(given)}"
            )
    flat = table.values.reshape(-1, len(names))
    low, high = (
        (flat.min(axis=0), flat.max(axis=0)) if ranges is None else inside_ends(table, ranges)
    )
    signs = np.where(table.maximize, 1.0, -1.0)
    levels = tuple(
        _levels(name, entry, (low[j], high[j]), flat[:, j])[:: int(signs[j])]
        for j, (name, entry) in enumerate(zip(names, given, strict=True))
    )
    ascending = [np.sort(points) for points in levels]
    low, high = np.array([(points[0], points[-1]) for points in ascending]).T
    refuse_outside(table, low, high, "within its breakpoints")
    warn_of_wide_scales(table, high - low, lambda column: in_one_piece(ascending[column]))
    return Pieces(names, signs, levels)


def _levels(name: str, entry: Any, ends: tuple[float, float], column: FloatArray) -> FloatArray:
    """Return the ascending breakpoints of one criterion."""
    what = f"breakpoints of {name!r}"
    low, high = float(ends[0]), float(ends[1])
    # a criterion that is constant: any second level will do, as nobody reaches it
    beyond = (
        high if high > low + TIE_TOLERANCE * max(abs(low), abs(high)) else low + max(1, abs(low))
    )
    if entry is None:
        found = np.unique(np.append(column, [low, beyond]))
        # levels that differ by rounding are one
        apart = np.diff(found) > TIE_TOLERANCE * np.abs(found).max()
        return np.asarray(found[np.append(True, apart)])
    if _checks.is_number(entry):
        count = _checks.integer(what, entry, low=2, high=MOST_BREAKPOINTS)
        return np.linspace(low, beyond, count)
    points = _checks.numeric_array(what, _checks.entries(what, entry, kind="a number or levels"))
    if points.size < 2:
        raise InvalidInputError(f"{what} must be at least 2 levels; got {shown(entry)}")
    steps = np.diff(points)
    if not ((steps > 0).all() or (steps < 0).all()):
        raise InvalidInputError(
            f"{what} must strictly ascend or strictly descend; got {points.tolist()}"
        )
    return points if steps[0] > 0 else points[::-1]


def samples_of(table: DecisionTable) -> FloatArray:
    """Return the performances (samples, A, C), in which those that differ by rounding are equal."""
    equal = settled(table.values, -2)
    return equal.reshape(-1, *equal.shape[-2:])


def ranges_of(
    names: Sequence[str], lowest: FloatArray, highest: FloatArray
) -> dict[str, tuple[float, float]]:
    """Return by criterion the two ends (C,) of its weight."""
    ends = zip(lowest.tolist(), highest.tolist(), strict=True)
    return dict(zip(names, ends, strict=True))


def functions_of(
    names: Sequence[str], breakpoints: Mapping[str, tuple[float, ...]], marginal: FloatArray
) -> dict[str, ValueFunction]:
    """Return value functions from 0 to 1 by criterion; one without weight is 0 throughout."""
    found, start = {}, 0
    for name in names:
        levels = breakpoints[name]
        values = marginal[start : start + len(levels)]
        start += len(levels)
        top = values[-1]
        found[name] = piecewise(levels, values / top if top > 0 else np.zeros(len(levels)))
    return found
