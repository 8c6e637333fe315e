"""Fuzzy TOPSIS: closeness of triangular or trapezoidal fuzzy performances to the ideal."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named, warn
from decision_analysis._shown import in_samples
from decision_analysis.core import Scores, step
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda._door import sample_shape
from decision_analysis.mcda.imprecise._corners import (
    Corners,
    corner_tables,
    shares_of_best,
    stacked,
)
from decision_analysis.mcda.imprecise._fuzzy_weights import FuzzyWeights, fuzzy_weights


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FuzzyTopsisResult(Scores):
    """Closeness coefficients in `scores` (0 worst, 1 best) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    weighted : ndarray of float, shape (..., A, C, k)
        Normalized fuzzy performances times weights, with their corners on the last axis.
    ideal_distances, anti_ideal_distances : ndarray of float, shape (..., A, C)
        Their vertex distances from the ideal and the anti-ideal performance of each criterion.
    distance_to_ideal, distance_to_anti_ideal : ndarray of float, shape (..., A)
        The sums of these.
    """

    weighted: FloatArray | None = step(
        "Weighted normalized fuzzy performances", r"\tilde v_{ij}", "ACK"
    )
    ideal_distances: FloatArray | None = step(
        "Distances from the ideal performances", r"d(\tilde v_{ij}, \tilde v_j^*)", "AC"
    )
    anti_ideal_distances: FloatArray | None = step(
        "Distances from the anti-ideal performances", r"d(\tilde v_{ij}, \tilde v_j^-)", "AC"
    )
    distance_to_ideal: FloatArray | None = step("Distance to the ideal solution", "d_i^*", "A")
    distance_to_anti_ideal: FloatArray | None = step(
        "Distance to the anti-ideal solution", "d_i^-", "A"
    )


@cites("chen_2000", "ecer_2007", "kore_ravi_patil_2017")
@named
def fuzzy_topsis(
    corners: Corners,
    weights: FuzzyWeights,
    *,
    ideal: Literal["fixed", "extremes"] = "fixed",
    steps: bool | None = None,
) -> FuzzyTopsisResult:
    """Score alternatives with fuzzy performances by their closeness to the ideal; weights as given.

    Parameters
    ----------
    corners : sequence of DecisionTable
        Performances (..., A, C) as fuzzy numbers: three tables for triangular ones, low, most
        likely and high; four for trapezoidal ones, whose most likely performances are an interval.
        The same alternatives and criteria, in any order; none negative, those of costs positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria, as given: they are not rescaled. In a mapping each may be a number
        or as many ascending corners (..., 3) or (..., 4) as the performances have.
    ideal : {'fixed', 'extremes'}
        What distances are from. 'fixed': weighted performances of 1 and of 0, as in the source, for
        weights of at most 1. 'extremes': on each criterion the largest and the least corner of all
        weighted performances.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    FuzzyTopsisResult
        Closeness coefficients (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If `corners` are not three or four tables of the same labels and goals whose cells ascend;
        if weights do not fit, are negative or all zero, or exceed 1 under 'fixed'; or if a
        performance is negative or one of a cost not positive.

    Warns
    -----
    DegenerateDataWarning
        If under 'extremes' all alternatives are equal and certain on the weighted criteria: their
        closeness is 0.5.

    See Also
    --------
    topsis : For numbers, with Euclidean distances over the criteria.
    interval_scores : Imprecise performances in any method.

    Notes
    -----
    Chen (2000), with corners l <= m <= u: a benefit is divided by the largest u of its criterion,
    of a cost (l/u, l/m, l/u), l the least of its criterion, is taken; v_ij is this times w_j,
    corner by corner. The vertex distance of two fuzzy numbers is the root of the mean squared
    difference of their corners. d_i^* and d_i^- are sums of distances over the criteria, and CC_i =
    d_i^- / (d_i^* + d_i^-). Distances add up over criteria, unlike in TOPSIS: where performances
    and weights are certain, CC_i under 'fixed' is the mean of v_ij over the criteria, a weighted
    sum. O(S A C) time for S samples.

    Examples
    --------
    The example of Kore et al. (2017), of which these are the three corners:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [Criterion("C1", "min"), "C2", "C3", "C4"]
    >>> low = DecisionTable([[3, 7, 1, 3], [5, 5, 1, 1]], criteria, ["A1", "A2"])
    >>> likely = DecisionTable([[5, 9, 4, 5], [7, 8, 3, 3]], criteria, ["A1", "A2"])
    >>> high = DecisionTable([[7, 9, 7, 7], [9, 9, 5, 5]], criteria, ["A1", "A2"])
    >>> weights = {"C1": (3, 6, 9), "C2": (5, 8, 9), "C3": (5, 8, 9), "C4": (1, 4, 7)}
    >>> mcda.fuzzy_topsis([low, likely, high], weights, ideal="extremes")
    fuzzy TOPSIS  (ideal='extremes')
       alternative  rank   score
       A1              1  0.5104
       A2              2  0.3931
    """
    tables = corner_tables(corners, (3, 4))
    _checks.one_of("ideal", ideal, ("fixed", "extremes"))
    shares = fuzzy_weights(tables[0], weights, len(tables))
    if ideal == "fixed" and (shares > 1).any():
        raise InvalidInputError(
            f"weights must be at most 1 for ideal='fixed'; got {shares.max():g};"
            " ideal='extremes' takes any"
        )
    values = stacked(tables)
    shape = sample_shape(corners=values.shape[:-3], weights=shares.shape[:-2])
    keep = _checks.steps_kept(steps, single=not shape)
    # Step 4: the normalized fuzzy performances; step 5: these times the weights, corner by corner
    weighted = shares_of_best(tables, values) * shares[..., None, :, :]
    # Step 6: the fuzzy positive and negative ideal solution, which are certain
    best, worst = _ideals(weighted, ideal)
    # Step 7: vertex distances, summed over the criteria
    from_best, from_worst = _vertex_distance(weighted, best), _vertex_distance(weighted, worst)
    to_ideal, to_anti_ideal = from_best.sum(axis=-1), from_worst.sum(axis=-1)
    first = tables[0]
    return FuzzyTopsisResult(
        method="fuzzy TOPSIS",
        parameters={"ideal": ideal},
        references=cited(*_sources(len(tables), ideal)),
        alternatives=first.alternatives,
        criteria=first.criterion_names,
        # Step 8: the closeness coefficients
        scores=_closeness(to_ideal, to_anti_ideal, best, worst),
        weighted=weighted if keep else None,
        ideal_distances=from_best if keep else None,
        anti_ideal_distances=from_worst if keep else None,
        distance_to_ideal=to_ideal if keep else None,
        distance_to_anti_ideal=to_anti_ideal if keep else None,
    )


def _sources(corners: int, ideal: str) -> list[str]:
    """Return the keys of the sources of what was asked for."""
    trapezoidal = ["ecer_2007"] * (corners == 4)
    return ["chen_2000", *trapezoidal, *["kore_ravi_patil_2017"] * (ideal == "extremes")]


def _ideals(weighted: FloatArray, ideal: str) -> tuple[FloatArray, FloatArray]:
    """Return the ideal and the anti-ideal weighted performance (..., C), which are numbers."""
    if ideal == "fixed":
        criteria = weighted.shape[-2]
        return np.ones(criteria), np.zeros(criteria)
    return weighted[..., -1].max(axis=-2), weighted[..., 0].min(axis=-2)


def _vertex_distance(weighted: FloatArray, point: FloatArray) -> FloatArray:
    """Return the distances (..., A, C) of fuzzy numbers (..., A, C, k) from numbers (..., C)."""
    squares = np.square(weighted - point[..., None, :, None])
    return np.asarray(np.sqrt(squares.mean(axis=-1)))


def _closeness(
    to_ideal: FloatArray, to_anti_ideal: FloatArray, best: FloatArray, worst: FloatArray
) -> FloatArray:
    """Return d^- / (d^* + d^-), or 0.5 where the ideal and the anti-ideal coincide."""
    # rounding alone parts the two where their distance is noise beside their size
    equal = (best - worst).sum(axis=-1) <= TIE_TOLERANCE * best.sum(axis=-1)
    if not equal.any():
        return np.asarray(to_anti_ideal / (to_ideal + to_anti_ideal))
    warn(
        "all alternatives are equal and certain on the weighted criteria"
        f"{in_samples(np.asarray(equal))}; their closeness is 0.5",
        DegenerateDataWarning,
    )
    none = np.asarray(equal)[..., None]
    return np.where(none, 0.5, to_anti_ideal / np.where(none, 1.0, to_ideal + to_anti_ideal))
