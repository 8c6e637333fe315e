"""Balanced SPOTIS: between the ideal solution and the one that somebody expects."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._ranges import Ranges, range_ends, recorded_ranges
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.distance._points import best_ends, distances, expected_point


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class BalancedSpotisResult(Scores):
    """Balanced distances in `scores`, lower is better, and the two that they lie between.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited; `higher_is_better` is False.
    ideal, expected : ndarray of float, shape (C,)
        The better bounds, and the solution that is expected.
    distance_to_ideal, distance_to_expected : ndarray of float, shape (..., A)
        Weighted mean distances from the two.
    """

    ideal: FloatArray | None = step("Ideal solution point", "S_j^*", "C")
    expected: FloatArray | None = step("Expected solution point", "S_j^+", "C")
    distance_to_ideal: FloatArray | None = step(
        "Distance from the ideal solution point", "d(A_i, S^*)", "A"
    )
    distance_to_expected: FloatArray | None = step(
        "Distance from the expected solution point", "d(A_i, S^+)", "A"
    )


@cites("shekhovtsov_dezert_salabun_2025")
@named
@remembered
def balanced_spotis(
    table: DecisionTable,
    weights: Weights,
    *,
    bounds: Ranges,
    expected_solution: Mapping[str, float],
    balance: float = 0.5,
    steps: bool | None = None,
) -> BalancedSpotisResult:
    """Score alternatives by their distances from the ideal and from an expected solution.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    bounds : mapping of str to (float, float)
        The least and the greatest performance of every criterion, in its unit, whatever the
        alternatives are.
    expected_solution : mapping of str to float
        For every criterion the performance that somebody wants, within its bounds.
    balance : float
        Confidence in [0, 1] in the expected solution, the source's alpha: 0 is SPOTIS from the
        better bounds, 1 SPOTIS from the expected solution.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    BalancedSpotisResult
        Balanced distances (..., A) in [0, 1], lower is better.

    Raises
    ------
    InvalidInputError
        If weights, bounds or expected solution do not name each criterion, `balance` is not in [0,
        1], or a performance or what is expected lies outside the bounds.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    See Also
    --------
    spotis : From one of the two points.

    Notes
    -----
    Shekhovtsov et al. (2025): P_i = (1 - alpha) d(A_i, S*) + alpha d(A_i, S+), each distance that
    of SPOTIS. For alpha of at most 0.5 an alternative never scores better than one that dominates
    it; for more it may, as in SPOTIS from an expected solution. O(S A C) time for S samples.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> cars = DecisionTable.from_rows(
    ...     {"old": [94, 69.9], "new": [297, 42.0]},
    ...     [Criterion("mileage", "min", "1000 km"), Criterion("price", "min", "1000 PLN")],
    ... )
    >>> mcda.balanced_spotis(
    ...     cars,
    ...     {"mileage": 1, "price": 2},
    ...     bounds={"mileage": (70, 360), "price": (35, 70)},
    ...     expected_solution={"mileage": 110, "price": 45},
    ... ).scores.round(4)
    array([0.5925, 0.3332])
    """
    asked = door(table, weights, steps=steps)
    share = _checks.number("balance", balance, low=0, high=1)
    low, high = range_ends(table, bounds, what="bounds")
    ideal = best_ends(table, low, high)
    expected = expected_point(table, expected_solution, low, high)
    # d(A_i, S*) and d(A_i, S+), both as in SPOTIS
    to_ideal = total(distances(table, ideal, low, high), asked.weights)
    to_expected = total(distances(table, expected, low, high), asked.weights)
    return BalancedSpotisResult(
        method="balanced SPOTIS",
        parameters={
            **recorded_ranges(table, bounds, what="bounds"),
            "expected_solution": dict(zip(table.criterion_names, expected.tolist(), strict=True)),
            "balance": share,
        },
        references=cited("shekhovtsov_dezert_salabun_2025"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=(1 - share) * to_ideal + share * to_expected,
        higher_is_better=False,
        ideal=ideal if asked.keep else None,
        expected=expected if asked.keep else None,
        distance_to_ideal=to_ideal if asked.keep else None,
        distance_to_expected=to_expected if asked.keep else None,
    )
