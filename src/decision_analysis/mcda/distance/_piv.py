"""PIV: proximity to the best, criterion by criterion."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import by_length, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PivResult(Scores):
    """Overall proximity values in `scores`, lower is better, and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited; lower scores are better.
    normalized : ndarray of float, shape (..., A, C)
        Performances divided by the Euclidean length of their column.
    weighted : ndarray of float, shape (..., A, C)
        Normalized performances times weights.
    proximity : ndarray of float, shape (..., A, C)
        How far each is from the best of its column.
    """

    normalized: FloatArray | None = step("Normalized performances", "r_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "v_{ij}", "AC")
    proximity: FloatArray | None = step("Weighted proximity index", "u_{ij}", "AC")


@cites("mufazzal_muzakkir_2018")
@named
@remembered
def piv(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> PivResult:
    """Score alternatives by their overall proximity to the best (PIV).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    PivResult
        Overall proximity values (..., A), lower is better; 0 is the best on every criterion.

    Raises
    ------
    InvalidInputError
        If the weights do not fit.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is zero for all: it makes no difference.

    Notes
    -----
    Mufazzal and Muzakkir (2018), proximity indexed value: columns are divided by their Euclidean
    length and multiplied by weights; u_ij = max v - v_ij for a benefit and v_ij - min v for a cost;
    the overall proximity d_i = sum_j u_ij. S sets of weights on one table take O(S A C) time.

    Examples
    --------
    The robots of the source:

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("mufazzal_2018/piv")
    >>> result = mcda.piv(case.table, case.weights)
    >>> result.best, round(result["A1"], 4)
    ('A1', 0.2209)
    """
    asked = door(table, weights, steps=steps)
    # Step 3: the normalized performances r_ij
    normalized = by_length(table)
    # Steps 4 and 5: distances from the best, to be weighted
    ends = normalized.max(axis=-2, keepdims=True), normalized.min(axis=-2, keepdims=True)
    shortfall = np.abs(np.where(table.maximize, *ends) - normalized)
    # Step 6: the overall proximity d_i
    return PivResult(
        method="PIV",
        references=cited("mufazzal_muzakkir_2018"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=total(shortfall, asked.weights),
        higher_is_better=False,
        normalized=normalized if asked.keep else None,
        weighted=normalized * asked.weights[..., None, :] if asked.keep else None,
        proximity=shortfall * asked.weights[..., None, :] if asked.keep else None,
    )
