"""Dips of the lead of the best alternative between the points of a grid, and where they end."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import (
    BATCH,
    CHANGE_PRECISION,
    MOST_DIPS,
    NARROWING_PARTS,
    TIE_TOLERANCE,
)
from decision_analysis.core.parts import Scored

DEEPEST = 4.0
"""How far below its least point on the grid a lead may reach, in rises to the points beside it. Of
a convex lead it is at most once the larger rise; more is for leads that are nearly so."""


Along = Callable[[FloatArray], Scored]
Touch = tuple[float, int, int]
"""Where two alternatives tie, who is the best beside it, and who only touches."""


def with_dips(
    along: Along, grid: FloatArray, first: Scored
) -> tuple[FloatArray, Scored, list[Touch]]:
    """Return a grid with points added at which the best is beaten between two of its own.

    With the scores at all points, and where another alternative touches the best.
    """
    point, leader, rival = _candidates(first)
    at, scores, leads = _minima(along, grid, point, (leader, rival), first)
    # leads are 0 where they are noise beside the scores of the two
    largest = np.abs(first.values).max(axis=0)
    noise = TIE_TOLERANCE * np.maximum(largest[leader], largest[rival])
    beaten, tied = leads < -noise, np.abs(leads) <= noise
    # one touch is found from each of two points that lie beside it
    touches: list[Touch] = []
    last: dict[tuple[int, int], float] = {}
    for i in np.flatnonzero(tied)[np.argsort(at[tied], kind="stable")]:
        value, pair = float(at[i]), (int(leader[i]), int(rival[i]))
        if value - last.get(pair, -np.inf) > (grid[1] - grid[0]) / 2:
            touches.append((value, *pair))
        last[pair] = value
    extra, row = np.unique(at[beaten], return_index=True)
    new = ~np.isin(extra, grid)
    points = np.concatenate([grid, extra[new]])
    values = np.concatenate([first.values, scores[beaten][row[new]]])
    order = np.argsort(points, kind="stable")
    merged = Scored(first.alternatives, values[order], first.higher_is_better)
    return points[order], merged, touches


def _minima(
    along: Along,
    grid: FloatArray,
    point: IntArray,
    pair: tuple[IntArray, IntArray],
    first: Scored,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return where leads are least near points of the grid, with all scores and the leads."""
    last = len(grid) - 1
    # as many at once as a call of the model has rows for
    size = BATCH // NARROWING_PARTS
    found = [(np.empty(0), np.empty((0, first.values.shape[1])), np.empty(0))]
    for start in range(0, len(point), size):
        part = slice(start, start + size)
        low = grid[np.maximum(point[part] - 1, 0)]
        high = grid[np.minimum(point[part] + 1, last)]
        found.append(_least(along, low, high, (pair[0][part], pair[1][part]), first))
    at, scores, leads = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return at, scores, leads


def _leads(values: FloatArray, higher: bool, leader: IntArray, rival: IntArray) -> FloatArray:
    rows = np.arange(len(values))
    apart = values[rows, leader] - values[rows, rival]
    return apart if higher else -apart


def _candidates(first: Scored) -> tuple[IntArray, IntArray, IntArray]:
    """Return points of the grid, leaders and rivals where a lead may have a minimum of 0 or less.

    The leader's lead is least at the point, among it and the points beside it, and rises enough.
    """
    values = first.values if first.higher_is_better else -first.values
    best = first.best()
    # who leads before the point, where it is still among the best there; else the first
    before = np.r_[0, np.arange(len(values) - 1)]
    leader = best.argmax(axis=1)
    held = best[np.arange(len(best)), leader[before]]
    leader = np.where(held, leader[before], leader)
    rows = np.arange(len(values))
    left, right = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(values) - 1)

    def lead(of: IntArray) -> FloatArray:
        found: FloatArray = values[of, leader][:, None] - values[of]
        return found

    here, low, high = lead(rows), lead(left), lead(right)
    rise = np.maximum(low, high) - here
    # a tie that is none on either side is a touch, or a dip that just ends at the point
    least = (here <= low) & (here <= high) & ~((low <= 0) | (high <= 0))
    may = least & (here <= DEEPEST * rise)
    # at an end of the interval there is no point beside it that would tell how fast a lead falls
    if len(values) > 2:
        for end, second, third in ((0, 1, 2), (-1, -2, -3)):
            steep = np.maximum(
                rise[end],
                (values[third, leader[end]] - values[third])
                - (values[second, leader[end]] - values[second]),
            )
            may[end] = least[end] & (here[end] > 0) & (here[end] <= DEEPEST * steep)
    point, rival = np.nonzero(may)
    if len(point) > MOST_DIPS:
        near = here[point, rival] / np.maximum(rise[point, rival], np.finfo(float).tiny)
        kept = np.sort(np.argsort(near, kind="stable")[:MOST_DIPS])
        point, rival = point[kept], rival[kept]
    return point, leader[point], rival


def _least(
    along: Along,
    low: FloatArray,
    high: FloatArray,
    pair: tuple[IntArray, IntArray],
    first: Scored,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return where each lead is least within (low, high), with all scores and the leads there."""
    enough = (high - low) * CHANGE_PRECISION
    shares = np.arange(1, NARROWING_PARTS) / NARROWING_PARTS
    count = len(low)
    at, rows = np.empty(count), np.arange(count)
    scores = np.empty((count, len(first.alternatives)))
    least = np.full(count, np.inf)
    going = np.ones(count, dtype=bool)
    while going.any():
        which = rows[going]
        # parts of equal width, and on into the two beside the least point
        inner = low[which, None] + (high - low)[which, None] * shares
        values = along(inner.ravel()).values
        each = np.repeat(which, len(shares))
        leads = _leads(values, first.higher_is_better, pair[0][each], pair[1][each])
        leads = leads.reshape(inner.shape)
        place = leads.argmin(axis=1)
        lines = np.arange(len(which))
        better = leads[lines, place] < least[which]
        chosen = which[better]
        least[chosen] = leads[lines, place][better]
        at[chosen] = inner[lines, place][better]
        scores[chosen] = values.reshape(*inner.shape, -1)[lines, place][better]
        edges = np.concatenate([low[which, None], inner, high[which, None]], axis=1)
        new_low, new_high = edges[lines, place], edges[lines, place + 2]
        stuck = new_high - new_low >= (high - low)[which]
        low[which], high[which] = new_low, new_high
        # over where another is clearly ahead, or nothing is left to part
        over = stuck | (high - low <= enough)[which]
        scale = np.abs(scores[which]).max(axis=1)
        over |= least[which] < -1e-6 * scale
        going[which[over]] = False
    return at, scores, least
