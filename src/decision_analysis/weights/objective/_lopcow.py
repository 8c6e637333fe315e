"""LOPCOW weights: logarithms of root mean squares relative to deviations."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, WeightsResult, step
from decision_analysis.weights.objective._shares import constant_columns, shares
from decision_analysis.weights.objective._spread import ranged


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LopcowResult(WeightsResult):
    """LOPCOW weights and the percentage values.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    percentage : ndarray of float, shape (..., C)
        Percentage value of each criterion.
    """

    percentage: FloatArray = step("Percentage value", "PV_j", "C")


@cites("ecer_pamucar_2022")
@named
def lopcow(table: DecisionTable) -> LopcowResult:
    """Return the LOPCOW weights of a table's criteria.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); goals count.

    Returns
    -------
    LopcowResult
        Weights (..., C) by criterion, with the percentage values.

    Raises
    ------
    InvalidInputError
        If `table` is not a table.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: its weight is 0. If all are: weights are equal; as are those of
        criteria that vary if none has a percentage value, as is so with two alternatives.

    Notes
    -----
    Ecer and Pamucar (2022): each column goes from 0 (worst) to 1 (best); PV_j = 100 abs(ln(
    sqrt(sum_i r_ij^2 / A) / sigma_j)), where sigma_j has the divisor A - 1; w_j = PV_j / sum_k
    PV_k. O(S A C) for S samples.


    Examples
    --------
    >>> from decision_analysis import DecisionTable, weights
    >>> table = DecisionTable([[1, 1], [2, 5], [4, 6]], ["x", "y"], ["a", "b", "c"])
    >>> result = weights.lopcow(table)
    >>> result.percentage.round(4)
    array([17.8337, 33.4525])
    """
    table = _checks.instance("table", table, DecisionTable)
    constant = constant_columns(table)
    # r_ij: from the worst to the best of each column
    normalized = ranged(table, constant, by_goal=True)
    count = len(table.alternatives)
    squares = np.square(normalized).sum(axis=-2) / count
    centered = normalized - normalized.mean(axis=-2, keepdims=True)
    variance = np.square(centered).sum(axis=-2) / max(count - 1, 1)
    # PV_j, half the logarithm of the quotient of squares
    quotient = np.where(constant, 1.0, squares) / np.where(constant, 1.0, variance)
    percentage = 50 * np.abs(np.log(quotient))
    percentage = np.where(percentage <= 100 * TIE_TOLERANCE, 0.0, percentage)
    return LopcowResult(
        method="LOPCOW",
        references=cited("ecer_pamucar_2022"),
        weights=shares(table, percentage, constant),
        criteria=table.criterion_names,
        percentage=percentage,
    )
