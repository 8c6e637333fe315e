"""Rank-exponent weights: a power of those of rank sum."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.weights.elicited._in_order import in_order


@cites("stillwell_seaver_edwards_1981")
@named
def rank_exponent(n: int | Sequence[str], power: float) -> WeightsResult:
    """Return the rank-exponent weights of criteria, the most important first.

    Parameters
    ----------
    n : int or sequence of str
        Names of the criteria in order of importance, or only their number, from 1 to a million.
    power : float
        How steeply the weights fall, at least 0.

    Returns
    -------
    WeightsResult
        Weights (C,) in descending order, with the names given. Those of a number have no names:
        where they are given to a table they go by position, with an `UnlabelledWarning`.

    Raises
    ------
    InvalidInputError
        If `n` is neither a sequence of different names nor an integer from 1 to a million,
        or the power is negative.

    Notes
    -----
    Stillwell, Seaver and Edwards (1981): w_k = (n + 1 - k)^p / sum_i (n + 1 - i)^p for rank k of n.
    The power p is 0 for equal weights and 1 for those of rank sum; where the weight of the most
    important criterion is known, p is solved for.


    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.rank_exponent(3, 2).weights.round(4)
    array([0.6429, 0.2857, 0.0714])
    >>> weights.rank_exponent(["price", "comfort"], 0).as_dict()
    {'price': 0.5, 'comfort': 0.5}
    """
    count, names = in_order(n)
    power = _checks.number("power", power, low=0)
    # (n + 1 - k)^p points for rank k, of the largest
    points = (np.arange(count, 0, -1) / count) ** power
    return WeightsResult(
        method="rank exponent",
        parameters={"n": count, "power": power},
        references=cited("stillwell_seaver_edwards_1981"),
        weights=points / points.sum(),
        criteria=names,
    )
