"""`reversal_of`: the least changes that put two alternatives in the opposite order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CHANGE_PRECISION, NARROWING_PARTS, TIE_TOLERANCE
from decision_analysis.core import Result
from decision_analysis.core.parts import Headers, Rows
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.comparison._margin import Margin
from decision_analysis.mcda.comparison._nearest_reversal import nearest_on_plane

POINTS = 128
"""Steps into which each way is cut at first; a change that is undone within one is not seen."""
ROUNDS = 20
"""Times that the margin is taken as linear around the nearest weights found so far."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ReversalResult(Result):
    """The least changes after which two alternatives stand in the opposite order.

    At a number given here the two change places: they tie there, or the order jumps. NaN says that
    no change of that kind does it.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`; the alternatives are the two, the one asked about first.
    performances : ndarray of float, shape (2, C)
        Their performances.
    turning_performances : ndarray of float, shape (2, C)
        The performance on one criterion, all others as they are, with which the one or the other
        changes places.
    spread : ndarray of float, shape (C,)
        The difference of the largest and the least performance of the table on each criterion.
    weights : ndarray of float, shape (C,), or None
        The weights, as given; None of a method that has none, as in the fields that follow.
    turning_weights : ndarray of float, shape (C,), or None
        The weight of one criterion, the others in proportion, with which the two change places.
    nearest_weights : ndarray of float, shape (C,), or None
        The weights nearest by Euclidean distance with which they do.
    distance : float or None
        Their distance from the weights.
    is_exact : bool
        Whether no nearer weights exist; else none were found, which may be.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    performances: FloatArray
    turning_performances: FloatArray
    spread: FloatArray
    weights: FloatArray | None
    turning_weights: FloatArray | None
    nearest_weights: FloatArray | None
    distance: float | None
    is_exact: bool

    @property
    def least_performance(self) -> tuple[str, str, float, float] | None:
        """Alternative, criterion, performance and the one to which it must move.

        The least move beside the spread of its criterion; None where no single one suffices.
        """
        moved = np.abs(self.turning_performances - self.performances)
        share = moved / np.where(self.spread > 0, self.spread, 1.0)
        if np.isnan(share).all():
            return None
        row, column = np.unravel_index(np.nanargmin(share), share.shape)
        place = int(row), int(column)
        return (
            self.alternatives[place[0]],
            self.criteria[place[1]],
            float(self.performances[place]),
            float(self.turning_performances[place]),
        )

    @property
    def least_weight(self) -> tuple[str, float, float] | None:
        """Criterion, weight and the one to which it must move; None where none suffices alone."""
        if self.weights is None or self.turning_weights is None:
            return None
        moved = np.abs(self.turning_weights - self.weights)
        if np.isnan(moved).all():
            return None
        place = int(np.nanargmin(moved))
        return self.criteria[place], float(self.weights[place]), float(self.turning_weights[place])

    def _headline(self) -> str:
        first, second = self.alternatives
        return f"{self.method}: what puts {first} and {second} in the opposite order"

    def _rows(self) -> tuple[Headers, Rows]:
        headers = ["criterion"]
        columns: list[Any] = []
        for row, name in enumerate(self.alternatives):
            headers += [name, f"{name} turns at"]
            columns += [self.performances[row], self.turning_performances[row]]
        if self.weights is not None:
            headers += ["weight", "turns at", "nearest weights"]
            columns += [self.weights, self.turning_weights, self.nearest_weights]
        rows: list[list[_render.Cell]] = [
            [name, *(float(column[c]) for column in columns)]
            for c, name in enumerate(self.criteria)
        ]
        return headers, rows


def reversal_of(
    margin: Margin, slope: FloatArray | None, reach: float, told: dict[str, Any]
) -> ReversalResult:
    """Return the least changes; `slope` is the margin for each weight alone, if it adds up.

    `told` are the fields of the result that say whose it is.
    """
    pair = [margin.first, margin.second]
    performances = margin.table.values[pair].copy()
    spread = np.ptp(margin.table.values, axis=0)
    now = margin.now
    weights = margin.weights
    turning_weights: FloatArray | None
    nearest: FloatArray | None
    if now == 0:
        # a tie is where they change places already
        turning, turning_weights, nearest = performances.copy(), weights, weights
    else:
        turning = _turning_performances(margin, now, reach)
        turning_weights = nearest = None
        if weights is not None and slope is not None:
            turning_weights = _roots(weights, slope)
            nearest = nearest_on_plane(weights, slope)
        elif weights is not None:
            turning_weights = _turning_weights(margin, weights, now)
            nearest = _bracketed(margin, weights, turning_weights, now)
        if weights is not None and nearest is None:
            nearest = np.full_like(weights, np.nan)
    distance = None if nearest is None else float(np.linalg.norm(nearest - weights))
    return ReversalResult(
        **told,
        performances=performances,
        turning_performances=turning,
        spread=spread,
        weights=weights,
        turning_weights=None if turning_weights is None else turning_weights.copy(),
        nearest_weights=None if nearest is None else nearest.copy(),
        distance=distance,
        is_exact=now == 0 or slope is not None,
    )


def _roots(weights: FloatArray, slope: FloatArray) -> FloatArray:
    """Return the weight of each criterion at which a margin that adds up is 0."""
    total = weights.sum()
    rest = total - weights
    others = weights @ slope - weights * slope
    # w slope + (total - w) * others / rest = 0, the others keeping their proportions
    mean = np.divide(others, rest, out=np.full_like(weights, np.nan), where=rest > 0)
    difference = mean - slope
    at = np.divide(
        total * mean, difference, out=np.full_like(weights, np.nan), where=difference != 0
    )
    noise = TIE_TOLERANCE * total
    inside = (at >= -noise) & (at <= total + noise)
    return np.where(inside, np.clip(at, 0.0, total), np.nan)


def scaled_to(weights: FloatArray, criterion: IntArray, to: FloatArray) -> FloatArray:
    """Return weights (n, C), in each row one at a new value and the others in proportion."""
    total = weights.sum()
    moved = weights * ((total - to) / (total - weights[criterion]))[:, None]
    moved[np.arange(len(to)), criterion] = to
    return moved


def _turning_weights(margin: Margin, weights: FloatArray, now: float) -> FloatArray:
    """Return the nearest value of each weight at which a margin of any kind changes its sign."""
    total, count = weights.sum(), len(weights)
    found = np.full((2, count), np.nan)
    free = np.flatnonzero(weights < total)
    for row, end in enumerate((0.0, total)):
        ways = free[weights[free] != end]

        def at(way: IntArray, share: FloatArray, end: float = end, ways: IntArray = ways) -> FloatArray:
            start = weights[ways[way]]
            return margin.of_weights(
                scaled_to(weights, ways[way], start + share * (end - start))
            )

        shares = first_turns(at, len(ways), now)
        found[row, ways] = weights[ways] + shares * (end - weights[ways])
    return _nearer(found, weights)


def _nearer(found: FloatArray, start: FloatArray) -> FloatArray:
    """Return of two rows the numbers nearer to the start; NaN only where both are."""
    away = np.where(np.isnan(found), np.inf, np.abs(found - start))
    return np.asarray(np.take_along_axis(found, away.argmin(axis=0)[None], axis=0)[0])


def _turning_performances(margin: Margin, now: float, reach: float) -> FloatArray:
    """Return the performances (2, C) with which one of the two changes places, others as now."""
    values = margin.table.values
    low, high = values.min(axis=0), values.max(axis=0)
    beyond = reach * (high - low)
    ends = np.stack([low - beyond, high + beyond])
    found = np.full((2, values.shape[1]), np.nan)
    for row, alternative in enumerate((margin.first, margin.second)):
        start = values[alternative]
        both = np.full((2, values.shape[1]), np.nan)
        for way in range(2):
            columns = np.flatnonzero(ends[way] != start)

            def at(
                line: IntArray,
                share: FloatArray,
                alternative: int = alternative,
                columns: IntArray = columns,
                goal: FloatArray = ends[way],
            ) -> FloatArray:
                column = columns[line]
                begin = values[alternative, column]
                return margin.of_moved(
                    alternative, column, begin + share * (goal[column] - begin)
                )

            shares = first_turns(at, len(columns), now)
            both[way, columns] = start[columns] + shares * (ends[way] - start)[columns]
        found[row] = _nearer(both, start)
    return found


def first_turns(
    at: Callable[[IntArray, FloatArray], FloatArray], count: int, now: float
) -> FloatArray:
    """Return the share of each way (count,) at which the margin first has the other sign than now.

    NaN where it never has. `at` takes numbers of ways and shares. A way that leads to what the
    method refuses is followed as far as it is taken.
    """
    found = np.full(count, np.nan)
    if not count:
        return found
    side = np.sign(now)
    grid = np.arange(1, POINTS + 1) / POINTS
    lines = np.repeat(np.arange(count), POINTS)
    turned = side * _taken(at, lines, np.tile(grid, count), POINTS) < 0
    turned = turned.reshape(count, POINTS)
    line = np.flatnonzero(turned.any(axis=1))
    high = (turned[line].argmax(axis=1) + 1) / POINTS
    low = high - 1 / POINTS
    parts = np.arange(1, NARROWING_PARTS + 1) / NARROWING_PARTS
    while len(line) and (high - low).max() > CHANGE_PRECISION:
        inner = low[:, None] + (high - low)[:, None] * parts
        inner[:, -1] = high
        cut = side * at(np.repeat(line, NARROWING_PARTS), inner.ravel()) < 0
        place = cut.reshape(len(line), NARROWING_PARTS).argmax(axis=1)
        rows = np.arange(len(line))
        low, high = np.where(place > 0, inner[rows, place - 1], low), inner[rows, place]
    found[line] = (low + high) / 2
    return found


def _taken(
    at: Callable[[IntArray, FloatArray], FloatArray], lines: IntArray, shares: FloatArray, points: int
) -> FloatArray:
    """Return the margins along all ways, 0 from where on the method refuses what it is asked."""
    try:
        return at(lines, shares)
    except InvalidInputError:
        margins = np.zeros(len(lines))
    for begin in range(0, len(lines), points):
        for place in range(begin, begin + points):
            try:
                margins[place] = at(lines[place : place + 1], shares[place : place + 1])[0]
            except InvalidInputError:
                break
    return margins


def _bracketed(
    margin: Margin, weights: FloatArray, turning: FloatArray, now: float
) -> FloatArray | None:
    """Return the nearest weights found at which a margin of any kind changes its sign.

    From the best change of one weight on, the margin is taken as linear at what was found last;
    the way to the nearest weights of that plane, and beyond, is searched, and what is found there
    is kept where it is nearer.
    """
    total = float(weights.sum())
    known = np.flatnonzero(~np.isnan(turning))
    if not len(known):
        return None
    starts = scaled_to(weights, known, turning[known])
    best = starts[np.linalg.norm(starts - weights, axis=1).argmin()]
    for _ in range(ROUNDS):
        goal = nearest_on_plane(weights, *_tangent(margin, best, total))
        if goal is None or not np.any(goal != weights):
            break
        # as far beyond the plane as weights stay positive, and at most as far again
        step = goal - weights
        falling = step < 0
        most = float(np.min(-weights[falling] / step[falling], initial=2.0))

        def at(way: IntArray, share: FloatArray, step: FloatArray = most * step) -> FloatArray:
            return margin.of_weights(np.maximum(weights + share[:, None] * step, 0.0))

        share = float(first_turns(at, 1, now)[0])
        if np.isnan(share):
            break
        reached = np.maximum(weights + share * most * step, 0.0)
        before, after = (float(np.linalg.norm(w - weights)) for w in (best, reached))
        if after >= before:
            break
        best = reached
        if before - after <= CHANGE_PRECISION * total:
            break
    return np.asarray(best)


def _tangent(margin: Margin, at: FloatArray, total: float) -> tuple[FloatArray, float]:
    """Return slope and level of the plane on which the margin, taken as linear here, is 0."""
    step = 1e-5
    # towards each corner of the simplex and away from it, as far as weights stay positive
    corners = total * np.eye(len(at))
    toward = (1 - step) * at + step * corners
    middle = float(margin.of_weights(at[None])[0])
    slope = (margin.of_weights(toward) - middle) / step
    # weights w have middle + slope @ w / total there, and sum to total
    return slope + middle, 0.0
