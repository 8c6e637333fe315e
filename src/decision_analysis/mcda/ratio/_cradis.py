"""CRADIS: compromise ranking by distances from one ideal and one anti-ideal value."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.ratio._parts import by_best


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CradisResult(Scores):
    """Average deviations Q in `scores` (1 is optimal) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances over the best of their column; for a cost the best over the performance.
    weighted : ndarray of float, shape (..., A, C)
        Normalized performances times weights.
    distance_to_ideal, distance_to_anti_ideal : ndarray of float, shape (..., A)
        Sums of the distances from the largest and from the least weighted performance of all.
    utility_to_ideal, utility_to_anti_ideal : ndarray of float, shape (..., A)
        These distances relative to those of the optimal alternative, 1 where as good.
    """

    normalized: FloatArray | None = step("Normalized performances", "n_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "v_{ij}", "AC")
    distance_to_ideal: FloatArray | None = step("Deviation from the ideal", "s_i^+", "A")
    distance_to_anti_ideal: FloatArray | None = step("Deviation from the anti-ideal", "s_i^-", "A")
    utility_to_ideal: FloatArray | None = step("Utility by the ideal", "K_i^+", "A")
    utility_to_anti_ideal: FloatArray | None = step("Utility by the anti-ideal", "K_i^-", "A")


@cites("puska_stevic_pamucar_2022")
@named
@remembered
def cradis(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> CradisResult:
    """Score alternatives by their distances from ideal and anti-ideal values (CRADIS).

    CRADIS is compromise ranking of alternatives from distance to ideal solution.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on ratio scales: benefits at least 0, costs positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    CradisResult
        Average deviations Q (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a benefit is negative, the maximum of a benefit is 0, or a cost
        is not positive; the cell is named.

    Notes
    -----
    Puska et al. (2022): v_ij = w_j n_ij with n = x / max x or min x / x. The ideal t is the largest
    v of the whole table and the anti-ideal the least; s+_i = sum_j (t - v_ij) and s-_i = sum_j
    (v_ij - t_anti), and s+_0, s-_0 are those of the optimal alternative, which has the largest v of
    each criterion. K+_i = s+_0 / s+_i, K-_i = s-_i / s-_0 and Q_i is their mean. Both distances
    depend on sum_j v_ij alone, so that the ranks are those of `weighted_sum`.

    With equal weights s+_0 is 0, so that K+ is 0 for all but an alternative that is best on every
    criterion: it has 1, as the optimal alternative has, where the source leaves 0 / 0. O(S A C)
    time for S samples, and O(S A) memory where only weights are sampled.

    Examples
    --------
    By hand: with weights 3/4 and 1/4 the ideal is 3/4 and the optimal alternative 1/2 away from it,
    as it is from the anti-ideal 1/8, three quarters:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable([[4, 1], [2, 2]], ["x", "y"], ["a", "b"])
    >>> result = mcda.cradis(table, [0.75, 0.25])
    >>> result.distance_to_ideal, result.distance_to_anti_ideal
    (array([0.625, 0.875]), array([0.625, 0.375]))
    >>> result.scores.round(4)
    array([0.8167, 0.5357])
    """
    asked = door(table, weights, steps=steps)
    # steps 2 and 3: n_ij; v_ij = w_j n_ij is formed for the steps alone, as sums of it suffice
    normalized = by_best(table)
    sums = total(normalized, asked.weights)
    # step 4: the largest and the least v_ij of all, and the optimal alternative's sum of v
    best = asked.weights * normalized.max(axis=-2)
    worst = asked.weights * normalized.min(axis=-2)
    ideal, anti_ideal = best.max(axis=-1)[..., None], worst.min(axis=-1)[..., None]
    optimal = best.sum(axis=-1)[..., None]
    # steps 5 and 6: the deviations s+ and s-
    count = len(table.criteria)
    to_ideal, to_anti_ideal = count * ideal - sums, sums - count * anti_ideal
    # step 7: utilities relative to the optimal alternative
    noise = TIE_TOLERANCE * count * ideal
    by_ideal = _relative(count * ideal - optimal, to_ideal, noise)
    by_anti_ideal = _relative(to_anti_ideal, optimal - count * anti_ideal, noise)
    weighted = normalized * asked.weights[..., None, :] if asked.keep else None
    return CradisResult(
        method="CRADIS",
        references=cited("puska_stevic_pamucar_2022"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        # step 8: Q_i
        scores=(by_ideal + by_anti_ideal) / 2,
        normalized=normalized if asked.keep else None,
        weighted=weighted,
        distance_to_ideal=to_ideal if asked.keep else None,
        distance_to_anti_ideal=to_anti_ideal if asked.keep else None,
        utility_to_ideal=by_ideal if asked.keep else None,
        utility_to_anti_ideal=by_anti_ideal if asked.keep else None,
    )


def _relative(part: FloatArray, whole: FloatArray, noise: FloatArray) -> FloatArray:
    """Return part / whole, a distance within the noise being 0, and 1 where both are."""
    part, whole = np.where(part <= noise, 0.0, part), np.where(whole <= noise, 0.0, whole)
    # `part` is never the larger
    return np.where(whole == 0, 1.0, part / np.where(whole == 0, 1.0, whole))
