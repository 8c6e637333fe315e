"""Angular weights: criteria weigh by their angle with a criterion that tells nothing."""

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
class AngleResult(WeightsResult):
    """Angular weights and the angles.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    angles : ndarray of float, shape (..., C)
        Angle of each column with a constant one, in radians.
    """

    angles: FloatArray = step("Angle with a constant column", "u_j", "C")


@cites("shuai_et_al_2012")
@named
def angle(table: DecisionTable) -> AngleResult:
    """Return weights in proportion to the angle of each criterion with a constant one.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), none negative, on ratio scales. Goals are ignored.

    Returns
    -------
    AngleResult
        Weights (..., C) by criterion, with the angles.

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
    Shuai et al. (2012): cos u_j = sum_i x_ij / (sqrt(A) sqrt(sum_i x_ij^2)) is that of the column
    with a column of ones, and w_j = u_j / sum_k u_k. Computed as u_j = arctan(sigma_j / mean_j),
    the same angle, which keeps its digits where it is small. O(S A C) for S samples.


    Examples
    --------
    The example of Shuai et al. (2012):

    >>> from decision_analysis import DecisionTable, weights
    >>> values = [[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]]
    >>> table = DecisionTable(values, ["u1", "u2", "u3", "u4"], ["a1", "a2", "a3", "a4"])
    >>> weights.angle(table).weights.round(4)
    array([0.415 , 0.3612, 0.2227, 0.0012])
    """
    table = _checks.instance("table", table, DecisionTable)
    refuse_cells(table, table.values < 0, "at least 0")
    constant = constant_columns(table)
    # tan u_j is the column's part across the constant one over its part along it
    angles = np.where(constant, 0.0, np.arctan2(deviations(table.values), table.values.mean(-2)))
    return AngleResult(
        method="angular weights",
        references=cited("shuai_et_al_2012"),
        weights=shares(table, angles, constant),
        criteria=table.criterion_names,
        angles=angles,
    )
