"""The min-max model of the best-worst method, solved exactly: xi, and all optimal weights."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray


def consistency_index(best_to_worst: FloatArray) -> FloatArray:
    """Return the largest possible xi (S,) by a_BW: the least root of Rezaei's (2015) equation."""
    # x^2 - (1 + 2 a) x + a^2 - a = 0
    return np.asarray((1 + 2 * best_to_worst - np.sqrt(1 + 8 * best_to_worst)) / 2)


def best_fit(
    best: FloatArray, worst: FloatArray, ends: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the least xi (S,) and the intervals (S, n, 2) of the weights that attain it.

    `best` and `worst` are a_Bj and a_jW (S, n), `ends` the places (2, S) of B and W.
    """
    xi = _least(best, worst, ends)
    return xi, _intervals(best, worst, ends, xi)


def _least(best: FloatArray, worst: FloatArray, ends: FloatArray) -> FloatArray:
    """Return the least xi (S,) at which some t = w_B / w_W suits every criterion."""
    samples, n = best.shape
    rows = np.arange(samples)
    direct = best[rows, ends[1]][:, None]
    others = np.ones((samples, n), dtype=bool)
    others[rows, ends[0]] = others[rows, ends[1]] = False
    product, total = best * worst, best + worst
    # j and k meet where (a_Bj - xi)(a_jW - xi) = (a_Bk + xi)(a_kW + xi): linear in xi
    between = (product[:, :, None] - product[:, None, :]) / (total[:, :, None] + total[:, None, :])
    between = np.where(others[:, :, None] & others[:, None, :], between, 0.0)
    # j and a_BW itself meet at a root of a quadratic; b is minus its linear coefficient
    b, c = total + 1, product - direct
    above = 2 * c / (b + np.sqrt(np.maximum(b * b - 4 * c, 0)))
    below = -2 * c / (b + np.sqrt(b * b - 4 * np.minimum(c, 0)))
    own = np.where(others, np.where(c > 0, above, below), 0.0)
    return np.asarray(np.maximum(np.maximum(between.max(axis=(1, 2)), own.max(axis=1)), 0.0))


def _intervals(best: FloatArray, worst: FloatArray, ends: FloatArray, xi: FloatArray) -> FloatArray:
    """Return the lowest and highest optimal weight (S, n, 2) at the least xi."""
    samples, n = best.shape
    rows, slack = np.arange(samples), xi[:, None]
    others = np.ones((samples, n), dtype=bool)
    others[rows, ends[0]] = others[rows, ends[1]] = False
    # t, in units of w_W = 1, is where all intervals meet: one point but for rounding
    low = np.where(others, np.maximum(best - slack, 0) * np.maximum(worst - slack, 0), 0.0)
    high = np.where(others, (best + slack) * (worst + slack), np.inf)
    direct = best[rows, ends[1]]
    lowest = np.maximum(low.max(axis=1), direct - xi)
    t = ((lowest + np.minimum(high.min(axis=1), direct + xi)) / 2)[:, None]
    # w_j between max(t / (a_Bj + xi), a_jW - xi) and min(t / (a_Bj - xi), a_jW + xi)
    least = np.maximum(t / (best + slack), worst - slack)
    room = best - slack
    most = np.minimum(np.where(room > 0, t / np.where(room > 0, room, 1.0), np.inf), worst + slack)
    # where both ends are one point, rounding may have crossed them
    least, most = np.minimum(least, most), np.maximum(least, most)
    for place, fixed in ((ends[0], t[:, 0]), (ends[1], np.ones(samples))):
        least[rows, place] = most[rows, place] = fixed
    # w_j is least where it is least and all others are most, and the other way round
    others_least = least.sum(axis=1, keepdims=True) - least
    others_most = most.sum(axis=1, keepdims=True) - most
    return np.stack([least / (least + others_most), most / (most + others_least)], axis=-1)
