"""The additive value model: weighted partial values from value functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda._valued import recorded_values, valued


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AdditiveValueResult(Scores):
    """Overall values in `scores` and the partial values that they are made of.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    partial : ndarray of float, shape (..., A, C)
        Value of each performance on its own criterion.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the overall value.
    """

    partial: FloatArray | None = step("Partial values", "v_j(x_{ij})", "AC")
    weighted: FloatArray | None = step("Weighted partial values", "w_j v_j(x_{ij})", "AC")


@cites("keeney_raiffa_1993", "dyer_sarin_1979")
@named
@remembered
def additive_value(
    table: DecisionTable,
    weights: Weights,
    *,
    values: Mapping[str, Callable[[Any], Any]],
    steps: bool | None = None,
) -> AdditiveValueResult:
    """Score alternatives by the weighted sum of the values of their performances.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria: of the swings from value 0 to value 1. Rescaled to sum to 1.
    values : mapping of str to callable
        For every criterion its value function, vectorized, such as
        `decision_analysis.value.linear(worst, best)`.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    AdditiveValueResult
        Overall values (..., A), higher is better; in [0, 1] where the value functions are.

    Raises
    ------
    InvalidInputError
        If weights or value functions do not name each criterion, a value function contradicts its
        criterion's goal (its `increasing` is False for 'max' or True for 'min'), or it gives no
        finite value for a performance.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    V(a) = sum_j w_j v_j(x_aj), which represents preferences that are mutually preferentially
    independent, and strengths of preference under difference independence (Dyer and Sarin 1979,
    Theorem 3). The scale is anchored by the value functions, so that scores of different samples
    are comparable. Performances that differ by at most 1e-12 of the criterion's largest absolute
    one have the same value. O(S A C) time for S samples.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda, value
    >>> flats = {"city": [1400, 10], "estate": [900, 45]}
    >>> table = DecisionTable.from_rows(
    ...     flats, [Criterion("rent", "min", "EUR"), Criterion("way", "min", "min")]
    ... )
    >>> scored = mcda.additive_value(
    ...     table,
    ...     {"rent": 3, "way": 1},
    ...     values={
    ...         "rent": value.linear(worst=1500, best=700),
    ...         "way": value.linear(worst=60, best=0),
    ...     },
    ... )
    >>> scored
    additive value
       alternative  rank   score
       estate          1  0.6250
       city            2  0.3021
    >>> scored.partial
    array([[0.125     , 0.83333333],
           [0.75      , 0.25      ]])
    """
    asked = door(table, weights, steps=steps)
    # v_j(x_aj)
    partial = valued(table, values)
    # V(a) is the sum of w_j v_j(x_aj); single terms are kept where they are asked for
    weighted = partial * asked.weights[..., None, :] if asked.keep else None
    return AdditiveValueResult(
        method="additive value",
        parameters=recorded_values(table, values),
        references=cited("keeney_raiffa_1993", "dyer_sarin_1979"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=total(partial, asked.weights),
        partial=partial if asked.keep else None,
        weighted=weighted,
    )
