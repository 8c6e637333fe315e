"""Payoffs in intervals that widen with the horizon: the worst case is the least of some lines."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from decision_analysis import _checks, _read_rows
from decision_analysis._arrays import FloatArray, broadcastable
from decision_analysis._labelled import has_labels, is_frame
from decision_analysis._labels import own_names
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._envelope import Change, upper_envelope
from decision_analysis.robustness._payoffs import chances_of, refuse_unpaired


def lines_of(
    table: DecisionTable, gains: FloatArray, scale: Any, probabilities: Any
) -> tuple[FloatArray, FloatArray]:
    """Return c and s (..., A, L): the worst case at horizon h is the least of c - h s.

    There is one line for each state, whose payoffs err by `scale` h, or one for their mean.
    """
    gains, spread = np.broadcast_arrays(gains, _scale(table, gains, scale))
    if probabilities is None:
        return gains, spread
    chances = chances_of(table.criterion_names, probabilities)
    refuse_unpaired(chances, gains.shape[:-2])
    # sum_j p_j (x_ij - h s_ij)
    column = chances[..., None]
    return np.matmul(gains, column), np.matmul(spread, column)


def _scale(table: DecisionTable, gains: FloatArray, scale: Any) -> FloatArray:
    """Return how far each payoff may be off at horizon 1, (..., A, C) or what broadcasts to it."""
    if scale is None or isinstance(scale, str):
        if scale is not None:
            _checks.one_of("scale", scale, ("fraction",))
        return np.abs(gains)
    if _checks.is_number(scale):
        return np.full((1, 1), _checks.number("scale", scale, low=0))
    found = _by_payoff(table, scale)
    if (found < 0).any():
        raise InvalidInputError(f"scale must not be negative; got {found.min():g}")
    if not broadcastable(found.shape[:-2], table.sample_shape):
        raise InvalidInputError(
            f"samples of scale {found.shape[:-2]} and table {table.sample_shape} must pair"
        )
    return found


def _by_payoff(table: DecisionTable, given: Any) -> FloatArray:
    """Return numbers (..., A, C) for each payoff, or (..., 1, C) for each state."""
    rows, columns = table.alternatives, table.criterion_names
    if isinstance(given, DecisionTable):
        _checks.same_names("scale must name each alternative", given.alternatives, rows)
        _checks.same_names("scale must name each state", given.criterion_names, columns)
        return given.select(alternatives=rows, criteria=columns).values
    if is_frame(given):
        names = list(own_names(rows, given.index))
        _checks.same_names("rows of scale must name each alternative", names, rows)
        if twice := _checks.repeats(names):
            raise InvalidInputError(f"rows of scale must not repeat; got {_checks.listed(twice)}")
        numbers = _read_rows.row("scale", given, columns, each="state", one="scale")[0]
        return numbers[[names.index(name) for name in rows]]
    labelled = has_labels(given)
    array, _ = _read_rows.row("scale", given, columns, each="state", one="scale")
    # by state, of which the samples of a mapping are leading axes; else by payoff
    found = array[..., None, :] if labelled or array.ndim < 2 else array
    if not found.size or found.shape[-1] != len(columns) or found.shape[-2] not in (1, len(rows)):
        raise InvalidInputError(
            f"scale must be one for each state, {len(columns)}, or for each payoff,"
            f" {len(rows)} x {len(columns)}; got shape {array.shape}"
        )
    return found


def first_below(c: FloatArray, s: FloatArray, target: FloatArray) -> FloatArray:
    """Return the horizons (..., A) up to which all lines c - h s are at or above the target."""
    room = c - target[..., None]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        # one without slope stays where it is, at the target itself too
        each = np.where(room < 0, 0.0, np.where(s > 0, room / s, np.inf))
    return np.asarray(each.min(axis=-1))


def first_above(c: FloatArray, s: FloatArray, target: FloatArray) -> FloatArray:
    """Return the horizons (..., A) from which all lines c + h s are at or above the target."""
    lack = target[..., None] - c
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        each = np.where(lack <= 0, 0.0, np.where(s > 0, lack / s, np.inf))
    return np.asarray(each.max(axis=-1))


def highest(c: FloatArray, s: FloatArray, end: float) -> tuple[Change, ...]:
    """Return where the alternative with the highest worst case changes in (0, end).

    The worst cases are the least of lines (A, L), so that between their kinks each is one line.
    """
    kinks = {0.0, end}
    for own, slopes in zip(c, s, strict=True):
        # the lower envelope of falling lines is the upper one of their negatives
        kinks |= {place for place, _, _ in upper_envelope(-own, slopes, end)[1]}
    ordered = sorted(kinks)
    found: list[Change] = []
    current: int | None = None
    for low, high in itertools.pairwise(ordered):
        middle = (low + high) / 2
        line = (c - middle * s).argmin(axis=1)[:, None]
        at = np.take_along_axis(c, line, axis=1)[:, 0]
        slope = np.take_along_axis(s, line, axis=1)[:, 0]
        first, changes = upper_envelope(at - low * slope, -slope, high - low)
        if current is not None and first != current:
            # it may have caught up at the kink itself, or tie with the one before from there on
            ahead = (at - low * slope)[[first, current]]
            if ahead[0] > ahead[1] or slope[first] < slope[current]:
                found.append((low, current, first))
            else:
                # the one before stays, up to where both are left behind
                first = current
                changes = tuple((place, first, b) for place, _, b in changes[:1]) + changes[1:]
        found += [(low + place, before, after) for place, before, after in changes]
        current = changes[-1][2] if changes else first
    return tuple(found)
