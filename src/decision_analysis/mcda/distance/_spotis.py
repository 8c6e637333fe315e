"""SPOTIS: mean distance from a reference point, in shares of bounds given beforehand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

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
class SpotisResult(Scores):
    """Weighted mean distances in `scores`, lower is better, and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited; `higher_is_better` is False.
    solution : ndarray of float, shape (C,)
        The point that distances are measured from: the better bounds, or the expected solution.
    distances : ndarray of float, shape (..., A, C)
        Distances from it on each criterion, as shares of the criterion's bounds.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the score.
    """

    solution: FloatArray | None = step("Ideal solution point", "S_j^*", "C")
    distances: FloatArray | None = step("Normalized distances", "d_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized distances", "w_j d_{ij}", "AC")


@cites("dezert_et_al_2020")
@named
@remembered
def spotis(
    table: DecisionTable,
    weights: Weights,
    *,
    bounds: Ranges,
    expected_solution: Mapping[str, float] | None = None,
    steps: bool | None = None,
) -> SpotisResult:
    """Score alternatives by their distance from an ideal that bounds, not alternatives, define.

    SPOTIS stands for stable preference ordering towards ideal solution.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    bounds : mapping of str to (float, float)
        The least and the greatest performance of every criterion that anybody has to reckon with,
        in its unit, whatever the alternatives are.
    expected_solution : mapping of str to float, optional
        For every criterion the performance that is wanted, within its bounds: the expected solution
        point. None wants the better bound of each by its goal: the ideal solution point.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    SpotisResult
        Weighted mean distances (..., A) in [0, 1], lower is better.

    Raises
    ------
    InvalidInputError
        If weights, bounds or expected solution do not name each criterion, a bound is not below the
        other, or a performance or what is expected lies outside the bounds.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    See Also
    --------
    balanced_spotis : Between the ideal and the expected solution point.
    rim : Distances from an interval, Euclidean.

    Notes
    -----
    Dezert et al. (2020): d_ij = abs(x_ij - S_j) / (S_j^max - S_j^min), and the score is sum_j w_j
    d_ij. No alternative has a part in the score of another, so that none added or taken away
    reverses an order. With an expected solution goals say nothing, and an alternative that is
    better than expected is as far off as one that is as much worse. O(S A C) time for S samples.

    Examples
    --------
    The first example of the source:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]],
    ...     ["C1", Criterion("C2", "min"), "C3"],
    ...     ["A1", "A2", "A3", "A4"],
    ... )
    >>> bounds = {"C1": (-5, 12), "C2": (-6, 10), "C3": (-8, 5)}
    >>> mcda.spotis(table, [0.2, 0.3, 0.5], bounds=bounds).scores.round(4)
    array([0.1989, 0.3705, 0.3063, 0.7491])
    """
    asked = door(table, weights, steps=steps)
    # Step 0: the bounds of each criterion, and the solution S* that is looked for
    low, high = range_ends(table, bounds, what="bounds")
    if expected_solution is None:
        solution = best_ends(table, low, high)
    else:
        solution = expected_point(table, expected_solution, low, high)
    # Step 1: the normalized distances d_ij
    apart = distances(table, solution, low, high)
    expected = {} if expected_solution is None else _by_name(table, solution)
    return SpotisResult(
        method="SPOTIS",
        parameters={**recorded_ranges(table, bounds, what="bounds"), **expected},
        references=cited("dezert_et_al_2020"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        # Step 2: their weighted average; step 3 ranks by it, the least first
        scores=total(apart, asked.weights),
        higher_is_better=False,
        solution=solution if asked.keep else None,
        distances=apart if asked.keep else None,
        weighted=apart * asked.weights[..., None, :] if asked.keep else None,
    )


def _by_name(table: DecisionTable, solution: FloatArray) -> dict[str, dict[str, float]]:
    """Return the expected solution for the result, as plain numbers by name."""
    named_levels = zip(table.criterion_names, solution.tolist(), strict=True)
    return {"expected_solution": dict(named_levels)}
