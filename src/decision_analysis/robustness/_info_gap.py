"""`info_gap`: how far things may go wrong before an alternative misses a requirement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._limits import MOST_HORIZONS
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Parameters
from decision_analysis.core.parts import Model, Score
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._info_gap_of_model import gap_of_model
from decision_analysis.robustness._info_gap_of_table import gap_of_table
from decision_analysis.robustness._info_gap_result import Asked, InfoGapResult


@cites("ben_haim_2006, chapter 3")
@named
def info_gap(
    table: DecisionTable | Model,
    requirement: float,
    *,
    parameters: Parameters | None = None,
    score: Score | None = None,
    probabilities: Mapping[str, float] | Sequence[float] | FloatArray | None = None,
    scale: float
    | str
    | Mapping[str, float]
    | Sequence[float]
    | FloatArray
    | DecisionTable
    | None = None,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    windfall: float | None = None,
    horizon: float | None = None,
    n_points: int = 65,
) -> InfoGapResult:
    """Score alternatives by how far things may go wrong before they miss a requirement.

    Parameters
    ----------
    table : DecisionTable or callable
        Payoffs (..., A, C) whose columns are states that share one goal and one unit; or a model, a
        function of a mapping of arrays by parameter that returns a table.
    requirement : float
        The least performance that is good enough, the greatest where the goal is 'min'.
    parameters : Parameters, optional
        Of a model, for which they are required.
    score : callable, optional
        Of a model: a function of a table giving `Scores` or an array (..., A), of which more is
        better; None for a table of one criterion.
    probabilities : mapping, Series or array_like of shape (..., C), optional
        Of the states of a table. The performance is the expected payoff with them, and without them
        the worst one over the states.
    scale : float, str, mapping, array_like, DataFrame or DecisionTable, optional
        How far things may be off, up and down, at horizon 1. Of a table: one number for all
        payoffs; by state, as a mapping or an array (C,); or for each payoff, as an array (..., A,
        C), or a frame or table with the labels of this one. None or 'fraction' is the absolute
        payoff itself. Of a model: by parameter, where those not named are certain; 'fraction' is
        the absolute base of each; None is their own range, down to `low` and up to `high`.
    bounds : mapping of str to (float, float), optional
        Of a model: the least and the greatest value that a parameter can have at any horizon, such
        as 0 and 1 of a probability.
    windfall : float, optional
        A performance one would be glad of; with it the least horizons at which it is possible are
        found too.
    horizon : float, optional
        The largest horizon looked at, 1 for a model where None, and without a limit for a table.
    n_points : int
        Of the grid of horizons for the curve, from 2 to 10,000; also where a model is searched.

    Returns
    -------
    InfoGapResult
        The horizons as `.scores`, 0 where the requirement is missed at the base; `.unbroken`,
        `.nominal`, `.opportuneness`, the curve `.guaranteed` over `.horizons`, and `.reversals`.

    Raises
    ------
    InvalidInputError
        If the columns of a table differ in goal or unit, arguments of a model are given for a table
        or the other way round, a name is unknown, a number is not allowed, a parameter has neither
        range nor scale, model or score return something of the wrong kind or shape, or the
        requirement is met at every horizon and none is given.

    See Also
    --------
    satisficing : In what share of the states requirements are met.

    Notes
    -----
    With U(h) the nested sets of what is possible at horizon h, robustness is max {h : min over U(h)
    of R >= requirement} and opportuneness min {h : max over U(h) of R >= windfall} (Ben-Haim 2006,
    chapter 3). U(h) has every payoff, or parameter, within base +- h scale by itself.

    *Of a table* the answer is exact: (x - requirement) / scale, the least over the states or of
    their mean; and so are the reversals.

    *Of a model* the worst case is searched: in all corners of the box up to 10 parameters (of more,
    in those where a monotone function has its extremes), at 512 Sobol' points inside, along the
    axes, and by a pattern search from the worst of these, at each horizon of the grid. A score is
    never too small: a point at which the requirement is missed was found there. It is exact, to
    1e-9, where the worst case is at a corner, as for performances that are monotone, linear in each
    parameter by itself, or quasi-concave (quasi-convex costs); otherwise the search may have missed
    something worse. `.monotone` tells of which alternatives the performance was monotone on 64
    lines along each parameter, which is evidence and no proof. No random numbers are used. The
    reversals of a model are interpolated between horizons of the grid.

    Examples
    --------
    A bold course brings more than a safe one, and stands less error:

    >>> from decision_analysis import DecisionTable, robustness
    >>> table = DecisionTable([[100], [60]], ["profit"], ["bold", "safe"])
    >>> errors = DecisionTable([[80], [20]], ["profit"], ["bold", "safe"])
    >>> result = robustness.info_gap(table, 40, scale=errors)
    >>> result
    info gap  (requirement=40.0)
       alternative  rank  score  nominal
       safe            1   1.00       60
       bold            2   0.75      100
    >>> result.reversals
    ((0.6666666666666666, 46.66666666666667, 'bold', 'safe'),)
    """
    most = None if horizon is None else _checks.number("horizon", horizon, low=0, open_low=True)
    asked = Asked(
        _checks.number("requirement", requirement),
        None if windfall is None else _checks.number("windfall", windfall),
        most,
        _checks.integer("n_points", n_points, low=2, high=MOST_HORIZONS),
    )
    if isinstance(table, DecisionTable):
        _refuse("a table", "a model", parameters=parameters, score=score, bounds=bounds)
        return gap_of_table(table, asked, scale, probabilities)
    if parameters is None and not callable(table):
        _checks.instance("table", table, DecisionTable)
    _refuse("a model", "a table", probabilities=probabilities)
    return gap_of_model(table, parameters, score, asked, scale, bounds)


def _refuse(what: str, other: str, **given: Any) -> None:
    found = [name for name, value in given.items() if value is not None]
    if found:
        raise InvalidInputError(f"{found[0]} belongs to {other}; got it beside {what}")
