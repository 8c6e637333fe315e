"""`ws`: rank similarity with a reference whose top places count most."""

from __future__ import annotations

import numpy as np

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.ranking._ranks import Ranking, Similarity, by_row, two_rankings


@cites("salabun_urbaniak_2020")
@named
def ws(reference: Ranking, other: Ranking) -> Similarity:
    """Return the WS rank similarity: agreement with a reference whose top places count most.

    Parameters
    ----------
    reference : array_like of float, shape (..., A), result, Series, DataFrame or mapping
        Ranks of the alternatives in the reference ranking, 1 for the best, used as they are given;
        a result that ranks, a Series or a mapping {label: rank}, a data frame with a column for
        each alternative and a row for each ranking, or a list of these.
    other : as `reference`
        Ranks of the same alternatives in the ranking compared with it, aligned by label; leading
        axes broadcast, and rows of two data frames are aligned by their index.

    Returns
    -------
    ndarray of float, shape (...), or pandas.Series
        For each row of a data frame by its index; else an array. Between 0 and 1, 1 for the same
        ranks.

    Raises
    ------
    InvalidInputError
        If ranks are not finite numbers between 1 and A, fewer than two alternatives are ranked,
        shapes or labels do not fit, or one side has labels and the other none.

    Notes
    -----
    WS = 1 - sum 2^(-x) abs(x - y) / max(x - 1, A - x), with x the reference; it is not symmetric.
    The source defines it for rankings without ties; tied ranks enter the formula as they are.

    Examples
    --------
    >>> from decision_analysis import ranking
    >>> float(ranking.ws([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]).round(4))
    0.8542
    """
    x, y, index = two_rankings(reference=reference, other=other)
    # the farthest that rank x can be from another, by which each difference is divided
    farthest = np.maximum(x - 1, x.shape[-1] - x)
    similarity = np.asarray(1 - (2.0**-x * np.abs(x - y) / farthest).sum(axis=-1))[()]
    return by_row(similarity, index)
