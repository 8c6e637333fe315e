"""Entropy weights: criteria weigh by how much the performances on them differ."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, WeightsResult, step
from decision_analysis.core.parts import refuse_cells
from decision_analysis.weights.objective._shares import constant_columns, shares


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EntropyResult(WeightsResult):
    """Entropy weights and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    entropy : ndarray of float, shape (..., C)
        Entropy of each column, 1 where all performances are equal.
    diversification : ndarray of float, shape (..., C)
        1 minus the entropy.
    """

    entropy: FloatArray = step("Entropy", "E_j", "C")
    diversification: FloatArray = step("Degree of diversification", "d_j", "C")


@cites("hwang_yoon_1981", "shannon_1948")
@named
def entropy(table: DecisionTable) -> EntropyResult:
    """Return the entropy weights of a table's criteria.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), none negative, on ratio scales. Goals are ignored.

    Returns
    -------
    EntropyResult
        Weights (..., C) by criterion, with the entropies.

    Raises
    ------
    InvalidInputError
        If a performance is negative; the cell is named.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant (zero for all included): its weight is 0. If all are: weights are
        equal.

    Notes
    -----
    Hwang and Yoon (1981): p_ij = x_ij / sum_i x_ij; E_j = -sum_i p_ij ln p_ij / ln A, where 0 ln 0
    = 0; d_j = 1 - E_j; w_j = d_j / sum_j d_j. Computed as d_j = sum_i p_ij ln(A p_ij) / ln A, which
    keeps its digits where the entropy is near 1. O(S A C) for S samples.

    Examples
    --------
    The example of Xu (2004):

    >>> from decision_analysis import DecisionTable, weights
    >>> values = [[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]]
    >>> table = DecisionTable(values, ["u1", "u2", "u3", "u4"], ["a1", "a2", "a3", "a4"])
    >>> weights.entropy(table).weights.round(4)
    array([0.463 , 0.3992, 0.1378, 0.    ])
    """
    table = _checks.instance("table", table, DecisionTable)
    refuse_cells(table, table.values < 0, "at least 0")
    # d_j = 1 - E_j, 0 where all performances are equal
    constant = constant_columns(table)
    diversification = _diversification(table.values, table.values.max(axis=-2), constant)
    return EntropyResult(
        method="entropy weights",
        references=cited("hwang_yoon_1981"),
        # w_j = d_j / sum of d_j; the same for all where no criterion has any
        weights=shares(table, diversification, constant),
        criteria=table.criterion_names,
        entropy=1 - diversification,
        diversification=diversification,
    )


def _diversification(values: FloatArray, high: FloatArray, constant: BoolArray) -> FloatArray:
    """Return the diversification d_j (..., C), none of whose terms is negative.

    With e = A p - 1, it is the mean of (1 + e) ln(1 + e) - e over ln A.
    """
    # p_ij by its mean: 1 + e_ij = A p_ij
    scaled = values / np.where(high == 0, 1.0, high)[..., None, :]
    means = np.where(constant, 1.0, scaled.mean(axis=-2))[..., None, :]
    excess = (scaled - means) / means
    # the sum of A p_ij ln(A p_ij); each e_ij is taken off, as together they are 0
    terms = (1 + excess) * np.log1p(np.where(excess == -1, 0.0, excess)) - excess
    shares = terms.mean(axis=-2) / np.log(max(values.shape[-2], 2))
    # 0 <= E_j <= 1; rounding may leave that by an ulp where one performance has the whole sum
    return np.where(constant, 0.0, np.clip(shares, 0.0, 1.0))
