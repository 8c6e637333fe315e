"""CRITIC weights: contrast of a criterion times its conflict with the others."""

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
class CriticResult(WeightsResult):
    """CRITIC weights and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    deviation : ndarray of float, shape (..., C)
        Standard deviation of each normalized column (divisor A - 1).
    correlation : ndarray of float, shape (..., C, C)
        Correlations of the normalized columns; 0 with a constant one.
    information : ndarray of float, shape (..., C)
        Deviation times the sum of 1 minus the correlations with the others.
    """

    deviation: FloatArray = step("Standard deviation", "\\sigma_j", "C")
    correlation: FloatArray = step("Correlation", "r_{jk}", "CC")
    information: FloatArray = step("Amount of information", "C_j", "C")


@cites("diakoulaki_mavrotas_papayannakis_1995")
@named
def critic(table: DecisionTable) -> CriticResult:
    """Return the CRITIC weights of a table's criteria.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); goals count.

    Returns
    -------
    CriticResult
        Weights (..., C) by criterion, with the steps.

    Raises
    ------
    InvalidInputError
        If `table` is not a table.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: its weight is 0, and the others have the weights that they have
        without it. If all are, or all that vary are perfectly correlated: their weights are equal.

    Notes
    -----
    Diakoulaki et al. (1995): each column goes from 0 (worst) to 1 (best), so that a cost conflicts
    with what it accompanies; sigma_j is its standard deviation, r_jk a correlation, and C_j =
    sigma_j sum_k (1 - r_jk); w_j = C_j / sum_k C_k. O(S A C^2) for S samples.


    Examples
    --------
    The eight firms of Diakoulaki et al. (1995), for which the paper prints .20, .48 and .32:

    >>> from decision_analysis import DecisionTable, weights
    >>> table = DecisionTable(
    ...     [
    ...         [61, 1.08, 4.33],
    ...         [20.7, 0.26, 4.34],
    ...         [16.3, 1.98, 2.53],
    ...         [9, 3.29, 1.65],
    ...         [5.4, 2.77, 2.33],
    ...         [4, 4.12, 1.21],
    ...         [-6.1, 3.52, 2.1],
    ...         [-34.6, 3.31, 0.98],
    ...     ],
    ...     ["profitability", "market share", "productivity"],
    ...     list("ABCDEFGH"),
    ... )
    >>> weights.critic(table).weights.round(4)
    array([0.2022, 0.4809, 0.3169])
    """
    table = _checks.instance("table", table, DecisionTable)
    constant = constant_columns(table)
    # x_ij: from the worst to the best of each column
    normalized = ranged(table, constant, by_goal=True)
    centered = normalized - normalized.mean(axis=-2, keepdims=True)
    length = np.sqrt(np.square(centered).sum(axis=-2))
    deviation = length / np.sqrt(max(len(table.alternatives) - 1, 1))
    # r_jk; a constant criterion has none, and no part in the others' conflict
    unit = centered / np.where(constant, 1.0, length)[..., None, :]
    correlation = np.clip(np.swapaxes(unit, -1, -2) @ unit, -1.0, 1.0)
    conflict = np.where(constant[..., None, :], 0.0, 1 - correlation)
    conflict = np.where(conflict <= TIE_TOLERANCE, 0.0, conflict)
    # C_j = sigma_j times the sum of (1 - r_jk)
    information = deviation * conflict.sum(axis=-1)
    return CriticResult(
        method="CRITIC",
        references=cited("diakoulaki_mavrotas_papayannakis_1995"),
        weights=shares(table, information, constant),
        criteria=table.criterion_names,
        deviation=deviation,
        correlation=correlation,
        information=information,
    )
