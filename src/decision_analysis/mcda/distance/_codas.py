"""CODAS: distances from the worst, compared pair by pair."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, tie_tolerance
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._blocks import blocks, in_blocks
from decision_analysis.mcda._door import door, keeps_pairs
from decision_analysis.mcda._scaling import by_maximum, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CodasResult(Scores):
    """Assessments in `scores`, which sum to 0, and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances on the common scale, more being better.
    weighted : ndarray of float, shape (..., A, C)
        Normalized performances times weights.
    anti_ideal : ndarray of float, shape (..., C)
        The worst weighted performance on each criterion.
    euclidean, taxicab : ndarray of float, shape (..., A)
        Distances from the anti-ideal point.
    assessment : ndarray of float, shape (..., A, A)
        How far the row is ahead of the column.
    """

    normalized: FloatArray | None = step("Normalized performances", "n_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "r_{ij}", "AC")
    anti_ideal: FloatArray | None = step("Negative-ideal point", "ns_j", "C")
    euclidean: FloatArray | None = step("Euclidean distance from the worst", "E_i", "A")
    taxicab: FloatArray | None = step("Taxicab distance from the worst", "T_i", "A")
    assessment: FloatArray | None = step("Relative assessment", "h_{ik}", "AA")


@cites("keshavarz_ghorabaee_et_al_2016")
@named
@remembered
def codas(
    table: DecisionTable,
    weights: Weights,
    *,
    threshold: float = 0.02,
    steps: bool | None = None,
) -> CodasResult:
    """Score alternatives by their distances from the worst (CODAS).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); costs and the largest of each benefit must be positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    threshold : float
        Difference of Euclidean distances from which on taxicab distances count too; the source
        suggests 0.01 to 0.05.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch, and
        those of pairs where there are at most 5,000 alternatives.

    Returns
    -------
    CodasResult
        Assessments (..., A), higher is better; equal alternatives have 0.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, the threshold is negative, or a cost or the largest benefit is
        not positive; the cell is named.

    Notes
    -----
    Keshavarz Ghorabaee et al. (2016): benefits are divided by the largest of their column, the
    least of a column by its costs, and multiplied by weights. E_i and T_i are the Euclidean and the
    taxicab distance from the worst on each criterion; h_ik = (E_i - E_k) + psi (T_i - T_k), where
    psi is 1 if E_i and E_k differ by at least the threshold, and 0 otherwise; H_i = sum_k h_ik. The
    jump of psi lets a dominated alternative score higher than the one that dominates it, where
    their Euclidean distances from a third lie on the two sides of the threshold. O(S A (A + C))
    time; memory for pairs is that of a block.

    Examples
    --------
    Heating of a building, from the source:

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("keshavarz_2016/codas")
    >>> result = mcda.codas(case.table, case.weights)
    >>> result.best, round(result["A8"], 3)
    ('A8', 2.929)
    """
    asked = door(table, weights, steps=steps)
    limit = _checks.number("threshold", threshold, low=0)
    # Steps 2 to 4: normalized performances; what each is above the worst is weighted in the sums
    normalized = by_maximum(table)
    worst = normalized.min(axis=-2)
    above = normalized - worst[..., None, :]
    # Step 5: the distances E_i and T_i from the negative-ideal point
    euclidean = np.sqrt(total(np.square(above), np.square(asked.weights)))
    taxicab = total(above, asked.weights)
    # Steps 6 and 7: the relative assessments h_ik and their sums H_i
    scores, assessment = _assessed(euclidean, taxicab, limit, keep=keeps_pairs(asked, steps))
    return CodasResult(
        method="CODAS",
        parameters={"threshold": limit},
        references=cited("keshavarz_ghorabaee_et_al_2016"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        normalized=normalized if asked.keep else None,
        weighted=normalized * asked.weights[..., None, :] if asked.keep else None,
        anti_ideal=worst * asked.weights if asked.keep else None,
        euclidean=euclidean if asked.keep else None,
        taxicab=taxicab if asked.keep else None,
        assessment=assessment,
    )


def _assessed(
    euclidean: FloatArray, taxicab: FloatArray, threshold: float, *, keep: bool
) -> tuple[FloatArray, FloatArray | None]:
    """Return the sums (..., A) of relative assessments, and these (..., A, A) if they are kept."""
    *leading, count = shape = euclidean.shape
    scores = np.empty((int(np.prod(leading)), count))
    kept = np.empty((*scores.shape, count)) if keep else None
    pairs = ((euclidean, 1), (taxicab, 1), (tie_tolerance(euclidean), 1))
    for block, (long, wide, noise) in in_blocks(tuple(leading), count**2, *pairs):
        # a table that is larger than a block goes some rows at a time
        for rows in blocks(count, count):
            ahead = long[:, rows, None] - long[:, None, :]
            # psi: distances that miss the threshold by rounding alone reach it
            counts = np.abs(ahead) >= threshold - noise[..., None]
            ahead += np.where(counts, wide[:, rows, None] - wide[:, None, :], 0.0)
            scores[block, rows] = ahead.sum(axis=-1)
            if kept is not None:
                kept[block, rows] = ahead
    return scores.reshape(shape), None if kept is None else kept.reshape((*shape, count))
