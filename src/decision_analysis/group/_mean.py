"""The arithmetic mean over people of scores, weights or other numbers on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.core import Scores, WeightsResult
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._judgements import importance, like_first, people_of, rows_of_people

R = TypeVar("R", Scores, WeightsResult)


@overload
def mean(judgements: R, weights: ArrayLike | None = None) -> R: ...
@overload
def mean(judgements: Sequence[R], weights: ArrayLike | None = None) -> R: ...
@overload
def mean(
    judgements: Sequence[Mapping[str, float]], weights: ArrayLike | None = None
) -> dict[str, float]: ...
@overload
def mean(judgements: ArrayLike, weights: ArrayLike | None = None) -> FloatArray: ...
@overload
def mean(judgements: Any, weights: ArrayLike | None = None) -> Any: ...
@cites("forman_peniwati_1998")
@named
def mean(judgements: Any, weights: ArrayLike | None = None) -> Any:
    """Return the mean over people of their scores, weights or other numbers on one scale.

    Parameters
    ----------
    judgements : array_like (..., K, n), result, DataFrame, or list of mappings, Series or results
        A row for each person. What has labels is aligned by them to the first person's; in a result
        people are the last sample axis, in a DataFrame the rows; {"Ann": {"price": 0.7, ...}, ...}
        names them.
    weights : array_like of float, shape (K,), optional
        Importance of each person, rescaled to sum to 1; equal where None. By name where the people
        have names.

    Returns
    -------
    ndarray of float, shape (..., n), Scores, WeightsResult, dict or Series
        What one person's judgements are, with their labels; of results the scores or weights only,
        without steps, of a DataFrame a Series.

    Raises
    ------
    InvalidInputError
        If there is no axis of people, a number is not finite, labels differ between people, scores
        differ in direction, or the weights are negative, all zero, or not one for each person.

    Notes
    -----
    Averaging priorities suits people who act as individuals; for a group that acts as one, average
    the comparisons with `geometric_mean` (Forman and Peniwati 1998). O(K n) for each sample.

    Examples
    --------
    >>> from decision_analysis import group
    >>> group.mean([[0.6, 0.4], [0.2, 0.8]], weights=[3, 1])
    array([0.5, 0.5])
    >>> group.mean([{"price": 0.75, "comfort": 0.25}, {"comfort": 0.75, "price": 0.25}])
    {'price': 0.5, 'comfort': 0.5}
    """
    judgements, people = people_of(judgements)
    array, labels = rows_of_people("judgements", judgements)
    if array.ndim < 2 or 0 in array.shape:
        raise InvalidInputError(f"judgements must have shape (..., people, n); got {array.shape}")
    average: FloatArray = np.einsum(
        "k,...kn->...n", importance(weights, array.shape[-2], people), array
    )
    return like_first(judgements, average, labels, _method(judgements))


def _method(judgements: Any) -> str:
    """Name the mean of results after their methods; refuse scores of two directions."""
    entries = judgements if isinstance(judgements, list | tuple) else [judgements]
    if len({entry.higher_is_better for entry in entries if isinstance(entry, Scores)}) > 1:
        raise InvalidInputError("judgements must agree on whether higher scores are better")
    methods = dict.fromkeys(
        entry.method for entry in entries if isinstance(entry, Scores | WeightsResult)
    )
    return " ".join(["mean", " and ".join(methods)] if methods else ["mean"])
