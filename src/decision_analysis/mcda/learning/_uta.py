"""UTA: additive value functions that give a ranking with the smallest error."""

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
class UtaResult(LearnedValues):
    """Values in `scores`, learned by UTA.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    error : float or ndarray, shape (...)
        The least sum F of errors; 0 where the ranking can be had exactly.
    errors : ndarray of float, shape (..., A)
        Errors sigma(a) in a solution that has this sum; 0 for those not ranked.
    weights : ndarray of float, shape (..., C)
        Values u_j of the best levels in the mean of the extreme solutions; they sum to 1.
    lowest_weights, highest_weights : ndarray of float, shape (..., C)
        Between what each weight lies in all models with this error.
    breakpoints : mapping of str to tuple of float
        By criterion the levels between which values are linear, worst first.
    marginal_values : ndarray of float, shape (..., P)
        Values u_j at all breakpoints, one criterion after the other, from 0 to their weight.
    """


@cites("jacquet_lagreze_siskos_1982", "siskos_grigoroudis_matsatsinis_2005")
@named
def uta(
    table: DecisionTable,
    *,
    ranking: Mapping[str, float] | Sequence[Any],
    breakpoints: Breakpoints,
    margin: float = 0.01,
    ranges: Ranges | None = None,
    tolerance: float = 0.0,
) -> UtaResult:
    """Learn an additive value function from a ranking of alternatives (UTA).

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
    UtaResult
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
    Minimize F = sum_a sigma(a) subject to u(a) + sigma(a) - u(b) - sigma(b) >= delta where b comes
    next after a, = 0 where they tie, sigma >= 0, u_j increasing from 0 at the worst level, and the
    u_j of the best levels summing to 1 (Jacquet-Lagrèze and Siskos 1982), written in the increments
    between breakpoints. Many functions usually have the least F. Each weight is then made as large
    and as small as it gets; the answer is the mean of these 2 C solutions. The ends of the weights
    are sure, but each may be reached by several solutions, of which the solver takes one: *the mean
    is one of many* functions that do equally well, and another program may show another one.
    `robust_ordinal_regression` says what holds for all of them. 2 C + 1 linear programs for each
    sample.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {"a": [1, 9], "b": [5, 5], "c": [8, 1]}, {"speed": "max", "comfort": "max"}
    ... )
    >>> result = mcda.uta(table, ranking=["b", "a", "c"], breakpoints=3)
    >>> result.order, result.error
    (('b', 'a', 'c'), 0.0)
    """
    fields = regression(
        table, ranking, breakpoints, margin, ranges, tolerance, signed=False, both_ends=True
    )
    return UtaResult(
        method="UTA",
        references=cited("jacquet_lagreze_siskos_1982", "siskos_grigoroudis_matsatsinis_2005"),
        **fields,
    )
