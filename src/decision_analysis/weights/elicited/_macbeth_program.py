"""The linear programs of MACBETH: whether judgements agree, and the basic scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.weights.elicited._macbeth_judgements import CATEGORIES, Judgement

_MOST = len(CATEGORIES) - 1
_DIGITS = 9  # of a solution: programs are solved to 1e-7 and their vertices are mostly whole


def is_consistent(pairs: Sequence[Judgement], n: int) -> bool:
    """Say whether any scale agrees with all the judgements."""
    return _solve(pairs, n, np.zeros(n + _MOST + 1), _free(n)) is not None


def basic_scale(pairs: Sequence[Judgement], n: int, lowest: int | None) -> FloatArray | None:
    """Return the basic scale (n,), 0 for the lowest; None where something lies below that.

    The greatest value is as small as can be; where others are free, they are in the middle.
    """
    bounds = _free(n)
    bounds[:n] = 0, np.inf
    if lowest is not None:
        bounds[lowest] = 0, 0
    # the greatest value, the last variable, is minimized, and held from then on
    objective = np.zeros(n + _MOST + 1)
    objective[-1] = 1
    found = _solve(pairs, n, objective, bounds)
    if found is None:
        return None
    bounds[-1] = found[-1], found[-1]
    # from the top downwards: the mean of the least and the greatest value that is left
    for place in sorted(range(n), key=lambda i: -found[i]):
        ends = []
        for sign in (1.0, -1.0):
            objective = np.zeros(n + _MOST + 1)
            objective[place] = sign
            end = _solve(pairs, n, objective, bounds)
            ends.append(found[place] if end is None else end[place])
        middle = round((ends[0] + ends[1]) / 2, _DIGITS)
        bounds[place] = middle, middle
    return np.asarray(bounds[:n, 0])


def _free(n: int) -> FloatArray:
    """Return bounds of values, of thresholds, and of the greatest value."""
    bounds = np.full((n + _MOST + 1, 2), (-np.inf, np.inf))
    bounds[n] = 1, np.inf
    return bounds


def _solve(
    pairs: Sequence[Judgement], n: int, objective: FloatArray, bounds: FloatArray
) -> FloatArray | None:
    """Minimize over values, thresholds s_1 to s_6 and the greatest value; None if infeasible.

    s_k is the least difference of category k. That s_1 >= 1 and s_(k+1) >= s_k + 1, that a
    difference is at least the threshold of its lowest category, and at most one less than that of
    the category above its highest, is the same as all conditions between two judgements together:
    there are scales with such thresholds where there are scales that meet those.
    """
    from scipy.optimize import linprog

    size = n + _MOST + 1
    above, beyond, equal = [], [], []
    for pair in pairs:
        row = np.zeros(size)
        row[[pair.more, pair.less]] = 1, -1
        if pair.high == 0:
            equal.append(row)
            continue
        # s_low - (v(x) - v(y)) <= 0, and v(x) - v(y) - s_(high + 1) <= -1
        least = -row
        least[n + pair.low - 1] += 1
        above.append(least)
        beyond.append(0.0)
        if pair.high < _MOST:
            row[n + pair.high] -= 1
            above.append(row)
            beyond.append(-1.0)
    for k in range(_MOST - 1):
        row = np.zeros(size)
        row[[n + k, n + k + 1]] = 1, -1
        above.append(row)
        beyond.append(-1.0)
    for place in range(n):
        row = np.zeros(size)
        row[[place, -1]] = 1, -1
        above.append(row)
        beyond.append(0.0)
    limits = [(float(low), float(high)) for low, high in bounds]
    found = linprog(
        objective,
        A_ub=np.array(above),
        b_ub=np.array(beyond),
        A_eq=np.array(equal) if equal else None,
        b_eq=np.zeros(len(equal)) if equal else None,
        bounds=limits,
        method="highs",
    )
    return np.asarray(found.x) if found.status == 0 else None
