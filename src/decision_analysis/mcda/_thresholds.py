"""Thresholds of outranking: numbers or lines by criterion, their checks, and ramps between two."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import LEVEL_TOLERANCE, TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._affine import Affine

Threshold: TypeAlias = float | Affine | Mapping[str, float | Affine]
Kind = Literal["indifference", "preference", "veto"]


@dataclasses.dataclass(frozen=True)
class Thresholds:
    """The checked thresholds of all criteria, in the table's order; None where there is none."""

    criteria: tuple[Criterion, ...]
    lines: Mapping[Kind, tuple[Affine | None, ...]]

    def between(
        self, kind: Kind, column: int, one: FloatArray, other: FloatArray
    ) -> FloatArray | float | None:
        """Return a threshold for pairs of performances, more being better; None if none."""
        line = self.lines[kind][column]
        if line is None or line.slope == 0:
            return None if line is None else line.intercept
        # performances of costs have their sign changed here, and so has the slope
        slope = line.slope if self.criteria[column].goal == "max" else -line.slope
        threshold: FloatArray = slope * np.minimum(one, other) + line.intercept
        return threshold


def thresholds(
    table: DecisionTable, performances: Iterable[FloatArray], given: Mapping[Kind, Threshold | None]
) -> Thresholds:
    """Check the thresholds: 0 <= indifference <= preference <= veto for each criterion.

    `performances` are arrays (..., C) at which lines must keep that order. Only a veto may be
    missing.
    """
    criteria = table.criteria
    resolved = Thresholds(criteria, {kind: _lines(kind, t, table) for kind, t in given.items()})
    values = [array.reshape(-1, len(criteria)) for array in performances]
    for column, criterion in enumerate(criteria):
        each = {kind: resolved.lines[kind][column] for kind in given}
        lines = {kind: line for kind, line in each.items() if line is not None}
        varying = any(line.slope != 0 for line in lines.values())
        # lines that do not vary are compared once, at any performance
        for at in [array[:, column] for array in values] if varying else [np.zeros(1)]:
            _in_order(criterion.name, lines, at, varying=varying)
    return resolved


def _lines(kind: Kind, given: Threshold | None, table: DecisionTable) -> tuple[Affine | None, ...]:
    """Return the lines of one kind of threshold, one for each criterion."""
    if given is None and kind == "veto":
        # no veto: no criterion can forbid an outranking alone
        return (None,) * len(table.criteria)
    if _labelled.has_labels(given):
        named = _labelled.by_name(kind, given, table.criterion_names, partial=kind == "veto")
        return tuple(
            _line(kind, named[c.name], c) if c.name in named else None for c in table.criteria
        )
    return tuple(_line(kind, given, criterion) for criterion in table.criteria)


def _line(kind: Kind, given: object, criterion: Criterion) -> Affine:
    """Return the line of one criterion, along which a better performance never falls back."""
    what = f"{kind} of {criterion.name!r}"
    if not isinstance(given, Affine):
        if not _checks.is_number(given):
            raise InvalidInputError(f"{what} must be a number or an Affine; got {shown(given)}")
        return Affine(0.0, _checks.number(what, given, low=0))
    if (given.slope if criterion.goal == "max" else -given.slope) < -1:
        bound = "at least -1" if criterion.goal == "max" else "at most 1"
        raise InvalidInputError(
            f"slope of {what} must be {bound}, for a better performance to count as one;"
            f" got {given.slope:g}"
        )
    return given


def _in_order(name: str, lines: Mapping[Kind, Affine], at: FloatArray, *, varying: bool) -> None:
    """Refuse lines that are not 0 <= q <= p <= v at one of the performances (n,)."""
    if not lines:
        return
    slopes = np.array([line.slope * at for line in lines.values()])
    intercepts = np.array([line.intercept for line in lines.values()])[:, None]
    # rounding is that of the larger of a level's two terms
    largest = np.maximum(np.abs(slopes), np.abs(intercepts)).max(axis=0)
    levels = list(slopes + intercepts)
    wrong = np.zeros(at.shape, dtype=bool)
    # each pair of neighbors in 0 <= q <= p <= v
    for lower, upper in zip([np.zeros_like(at), *levels], levels, strict=False):
        wrong |= beyond(lower, upper, TIE_TOLERANCE * largest)
    if wrong.any():
        first = int(np.flatnonzero(wrong)[0])
        got = ", ".join(
            f"{kind} {level[first]:g}" for kind, level in zip(lines, levels, strict=True)
        )
        place = f" at performance {at[first]:g}" if varying else ""
        raise InvalidInputError(
            f"thresholds of {name!r} must satisfy 0 <= {' <= '.join(lines)}; got {got}{place}"
        )


def beyond(
    differences: FloatArray, threshold: FloatArray | float, noise: FloatArray | float = 0.0
) -> BoolArray:
    """Say where differences exceed a threshold by more than its slack."""
    return np.asarray(differences > at_most(threshold, noise))


def at_most(threshold: FloatArray | float, noise: FloatArray | float = 0.0) -> FloatArray:
    """Return the largest differences that are not beyond a threshold."""
    with np.errstate(over="ignore"):
        # the larger of two slacks (see `LEVEL_TOLERANCE`); near 1.8e308 it may become infinite
        slack = np.multiply(threshold, 1 + LEVEL_TOLERANCE), np.add(threshold, noise)
        return np.asarray(np.maximum(*slack))


def ramp(
    differences: FloatArray,
    low: FloatArray | float,
    high: FloatArray | float,
    noise: FloatArray | float = 0.0,
) -> FloatArray:
    """Return 0 up to `low`, 1 from `high` on, linear between; where they are equal, 1 beyond both.

    Up to, from and equal hold within the noise of the performances that the differences are of.
    """
    # a step where there is no room between the ends: 1 beyond both
    gap = np.subtract(high, low)
    jumps = gap <= noise
    jump = beyond(differences, low, noise).astype(np.float64) if jumps.any() else None
    if jump is not None and jumps.all():
        return jump
    with np.errstate(over="ignore"):
        share = np.asarray(np.divide(differences - low, np.where(jumps, 1.0, gap)))
    # at least 1 from `high` on and at most 0 up to `low`, as truth is 1 and 0
    reached, left = differences >= np.subtract(high, noise), differences > np.add(low, noise)
    np.clip(share, reached, left, out=share)
    return share if jump is None else np.where(jumps, jump, share)
