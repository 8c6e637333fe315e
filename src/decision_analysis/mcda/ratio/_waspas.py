"""WASPAS: a mixture of the weighted sum and the weighted product."""

from __future__ import annotations

import dataclasses

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.ratio._parts import factors, product


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WaspasResult(Scores):
    """The joint criterion Q in `scores` and the two totals it is made of.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances over the best of their column; for a cost the best over the performance.
    weighted_sum : ndarray of float, shape (..., A)
        Total relative importance by the weighted sum.
    weighted_product : ndarray of float, shape (..., A)
        Total relative importance by the weighted product.
    """

    normalized: FloatArray | None = step("Ratios to the best", r"\bar x_{ij}", "AC")
    weighted_sum: FloatArray | None = step("Weighted sum", "Q_i^{(1)}", "A")
    weighted_product: FloatArray | None = step("Weighted product", "Q_i^{(2)}", "A")


@cites("zavadskas_et_al_2012", "figures: chakraborty_zavadskas_antucheviciene_2015, example 2")
@named
@remembered
def waspas(
    table: DecisionTable, weights: Weights, *, balance: float = 0.5, steps: bool | None = None
) -> WaspasResult:
    """Score alternatives by a mixture of the weighted sum and the weighted product (WASPAS).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on ratio scales: benefits at least 0, costs positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    balance : float
        Share lambda in [0, 1] of the weighted sum; the rest is the weighted product's.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    WaspasResult
        Joint criterion Q (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, `balance` is not in [0, 1], a benefit is negative, the maximum of
        a benefit is 0, or a cost is not positive; the cell is named.

    Notes
    -----
    Zavadskas et al. (2012): Q = lambda Q1 + (1 - lambda) Q2, where Q1 = sum_j w_j r_ij and Q2 =
    prod_j r_ij^w_j with r = x / max x for a benefit and min x / x for a cost. Q2 is never above
    Q1, and 0 where any performance is 0. O(S A C) time for S samples, and O(S A) memory where only
    weights are sampled.

    Examples
    --------
    Machining centers of Chakraborty et al. (2015), quoted with 0.8584, 0.8169, 0.8419 and 0.9417
    for the first four:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> values = [
    ...     [581818, 54.49, 3, 5500],
    ...     [595454, 49.73, 3, 4500],
    ...     [586060, 51.24, 3, 5000],
    ...     [522727, 45.71, 3, 5800],
    ...     [561818, 52.66, 3, 5200],
    ...     [543030, 74.46, 4, 5600],
    ...     [522727, 75.42, 4, 5800],
    ...     [486970, 62.62, 4, 5600],
    ...     [509394, 65.87, 4, 6400],
    ...     [513333, 70.67, 4, 6000],
    ... ]
    >>> criteria = [Criterion(f"c{j}", "min") for j in range(3)] + [Criterion("c3")]
    >>> table = DecisionTable(values, criteria, [f"A{i}" for i in range(1, 11)])
    >>> mcda.waspas(table, [0.467, 0.16, 0.095, 0.278]).scores[:4].round(4)
    array([0.8584, 0.8169, 0.8419, 0.9417])
    """
    asked = door(table, weights, steps=steps)
    share = _checks.number("balance", balance, low=0, high=1)
    # ratios to the best, linear for both goals
    normalized = factors(table)
    # Q1 by the weighted sum, Q2 by the weighted product
    by_sum, by_product = total(normalized, asked.weights), product(normalized, asked.weights)
    # Q = lambda Q1 + (1 - lambda) Q2
    return WaspasResult(
        method="WASPAS",
        parameters={"balance": share},
        references=cited("zavadskas_et_al_2012"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=share * by_sum + (1 - share) * by_product,
        normalized=normalized if asked.keep else None,
        weighted_sum=by_sum if asked.keep else None,
        weighted_product=by_product if asked.keep else None,
    )
