"""`weight_intervals`: how far each weight can move before the order, or the best, changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BLOCK, CHANGE_PRECISION, MOST_POINTS, NARROWING_PARTS
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Weights
from decision_analysis.core.parts import Method, ranked_with_best
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._linear_lines import linear_lines
from decision_analysis.sensitivity._weights_here import weights_here


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WeightIntervalsResult(Result):
    """For each criterion, the interval of its weight that keeps the order, or the best.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria.
    weights : ndarray of float, shape (C,)
        The weights from which one at a time is moved.
    order_interval : ndarray of float, shape (C, 2)
        Least and greatest weight with which all alternatives keep their ranks.
    best_interval : ndarray of float, shape (C, 2)
        Least and greatest weight with which the best alternative is not beaten.
    best : str
        The best alternative at `weights`, as `Scores.best` tells it; where a method has ranks
        alone, the first in table order of several.
    best_below, best_above : tuple of str or None
        Who is best just outside `best_interval`; None where it reaches to 0 or 1.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    weights: FloatArray
    order_interval: FloatArray
    best_interval: FloatArray
    best: str
    best_below: tuple[str | None, ...]
    best_above: tuple[str | None, ...]

    @named("as_dict()")
    def as_dict(self, what: Literal["best", "order"] = "best") -> dict[str, tuple[float, float]]:
        """Return the interval of each criterion's weight, by name.

        Parameters
        ----------
        what : {'best', 'order'}
            Within which the best alternative stays, or all ranks.

        Returns
        -------
        dict
            Criterion to (least, greatest) weight.

        Raises
        ------
        InvalidInputError
            If `what` is another word.
        """
        chosen = _checks.one_of("what", what, ("best", "order"))
        array = self.best_interval if chosen == "best" else self.order_interval
        return {
            name: (float(low), float(high))
            for name, (low, high) in zip(self.criteria, array, strict=True)
        }

    def _headline(self) -> str:
        return f"weight_intervals: {self.best} is best"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["criterion", "weight", "order from", "order to", "best from", "best to"]
        headers += ["best below", "best above"]
        rows: list[list[_render.Cell]] = []
        for c, name in enumerate(self.criteria):
            numbers = (self.weights[c], *self.order_interval[c], *self.best_interval[c])
            rows.append([name, *map(float, numbers), self.best_below[c], self.best_above[c]])
        return headers, rows


@dataclasses.dataclass(frozen=True, eq=False)
class _Lines:
    """2 C lines in the space of weights: each down to 0, then each up to 1.

    The other weights keep their proportions.
    """

    table: DecisionTable
    method: Method
    weights: FloatArray

    def at(self, line: IntArray, share: FloatArray) -> FloatArray:
        """Return the weights (n, C) at the given shares of the way along the given lines (n,)."""
        count = len(self.weights)
        criterion, upward = line % count, line >= count
        start = self.weights[criterion]
        # w_c moves to 0 or 1; the others keep their proportions, times (1 - w_c') / (1 - w_c)
        moved = start + share * (upward - start)
        weights = self.weights * ((1 - moved) / (1 - start))[:, None]
        weights[np.arange(len(line)), criterion] = moved
        return weights

    def ranks(self, line: IntArray, share: FloatArray) -> tuple[IntArray, IntArray]:
        """Return the ranks (n, A) there, and the places (n,) of the best."""
        weights = self.at(line, share)
        # as many weight vectors as keep the numbers of all tables within the block
        block = max(1, BLOCK // self.table.values.size)
        parts = [
            ranked_with_best(self.method, self.table, weights[i : i + block])
            for i in range(0, len(line), block)
        ]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


@cites("mareschal_1988")
@named
def weight_intervals(
    table: DecisionTable, method: Method, weights: Weights, *, n_points: int = 512
) -> WeightIntervalsResult:
    """Find how far each weight can move before the order or the best alternative changes.

    Parameters
    ----------
    table : DecisionTable
        Performances (A, C) without sample axes.
    method : callable
        A function of a table and weights (rows, C) that returns anything with `.ranks` (rows, A);
        those of a data frame are taken by its columns, the alternatives.
    weights : mapping, Series, WeightsResult or array_like, shape (C,)
        The weights to start from; rescaled to sum to 1. None may be the whole.
    n_points : int
        Into how many steps the way from a weight to 0, and to 1, is cut. A change that is undone
        within one step is not seen.

    Returns
    -------
    WeightIntervalsResult
        With `.order_interval` and `.best_interval` (C, 2), `.best`, `.best_below` and
        `.best_above`.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, a weight is the whole so that the others have no proportions,
        or the method returns something of the wrong kind or shape.

    Notes
    -----
    One weight moves, the others keep their proportions and make up the rest. Where scores are
    linear on the way, as those of weighted sums and of PROMETHEE II are, they are straight lines
    whose crossings are known, and nothing can be missed; that they are is found by the scores at
    all steps. Else the first step at which ranks differ is cut into 64 parts again and again, to
    1e-12 of it, and `n_points` is the resolution. Where alternatives tie at the start, the order's
    interval is usually a point. The method is called with 2 C n_points rows of weights, in blocks
    of bounded size.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, Scores
    >>> from decision_analysis.sensitivity import weight_intervals
    >>> table = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])
    >>> def method(table, weights):
    ...     scores = (table.values * weights[..., None, :]).sum(axis=-1)
    ...     return Scores(method="sum", alternatives=table.alternatives, scores=scores)
    >>> weight_intervals(table, method, {"x": 0.55, "y": 0.45})
    weight_intervals: middle is best
       criterion  weight  order from  order to  best from  best to  best below  best above
       x            0.55         0.5       0.6        0.4      0.6  right       left
       y            0.45         0.4       0.5        0.4      0.6  left        right
    """
    start = weights_here(table, method, weights)
    names = table.criterion_names
    if start.max() >= 1:
        raise InvalidInputError(
            "the other weights must keep their proportions;"
            f" {names[int(start.argmax())]!r} has all the weight"
        )
    steps = _checks.integer("n_points", n_points, high=MOST_POINTS)
    row_size = 16 * len(names) * (len(table.alternatives) + 4)
    _checks.room("the ranks at all points", steps, each=row_size)
    lines = _Lines(table, method, start)
    # ranks at the start
    (base,), (first,) = lines.ranks(np.zeros(1, dtype=np.intp), np.zeros(1))
    best, count = int(first), len(names)
    # stability intervals (Mareschal 1988): of the whole order, and of the best alone
    straight = linear_lines(method, table, lines.at, 2 * count, steps)
    if straight is not None:
        order_ends, (best_ends, beyond) = straight.order_ends(), straight.best_ends(best)
    else:
        order_ends, best_ends, beyond = _searched(lines, base, best, steps)
    leaders = [None if place is None else table.alternatives[place] for place in beyond]
    return WeightIntervalsResult(
        method="weight_intervals",
        parameters={"n_points": steps},
        references=cited("mareschal_1988"),
        alternatives=table.alternatives,
        criteria=names,
        weights=start,
        order_interval=_weights_at(start, order_ends),
        best_interval=_weights_at(start, best_ends),
        best=table.alternatives[best],
        best_below=tuple(leaders[:count]),
        best_above=tuple(leaders[count:]),
    )


def _searched(
    lines: _Lines, base: IntArray, best: int, steps: int
) -> tuple[FloatArray, FloatArray, list[int | None]]:
    """Return how far along each line (2 C,) the order stays, and the best, and who is best beyond.

    By the ranks at equal steps along every line, and then within a step.
    """

    def same_order(ranks: IntArray) -> BoolArray:
        kept: BoolArray = (ranks == base).all(axis=-1)
        return kept

    def same_best(ranks: IntArray) -> BoolArray:
        kept: BoolArray = ranks[..., best] == 1
        return kept

    count = 2 * len(lines.weights)
    grid = np.arange(1, steps + 1) / steps
    ranks, tops = lines.ranks(np.repeat(np.arange(count), steps), np.tile(grid, count))
    ranks, tops = ranks.reshape(count, steps, -1), tops.reshape(count, steps)
    order_ends, _ = _ends(lines, ranks, tops, same_order)
    return order_ends, *_ends(lines, ranks, tops, same_best)


def _ends(
    lines: _Lines, ranks: IntArray, tops: IntArray, kept: Callable[[IntArray], BoolArray]
) -> tuple[FloatArray, list[int | None]]:
    """Return how far along each line `kept` holds (2 C,), and the place of the best just beyond.

    That is None where it holds to the end.
    """
    holds = kept(ranks)
    steps = holds.shape[1]
    # the first step in which it fails, on the lines on which it does
    line = np.flatnonzero(~holds.all(axis=1))
    first = (~holds[line]).argmax(axis=1)
    low, high = first / steps, (first + 1) / steps
    after = tops[line, first]
    shares = np.arange(1, NARROWING_PARTS + 1) / NARROWING_PARTS
    while len(line) and (high - low).max() > CHANGE_PRECISION / steps:
        # each such step in equal parts, again and again
        inner = low[:, None] + (high - low)[:, None] * shares
        inner[:, -1] = high
        ranks_inside, tops_inside = lines.ranks(np.repeat(line, NARROWING_PARTS), inner.ravel())
        cut = ranks_inside.reshape(len(line), NARROWING_PARTS, -1)
        place = (~kept(cut)).argmax(axis=1)
        rows = np.arange(len(line))
        width = (high - low).max()
        low, high = np.where(place > 0, inner[rows, place - 1], low), inner[rows, place]
        after = tops_inside.reshape(len(line), NARROWING_PARTS)[rows, place]
        if (high - low).max() >= width:
            break
    ends = np.ones(len(holds))
    ends[line] = low + (high - low) / 2
    beyond: list[int | None] = [None] * len(holds)
    for number, top in zip(line, after, strict=True):
        beyond[number] = int(top)
    return ends, beyond


def _weights_at(start: FloatArray, shares: FloatArray) -> FloatArray:
    """Return the least and greatest weights (C, 2) at the given shares of the ways down and up."""
    count = len(start)
    return np.stack([start * (1 - shares[:count]), start + shares[count:] * (1 - start)], axis=-1)
