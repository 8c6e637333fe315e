"""Consensus of judgements: geometric mean of pairwise comparisons, arithmetic mean of scores and weights."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.core import Scores, WeightsResult
from decision_analysis.errors import InvalidInputError

R = TypeVar("R", Scores, WeightsResult)

_RECIPROCITY = 1e-6


def geometric_mean(comparisons: ArrayLike, weights: ArrayLike | None = None) -> FloatArray:
    """Return the consensus of several people's pairwise comparison matrices.

    Parameters
    ----------
    comparisons : array_like of float, shape (..., K, n, n)
        For each person a reciprocal matrix on a ratio scale: how many times the row is preferred to the column.
    weights : array_like of float, shape (K,), optional
        Importance of each person, rescaled to sum to 1; equal where None.

    Returns
    -------
    ndarray of float, shape (..., n, n)
        The matrix of geometric means, which is reciprocal again.

    Raises
    ------
    InvalidInputError
        If a matrix is not square, positive and reciprocal (the product of an entry and its mirror within 1e-6 of 1:
        write 1 / 3, not 0.33), or the weights are negative, all zero, or not one for each person.

    Notes
    -----
    Of the averages that treat each person's judgement separately and agree with a unanimous group, the only one that
    keeps both reciprocity and the ratio scale; the arithmetic mean is not reciprocal. O(K n^2) for each sample.

    References
    ----------
    Aczél J., Saaty T.L. (1983) Procedures for synthesizing ratio judgements. Journal of Mathematical Psychology 27(1)
    93-102. https://doi.org/10.1016/0022-2496(83)90028-7

    Examples
    --------
    One says 8 times better, the other half as good: together twice as good.

    >>> from decision_analysis import group
    >>> group.geometric_mean([[[1, 8], [1 / 8, 1]], [[1, 1 / 2], [2, 1]]])
    array([[1. , 2. ],
           [0.5, 1. ]])
    """
    where = "geometric_mean()"
    array = _checks.numeric_array(where, "comparisons", comparisons)
    if array.ndim < 3 or array.shape[-1] != array.shape[-2] or 0 in array.shape:
        raise InvalidInputError(f"{where}: comparisons must have shape (..., people, n, n); got {array.shape}")
    if (bad := np.argwhere(array <= 0)).size:
        index = tuple(bad[0])
        raise InvalidInputError(f"{where}: comparisons must be positive; got {array[index]:g}{_checks.at(index)}")
    with np.errstate(over="ignore"):
        product = array * np.swapaxes(array, -1, -2)
    if (bad := np.argwhere(np.abs(product - 1) > _RECIPROCITY)).size:
        index = tuple(bad[0])
        mirror = (*index[:-2], index[-1], index[-2])
        raise InvalidInputError(
            f"{where}: comparisons must be reciprocal; got {array[index]:g}{_checks.at(index)} and {array[mirror]:g}"
            f"{_checks.at(mirror)}"
        )
    consensus: FloatArray = np.exp(
        np.einsum("k,...kij->...ij", _people(where, weights, array.shape[-3]), np.log(array))
    )
    return consensus


@overload
def mean(judgements: R, weights: ArrayLike | None = None) -> R: ...
@overload
def mean(judgements: ArrayLike, weights: ArrayLike | None = None) -> FloatArray: ...
def mean(
    judgements: Scores | WeightsResult | ArrayLike, weights: ArrayLike | None = None
) -> Scores | WeightsResult | FloatArray:
    """Return the mean over people of their scores, weights or other numbers on one scale.

    Parameters
    ----------
    judgements : Scores, WeightsResult, or array_like of float, shape (..., K, n)
        A row for each person; in a result, people are the last sample axis.
    weights : array_like of float, shape (K,), optional
        Importance of each person, rescaled to sum to 1; equal where None.

    Returns
    -------
    Scores, WeightsResult, or ndarray of float, shape (..., n)
        The same kind without the axis of people; of a result, the scores or weights only, without steps.

    Raises
    ------
    InvalidInputError
        If there is no axis of people, a number is not finite, or the weights are negative, all zero, or not one for
        each person.

    Notes
    -----
    Averaging priorities suits people who act as individuals; for a group that acts as one, average the comparisons
    with `geometric_mean` (Forman and Peniwati 1998). O(K n) for each sample.

    References
    ----------
    Forman E., Peniwati K. (1998) Aggregating individual judgments and priorities with the analytic hierarchy process.
    European Journal of Operational Research 108(1) 165-169. https://doi.org/10.1016/S0377-2217(97)00244-0

    Examples
    --------
    >>> from decision_analysis import group
    >>> group.mean([[0.6, 0.4], [0.2, 0.8]], weights=[3, 1])
    array([0.5, 0.5])
    """
    where = "mean()"
    if isinstance(judgements, Scores | WeightsResult):
        array = judgements.scores if isinstance(judgements, Scores) else judgements.weights
    else:
        array = _checks.numeric_array(where, "judgements", judgements)
    if array.ndim < 2 or 0 in array.shape:
        raise InvalidInputError(f"{where}: judgements must have shape (..., people, n); got {array.shape}")
    average: FloatArray = np.einsum("k,...kn->...n", _people(where, weights, array.shape[-2]), array)
    if isinstance(judgements, Scores):
        return Scores(**_common(judgements), scores=average, higher_is_better=judgements.higher_is_better)
    if isinstance(judgements, WeightsResult):
        return WeightsResult(**_common(judgements), weights=average, criteria=judgements.criteria)
    return average


def _common(result: Scores | WeightsResult) -> dict[str, Any]:
    names = ("parameters", "references", "alternatives")
    return {"method": f"mean {result.method}", **{name: getattr(result, name) for name in names}}


def _people(where: str, weights: ArrayLike | None, people: int) -> FloatArray:
    if weights is None:
        return np.full(people, 1 / people)
    array = _checks.numeric_array(where, "weights", weights)
    if array.shape != (people,):
        raise InvalidInputError(f"{where}: need {people} weights, one for each person; got shape {array.shape}")
    if (bad := np.flatnonzero(array < 0)).size:
        raise InvalidInputError(f"{where}: weights must not be negative; got {array[bad[0]]:g} for person {bad[0]}")
    if not array.any():
        raise InvalidInputError(f"{where}: weights must not all be zero")
    with np.errstate(over="ignore"):
        total = array.sum()
    scaled: FloatArray = array / _checks.all_finite(where, "the sum of weights", total)
    return scaled
