"""The linear programs of MACBETH: whether judgements agree, and the basic scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core.parts import INFEASIBLE, NO_PRESOLVE, PLAIN, answered
from decision_analysis.weights.elicited._macbeth_judgements import CATEGORIES, Judgement

_MOST = len(CATEGORIES) - 1
_WIDEST = 1e4  # what a judgement that is let go may miss: far more than scales of words reach
_SECONDS = 10.0  # for the fewest changes, which are only proposed
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


def fewest_to_change(
    pairs: Sequence[Judgement], n: int, *, order_kept: bool
) -> list[tuple[int, FloatArray]]:
    """Return the places of the fewest judgements without which the others agree.

    With each comes the difference of values in a scale of the others, as near to the judgement as
    can be, and the least differences s_1 to s_6 of the categories there, by which it would be
    judged. What is more attractive stays so where the order is kept. Empty if there are none, or
    none are found in the time.
    """
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp

    rows, beyond, owners = _inequalities(pairs, n, order_kept)
    size, many = n + _MOST + 1, len(pairs)
    # one more variable for each judgement: by how much it is missed, at most `_WIDEST` for each 1
    missed = np.zeros((len(rows), many))
    for number, owner in enumerate(owners):
        if owner is not None:
            missed[number, owner] = -1
    low = np.concatenate([np.zeros(n), np.ones(_MOST), [0.0], np.zeros(many)])
    high = np.concatenate([np.full(size, _WIDEST / 2), np.ones(many)])
    found = milp(
        np.concatenate([np.zeros(size), np.ones(many)]),
        integrality=np.concatenate([np.zeros(size), np.ones(many)]),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(
            np.concatenate([rows, _WIDEST * missed], axis=1), -np.inf, beyond
        ),
        options={"time_limit": _SECONDS},
    )
    if found.x is None:
        return []
    places = np.flatnonzero(found.x[size:] > 0.5)
    # of scales that agree with the others, the one that misses these by the least
    nearest = linprog(
        np.concatenate([np.zeros(size), np.ones(len(places))]),
        A_ub=np.concatenate([rows, missed[:, places]], axis=1),
        b_ub=beyond,
        bounds=(0, None),
        method="highs",
    )
    if nearest.x is None:
        return []
    values, thresholds = nearest.x[:n], nearest.x[n : n + _MOST]
    return [
        (place, np.append(values[pairs[place].more] - values[pairs[place].less], thresholds))
        for place in places.tolist()
    ]


def _inequalities(
    pairs: Sequence[Judgement], n: int, order_kept: bool
) -> tuple[FloatArray, FloatArray, list[int | None]]:
    """Return rows of `rows @ x <= beyond` for all conditions, and whose judgement each is."""
    above, beyond, equal, owners = _conditions(pairs, n)
    first = np.zeros(n + _MOST + 1)
    first[n] = -1  # s_1 >= 1, which is a bound elsewhere
    rows = [*above, *(sign * row for row, _ in equal for sign in (1, -1)), first]
    mine = [*owners, *(place for _, place in equal for _ in range(2)), None]
    ends = [*beyond, *[0.0] * (2 * len(equal)), -1.0]
    for pair in pairs if order_kept else ():
        row = np.zeros(n + _MOST + 1)
        row[[pair.more, pair.less]] = -1, 1
        row[n] = pair.high > 0
        rows.append(row)
        mine.append(None)
        ends.append(0.0)
    return np.array(rows), np.array(ends), mine


def _conditions(
    pairs: Sequence[Judgement], n: int
) -> tuple[list[FloatArray], list[float], list[tuple[FloatArray, int]], list[int | None]]:
    """Return rows of `rows @ x <= beyond`, those that are 0, and whose judgement each is.

    The variables are the values, the thresholds s_1 to s_6 and the greatest value. s_k is the least
    difference of category k. That s_1 >= 1 and s_(k+1) >= s_k + 1, that a difference is at least
    the threshold of its lowest category, and at most one less than that of the category above its
    highest, is the same as all conditions between two judgements together: there are scales with
    such thresholds where there are scales that meet those.
    """
    size = n + _MOST + 1
    above: list[FloatArray] = []
    beyond: list[float] = []
    owners: list[int | None] = []
    equal: list[tuple[FloatArray, int]] = []
    for place, pair in enumerate(pairs):
        row = np.zeros(size)
        row[[pair.more, pair.less]] = 1, -1
        if pair.high == 0:
            equal.append((row, place))
            continue
        # s_low - (v(x) - v(y)) <= 0, and v(x) - v(y) - s_(high + 1) <= -1
        least = -row
        least[n + pair.low - 1] += 1
        above.append(least)
        beyond.append(0.0)
        owners.append(place)
        if pair.high < _MOST:
            row[n + pair.high] -= 1
            above.append(row)
            beyond.append(-1.0)
            owners.append(place)
    for k in range(_MOST - 1):
        row = np.zeros(size)
        row[[n + k, n + k + 1]] = 1, -1
        above.append(row)
        beyond.append(-1.0)
        owners.append(None)
    for place in range(n):
        row = np.zeros(size)
        row[[place, -1]] = 1, -1
        above.append(row)
        beyond.append(0.0)
        owners.append(None)
    return above, beyond, equal, owners


def _solve(
    pairs: Sequence[Judgement], n: int, objective: FloatArray, bounds: FloatArray
) -> FloatArray | None:
    """Minimize over values, thresholds and the greatest value; None where nothing is feasible."""
    from scipy.optimize import linprog

    above, beyond, equal, _ = _conditions(pairs, n)
    limits = [(float(low), float(high)) for low, high in bounds]
    found = answered(
        "a linear program",
        lambda options: linprog(
            objective,
            A_ub=np.array(above),
            b_ub=np.array(beyond),
            A_eq=np.array([row for row, _ in equal]) if equal else None,
            b_eq=np.zeros(len(equal)) if equal else None,
            bounds=limits,
            method="highs",
            options=options,
        ),
        (PLAIN, NO_PRESOLVE),
    )
    return None if found.status == INFEASIBLE else np.asarray(found.x)
