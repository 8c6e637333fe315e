"""RAM: the root assessment method, a root of the benefits by the costs."""

from __future__ import annotations

import dataclasses

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import by_sum
from decision_analysis.mcda.ratio._parts import by_goal


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RamResult(Scores):
    """Overall scores RI in `scores` and the sums they are made of.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Shares of the columns.
    benefits, costs : ndarray of float, shape (..., A)
        S+ and S-, the sums of the weighted shares by goal.
    """

    normalized: FloatArray | None = step("Shares of the columns", "r_{ij}", "AC")
    benefits: FloatArray | None = step("Sum of weighted benefits", "S_{+i}", "A")
    costs: FloatArray | None = step("Sum of weighted costs", "S_{-i}", "A")


@cites("sotoudeh_anvari_2023")
@named
@remembered
def ram(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> RamResult:
    """Score alternatives by the root assessment method (RAM).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), none negative.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    RamResult
        Overall scores RI (..., A) between 2^(1/3) and 3^(1/2), higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit or a performance is negative; the cell is named.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is zero for all: it then makes no difference.

    Notes
    -----
    Sotoudeh-Anvari (2023): with r_ij = x_ij / sum_i x_ij, S+ and S- are the sums of w_j r_ij over
    benefits and over costs, and RI_i is the root of 2 + S+_i of degree 2 + S-_i. Scores of one
    table lie close together: compare them with six digits, or by rank. O(S A C) time for S samples,
    and O(S A) memory where only weights are sampled.

    Examples
    --------
    Four of the ten alternatives of the source among themselves:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> goals = ["max", "min", "min", "max", "max", "max", "max"]
    >>> table = DecisionTable(
    ...     [
    ...         [0.068, 0.066, 0.15, 0.098, 0.156, 0.114, 0.098],
    ...         [0.078, 0.076, 0.108, 0.136, 0.082, 0.171, 0.105],
    ...         [0.157, 0.114, 0.128, 0.083, 0.108, 0.113, 0.131],
    ...         [0.106, 0.139, 0.058, 0.074, 0.132, 0.084, 0.12],
    ...     ],
    ...     [Criterion(f"C{j}", goal) for j, goal in enumerate(goals, 1)],
    ...     ["A1", "A2", "A3", "A4"],
    ... )
    >>> mcda.ram(table, [0.132, 0.135, 0.138, 0.162, 0.09, 0.223, 0.12]).order
    ('A2', 'A3', 'A1', 'A4')
    """
    asked = door(table, weights, steps=steps)
    # steps 1 and 2: shares of the columns, which weights multiply
    normalized = by_sum(table)
    # step 3: S+ and S-
    benefits, costs = by_goal(table, normalized, asked.weights)
    return RamResult(
        method="RAM",
        references=cited("sotoudeh_anvari_2023"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        # step 4: RI, a root by which a lack of benefits and an excess of costs both lower it
        scores=(2 + benefits) ** (1 / (2 + costs)),
        normalized=normalized if asked.keep else None,
        benefits=benefits if asked.keep else None,
        costs=costs if asked.keep else None,
    )
