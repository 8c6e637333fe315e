"""Least squares with several minima: starts from curves through the parameters, all polished."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray

Residuals = Callable[[FloatArray, IntArray], FloatArray]
"""Of parameters (N, P) and anchors (N,): residuals (N, n)."""

_STARTS = 48  # least minima along the curves, polished together
_STEPS = 300  # at most; starts that are calm stop before
_LEADING = 8  # of the starts, polished to the last digit
_CALM = 8  # steps without a gain, in which the damping may grow by 4^8, before a start is done
_SOON = 1e-5  # relative gains of a step that do not count: of all starts, and of those that lead
_GAIN = 1e-13
_STEP = 6e-6  # about the cube root of the machine's precision, for central differences
_CHANGE = 1e-3  # of residuals, up to which a difference counts as a slope
_SHORTER = 4  # times a difference is taken over less
_FARTHEST = 2.0  # longest step, in standard deviations or logarithms of a scale


class NoStartError(Exception):
    """The sum of squares is nowhere finite along the curves."""


def least_squares(
    residuals: Residuals, curves: FloatArray, anchors: IntArray
) -> tuple[FloatArray, int]:
    """Return the parameters of the least sum of squares, and the anchor they are measured from.

    Every minimum of the sum along one of the `curves` (C, G, P) is a start, up to 48 of the best;
    `anchors` (C,) say which point the parameters of a curve are measured from.
    """
    with np.errstate(all="ignore"):
        # 1. the minima along the curves; 2. all of them polished; 3. the best to the last digit
        starts, tags = _minima(residuals, curves, anchors)
        points, costs = _polished(residuals, starts, tags, gain=_SOON)
        leading = np.argsort(costs, kind="stable")[:_LEADING]
        points, costs = _polished(residuals, points[leading], tags[leading], gain=_GAIN)
        best = int(np.argmin(costs))
    return points[best], int(tags[leading][best])


def _minima(
    residuals: Residuals, curves: FloatArray, anchors: IntArray
) -> tuple[FloatArray, IntArray]:
    count, size, width = curves.shape
    tags = np.repeat(anchors, size)
    costs = _costs(residuals(curves.reshape(-1, width), tags)).reshape(count, size)
    # lower than the point before it and no higher than the next: a plateau counts once
    padded = np.pad(costs, ((0, 0), (1, 1)), constant_values=np.inf)
    lowest = np.isfinite(costs) & (costs < padded[:, :-2]) & (costs <= padded[:, 2:])
    where = np.flatnonzero(lowest.ravel())
    where = where[np.argsort(costs.ravel()[where], kind="stable")[:_STARTS]]
    if not where.size:
        raise NoStartError
    return curves.reshape(-1, width)[where], tags[where]


def _costs(r: FloatArray) -> FloatArray:
    return np.asarray(np.nan_to_num((r**2).sum(axis=1), nan=np.inf))


def _polished(
    residuals: Residuals, points: FloatArray, tags: IntArray, *, gain: float
) -> tuple[FloatArray, FloatArray]:
    """Run Levenberg-Marquardt from all points until steps gain no more; return points and costs."""
    points, r = points.copy(), residuals(points, tags)
    costs, damping = _costs(r), np.full(len(points), 1e-3)
    calm = np.zeros(len(points), dtype=np.intp)
    for _ in range(_STEPS):
        going = np.flatnonzero(calm < _CALM)
        if not going.size:
            break
        # a step from each start that still gains
        here, own, tag = points[going], r[going], tags[going]
        steps = _steps(residuals, here, own, tag, damping[going])
        there = residuals(here + steps, tag)
        reached = _costs(there)
        better = reached < costs[going]
        gained = np.where(better, costs[going] - reached, 0.0) > gain * costs[going]
        # a step that lowers the sum is taken
        moved = going[better]
        points[moved] = (here + steps)[better]
        r[moved], costs[moved] = there[better], reached[better]
        # and the damping falls; else it grows, towards short steps downhill
        damped = np.where(better, damping[going] / 5, damping[going] * 4)
        damping[going] = np.clip(damped, 1e-15, 1e9)
        calm[going] = np.where(gained, 0, calm[going] + 1)
    return points, costs


def _steps(
    residuals: Residuals, points: FloatArray, r: FloatArray, tags: IntArray, damping: FloatArray
) -> FloatArray:
    # the Jacobian J (N, n, P) of the residuals, by differences
    width = points.shape[1]
    columns = [_slope(residuals, points, tags, j) for j in range(width)]
    slopes = np.nan_to_num(np.stack(columns, axis=-1))
    # Marquardt's equations: (J'J + damping diag J'J) step = -J'r
    square = np.einsum("nij,nik->njk", slopes, slopes)
    diagonal = np.einsum("njj->nj", square)
    ridge = damping[:, None] * (diagonal + 1e-12 * diagonal.sum(axis=1, keepdims=True)) + 1e-300
    square[:, np.arange(width), np.arange(width)] += ridge
    gradient = np.einsum("nij,ni->nj", slopes, r)
    # pseudo-inverses, as a direction in which nothing changes has no step
    steps = -np.einsum("njk,nk->nj", np.linalg.pinv(square, hermitian=True), gradient)
    return np.asarray(np.clip(np.nan_to_num(steps), -_FARTHEST, _FARTHEST))


def _slope(residuals: Residuals, points: FloatArray, tags: IntArray, j: int) -> FloatArray:
    """Return central differences, over less where the residuals change much.

    Narrow distributions have steep residuals.
    """
    h = _STEP * np.maximum(1.0, np.abs(points[:, j]))
    axis = np.arange(points.shape[1]) == j
    for _ in range(_SHORTER):
        shift = h[:, None] * axis
        change = residuals(points + shift, tags) - residuals(points - shift, tags)
        most = np.abs(change).max(axis=1)
        steep = most > _CHANGE
        if not steep.any():
            break
        h = np.where(steep, h * 0.1 * _CHANGE / most, h)
    return np.asarray(change / (2 * h[:, None]))
