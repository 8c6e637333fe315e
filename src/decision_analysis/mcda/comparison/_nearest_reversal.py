"""The nearest weights, by Euclidean distance, at which two alternatives change places."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE

ROUNDS = 200
"""Halvings of an interval of a multiplier: more than the digits of a float."""


def nearest_on_plane(start: FloatArray, slope: FloatArray, level: float = 0.0) -> FloatArray | None:
    """Return the nearest weights w >= 0 of the same sum as `start` with slope @ w = level.

    None where no such weights are.
    """
    total = float(start.sum())
    # slope @ w = level on the simplex is (slope - level / total) @ w = 0
    lead = slope - level / total
    size = float(np.abs(lead).max())
    if size == 0:
        return start.copy()
    lead = lead / size
    if lead.min() > 0 or lead.max() < 0:
        return None
    side = 1.0 if lead @ start >= 0 else -1.0

    def at(multiplier: float) -> FloatArray:
        return on_simplex(start - multiplier * side * lead, total)

    # Karush, Kuhn and Tucker: w is start - multiplier * lead, put on the simplex; its lead falls
    # as the multiplier rises
    low, high = 0.0, max(total, float(np.abs(start).max()))
    while side * (lead @ at(high)) > 0 and high < total * 2.0**60:
        high *= 2
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        if side * (lead @ at(middle)) > 0:
            low = middle
        else:
            high = middle
        if high - low <= np.spacing(high):
            break
    return _polished(start, lead, at(high), total)


def _polished(start: FloatArray, lead: FloatArray, found: FloatArray, total: float) -> FloatArray:
    """Return the weights solved for exactly, given which of them are positive."""
    kept = found > TIE_TOLERANCE * total
    count, a, b = int(kept.sum()), start[kept], lead[kept]
    # w = a - x b - y with sum(w) = total and b @ w = 0
    matrix = np.array([[b.sum(), count], [b @ b, b.sum()]])
    right = np.array([a.sum() - total, b @ a])
    if abs(np.linalg.det(matrix)) <= TIE_TOLERANCE * max(1.0, count):
        return found
    x, y = np.linalg.solve(matrix, right)
    weights = np.zeros_like(start)
    weights[kept] = a - x * b - y
    return weights if weights.min() >= 0 else found


def on_simplex(point: FloatArray, total: float) -> FloatArray:
    """Return the nearest weights (C,) that are not negative and have that sum."""
    falling = np.sort(point)[::-1]
    over = (np.cumsum(falling) - total) / np.arange(1, len(point) + 1)
    # the largest number of weights that stay positive
    last = int(np.flatnonzero(falling > over)[-1])
    return np.asarray(np.maximum(point - over[last], 0.0))
