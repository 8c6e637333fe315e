"""UTASTAR: UTA with an error above and one below for each alternative."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.mcda._ranges import Ranges
from decision_analysis.mcda.learning._pieces import Breakpoints
from decision_analysis.mcda.learning._regression import LearnedValues, regression


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class UtastarResult(LearnedValues):
    """Values in `scores`, learned by UTASTAR.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    error : float or ndarray, shape (...)
        The least sum z* of errors; 0 where the ranking can be had exactly.
    errors : ndarray of float, shape (..., A)
        Errors sigma+(a) + sigma-(a) in a solution that has this sum; 0 for those not ranked.
    weights : ndarray of float, shape (..., C)
        Values u_j of the best levels in the mean of the extreme solutions; they sum to 1.
    lowest_weights, highest_weights : ndarray of float, shape (..., C)
        Between what each weight lies in all models with this error.
    breakpoints : mapping of str to tuple of float
        By criterion the levels between which values are linear, worst first.
    marginal_values : ndarray of float, shape (..., P)
        Values u_j at all breakpoints, one criterion after the other, from 0 to their weight.
    """


@cites("siskos_yannacopoulos_1985", "siskos_grigoroudis_matsatsinis_2005")
@named
def utastar(
    table: DecisionTable,
    *,
    ranking: Mapping[str, float] | Sequence[Any],
    breakpoints: Breakpoints,
    margin: float = 0.05,
    ranges: Ranges | None = None,
    tolerance: float = 0.0,
) -> UtastarResult:
    """Learn an additive value function from a ranking, with errors to both sides (UTASTAR).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) of the alternatives that are ranked, and of any others.
    ranking : mapping of str to float, array_like of shape (A,), or sequence of str or tuples
        Ranks, 1 for the best, equal ones for ties, of all alternatives or, in a mapping or a
        Series, of some; or labels, best first, in which a tuple holds labels that tie.
    breakpoints : int, mapping of str to int or sequence of float, or sequence of these
        For every criterion how many equally spaced levels, ends included, its value function is
        linear between, or these levels themselves, in either direction; one number for all. A
        sequence has one entry for each criterion in the order of the table.
    margin : float
        By how much the values of alternatives of different rank must differ (delta), in (0, 1].
    ranges : mapping of str to (float, float), optional
        Where breakpoints are numbers, the low and high end of every criterion's scale; the least
        and the greatest performance in the table where None.
    tolerance : float
        By how much the error of the extreme solutions may exceed the least one.

    Returns
    -------
    UtastarResult
        Values (..., A) of all alternatives in [0, 1], with `.value_functions`, `.error` and ranges
        of the weights.

    Raises
    ------
    InvalidInputError
        If the ranking names fewer than two alternatives or more than 5,000, strangers or one of
        them twice, or breakpoints or ranges do not fit or do not hold all performances.

    Warns
    -----
    InconsistentJudgementsWarning
        If no such function gives the ranking: the least error, and whose it is.
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    Minimize z = sum_a (sigma+(a) + sigma-(a)) subject to Delta(a, b) >= delta where b comes next
    after a, = 0 where they tie, with Delta(a, b) = u(a) - sigma+(a) + sigma-(a) - u(b) + sigma+(b)
    - sigma-(b), in increments w_jl >= 0 that sum to 1 (Siskos and Yannacopoulos 1985, steps 1 to
    3). Step 4: of the solutions with the least z those that maximize each weight; the answer is
    their mean. Each maximum is sure, but may be reached by several solutions, of which the solver
    takes one: *the mean is one of many* functions that do equally well. 2 C + 1 linear programs for
    each sample.

    Examples
    --------
    Means of transport, of Siskos and Yannacopoulos (1985). A price may weigh up to .9375, time up
    to .95 and comfort up to .4313; the mean of the three solutions depends on the solver:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "RER": [3, 10, 1],
    ...         "METRO1": [4, 20, 2],
    ...         "METRO2": [2, 20, 0],
    ...         "BUS": [6, 40, 0],
    ...         "TAXI": [30, 30, 3],
    ...     },
    ...     {"price": "min", "time": "min", "comfort": "max"},
    ... )
    >>> result = mcda.utastar(
    ...     table,
    ...     ranking=["RER", ("METRO1", "METRO2"), "BUS", "TAXI"],
    ...     breakpoints={
    ...         "price": [30, 16, 2],
    ...         "time": [40, 30, 20, 10],
    ...         "comfort": [0, 1, 2, 3],
    ...     },
    ... )
    >>> result.error, result.ranks.tolist()
    (0.0, [1, 2, 2, 4, 5])
    >>> result.highest_weights.round(4)
    array([0.9375, 0.95  , 0.4312])
    """
    fields = regression(
        table, ranking, breakpoints, margin, ranges, tolerance, signed=True, both_ends=False
    )
    return UtastarResult(
        method="UTASTAR",
        references=cited("siskos_yannacopoulos_1985", "siskos_grigoroudis_matsatsinis_2005"),
        **fields,
    )
