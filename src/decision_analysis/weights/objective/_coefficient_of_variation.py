"""Coefficient-of-variation weights: spread relative to the mean."""

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
from decision_analysis.weights.objective._spread import deviations


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CoefficientOfVariationResult(WeightsResult):
    """Coefficient-of-variation weights and the coefficients.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    coefficients : ndarray of float, shape (..., C)
        Standard deviation over mean of each column (divisor A).
    """

    coefficients: FloatArray = step("Coefficient of variation", "V_j", "C")


@cites("shuai_et_al_2012")
@named
def coefficient_of_variation(table: DecisionTable) -> CoefficientOfVariationResult:
    """Return weights in proportion to the coefficient of variation of each criterion.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), none negative, on ratio scales. Goals are ignored.

    Returns
    -------
    CoefficientOfVariationResult
        Weights (..., C) by criterion, with the coefficients.

    Raises
    ------
    InvalidInputError
        If a performance is negative; the cell is named.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: its weight is 0. If all are: weights are equal.

    Notes
    -----
    V_j = sigma_j / mean_j and w_j = V_j / sum_k V_k, which Shuai et al. (2012) set against their
    angular weights. Units make no difference, zeros of scales do: a ratio scale is needed. The
    divisor of the variance, A or A - 1, makes no difference to the weights. O(S A C) for S samples.


    Examples
    --------
    The example of Shuai et al. (2012):

    >>> from decision_analysis import DecisionTable, weights
    >>> values = [[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]]
    >>> table = DecisionTable(values, ["u1", "u2", "u3", "u4"], ["a1", "a2", "a3", "a4"])
    >>> weights.coefficient_of_variation(table).weights.round(4)
    array([0.4258, 0.361 , 0.2121, 0.0011])
    """
    table = _checks.instance("table", table, DecisionTable)
    refuse_cells(table, table.values < 0, "at least 0")
    constant = constant_columns(table)
    # V_j = sigma_j / mean_j, which is 0 for a column of zeros
    means = np.where(constant, 1.0, table.values.mean(axis=-2))
    coefficients = np.where(constant, 0.0, deviations(table.values) / means)
    return CoefficientOfVariationResult(
        method="coefficient-of-variation weights",
        references=cited("shuai_et_al_2012"),
        weights=shares(table, coefficients, constant),
        criteria=table.criterion_names,
        coefficients=coefficients,
    )
