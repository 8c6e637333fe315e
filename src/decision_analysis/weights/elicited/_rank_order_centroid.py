"""Rank-order-centroid weights: the mean of all weights that agree with a ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.weights.elicited._in_order import in_order


@cites("barron_barrett_1996")
@named
def rank_order_centroid(n: int | Sequence[str]) -> WeightsResult:
    """Return the rank-order-centroid weights of criteria, the most important first.

    Parameters
    ----------
    n : int or sequence of str
        Names of the criteria in order of importance, or only their number, from 1 to a million.

    Returns
    -------
    WeightsResult
        Weights (C,) in descending order, with the names given. Those of a number have no names:
        where they are given to a table they go by position, with an `UnlabelledWarning`.

    Raises
    ------
    InvalidInputError
        If `n` is neither a sequence of different names nor an integer from 1 to a million: a
        mapping, a set or a Series of ranks has no order of importance to be read.

    Notes
    -----
    w_k = (1/n) sum_{i=k..n} 1/i, the mean of the uniform distribution on the weights with w_1 >=
    w_2 >= ... >= w_n.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.rank_order_centroid(4).weights.round(4)
    array([0.5208, 0.2708, 0.1458, 0.0625])
    >>> weights.rank_order_centroid(["price", "comfort"]).as_dict()
    {'price': 0.75, 'comfort': 0.25}
    """
    count, names = in_order(n)
    return WeightsResult(
        method="rank order centroid",
        parameters={"n": count},
        references=cited("barron_barrett_1996"),
        # w_k is the sum of 1/i from the least important up to k, over n
        weights=np.cumsum(1 / np.arange(count, 0, -1))[::-1] / count,
        criteria=names,
    )
