"""Rank-sum weights: fall by the same step from one rank to the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.weights.elicited._in_order import in_order


@cites("stillwell_seaver_edwards_1981")
@named
def rank_sum(n: int | Sequence[str]) -> WeightsResult:
    """Return the rank-sum weights of criteria, the most important first.

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
        If `n` is neither a sequence of different names nor an integer from 1 to a million.

    Notes
    -----
    Stillwell, Seaver and Edwards (1981): w_k = 2 (n + 1 - k) / (n (n + 1)) for rank k of n.


    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.rank_sum(5).weights.round(4)
    array([0.3333, 0.2667, 0.2   , 0.1333, 0.0667])
    """
    count, names = in_order(n)
    # n + 1 - k points for rank k
    points = np.arange(count, 0, -1, dtype=np.float64)
    return WeightsResult(
        method="rank sum",
        parameters={"n": count},
        references=cited("stillwell_seaver_edwards_1981"),
        weights=points / points.sum(),
        criteria=names,
    )
