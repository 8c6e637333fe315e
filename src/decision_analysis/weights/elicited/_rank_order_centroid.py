"""Rank-order-centroid weights: the mean of all weights that agree with a ranking."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis.core import WeightsResult

LARGEST = 10**6


def rank_order_centroid(n: int) -> WeightsResult:
    """Return the rank-order-centroid weights of `n` criteria, the most important first.

    Parameters
    ----------
    n : int
        Number of criteria, from 1 to a million.

    Returns
    -------
    WeightsResult
        Weights (C,) in descending order, without names.

    Raises
    ------
    InvalidInputError
        If `n` is not an integer from 1 to a million.

    Notes
    -----
    w_k = (1/n) sum_{i=k..n} 1/i, the mean of the uniform distribution on the weights with w_1 >= w_2 >= ... >= w_n.

    References
    ----------
    Barron F.H., Barrett B.E. (1996) Decision quality using ranked attribute weights. Management Science 42(11)
    1515-1523. https://doi.org/10.1287/mnsc.42.11.1515

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.rank_order_centroid(4).weights.round(4)
    array([0.5208, 0.2708, 0.1458, 0.0625])
    """
    n = _checks.integer("rank_order_centroid()", "n", n, high=LARGEST)
    return WeightsResult(
        method="rank order centroid",
        parameters={"n": n},
        references=(
            "Barron F.H., Barrett B.E. (1996) Decision quality using ranked attribute weights. Management Science "
            "42(11) 1515-1523. https://doi.org/10.1287/mnsc.42.11.1515",
        ),
        weights=np.cumsum(1 / np.arange(n, 0, -1))[::-1] / n,
    )
