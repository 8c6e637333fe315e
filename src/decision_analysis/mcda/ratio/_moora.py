"""MOORA: the ratio system, benefits less costs on columns of unit length."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import by_length
from decision_analysis.mcda.ratio._parts import balance_of, by_goal


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MooraResult(Scores):
    """Assessments y of the ratio system in `scores` and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances divided by the Euclidean length of their column.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the score; costs are negative.
    """

    normalized: FloatArray | None = step("Ratios", "x_{ij}^*", "AC")
    weighted: FloatArray | None = step("Weighted ratios, signed by goal", r"\pm s_j x_{ij}^*", "AC")


@cites("brauers_zavadskas_2006", "figures: siregar_et_al_2021")
@named
@remembered
def moora(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> MooraResult:
    """Score alternatives by the ratio system of MOORA: weighted benefits less weighted costs.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria, the source's coefficients of significance; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    MooraResult
        Assessments y (..., A) in [-1, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is zero for all: it then makes no difference.

    Notes
    -----
    Brauers and Zavadskas (2006): x*_ij = x_ij / sqrt(sum_i x_ij^2) and y_i = sum_benefits s_j x*_ij
    - sum_costs s_j x*_ij. An assessment within 1e-12 of what it is the difference of is 0, so that
    sums which cancel tie. `multimoora` adds the reference point and the full multiplicative form.
    O(S A C) time for S samples, and O(S A) memory where only weights are sampled.

    Examples
    --------
    The example of Siregar et al. (2021), quoted with .1801, .2345, .0625, .1757, .1683, .0742 and
    .1197:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> values = [
    ...     [1.5, 3, 5, 3.3],
    ...     [2, 7, 5, 3.35],
    ...     [3, 1, 5, 3.07],
    ...     [2.2, 4, 5, 3.5],
    ...     [2, 5, 3, 3.09],
    ...     [3.2, 2, 3, 3.48],
    ...     [2.775, 3, 5, 3.27],
    ... ]
    >>> criteria = [Criterion("C1", "min"), "C2", "C3", "C4"]
    >>> table = DecisionTable(values, criteria, [f"A{i}" for i in range(1, 8)])
    >>> mcda.moora(table, [0.3, 0.2, 0.1, 0.4]).scores.round(4)
    array([0.1801, 0.2345, 0.0625, 0.1757, 0.1683, 0.0742, 0.1197])
    """
    asked = door(table, weights, steps=steps)
    # the ratios x*_ij
    normalized = by_length(table)
    # y_i: benefits add, costs subtract
    benefits, costs = by_goal(table, normalized, asked.weights)
    signs = np.where(table.maximize, 1.0, -1.0)
    weighted = normalized * (signs * asked.weights)[..., None, :] if asked.keep else None
    return MooraResult(
        method="MOORA",
        references=cited("brauers_zavadskas_2006"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=balance_of(benefits, costs),
        normalized=normalized if asked.keep else None,
        weighted=weighted,
    )
