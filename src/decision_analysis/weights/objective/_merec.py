"""MEREC weights: how much the alternatives' assessments lose without a criterion."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, WeightsResult, step
from decision_analysis.core.parts import refuse_cells
from decision_analysis.weights.objective._shares import constant_columns, shares


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MerecResult(WeightsResult):
    """MEREC weights and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Normalized performances: 1 is the worst benefit or the dearest cost.
    performance : ndarray of float, shape (..., A)
        Overall performance of each alternative.
    without : ndarray of float, shape (..., A, C)
        Overall performance without each criterion.
    effect : ndarray of float, shape (..., C)
        Removal effect of each criterion.
    """

    normalized: FloatArray = step("Normalized performances", "n_{ij}", "AC")
    performance: FloatArray = step("Overall performance", "S_i", "A")
    without: FloatArray = step("Overall performance without a criterion", "S'_{ij}", "AC")
    effect: FloatArray = step("Removal effect", "E_j", "C")


@cites("keshavarz_ghorabaee_et_al_2021")
@named
def merec(table: DecisionTable) -> MerecResult:
    """Return the MEREC weights of a table's criteria.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), all positive; goals count.

    Returns
    -------
    MerecResult
        Weights (..., C) by criterion, with the steps.

    Raises
    ------
    InvalidInputError
        If a performance is not positive; the cell is named.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: its weight is 0. If all are: weights are equal.

    Notes
    -----
    Keshavarz-Ghorabaee et al. (2021): n_ij = min_i x_ij / x_ij for a benefit and x_ij / max_i x_ij
    for a cost; S_i = ln(1 + (1 / C) sum_j abs(ln n_ij)), S'_ij the same without criterion j, still
    divided by C; E_j = sum_i abs(S'_ij - S_i) and w_j = E_j / sum_k E_k. O(S A C) for S samples.


    Examples
    --------
    The example of Keshavarz-Ghorabaee et al. (2021):

    >>> from decision_analysis import Criterion, DecisionTable, weights
    >>> table = DecisionTable(
    ...     [
    ...         [450, 8000, 54, 145],
    ...         [10, 9100, 2, 160],
    ...         [100, 8200, 31, 153],
    ...         [220, 9300, 1, 162],
    ...         [5, 8400, 23, 158],
    ...     ],
    ...     ["C1", "C2", Criterion("C3", "min"), Criterion("C4", "min")],
    ...     ["A1", "A2", "A3", "A4", "A5"],
    ... )
    >>> weights.merec(table).weights.round(4)
    array([0.5752, 0.0141, 0.4016, 0.0091])
    """
    table = _checks.instance("table", table, DecisionTable)
    refuse_cells(table, table.values <= 0, "positive")
    constant = constant_columns(table)
    values, low = table.values, table.values.min(axis=-2, keepdims=True)
    # Step 2: n_ij, and 1 in a constant column, whose rounding is no difference
    high = values.max(axis=-2, keepdims=True)
    logarithms = np.where(
        table.maximize, np.log(low) - np.log(values), np.log(values) - np.log(high)
    )
    logarithms = np.where(constant[..., None, :], 0.0, logarithms)
    # Steps 3 and 4: S_i and S'_ij, both divided by the number of criteria
    parts = np.abs(logarithms) / len(table.criteria)
    total = parts.sum(axis=-1, keepdims=True)
    without = np.log1p(np.maximum(total - parts, 0.0))
    performance = np.log1p(total)
    # Step 5: E_j = sum of abs(S'_ij - S_i), taken as the logarithm of a quotient
    effect = np.log1p(parts / (1 + np.maximum(total - parts, 0.0))).sum(axis=-2)
    return MerecResult(
        method="MEREC",
        references=cited("keshavarz_ghorabaee_et_al_2021"),
        weights=shares(table, effect, constant),
        criteria=table.criterion_names,
        normalized=np.exp(logarithms),
        performance=performance[..., 0],
        without=without,
        effect=effect,
    )
