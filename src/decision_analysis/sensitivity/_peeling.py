"""Peeling and pasting of boxes: thin slices off, and on again, by the share of cases."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray


@dataclasses.dataclass(frozen=True, eq=False)
class Path:
    """The boxes that peeling goes through, from the whole space on: limits (T, D), counts (T,)."""

    low: FloatArray
    high: FloatArray
    size: IntArray
    cases: IntArray


def peeled(points: FloatArray, cases: FloatArray, share: float, least: int) -> Path:
    """Peel boxes off points (D, n) of which some are cases (n,), until fewer than `least` stay.

    Each slice has about `share` of the points; the one is taken that leaves the largest share of
    cases, of equally good ones the thinnest.
    """
    low, high = [points.min(axis=1)], [points.max(axis=1)]
    size, found = [points.shape[1]], [int(cases.sum())]
    while 0 < found[-1] < size[-1]:
        cut, above = _slices(points, share)
        # what each slice takes away: below the cut on the left side, above it on the right
        away = np.concatenate([points < cut[:, None], points > above[:, None]])
        count = away.sum(axis=1)
        left, still = size[-1] - count, found[-1] - away @ cases
        allowed = (count > 0) & (left >= least)
        if not allowed.any():
            break
        # Friedman and Fisher (1999): the largest mean of what stays
        mean = np.where(allowed, still / np.maximum(left, 1), -1.0)
        ties = mean >= mean.max() - 1e-12
        chosen = int(np.where(ties, count, points.shape[1] + 1).argmin())
        keep = ~away[chosen]
        points, cases = points[:, keep], cases[keep]
        side, which = divmod(chosen, len(points))
        low.append(low[-1].copy())
        high.append(high[-1].copy())
        (high if side else low)[-1][which] = (above if side else cut)[which]
        size.append(int(keep.sum()))
        found.append(int(cases.sum()))
    return Path(np.array(low), np.array(high), np.array(size), np.array(found))


def _slices(points: FloatArray, share: float) -> tuple[FloatArray, FloatArray]:
    """Return what stays at least, and at most, when a slice is cut off on either side (D,).

    Where many points have the least value, or the largest, the slice is all of them.
    """
    count = points.shape[1]
    width = min(max(1, int(share * count)), count - 1)
    ordered = np.partition(points, (0, width, count - 1 - width, count - 1), axis=1)
    cut, above = ordered[:, width].copy(), ordered[:, count - 1 - width].copy()
    least, largest = ordered[:, 0], ordered[:, -1]
    for line in np.flatnonzero((cut <= least) | (above >= largest)):
        mine = points[line]
        if cut[line] <= least[line] < largest[line]:
            cut[line] = mine[mine > least[line]].min()
        if above[line] >= largest[line] > least[line]:
            above[line] = mine[mine < largest[line]].max()
    return cut, above


def pasted(
    points: FloatArray, cases: FloatArray, low: FloatArray, high: FloatArray, share: float
) -> tuple[FloatArray, FloatArray]:
    """Return the limits (D,) of a box to which slices are put back, while it gets no thinner."""
    low, high = low.copy(), high.copy()
    while True:
        inside = (points >= low[:, None]) & (points <= high[:, None])
        out = (~inside).sum(axis=0)
        within = out == 0
        size, found = int(within.sum()), float(cases[within].sum())
        width = max(1, int(share * size))
        best: tuple[float, int, int, float] | None = None
        for line in range(len(points)):
            # what only this parameter's limits keep out
            near = (out == 1) & ~inside[line]
            for side in (0, 1):
                values = points[line, near]
                mine: BoolArray = np.asarray(values > high[line] if side else values < low[line])
                if not mine.any():
                    continue
                chosen = values[mine]
                place = min(width, len(chosen)) - 1
                end = (
                    np.partition(chosen, place)[place]
                    if side
                    else -np.partition(-chosen, place)[place]
                )
                added: BoolArray = chosen <= end if side else chosen >= end
                gained = float(cases[near][mine][added].sum())
                mean = (found + gained) / (size + int(added.sum()))
                if best is None or mean > best[0]:
                    best = mean, line, side, float(end)
        # on while the share of cases does not fall
        if best is None or best[0] < found / size:
            return low, high
        (high if best[2] else low)[best[1]] = best[3]


def inside_box(points: FloatArray, low: FloatArray, high: FloatArray) -> BoolArray:
    """Say which points (D, n) lie in a box, limits included."""
    inside = (points >= low[:, None]) & (points <= high[:, None])
    return np.asarray(inside.all(axis=0))


def quasi_p_values(
    points: FloatArray, cases: FloatArray, low: FloatArray, high: FloatArray
) -> FloatArray:
    """Return, for each parameter, how likely so many cases are in the box by chance (D,).

    The chance is the share of cases where this parameter is not restricted; 1 where it is not.
    """
    from scipy.stats import binom

    inside = (points >= low[:, None]) & (points <= high[:, None])
    out = (~inside).sum(axis=0)
    within = out == 0
    size, found = int(within.sum()), int(cases[within].sum())
    # without one restriction the box has also what only this keeps out
    alone = (out == 1) & ~inside
    more = alone.sum(axis=1)
    share = (found + alone @ cases) / (size + more)
    # Bryant and Lempert (2010): at least so many of a binomial of the box's size
    chance = binom.sf(found - 1, size, share)
    result: FloatArray = np.where(more > 0, chance, 1.0)
    return result
