"""`reversal_of`: the least changes that put two alternatives in the opposite order."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core import Result
from decision_analysis.core.parts import Columns, Headers, Rows
from decision_analysis.mcda.comparison._first_turns import first_turns
from decision_analysis.mcda.comparison._margin import Margin
from decision_analysis.mcda.comparison._nearest_reversal import nearest_on_plane
from decision_analysis.mcda.comparison._nearest_weights import bracketed, scaled_to


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
        Their distance from the weights; None where there are none.
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

    def _columns(self) -> Columns:
        columns = {}
        for row, name in enumerate(self.alternatives):
            columns[name] = self.performances[row]
            columns[f"{name} turns at"] = self.turning_performances[row]
        if self.weights is not None:
            columns["weight"] = self.weights
            columns["turns at"] = np.asarray(self.turning_weights)
            columns["nearest weights"] = np.asarray(self.nearest_weights)
        return "criterion", self.criteria, columns

    def _rows(self) -> tuple[Headers, Rows]:
        _, labels, columns = self._columns()
        # each performance has a unit of its own, so that they share no decimals; weights do
        rows: Rows = [
            [
                name,
                *(written(float(column[c])) for column in [*columns.values()][:4]),
                *(float(column[c]) for column in [*columns.values()][4:]),
            ]
            for c, name in enumerate(labels)
        ]
        return ["criterion", *columns], rows


def written(number: float) -> str:
    """Write a performance by itself."""
    return "-" if np.isnan(number) else f"{number:.6g}"


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
            nearest = bracketed(margin, weights, turning_weights, now)
        if weights is not None and nearest is None:
            nearest = np.full_like(weights, np.nan)
    distance = None
    if weights is not None and nearest is not None and not np.isnan(nearest).any():
        distance = float(np.linalg.norm(nearest - weights))
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


def _turning_weights(margin: Margin, weights: FloatArray, now: float) -> FloatArray:
    """Return the nearest value of each weight at which a margin of any kind changes its sign."""
    total, count = weights.sum(), len(weights)
    found = np.full((2, count), np.nan)
    free = np.flatnonzero(weights < total)
    for row, end in enumerate((0.0, total)):
        ways = free[weights[free] != end]

        def at(
            way: IntArray, share: FloatArray, end: float = end, ways: IntArray = ways
        ) -> FloatArray:
            start = weights[ways[way]]
            return margin.of_weights(scaled_to(weights, ways[way], start + share * (end - start)))

        shares = first_turns(at, len(ways), now, few=margin.one_by_one)
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
                return margin.of_moved(alternative, column, begin + share * (goal[column] - begin))

            shares = first_turns(at, len(columns), now, few=margin.one_by_one)
            both[way, columns] = start[columns] + shares * (ends[way] - start)[columns]
        found[row] = _nearer(both, start)
    return found
