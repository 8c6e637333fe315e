"""What the similarity coefficients share: checks of two rankings, mid-ranks, and the limit for rankings all tied."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def two_rankings(
    where: str, first: ArrayLike, second: ArrayLike, names: tuple[str, str] = ("first", "second")
) -> tuple[FloatArray, FloatArray]:
    """Return two arrays of ranks of one shape (..., A), A at least 2, ranks between 1 and A."""
    x, y = _one_ranking(where, names[0], first), _one_ranking(where, names[1], second)
    if x.shape[-1] != y.shape[-1]:
        raise InvalidInputError(
            f"{where}: {names[0]} and {names[1]} must rank the same alternatives; got {x.shape[-1]} and {y.shape[-1]}"
        )
    try:
        x, y = np.broadcast_arrays(x, y)
    except ValueError:
        raise InvalidInputError(
            f"{where}: leading axes of {names[0]} and {names[1]} must broadcast; got {x.shape} and {y.shape}"
        ) from None
    return x, y


def _one_ranking(where: str, what: str, given: ArrayLike) -> FloatArray:
    ranks = _checks.numeric_array(where, what, given)
    if ranks.ndim == 0 or ranks.shape[-1] < 2:
        raise InvalidInputError(f"{where}: {what} must rank at least 2 alternatives; got shape {ranks.shape}")
    if len(bad := np.argwhere((ranks < 1) | (ranks > ranks.shape[-1]))):
        index = tuple(bad[0])
        raise InvalidInputError(
            f"{where}: ranks of {what} must be between 1 and {ranks.shape[-1]}; got {ranks[index]:g}{_checks.at(index)}"
        )
    return ranks


def mid_ranks(ranks: FloatArray) -> FloatArray:
    """Return the mean of the places that tied alternatives occupy, whatever convention ranks (..., A) follow."""
    order = np.argsort(ranks, axis=-1, kind="stable")
    ordered = np.take_along_axis(ranks, order, axis=-1)
    size = ranks.shape[-1]
    places = np.broadcast_to(np.arange(1.0, size + 1), ordered.shape)
    breaks = np.diff(ordered, axis=-1) != 0
    first = np.ones(ordered.shape)
    first[..., 1:] = np.where(breaks, places[..., 1:], 1.0)
    last = np.full(ordered.shape, float(size))
    last[..., :-1] = np.where(breaks, places[..., :-1], float(size))
    starts = np.maximum.accumulate(first, axis=-1)
    stops = np.minimum.accumulate(last[..., ::-1], axis=-1)[..., ::-1]
    result = np.empty(ordered.shape)
    np.put_along_axis(result, order, (starts + stops) / 2, axis=-1)
    return result


def correlation(
    where: str, covariance: FloatArray, first: FloatArray, second: FloatArray, constant: tuple[BoolArray, BoolArray]
) -> FloatArray:
    """Return covariance / sqrt(first second); where a ranking is all tied, 1 if both are, else 0, and warn."""
    undefined = constant[0] | constant[1]
    if undefined.any():
        warnings.warn(
            f"{where}: {int(undefined.sum())} of {undefined.size} pairs hold a ranking whose alternatives all tie; "
            "its similarity is taken as 1 where both do, else 0",
            DegenerateDataWarning,
            stacklevel=3,
        )
    scale = np.sqrt(np.where(undefined, 1.0, first * second))
    limit = (constant[0] & constant[1]).astype(np.float64)
    return np.asarray(np.where(undefined, limit, np.clip(covariance / scale, -1.0, 1.0)))[()]


def all_tied(ranks: FloatArray) -> BoolArray:
    """Say of each ranking whether all its alternatives tie."""
    return np.asarray(np.ptp(ranks, axis=-1) == 0)
