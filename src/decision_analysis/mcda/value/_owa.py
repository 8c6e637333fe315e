"""Ordered weighted averaging: weights of places, from the best performance to the worst."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labelled import has_labels
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Scores, WeightsResult, axes
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights, sample_shape
from decision_analysis.mcda._valued import Values, recorded_values, valued


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class OwaResult(Scores):
    """Ordered weighted averages in `scores`, and how near they are to the maximum.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    orness : float or ndarray, shape (...)
        1 for the maximum, 0 for the minimum, 1/2 for the mean.
    order_weights : ndarray of float, shape (..., C)
        Weights of places that sum to 1, that of the best performance first.
    """

    orness: float | FloatArray = axes("")
    order_weights: FloatArray = axes("N")


@cites("yager_1988")
@named
@remembered
def owa(
    table: DecisionTable,
    *,
    order_weights: WeightsResult | FloatArray | Sequence[float],
    values: Values | None = None,
) -> OwaResult:
    """Score alternatives by the ordered weighted average of their performances (OWA).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on one common scale, or any with `values`.
    order_weights : array_like, shape (..., C), or WeightsResult
        Weights of places, not of criteria: the first is that of each alternative's best
        performance, the last that of its worst. Rescaled to sum to 1. Such as
        `weights.owa_quantifier` and `weights.owa_maximum_entropy` return.
    values : mapping of str to callable, optional
        For every criterion its value function, vectorized, which brings performances to a common
        scale. Where None they are taken as they are, costs negated.

    Returns
    -------
    OwaResult
        Averages (..., A), higher is better, and `.orness`.

    Raises
    ------
    InvalidInputError
        If the weights are labelled, not as many as criteria, not finite, negative or all zero, or
        value functions do not fit.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    Yager (1988): F(a) = sum_i w_i b_i, where b_i is the i-th largest of the performances of a;
    orness is sum_i (n - i) w_i / (n - 1), and 1/2 for a single criterion. All criteria are alike:
    who has to weigh them too takes `choquet`. O(S A C log C) time for S samples.

    Examples
    --------
    The example of Yager (1988):

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable([[0.7, 1, 0.3, 0.6]], ["A1", "A2", "A3", "A4"], ["x"])
    >>> result = mcda.owa(table, order_weights=[0.4, 0.3, 0.2, 0.1])
    >>> round(result["x"], 10), round(result.orness, 4)
    (0.76, 0.6667)
    """
    asked = door_without_weights(table)
    shares = _shares(order_weights, len(table.criteria))
    gains = asked.gains if values is None else valued(table, values)
    shape = sample_shape(table=table.sample_shape, order_weights=shares.shape[:-1])
    # b_i, the i-th largest of the row; F is the sum of w_i b_i
    ordered = np.sort(gains, axis=-1)[..., ::-1]
    scores = np.einsum("...ac,...c->...a", ordered, shares)
    return OwaResult(
        method="OWA",
        parameters=recorded_values(table, values),
        references=cited("yager_1988"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores.reshape(*shape, len(table.alternatives)),
        orness=_orness(shares),
        order_weights=shares,
    )


def _shares(given: Any, count: int) -> FloatArray:
    """Return order weights (..., C) that sum to 1."""
    if isinstance(given, WeightsResult) and given.criteria is None:
        given = given.weights
    if has_labels(given):
        raise InvalidInputError(
            "order_weights must be an array, as they are of places and not of criteria; got"
            f" {shown(given)}"
        )
    array = _checks.numeric_array("order_weights", given)
    if array.ndim == 0 or array.shape[-1] != count or not array.size:
        raise InvalidInputError(
            f"need {count} order_weights, one for each criterion; got shape {array.shape}"
        )
    if array.min() < 0:
        *sample, place = (int(i) for i in np.argwhere(array < 0)[0])
        raise InvalidInputError(
            f"order_weights must not be negative; got {array[(*sample, place)]:g} as number"
            f" {place + 1}{_checks.at(sample)}"
        )
    with np.errstate(over="ignore"):
        totals = array.sum(axis=-1, keepdims=True)
    _checks.all_finite("the sum of order_weights", totals[..., 0])
    if (totals <= 0).any():
        first = np.argwhere(totals[..., 0] <= 0)[0]
        raise InvalidInputError(f"order_weights must not all be zero{_checks.at(first.tolist())}")
    return np.asarray(array / totals)


def _orness(shares: FloatArray) -> FloatArray:
    """Return the sum of (n - i) w_i over n - 1; a single weight is maximum and minimum in one."""
    count = shares.shape[-1]
    if count == 1:
        return np.full(shares.shape[:-1], 0.5)
    return np.asarray(shares @ np.linspace(1.0, 0.0, count))
