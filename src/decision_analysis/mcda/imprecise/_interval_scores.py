"""Imprecise performances in any method: between which bounds each score lies."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, read_only, tie_tolerance
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_SAMPLES_HERE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Weights, axes, weights_array
from decision_analysis.core.parts import Columns, Headers, Rows, checked_method, chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.imprecise._corners import Corners, corner_tables, stacked
from decision_analysis.mcda.imprecise._drawn import Draws
from decision_analysis.mcda.imprecise._seen import (
    Asked,
    at_corners,
    moves_are_monotone,
    seen_in,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class IntervalScoresResult(Result):
    """Between which bounds the score of each alternative lies, and where it lies most often.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria : as in Result
        Inherited.
    low, high : ndarray of float, shape (A,)
        The least and the greatest score.
    mean : ndarray of float, shape (A,)
        The mean score over the draws.
    best_share : ndarray of float, shape (A,)
        In which share of the draws the alternative is the best; ties share.
    likely : ndarray of float, shape (A,), or None
        The score where all performances are the most likely ones; None where these are intervals.
    bounds_from : {'corners', 'samples'}
        'corners': the method is monotone, and the bounds are what it gives at the corners;
        'samples': they are the extremes that were seen, and the scores may reach beyond them.
    higher_is_better : bool
        Whether the largest score is the best.
    """

    low: FloatArray = axes("A")
    high: FloatArray = axes("A")
    mean: FloatArray = axes("A")
    best_share: FloatArray = axes("A")
    likely: FloatArray | None = None
    bounds_from: Literal["corners", "samples"] = "corners"
    higher_is_better: bool = True

    main: ClassVar[str] = "mean"

    @property
    def contenders(self) -> tuple[str, ...]:
        """The alternatives that no other is ahead of for sure: whose best is not below its worst.

        With bounds from samples it is as sure as these are.
        """
        worst, best = self.low, self.high
        if not self.higher_is_better:
            worst, best = -self.high, -self.low
        noise = tie_tolerance(np.concatenate([worst, best]))
        kept = best >= worst.max() - noise
        return tuple(label for label, stays in zip(self.alternatives, kept, strict=True) if stays)

    def _columns(self) -> Columns:
        likely = {} if self.likely is None else {"likely": self.likely}
        bounds = {"low": self.low, **likely, "mean": self.mean, "high": self.high}
        return "alternative", self.alternatives, {**bounds, "best share": self.best_share}

    def _rows(self) -> tuple[Headers, Rows]:
        _, labels, columns = self._columns()
        numbers = np.stack(list(columns.values()), axis=-1).tolist()
        rows: Rows = [[label, *row] for label, row in zip(labels, numbers, strict=True)]
        return ["alternative", *columns], rows


@cites("hodgett_et_al_2014")
@named
def interval_scores(
    method: Callable[..., Any],
    corners: Corners,
    weights: Weights | None = None,
    *,
    monotone: bool | None = None,
    n_samples: int = 4096,
    rng: np.random.Generator | int | None = None,
) -> IntervalScoresResult:
    """Find between which bounds any method's scores lie, for performances that are not precise.

    Parameters
    ----------
    method : callable
        A function of a table and weights, or of a table alone, that returns `Scores` or scores
        (..., A), more being better: a method of the library or one's own. It is called with tables
        (n, A, C).
    corners : sequence of DecisionTable
        Performances (A, C): two tables, the least and the greatest ones; three, with the most
        likely ones between; or four, with an interval of these. The same alternatives and criteria,
        in any order.
    weights : mapping, WeightsResult or array_like, shape (C,), optional
        Passed to the method as given, in the order of the criteria; None calls it with a table
        alone.
    monotone : bool, optional
        Whether each score rises, or at least never falls, as the alternative's own performances get
        better and those of others get worse. None tries it on 1,024 moves of single performances.
    n_samples : int
        How many tables are drawn.
    rng : numpy.random.Generator or int, optional
        The seed of the draws; None draws a fresh one.

    Returns
    -------
    IntervalScoresResult
        `.low` and `.high` (A,), `.mean`, `.best_share`, and `.bounds_from`, which says what the
        bounds are worth.

    Raises
    ------
    InvalidInputError
        If `corners` are not two to four tables of the same labels and goals whose cells ascend, the
        method is no function or returns something else than a score for each alternative, or is
        `monotone` by what is said and not by what is seen.

    See Also
    --------
    mare : The weighted sum whose scale is that of all alternatives at their best.
    decision_analysis.uncertainty.smaa : Sampled performances and weights at once.

    Notes
    -----
    The score of a monotone method is greatest where the alternative itself is at its best and all
    others at their worst, and least the other way round: 2 A tables of corners give exact bounds.
    Monotone are the weighted sum, PROMETHEE II, the additive value model and SPOTIS from the better
    bounds; with fixed scales others have no part. TOPSIS with `ranges` is monotone too, and with
    its own normalization is not in general: raising a performance lengthens its column. Nor are
    methods with a target inside the range. Then the bounds are the extremes of all tables that were
    looked at, and lie inside the true ones. Trying misses a turn that hardly any move shows;
    `monotone` says what is known. Draws are uniform between two corners, triangular for three and
    trapezoidal for four, independent of one another. O((A + n) A C) time for a method of O(A C).

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [Criterion("cost", "min"), "quality"]
    >>> low = DecisionTable([[10, 5], [14, 8]], criteria, ["plain", "fine"])
    >>> high = DecisionTable([[12, 6], [20, 9]], criteria, ["plain", "fine"])
    >>> result = mcda.interval_scores(
    ...     mcda.weighted_sum, [low, high], {"cost": 1, "quality": 1}, rng=0
    ... )
    >>> result.bounds_from, result.low.round(4), result.high.round(4)
    ('corners', array([0.7778, 0.75  ]), array([0.875 , 0.9286]))
    >>> result.contenders
    ('plain', 'fine')
    """
    tables = corner_tables(corners, (2, 3, 4))
    first = tables[0]
    if any(table.sample_shape for table in tables):
        raise InvalidInputError("corners must be tables without sample axes")
    if monotone is not None:
        _checks.instance("monotone", monotone, bool)
    count = _checks.integer("n_samples", n_samples, high=MOST_SAMPLES_HERE)
    asked = Asked(checked_method(method), first, _weights(first, weights))
    draws = Draws(stacked(tables), chunks.entropy(rng))
    # at its own worst and the others' best, and the other way round
    least, greatest = at_corners(asked, tables)
    seen = seen_in(asked, draws, count)
    beyond = seen.beyond(least, greatest)
    if monotone and beyond.any():
        label = first.alternatives[int(beyond.argmax())]
        raise InvalidInputError(
            f"the method must be monotone where monotone=True; drawn performances give {label!r}"
            " a score beyond those at its corners"
        )
    steady = monotone
    if steady is None:
        steady = not beyond.any() and moves_are_monotone(asked, draws, tables)
    if not steady:
        least, greatest = np.minimum(least, seen.least), np.maximum(greatest, seen.greatest)
    sign = 1 if asked.higher_is_better else -1
    return IntervalScoresResult(
        method=f"interval scores of {_name(method)}",
        parameters={"n_samples": count},
        references=cited("hodgett_et_al_2014"),
        alternatives=first.alternatives,
        criteria=first.criterion_names,
        # where less is better, the greatest gain is the least score
        low=least if sign > 0 else -greatest,
        high=greatest if sign > 0 else -least,
        mean=sign * seen.mean,
        best_share=seen.best_share,
        likely=sign * asked.gains(tables[1].values[None])[0] if len(tables) == 3 else None,
        bounds_from="corners" if steady else "samples",
        higher_is_better=asked.higher_is_better,
    )


def _weights(table: DecisionTable, weights: Weights | None) -> FloatArray | None:
    """Return the weights (C,) as given, by position."""
    if weights is None:
        return None
    found = weights_array(table.criterion_names, weights, rescale=False)
    if found.ndim > 1:
        raise InvalidInputError(f"weights must be one for each criterion; got shape {found.shape}")
    return read_only(found)


def _name(method: Callable[..., Any]) -> str:
    """Return what a method calls itself; a partial one has its function's name."""
    while isinstance(method, functools.partial):
        method = method.func
    name = getattr(method, "__name__", type(method).__name__)
    return "a function" if name == "<lambda>" else str(name)
