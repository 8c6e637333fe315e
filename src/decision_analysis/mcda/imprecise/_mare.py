"""MARE: weighted sums of the least, the most likely and the greatest performances."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Scores, Weights, axes, step, weights_array
from decision_analysis.core.parts import Columns, Headers, Rows
from decision_analysis.mcda._door import sample_shape
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.imprecise._corners import (
    Corners,
    corner_tables,
    shares_of_best,
    stacked,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MareResult(Scores):
    """Most likely scores in `scores`, by which alternatives are ranked, and what they may be.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    low, high : ndarray of float, shape (..., A)
        The least and the greatest score.
    normalized : ndarray of float, shape (..., A, C)
        The most likely performances, as shares of the best that any alternative may have.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the most likely score.
    """

    low: FloatArray = axes("A")
    high: FloatArray = axes("A")
    normalized: FloatArray | None = step("Normalized most likely performances", "r_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted most likely performances", "w_j r_{ij}", "AC")

    def _columns(self) -> Columns:
        columns = {"rank": self.ranks, "low": self.low, "score": self.scores, "high": self.high}
        return "alternative", self.alternatives, columns

    def _ranked(self, most: int | None) -> tuple[Headers, Rows]:
        headers, rows = super()._ranked(most)
        if not headers:
            return headers, rows
        ends = [[float(self.low[i]), float(self.high[i])] for i in self._shown_order()[:most]]
        shown: Rows = [[*row, *pair] for row, pair in zip(rows, ends, strict=True)]
        return [*headers, "low", "high"], shown


@cites("hodgett_et_al_2014")
@named
def mare(corners: Corners, weights: Weights, *, steps: bool | None = None) -> MareResult:
    """Score alternatives by weighted sums of their least, most likely and greatest performances.

    MARE stands for multi-attribute range evaluations.

    Parameters
    ----------
    corners : sequence of DecisionTable
        Three tables of performances (..., A, C): the least, the most likely and the greatest. The
        same alternatives and criteria, in any order.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    MareResult
        Most likely scores (..., A) of at most 1, higher is better, between `.low` and `.high`.

    Raises
    ------
    InvalidInputError
        If `corners` are not three tables of the same labels and goals whose cells ascend, the
        weights do not fit, a performance is negative, a cost is not positive or no performance of a
        benefit is.

    See Also
    --------
    interval_scores : The same for any method.

    Notes
    -----
    Hodgett et al. (2014): performances are divided by the greatest that any alternative may have,
    the reciprocals of costs by the greatest of these, and added up by weights. The scale is the
    same for all three tables, so that nothing but an alternative's own performances moves its
    score: `.low` and `.high` are what it is at worst and at best. They say nothing of how likely
    that is. O(S A C) time for S samples.

    Examples
    --------
    The example of the source: routes of a chemical process.

    >>> from decision_analysis import DecisionTable, mcda
    >>> criteria = ["yield", "toxicity", "cost", "separation", "odor"]
    >>> routes = ["one", "two", "three"]
    >>> likely = [[80, 87, 86, 19, 8], [70, 74, 10, 90, 89], [75, 9, 33, 82, 30]]
    >>> least = [[78, 87, 79, 19, 8], [68, 74, 8, 90, 89], [74.5, 9, 20, 81, 30]]
    >>> most = [[81, 87, 95, 19, 8], [72, 74, 15, 90, 89], [75.5, 9, 36, 84, 30]]
    >>> corners = [DecisionTable(values, criteria, routes) for values in (least, likely, most)]
    >>> result = mcda.mare(corners, [0.339, 0.077, 0.434, 0.127, 0.023])
    >>> result
    MARE
       alternative  rank   score     low    high
       one             1  0.8336  0.7932  0.8789
       three           2  0.5961  0.5332  0.6147
       two             3  0.5541  0.5366  0.5854
    """
    tables = corner_tables(corners, (3,))
    first = tables[0]
    shares = weights_array(first.criterion_names, weights)
    values = stacked(tables)
    shape = sample_shape(corners=values.shape[:-3], weights=shares.shape[:-1])
    keep = _checks.steps_kept(steps, single=not shape)
    least, likely, most = np.moveaxis(shares_of_best(tables, values), -1, 0)
    return MareResult(
        method="MARE",
        references=cited("hodgett_et_al_2014"),
        alternatives=first.alternatives,
        criteria=first.criterion_names,
        scores=total(likely, shares),
        low=total(least, shares),
        high=total(most, shares),
        normalized=likely.copy() if keep else None,
        weighted=likely * shares[..., None, :] if keep else None,
    )
