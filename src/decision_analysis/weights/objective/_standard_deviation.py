"""Standard-deviation weights: criteria weigh by the spread of their performances."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, WeightsResult, step
from decision_analysis.weights.objective._shares import constant_columns, shares
from decision_analysis.weights.objective._spread import deviations, ranged


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class StandardDeviationResult(WeightsResult):
    """Standard-deviation weights and the deviations behind them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    deviation : ndarray of float, shape (..., C)
        Standard deviation of each column (divisor A).
    """

    deviation: FloatArray = step("Standard deviation", "\\sigma_j", "C")


@cites("diakoulaki_mavrotas_papayannakis_1995")
@named
def standard_deviation(
    table: DecisionTable, *, normalization: Literal["minmax"] | None = None
) -> StandardDeviationResult:
    """Return weights in proportion to the standard deviation of each criterion.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C). Goals are ignored.
    normalization : {None, 'minmax'}
        Deviations of the columns as they are, or of columns brought to [0, 1] by their least and
        largest performance. As they are, a criterion in a smaller unit weighs more: they must share
        a unit or have been normalized.

    Returns
    -------
    StandardDeviationResult
        Weights (..., C) by criterion, with the deviations.

    Raises
    ------
    InvalidInputError
        If the normalization is unknown.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: its weight is 0. If all are: weights are equal.

    Notes
    -----
    w_j = sigma_j / sum_k sigma_k, against which Diakoulaki et al. (1995) set CRITIC. The divisor of
    the variance, A or A - 1, makes no difference to the weights. O(S A C) for S samples.

    Examples
    --------
    The example of Salabun et al. (2020):

    >>> from decision_analysis import DecisionTable, weights
    >>> table = DecisionTable(
    ...     [
    ...         [0.619, 0.449, 0.447],
    ...         [0.862, 0.466, 0.006],
    ...         [0.458, 0.698, 0.771],
    ...         [0.777, 0.631, 0.491],
    ...         [0.567, 0.992, 0.968],
    ...     ],
    ...     ["C1", "C2", "C3"],
    ...     ["A1", "A2", "A3", "A4", "A5"],
    ... )
    >>> weights.standard_deviation(table).weights.round(3)
    array([0.217, 0.294, 0.488])
    """
    table = _checks.instance("table", table, DecisionTable)
    if normalization is not None:
        _checks.one_of("normalization", normalization, ("minmax",))
    constant = constant_columns(table)
    values = table.values if normalization is None else ranged(table, constant)
    deviation = np.where(constant, 0.0, deviations(values))
    return StandardDeviationResult(
        method="standard-deviation weights",
        parameters={"normalization": normalization},
        references=cited("diakoulaki_mavrotas_papayannakis_1995"),
        weights=shares(table, deviation, constant),
        criteria=table.criterion_names,
        deviation=deviation,
    )
