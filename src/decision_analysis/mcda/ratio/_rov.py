"""ROV: the middle of the range between the utility by costs and that by benefits."""

from __future__ import annotations

import dataclasses

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import minmax
from decision_analysis.mcda.ratio._parts import by_goal


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RovResult(Scores):
    """Middles of the ranges of value in `scores`, and their two ends.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances between the worst (0) and the best (1) of their column.
    benefits, costs : ndarray of float, shape (..., A)
        The weighted sums u+ and u- over benefits and over costs; both are better the higher.
    """

    normalized: FloatArray | None = step("Normalized performances", r"\bar x_{ij}", "AC")
    benefits: FloatArray | None = step("Utility by benefits", "u_i^+", "A")
    costs: FloatArray | None = step("Utility by costs", "u_i^-", "A")


@cites("yakowitz_lane_szidarovszky_1993", "madic_radovanovic_manic_2016")
@named
@remembered
def rov(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> RovResult:
    """Score alternatives by their range of value (ROV).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    RovResult
        Middles u (..., A) of the ranges, in [0, 1/2], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: it counts 0 for all and makes no difference.

    Notes
    -----
    Madic et al. (2016): with performances on min-max turned by goal, u+_i = sum_benefits w_j x_ij,
    u-_i = sum_costs w_j x_ij and u_i = (u-_i + u+_i) / 2. The ranks are those of `weighted_sum`
    with normalization 'minmax', of which u is half. O(S A C) time for S samples, and O(S A) memory
    where only weights are sampled.

    Examples
    --------
    Cutting fluids of Madic et al. (2016), where a peer's answer is .1841, .2617, .2133 and .3429 of
    weights that sum to 1.0001:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> values = [
    ...     [0.035, 34.5, 847, 1.76, 0.335, 0.5, 0.59, 0.59],
    ...     [0.027, 36.8, 834, 1.68, 0.335, 0.665, 0.665, 0.665],
    ...     [0.037, 38.6, 808, 2.4, 0.59, 0.59, 0.41, 0.5],
    ...     [0.028, 32.6, 821, 1.59, 0.5, 0.59, 0.59, 0.41],
    ... ]
    >>> criteria = [Criterion(f"c{j}", "max" if j in (4, 7) else "min") for j in range(8)]
    >>> table = DecisionTable(values, criteria, ["A1", "A2", "A3", "A4"])
    >>> weights = [0.3306, 0.0718, 0.1808, 0.0718, 0.0459, 0.126, 0.126, 0.0472]
    >>> mcda.rov(table, weights).scores.round(3)
    array([0.184, 0.262, 0.213, 0.343])
    """
    asked = door(table, weights, steps=steps)
    # linear transformation by goal
    normalized = minmax(table)
    # u+ and u-, the ends of the range of value
    benefits, costs = by_goal(table, normalized, asked.weights)
    return RovResult(
        method="ROV",
        references=cited("yakowitz_lane_szidarovszky_1993", "madic_radovanovic_manic_2016"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        # u, the middle of the range
        scores=(costs + benefits) / 2,
        normalized=normalized if asked.keep else None,
        benefits=benefits if asked.keep else None,
        costs=costs if asked.keep else None,
    )
