"""The weighted product: ratios to the power of their weights, multiplied."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda.ratio._parts import factors, product


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WeightedProductResult(Scores):
    """Weighted products in `scores`, the steps to them, and their ratios.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances over the best of their column; for a cost the best over the performance.
    powers : ndarray of float, shape (..., A, C)
        What each criterion multiplies the score by.
    """

    normalized: FloatArray | None = step("Ratios to the best", "r_{ij}", "AC")
    powers: FloatArray | None = step("Ratios to the power of the weight", "r_{ij}^{w_j}", "AC")

    @property
    @named("WeightedProductResult.pairwise")
    def pairwise(self) -> FloatArray:
        """The ratio R(A_K / A_L) of the products of every two alternatives (..., A, A).

        Row over column: above 1 where the row's alternative is better.

        Raises
        ------
        InvalidInputError
            If a product is 0, by which nothing can be divided.
        """
        zero = np.argwhere(self.scores == 0)
        if len(zero):
            label = self.alternatives[int(zero[0][-1])]
            raise InvalidInputError(f"ratios need positive products; that of {label!r} is 0")
        return read_only(self.scores[..., :, None] / self.scores[..., None, :])


@cites("bridgman_1922", "triantaphyllou_2000, section 2.2.2")
@named
@remembered
def weighted_product(
    table: DecisionTable, weights: Weights, *, steps: bool | None = None
) -> WeightedProductResult:
    """Score alternatives by the weighted product of their ratios to the best (WPM).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on ratio scales: benefits at least 0, costs positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria, the exponents; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    WeightedProductResult
        Products (..., A) in [0, 1], higher is better; `.pairwise` are the source's ratios of two
        alternatives.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a benefit is negative, the maximum of a benefit is 0, or a cost
        is not positive; the cell is named.

    Notes
    -----
    P_i = prod_j r_ij^w_j with r = x / max x for a benefit and min x / x for a cost. Dividing a
    column by a number changes no ratio P_K / P_L, which is what the source prints, so that units
    do not matter. A performance of 0 makes the product 0, however good the rest is; a criterion of
    weight 0 makes no difference. O(S A C) time for S samples, and O(S A) memory where only weights
    are sampled.

    Examples
    --------
    The example of Triantaphyllou (2000), with the ratios 1.007, 1.067 and 1.059:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]],
    ...     ["c1", "c2", "c3", "c4"],
    ...     ["A1", "A2", "A3"],
    ... )
    >>> result = mcda.weighted_product(table, [0.2, 0.15, 0.4, 0.25])
    >>> result.pairwise.round(3)
    array([[1.   , 1.007, 1.067],
           [0.993, 1.   , 1.059],
           [0.937, 0.944, 1.   ]])
    """
    asked = door(table, weights, steps=steps)
    # r_ij: ratios, in which units cancel
    normalized = factors(table)
    # P_i = prod_j r_ij^w_j, whose quotients are R(A_K / A_L)
    scores = product(normalized, asked.weights)
    return WeightedProductResult(
        method="weighted product",
        references=cited("bridgman_1922", "triantaphyllou_2000"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        normalized=normalized if asked.keep else None,
        powers=normalized ** asked.weights[..., None, :] if asked.keep else None,
    )
