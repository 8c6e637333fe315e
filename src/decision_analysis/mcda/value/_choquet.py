"""The Choquet integral: a mean that knows of criteria which reinforce or replace one another."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, axes
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._capacity import (
    by_set,
    integrals,
    interaction_indices,
    moebius_of,
    read_capacity,
    shapley_values,
)
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._valued import Values, recorded_values, valued


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ChoquetResult(Scores):
    """Choquet integrals in `scores`, and what the capacity says of criteria and their pairs.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    shapley_values : ndarray of float, shape (C,)
        Importance of each criterion; they sum to 1.
    interaction_indices : ndarray of float, shape (C, C)
        For each pair how far they reinforce (above 0) or replace (below 0) each other, from -1 to
        1; 0 on the diagonal.
    """

    shapley_values: FloatArray = axes("C")
    interaction_indices: FloatArray = axes("CC")


@cites("grabisch_1996", "grabisch_1997")
@named
@remembered
def choquet(
    table: DecisionTable,
    *,
    capacity: Mapping[frozenset[str], float],
    additivity: int | None = None,
    values: Values | None = None,
) -> ChoquetResult:
    """Score alternatives by the Choquet integral of their performances.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on one common scale, or any with `values`; at most 16 criteria.
    capacity : mapping of frozenset of str to float
        The worth, in [0, 1], of every set of criteria, which never falls where one joins; a single
        criterion may stand for the set of itself, a tuple of names for theirs. All criteria
        together are worth 1 and none 0, given or not.
    additivity : int, optional
        Where given, sets of more criteria than that need not be named: their worths follow from the
        smaller sets, as the capacity is k-additive (its Möbius transform is 0 for larger ones). 1
        is a weighted mean, 2 knows of interactions between two criteria.
    values : mapping of str to callable, optional
        For every criterion its value function, vectorized, which brings performances to a common
        scale. Where None they are taken as they are, costs negated.

    Returns
    -------
    ChoquetResult
        Integrals (..., A), higher is better, with `.shapley_values` and `.interaction_indices`.

    Raises
    ------
    InvalidInputError
        If sets are missing, unknown or twice, a worth is outside [0, 1], there are more than 16
        criteria, worths contradict `additivity`, or value functions do not fit.
    InvalidModelError
        If the capacity falls where a criterion joins; all such sets are listed.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    With performances in ascending order x_(1) <= ... <= x_(n) and A_(i) the criteria from (i) on,
    C(x) = sum_i (x_(i) - x_(i-1)) mu(A_(i)), x_(0) = 0 (Grabisch 1996). The Shapley value of i is
    the sum over sets A with i of m(A) / n(A), with n(A) members, the interaction index of i and j
    that over sets with both of m(A) / (n(A) - 1), where m is the Möbius transform of mu (Grabisch
    1997). Worths are compared within 1e-9. O(S A C log C + C 2^C) time for S samples.

    Examples
    --------
    The three students of Grabisch (1996), of whom the one without a weak point is the best:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {"A": [18, 16, 10], "B": [10, 12, 18], "C": [14, 15, 15]},
    ...     ["mathematics", "physics", "literature"],
    ... )
    >>> result = mcda.choquet(
    ...     table,
    ...     capacity={
    ...         "mathematics": 0.45,
    ...         "physics": 0.45,
    ...         "literature": 0.3,
    ...         ("mathematics", "physics"): 0.5,
    ...         ("mathematics", "literature"): 0.9,
    ...         ("physics", "literature"): 0.9,
    ...     },
    ... )
    >>> result
    Choquet integral
       alternative  rank  score
       C               1   14.9
       A               2   13.9
       B               3   13.6
    >>> result.shapley_values.round(4)
    array([0.2917, 0.2917, 0.4167])
    """
    asked = door_without_weights(table)
    if additivity is not None:
        additivity = _checks.integer("additivity", additivity)
    names = table.criterion_names
    worths = read_capacity(names, capacity, additivity)
    gains = asked.gains if values is None else valued(table, values)
    moebius = moebius_of(worths)
    return ChoquetResult(
        method="Choquet integral",
        parameters={
            "capacity": {" + ".join(sorted(key)): v for key, v in by_set(names, worths).items()},
            **({} if additivity is None else {"additivity": additivity}),
            **recorded_values(table, values),
        },
        references=cited("grabisch_1996", "grabisch_1997"),
        alternatives=table.alternatives,
        criteria=names,
        scores=integrals(gains, worths),
        shapley_values=shapley_values(moebius),
        interaction_indices=interaction_indices(moebius),
    )
