"""Order weights of a given orness that are as even as they can be."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_ORDER_WEIGHTS, ORNESS_HALVINGS
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.errors import InvalidInputError


@cites("ohagan_1988", "fuller_majlender_2001")
@named
def owa_maximum_entropy(n: int, orness: float | ArrayLike) -> WeightsResult:
    """Return the order weights of a given orness that have the largest entropy.

    Parameters
    ----------
    n : int
        How many criteria there are, from 2 to ten thousand.
    orness : float or array_like, shape (...)
        How near the aggregation is to the maximum, from 0 (the minimum) to 1 (the maximum); 0.5 is
        the mean. One for each sample where it is an array.

    Returns
    -------
    WeightsResult
        Weights (..., n), that of the best performance first; they are of places and have no names.

    Raises
    ------
    InvalidInputError
        If `n` is no integer from 2 to ten thousand, or an orness is outside [0, 1].

    Notes
    -----
    O'Hagan (1988): maximize -sum_i w_i ln w_i subject to sum_i w_i = 1 and sum_i (n - i) w_i =
    (n - 1) orness. Fullér and Majlender (2001) show that the optimum is geometric, w_i =
    w_1^((n-i)/(n-1)) w_n^((i-1)/(n-1)), for which they leave one equation in w_1. Solved here for
    the ratio of neighbors, of which orness is a monotone function; orness holds to 1e-12.

    Examples
    --------
    The example of Fullér and Majlender (2001), with five criteria and orness 0.6:

    >>> from decision_analysis import weights
    >>> weights.owa_maximum_entropy(5, 0.6).weights.round(4)
    array([0.2884, 0.2353, 0.192 , 0.1566, 0.1278])
    """
    n = _checks.integer("n", n, low=2, high=MOST_ORDER_WEIGHTS)
    degrees = _degrees(orness)
    # weights of orness 1 - a are those of orness a in reverse: the smaller of the two is solved for
    gap = np.minimum(degrees, 1 - degrees)
    weights = _geometric(n, gap)
    weights = np.where((degrees < 0.5)[..., None], weights[..., ::-1], weights)
    return WeightsResult(
        method="OWA weights of maximum entropy",
        parameters={"n": n, "orness": degrees if degrees.ndim else degrees.item()},
        references=cited("ohagan_1988", "fuller_majlender_2001"),
        weights=weights,
    )


def _degrees(orness: Any) -> FloatArray:
    """Return degrees (...) in [0, 1]; a single one has no axes."""
    if not _checks.holds_several(orness):
        return np.asarray(_checks.number("orness", orness, low=0, high=1))
    degrees = _checks.numeric_array("orness", orness)
    outside = (degrees < 0) | (degrees > 1)
    if outside.any() or not degrees.size:
        got = f"{degrees[outside].flat[0]:g}" if outside.any() else "none"
        raise InvalidInputError(f"orness must be in [0, 1] in each sample; got {got}")
    return degrees


def _geometric(n: int, gap: FloatArray) -> FloatArray:
    """Return geometric weights (..., n), falling, whose mean place is `gap` of the way down."""
    places = np.arange(n) / (n - 1)
    single = gap == 0
    # from t >= ln 2 on the mean place is at most 4 exp(-t) / (n - 1): an upper end for -ln ratio
    high = np.maximum(np.log(2.0), np.log(4.0 / (n - 1)) - np.log(np.where(single, 1.0, gap)))
    low = np.zeros_like(high)
    for _ in range(ORNESS_HALVINGS):
        middle = (low + high) / 2
        below = (_weights(n, middle) @ places) > gap
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    weights = _weights(n, (low + high) / 2)
    first = np.zeros(n)
    first[0] = 1.0
    return np.where(single[..., None], first, weights)


def _weights(n: int, falls: FloatArray) -> FloatArray:
    """Return weights (..., n), each exp(-falls) times the one before."""
    raw = np.exp(-falls[..., None] * np.arange(n))
    return np.asarray(raw / raw.sum(axis=-1, keepdims=True))
