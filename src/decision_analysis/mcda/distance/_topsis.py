"""TOPSIS: closeness to the ideal and distance from the anti-ideal solution."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import HEAP_BLOCK, TIE_TOLERANCE
from decision_analysis._named import named, warn
from decision_analysis._shown import in_samples
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.mcda._door import door
from decision_analysis.mcda._ranges import Ranges, ranges_fit, recorded_ranges
from decision_analysis.mcda._scaling import by_length, in_one_thread, minmax, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class TopsisResult(Scores):
    """Closeness coefficients in `scores` (0 worst, 1 best) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Normalized performances; costs keep their direction under 'vector'.
    weighted : ndarray of float, shape (..., A, C)
        Normalized performances times weights.
    ideal, anti_ideal : ndarray of float, shape (..., C)
        Best and worst weighted performance on each criterion.
    distance_to_ideal, distance_to_anti_ideal : ndarray of float, shape (..., A)
        Euclidean distances from the two.
    """

    normalized: FloatArray | None = step("Normalized performances", "r_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "v_{ij}", "AC")
    ideal: FloatArray | None = step("Positive ideal solution", "v_j^+", "C")
    anti_ideal: FloatArray | None = step("Negative ideal solution", "v_j^-", "C")
    distance_to_ideal: FloatArray | None = step(
        "Distance to the positive ideal solution", "S_i^+", "A"
    )
    distance_to_anti_ideal: FloatArray | None = step(
        "Distance to the negative ideal solution", "S_i^-", "A"
    )


@cites("hwang_yoon_1981", "opricovic_tzeng_2004")
@named
@remembered
def topsis(
    table: DecisionTable,
    weights: Weights,
    *,
    normalization: Literal["vector", "minmax"] = "vector",
    ranges: Ranges | None = None,
    steps: bool | None = None,
) -> TopsisResult:
    """Score alternatives by their relative closeness to the ideal solution (TOPSIS).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    normalization : {'vector', 'minmax'}
        Performances divided by the Euclidean length of their column, as in the source, or measured
        from the worst (0) to the best (1) of their column; within each sample.
    ranges : mapping of str to (float, float), optional
        For 'minmax' the low and high end of every criterion's scale, in its unit, instead of each
        sample's own. The ideal and the anti-ideal solution are then these ends, so that scores are
        comparable between samples.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    TopsisResult
        Closeness coefficients (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, the normalization is unknown or a performance lies outside
        `ranges`.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant under 'minmax' or zero for all under 'vector': it then makes no
        difference. If all alternatives are equal on the weighted criteria: their closeness is 0.5,
        as both distances are 0. If a scale is so wide that performances which differ count as equal
        on it.

    Notes
    -----
    Hwang and Yoon (1981): v_ij = w_j r_ij; S_i^+ and S_i^- are Euclidean distances from the best
    and the worst v_ij on every criterion, the least v_ij being the best for a cost; C_i = S_i^- /
    (S_i^+ + S_i^-). 'minmax' is the linear normalization that Opricovic and Tzeng (2004) set
    against it. Weighted squared distances are matrix products, so that S sets of weights on one
    table take O(S A C) time and O(S A) memory.

    Examples
    --------
    The example of Tzeng and Huang (2011):

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], ["x1", "x2", "x3"], ["A", "B", "C", "D"]
    ... )
    >>> result = mcda.topsis(table, [0.3, 0.4, 0.3])
    >>> result
    TOPSIS  (normalization='vector')
       alternative  rank   score
       C               1  0.7482
       B               2  0.6581
       A               3  0.5037
       D               4  0.3340
    >>> result.ideal.round(4)
    array([0.1755, 0.2385, 0.1947])
    """
    asked = door(table, weights, steps=steps)
    _checks.one_of("normalization", normalization, ("vector", "minmax"))
    ranges_fit(normalization, ranges)
    # Step 1: the normalized performances r_ij
    normalized = minmax(table, ranges) if normalization == "minmax" else by_length(table)
    # Steps 2 and 3: the best and the worst r_ij, weighted, are A+ and A-. Weights that are squared
    # and taken into the distances spare the weighted performances of every sample.
    best, worst = _ends(table, normalized, normalization, ranges)
    # Steps 4 and 5 at once for one table and many weights, whose distances nobody asked for
    many = asked.weights.ndim == 2 and normalized.ndim == 2 and not asked.keep
    if many and not _close(best, worst).any():
        to_ideal = to_anti_ideal = None
        closeness = _closeness_of_many(normalized, best, worst, asked.weights)
    else:
        squared = np.square(asked.weights)
        # Step 4: the separation measures S_i+ and S_i-
        to_ideal = _distance(normalized, best, squared)
        to_anti_ideal = _distance(normalized, worst, squared)
        # Step 5: the relative closeness C_i, by which step 6 ranks
        closeness = _closeness(to_ideal, to_anti_ideal, best, worst, squared)
    weighted = normalized * asked.weights[..., None, :] if asked.keep else None
    return TopsisResult(
        method="TOPSIS",
        parameters={"normalization": normalization, **recorded_ranges(table, ranges)},
        references=cited("hwang_yoon_1981"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=closeness,
        normalized=normalized if asked.keep else None,
        weighted=weighted,
        ideal=best * asked.weights if asked.keep else None,
        anti_ideal=worst * asked.weights if asked.keep else None,
        distance_to_ideal=to_ideal if asked.keep else None,
        distance_to_anti_ideal=to_anti_ideal if asked.keep else None,
    )


def _ends(
    table: DecisionTable, normalized: FloatArray, normalization: str, ranges: Ranges | None
) -> tuple[FloatArray, FloatArray]:
    """Return the best and the worst normalized performance (..., C)."""
    if ranges is not None:
        return np.ones(len(table.criteria)), np.zeros(len(table.criteria))
    high, low = normalized.max(axis=-2), normalized.min(axis=-2)
    if normalization == "minmax":
        return high, low
    return np.where(table.maximize, high, low), np.where(table.maximize, low, high)


def _distance(normalized: FloatArray, point: FloatArray, squared_weights: FloatArray) -> FloatArray:
    """Return weighted Euclidean distances (..., A) of alternatives from a point (..., C)."""
    squares = total(np.square(normalized - point[..., None, :]), squared_weights)
    return np.sqrt(squares, out=squares)


def _closeness_of_many(
    normalized: FloatArray, best: FloatArray, worst: FloatArray, weights: FloatArray
) -> FloatArray:
    """Return the closeness (S, A) for many weights (S, C), part by part in the cache.

    On no criterion may the best and the worst coincide.
    """
    count = len(normalized)
    # squared distances on each criterion from A+, then from A-
    squares = np.square(np.concatenate([normalized - best, normalized - worst]))
    closeness = np.empty((count, len(weights)))
    step = in_one_thread(len(squares), squares.shape[1], room=HEAP_BLOCK)
    for start in range(0, len(weights), step):
        # S_i+ and S_i- of the part, one above the other, from one product
        distances = squares @ np.square(weights[start : start + step]).T
        np.sqrt(distances, out=distances)
        to_ideal, to_anti_ideal = distances[:count], distances[count:]
        to_ideal += to_anti_ideal
        np.divide(to_anti_ideal, to_ideal, out=closeness[:, start : start + step])
    return closeness.T


def _close(best: FloatArray, worst: FloatArray) -> BoolArray:
    """Say on which criteria rounding alone parts the best from the worst."""
    farther = np.maximum(np.abs(best), np.abs(worst))
    return np.asarray(np.abs(best - worst) <= TIE_TOLERANCE * farther)


def _closeness(
    to_ideal: FloatArray,
    to_anti_ideal: FloatArray,
    best: FloatArray,
    worst: FloatArray,
    squared_weights: FloatArray,
) -> FloatArray:
    """Return S^- / (S^+ + S^-), or 0.5 in samples whose ideal and anti-ideal solution coincide."""
    # rounding alone parts A+ from A- where their distance is noise beside their own length
    apart = _distance(best[..., None, :], worst, squared_weights)
    largest = np.maximum(np.abs(best), np.abs(worst))
    size = _distance(largest[..., None, :], np.zeros_like(best), squared_weights)
    equal = apart <= TIE_TOLERANCE * size
    separation = to_ideal + to_anti_ideal
    if not equal.any():
        return np.divide(to_anti_ideal, separation, out=separation)
    warn(
        f"all alternatives are equal on the weighted criteria{in_samples(equal)}; their"
        " closeness is 0.5",
        DegenerateDataWarning,
    )
    return np.where(equal, 0.5, to_anti_ideal / np.where(equal, 1.0, separation))
