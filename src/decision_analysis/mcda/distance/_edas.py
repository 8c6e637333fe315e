"""EDAS: distances above and below the average."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, tie_tolerance
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.distance._equal import warn_equal


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EdasResult(Scores):
    """Appraisal scores in `scores` (0 worst, 1 best) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    average : ndarray of float, shape (..., C)
        The mean performance on each criterion.
    above, below : ndarray of float, shape (..., A, C)
        By which share of the average a performance is better, or worse, than it.
    sum_above, sum_below : ndarray of float, shape (..., A)
        Their weighted sums.
    normalized_above, normalized_below : ndarray of float, shape (..., A)
        The sums on a scale from 0 to 1, more being better.
    """

    average: FloatArray | None = step("Average solution", "AV_j", "C")
    above: FloatArray | None = step("Positive distance from the average", "PDA_{ij}", "AC")
    below: FloatArray | None = step("Negative distance from the average", "NDA_{ij}", "AC")
    sum_above: FloatArray | None = step("Weighted sum of positive distances", "SP_i", "A")
    sum_below: FloatArray | None = step("Weighted sum of negative distances", "SN_i", "A")
    normalized_above: FloatArray | None = step("Normalized positive distance", "NSP_i", "A")
    normalized_below: FloatArray | None = step("Normalized negative distance", "NSN_i", "A")


@cites("keshavarz_ghorabaee_et_al_2015", "figures: an example by Mathew (2018), a video tutorial")
@named
@remembered
def edas(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> EdasResult:
    """Score alternatives by their distances from the average solution (EDAS).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); the mean of every criterion must be positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    EdasResult
        Appraisal scores (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, or the mean of a criterion is not positive.

    Warns
    -----
    DegenerateDataWarning
        If all alternatives are equal on the weighted criteria: their score is 0.5.

    Notes
    -----
    Keshavarz Ghorabaee et al. (2015): AV_j is the mean of criterion j (eq. 4); PDA_ij and NDA_ij
    are by how much a performance is better and worse than it, as shares of AV_j (eqs. 7 to 10); SP
    and SN are their weighted sums (eqs. 11 and 12), NSP_i = SP_i / max SP and NSN_i = 1 - SN_i /
    max SN (eqs. 13 and 14), and the score is the mean of these two (eq. 15). Performances within
    1e-12 of the largest are at the average. S sets of weights on one table take O(S A C) time.

    Examples
    --------
    Mobile phones, from Mathew (2018):

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [
    ...         [250, 16, 12, 5],
    ...         [200, 16, 8, 3],
    ...         [300, 32, 16, 4],
    ...         [275, 32, 8, 4],
    ...         [225, 16, 16, 2],
    ...     ],
    ...     [Criterion("price", "min"), "storage", "camera", "looks"],
    ...     ["A", "B", "C", "D", "E"],
    ... )
    >>> mcda.edas(table, [0.35, 0.25, 0.25, 0.15])
    EDAS
       alternative  rank   score
       C               1  0.8053
       D               2  0.4697
       A               3  0.4421
       E               4  0.4015
       B               5  0.1690
    """
    asked = door(table, weights, steps=steps)
    # Step 3: the average solution AV_j
    average = table.values.mean(axis=-2)
    _refuse_means(table, average)
    # Step 4: the distances from the average, PDA where it is surpassed, NDA where it is missed
    deviation = asked.gains - np.where(table.maximize, average, -average)[..., None, :]
    deviation[np.abs(deviation) <= tie_tolerance(table.values, axis=-2)] = 0.0
    deviation /= average[..., None, :]
    above, below = np.maximum(deviation, 0), np.maximum(-deviation, 0)
    # Step 5: their weighted sums SP_i and SN_i
    sum_above, sum_below = total(above, asked.weights), total(below, asked.weights)
    # Step 6: normalized, so that the best of each is 1
    most, least = (sums.max(axis=-1, keepdims=True) for sums in (sum_above, sum_below))
    equal = most == 0
    if equal.any():
        # nobody is above the average, so that nobody is below it
        warn_equal(equal[..., 0], "their score is 0.5")
        most, least = np.where(equal, 1.0, most), np.where(equal, 1.0, least)
    normalized_above, normalized_below = sum_above / most, 1 - sum_below / least
    # Step 7: the appraisal score AS_i, by which step 8 ranks
    scores = normalized_above + normalized_below
    scores /= 2
    return EdasResult(
        method="EDAS",
        references=cited("keshavarz_ghorabaee_et_al_2015"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        average=average if asked.keep else None,
        above=above if asked.keep else None,
        below=below if asked.keep else None,
        sum_above=sum_above if asked.keep else None,
        sum_below=sum_below if asked.keep else None,
        normalized_above=normalized_above if asked.keep else None,
        normalized_below=normalized_below if asked.keep else None,
    )


def _refuse_means(table: DecisionTable, average: FloatArray) -> None:
    """Refuse means (..., C) that nothing can be a share of."""
    # a mean that rounding alone parts from zero is none
    bad = average <= tie_tolerance(table.values, axis=-2)[..., 0, :]
    if not bad.any():
        return
    *sample, column = (int(i) for i in np.argwhere(bad)[0])
    raise InvalidInputError(
        f"mean of {table.criterion_names[column]!r} must be positive, as distances are shares of"
        f" it; got {average[(*sample, column)]:g}{_checks.at(sample)}"
    )
