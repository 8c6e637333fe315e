"""ARAS: additive ratios to an optimal alternative."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._ranges import warn_of_wide_ends
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.ratio._parts import by_best, positive_row, quotients


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ArasResult(Scores):
    """Utility degrees K in `scores` (1 is as good as optimal) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    optimal : ndarray of float, shape (..., C)
        Performances of the optimal alternative.
    normalized : ndarray of float, shape (..., A, C)
        Each alternative's share of its column, the optimal one among them; costs are inverted.
    optimality : ndarray of float, shape (..., A)
        S, the weighted sum of the shares.
    """

    optimal: FloatArray | None = step("Optimal performances", "x_{0j}", "C")
    normalized: FloatArray | None = step("Normalized performances", r"\bar x_{ij}", "AC")
    optimality: FloatArray | None = step("Optimality function", "S_i", "A")


@cites("zavadskas_turskis_2010", "figures: stanujkic_djordjevic_karabasevic_2015")
@named
@remembered
def aras(
    table: DecisionTable,
    weights: Weights,
    *,
    optimal: Mapping[str, float] | Sequence[float] | FloatArray | None = None,
    steps: bool | None = None,
) -> ArasResult:
    """Score alternatives by their additive ratio to an optimal alternative (ARAS).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on ratio scales: benefits at least 0, costs positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1, which changes no score.
    optimal : mapping of str to float or array_like, shape (C,), optional
        Performances of the optimal alternative, positive, by criterion or in the table's order;
        None takes the best of each column, within each sample.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    ArasResult
        Utility degrees K (..., A), higher is better; in [0, 1] where `optimal` is nowhere worse
        than any alternative.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a benefit is negative, the maximum of a benefit is 0, a cost is
        not positive, or `optimal` names other criteria or is not positive; the cell is named.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    Zavadskas and Turskis (2010): the optimal alternative is row 0; costs are inverted; columns are
    divided by their sum, row 0 included; S_i = sum_j w_j x_ij and K_i = S_i / S_0. As all rows
    share these sums, scores depend on which alternatives there are. O(S A C) time for S samples,
    and O(S A) memory where only weights are sampled.

    Examples
    --------
    Candidates of Stanujkic et al. (2015), quoted with 0.74, 0.86, 0.78 and 0.86:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [
    ...         [4.64, 3, 3, 3, 2.88, 3.63],
    ...         [4, 4, 4.64, 3.56, 3.63, 5],
    ...         [3.3, 4.31, 3.3, 4, 3.3, 4],
    ...         [2.62, 5, 4.22, 4.31, 5, 5],
    ...     ],
    ...     [f"c{j}" for j in range(1, 7)],
    ...     ["A1", "A2", "A3", "A4"],
    ... )
    >>> mcda.aras(table, [0.28, 0.25, 0.19, 0.15, 0.08, 0.04]).scores.round(2)
    array([0.74, 0.86, 0.78, 0.86])
    """
    asked = door(table, weights, steps=steps)
    ratios = by_best(table)
    # step 1: the optimal alternative x_0, by default the best of each column
    best = np.where(table.maximize, table.values.max(axis=-2), table.values.min(axis=-2))
    parameters: dict[str, Any] = {"optimal": None}
    row, first = best, np.ones_like(best)
    if optimal is not None:
        row = positive_row("optimal", optimal, table.criterion_names, one="optimal performance")
        parameters = {"optimal": dict(zip(table.criterion_names, row.tolist(), strict=True))}
        better = np.where(table.maximize, row, best), np.where(table.maximize, best, row)
        first = quotients(*better, table.criterion_names)
        # of benefits the scale goes from 0 to the optimal performance
        ends = np.where(table.maximize, row, 0.0)
        warn_of_wide_ends(table, np.zeros_like(row), ends)
    # step 2: shares of the columns, x_0 included; a factor common to a column cancels, so that
    # ratios to the best stand for performances and for inverted costs
    sums = first + ratios.sum(axis=-2)
    normalized = ratios / sums[..., None, :]
    # steps 3 and 4: S_i, and S_0 of the optimal alternative
    optimality = total(normalized, asked.weights)
    of_optimal = total((first / sums)[..., None, :], asked.weights)
    return ArasResult(
        method="ARAS",
        parameters=parameters,
        references=cited("zavadskas_turskis_2010"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        # step 5: K_i = S_i / S_0
        scores=optimality / of_optimal,
        optimal=row if asked.keep else None,
        normalized=normalized if asked.keep else None,
        optimality=optimality if asked.keep else None,
    )
