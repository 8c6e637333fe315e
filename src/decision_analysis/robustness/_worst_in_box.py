"""The least value of each alternative in nested boxes: corners, Sobol' points, and local search."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import (
    BLOCK,
    HORIZON_ROUNDS,
    LINES_LOOKED_ALONG,
    RAY_HALVINGS,
    SEARCH_ROUNDS,
    SEARCHED_CORNERS,
    SEARCHED_POINTS,
    TIE_TOLERANCE,
)

Gains: TypeAlias = Callable[[FloatArray], FloatArray]
"""From points (rows, P), each in the box of horizon max |z|, to values (rows, A)."""
_FINEST = 2.0**-20
"""Share of a box below which the steps of a search do not go."""


@dataclasses.dataclass(frozen=True, eq=False)
class Worst:
    """Least values (H, A) found at each horizon, and where (H, A, P)."""

    values: FloatArray
    points: FloatArray


def monotone(gains: Gains, dims: int, horizon: float) -> tuple[BoolArray, FloatArray]:
    """Say of which alternatives (A,) the value was monotone wherever it was looked at.

    Also the direction (A, P) in which it rises along each parameter, mostly where it is not.
    """
    through = horizon * _sobol(dims, LINES_LOOKED_ALONG)
    levels = horizon * np.linspace(-1.0, 1.0, 5)
    # lines through each point in the direction of each parameter: (points, P, levels, P)
    lines = np.tile(through[:, None, None, :], (1, dims, len(levels), 1))
    each = np.arange(dims)
    lines[:, each, :, each] = levels
    found = gains(lines.reshape(-1, dims)).reshape(len(through), dims, len(levels), -1)
    steps = np.diff(found, axis=2)
    noise = TIE_TOLERANCE * np.abs(found).max(axis=(0, 1, 2))
    falls, rises = (steps < -noise).any(axis=(0, 2)), (steps > noise).any(axis=(0, 2))
    upward = np.where(steps.sum(axis=(0, 2)) >= 0, 1.0, -1.0)
    return ~(falls & rises).any(axis=0), upward.T


def starts(dims: int, upward: FloatArray) -> FloatArray:
    """Return points (D, P) of the unit box at which a search begins."""
    if 2**dims <= SEARCHED_CORNERS:
        # all corners: binary digits of 0, 1, 2, ... as signs
        digits = np.arange(2**dims)[:, None] >> np.arange(dims) & 1
        corners = 2.0 * digits - 1.0
    else:
        # those towards which a monotone value falls and rises
        corners = np.concatenate([-upward, upward])
    axes = np.concatenate([np.eye(dims), -np.eye(dims)])
    return np.concatenate([np.zeros((1, dims)), corners, axes, _sobol(dims, SEARCHED_POINTS)])


def worst(gains: Gains, begin: FloatArray, horizons: FloatArray) -> Worst:
    """Return the least values in the boxes of ascending horizons, which never rise."""
    values, points = [], []
    for horizon in horizons.tolist():
        z = horizon * begin
        found = gains(z)
        least = found.argmin(axis=0)
        values.append(found[least, np.arange(found.shape[1])])
        points.append(z[least])
    at, least_there = np.stack(points), np.stack(values)
    count, dims = at.shape[1:]
    rows = np.tile(np.arange(count), len(horizons))
    at, least_there = polished(
        gains, at.reshape(-1, dims), least_there.ravel(), np.repeat(horizons, count), rows
    )
    at, least_there = at.reshape(-1, count, dims), least_there.reshape(-1, count)
    # boxes are nested: what a smaller one holds, a larger one holds too
    for k in range(1, len(horizons)):
        kept = least_there[k - 1] <= least_there[k]
        least_there[k] = np.where(kept, least_there[k - 1], least_there[k])
        at[k] = np.where(kept[:, None], at[k - 1], at[k])
    return Worst(least_there, at)


def polished(
    gains: Gains, z: FloatArray, values: FloatArray, horizons: FloatArray, rows: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Improve points (N, P) of boxes of horizons (N,) for alternatives `rows` (N,), each by itself.

    A pattern search: steps along each parameter, from the whole box down to a millionth of it.
    """
    z, values = z.copy(), values.copy()
    # so many at once that the values of all alternatives at all their steps fit into a block
    size = max(1, BLOCK // (2 * z.shape[1] * (int(rows.max()) + 1)))
    for i in range(0, len(z), size):
        part = slice(i, i + size)
        _polish(gains, z[part], values[part], horizons[part], rows[part])
    return z, values


def _polish(
    gains: Gains, z: FloatArray, values: FloatArray, horizons: FloatArray, rows: IntArray
) -> None:
    """Improve points and their values in place."""
    step = horizons.copy()
    moves = np.concatenate([np.eye(z.shape[1]), -np.eye(z.shape[1])])
    for _ in range(SEARCH_ROUNDS):
        going = np.flatnonzero((step > _FINEST * horizons) & (horizons > 0))
        if not going.size:
            break
        limit = horizons[going, None, None]
        trial = z[going, None, :] + step[going, None, None] * moves
        trial = np.clip(trial, -limit, limit)
        found = gains(trial.reshape(-1, z.shape[1])).reshape(len(going), len(moves), -1)
        own = np.take_along_axis(found, rows[going, None, None], axis=2)[..., 0]
        least = own.argmin(axis=1)
        reached = own[np.arange(len(going)), least]
        better = reached < values[going]
        moved = going[better]
        z[moved], values[moved] = trial[better, least[better]], reached[better]
        step[going[~better]] /= 2


def nearest_failure(
    gains: Gains, begin: FloatArray, found: Worst, horizons: FloatArray, target: FloatArray
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Return the least horizons (A,) at which values below the target (A,) were found.

    Also the points there, and of which alternatives there are none up to the largest horizon.
    """
    below = found.values < target
    never = np.asarray(~below.any(axis=0))
    first = np.where(never, len(horizons) - 1, below.argmax(axis=0))
    everyone = np.arange(below.shape[1])
    z, high = found.points[first, everyone].copy(), horizons[first].copy()
    # a point may lie well within the box in which it was found
    going = np.flatnonzero(~never & (high > 0))
    for _ in range(HORIZON_ROUNDS):
        if not going.size:
            break
        z[going], high[going] = _drawn_in(gains, z[going], going, target[going])
        # is there anything worse, in a box that is a little smaller?
        smaller = high[going] * (1 - 1e-9)
        near = np.clip(z[going], -smaller[:, None], smaller[:, None])
        points = np.concatenate([near[:, None], smaller[:, None, None] * begin], axis=1)
        values = [gains(each)[:, row] for each, row in zip(points, going.tolist(), strict=True)]
        least = np.array([each.argmin() for each in values])
        own = np.array([each.min() for each in values])
        tried, reached = polished(gains, points[np.arange(len(going)), least], own, smaller, going)
        worse = reached < target[going]
        going = going[worse]
        z[going], high[going] = tried[worse], smaller[worse]
    return np.where(never, horizons[-1], high), z, never


def _drawn_in(
    gains: Gains, z: FloatArray, rows: IntArray, target: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Draw points (N, P) that fail towards the base until they only just do."""
    low, high = np.zeros(len(z)), np.ones(len(z))
    for _ in range(RAY_HALVINGS):
        middle = (low + high) / 2
        fails = gains(middle[:, None] * z)[np.arange(len(z)), rows] < target
        high, low = np.where(fails, middle, high), np.where(fails, low, middle)
    z = high[:, None] * z
    return z, np.abs(z).max(axis=1)


def _sobol(dims: int, count: int) -> FloatArray:
    """Return Sobol' points (count, P) of the box from -1 to 1, always the same."""
    from scipy.stats import qmc

    return np.asarray(2.0 * qmc.Sobol(dims, scramble=False).random(count) - 1.0)
