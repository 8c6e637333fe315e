"""Gini weights: criteria weigh by the inequality of their performances."""

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
class GiniResult(WeightsResult):
    """Gini weights and the coefficients.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    coefficients : ndarray of float, shape (..., C)
        Gini coefficient of each column, 0 where all performances are equal.
    """

    coefficients: FloatArray = step("Gini coefficient", "G_j", "C")


@cites("gini_1912")
@named
def gini(table: DecisionTable) -> GiniResult:
    """Return weights in proportion to the Gini coefficient of each criterion.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), none negative, on ratio scales. Goals are ignored.

    Returns
    -------
    GiniResult
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
    G_j = sum_i sum_k abs(x_ij - x_kj) / (2 A^2 mean_j), and w_j = G_j / sum_k G_k. The sum over
    pairs is taken from the sorted column, (2 i - A - 1) x_(i) added up. O(S C A log A) for S
    samples.


    Examples
    --------
    >>> from decision_analysis import DecisionTable, weights
    >>> table = DecisionTable([[1, 2], [1, 4], [4, 6]], ["x", "y"], ["a", "b", "c"])
    >>> result = weights.gini(table)
    >>> result.coefficients.round(4)
    array([0.3333, 0.2222])
    >>> result.weights.round(4)
    array([0.6, 0.4])
    """
    table = _checks.instance("table", table, DecisionTable)
    refuse_cells(table, table.values < 0, "at least 0")
    constant = constant_columns(table)
    count = len(table.alternatives)
    # sums of pairs, by how many performances lie below and above each
    largest = table.values.max(axis=-2)
    scaled = np.sort(table.values / np.where(constant, 1.0, largest)[..., None, :], axis=-2)
    signs = 2 * np.arange(1, count + 1) - count - 1
    pairs = np.einsum("i,...ic->...c", signs / count, scaled)
    coefficients = np.where(constant, 0.0, pairs / np.where(constant, 1.0, scaled.sum(axis=-2)))
    return GiniResult(
        method="Gini weights",
        references=cited("gini_1912"),
        weights=shares(table, coefficients, constant),
        criteria=table.criterion_names,
        coefficients=coefficients,
    )
