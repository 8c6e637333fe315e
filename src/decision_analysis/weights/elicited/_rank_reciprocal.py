"""Rank-reciprocal weights: one over the rank."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.weights.elicited._in_order import in_order


@cites("stillwell_seaver_edwards_1981")
@named
def rank_reciprocal(n: int | Sequence[str]) -> WeightsResult:
    """Return the rank-reciprocal weights of criteria, the most important first.

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
    Stillwell, Seaver and Edwards (1981): w_k = (1 / k) / sum_i (1 / i) for rank k.


    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.rank_reciprocal(5).weights.round(4)
    array([0.438 , 0.219 , 0.146 , 0.1095, 0.0876])
    """
    count, names = in_order(n)
    # 1 / k points for rank k
    points = 1 / np.arange(1, count + 1)
    return WeightsResult(
        method="rank reciprocal",
        parameters={"n": count},
        references=cited("stillwell_seaver_edwards_1981"),
        weights=points / points.sum(),
        criteria=names,
    )
