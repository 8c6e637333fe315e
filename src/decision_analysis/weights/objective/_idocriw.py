"""IDOCRIW weights: entropy weights times those of criterion impact loss."""

from __future__ import annotations

import dataclasses

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, WeightsResult, step
from decision_analysis.weights.objective._cilos import cilos
from decision_analysis.weights.objective._entropy import entropy


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class IdocriwResult(WeightsResult):
    """IDOCRIW weights and the two that they multiply.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    entropy_weights : ndarray of float, shape (..., C)
        Entropy weights of the table as it is.
    loss_weights : ndarray of float, shape (..., C)
        Weights of criterion impact loss (CILOS).
    """

    entropy_weights: FloatArray = step("Entropy weights", "W_j", "C")
    loss_weights: FloatArray = step("Weights of impact loss", "q_j", "C")


@cites("zavadskas_podvezko_2016")
@named
def idocriw(table: DecisionTable) -> IdocriwResult:
    """Return the weights of the integrated determination of objective criteria weights.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), costs positive, none negative; goals count.

    Returns
    -------
    IdocriwResult
        Weights (..., C) by criterion, with the two kinds that they multiply.

    Raises
    ------
    InvalidInputError
        As by `cilos`: if a performance is negative, a cost is 0, a criterion is constant, or losses
        do not determine the weights.

    Warns
    -----
    DegenerateDataWarning
        If several alternatives share the best of a criterion: its losses are their mean.

    Notes
    -----
    Zavadskas and Podvezko (2016): w_j = q_j W_j / sum_k q_k W_k, with the entropy weights W_j,
    which ignore goals, and those of impact loss q_j, which do not.


    Examples
    --------
    The example of Zavadskas and Podvezko (2016), which prints .1658, .1886, .3545 and .2911:

    >>> from decision_analysis import Criterion, DecisionTable, weights
    >>> table = DecisionTable(
    ...     [[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]],
    ...     [Criterion("C1", "min"), "C2", Criterion("C3", "min"), "C4"],
    ...     ["A1", "A2", "A3", "A4"],
    ... )
    >>> weights.idocriw(table).weights.round(3)
    array([0.166, 0.189, 0.355, 0.291])
    """
    table = _checks.instance("table", table, DecisionTable)
    loss = cilos(table).weights
    spread = entropy(table).weights
    # w_j = q_j W_j over their sum, which is positive, as no criterion is constant
    products = loss * spread
    return IdocriwResult(
        method="IDOCRIW",
        references=cited("zavadskas_podvezko_2016"),
        weights=products / products.sum(axis=-1, keepdims=True),
        criteria=table.criterion_names,
        entropy_weights=spread,
        loss_weights=loss,
    )
