"""`spearman`: the correlation of mid-ranks."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import mid_ranks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.ranking._ranks import (
    Ranking,
    Similarity,
    all_tied,
    by_row,
    correlation,
    two_rankings,
)


@cites("spearman_1904", "figures: salabun_urbaniak_2020")
@named
def spearman(first: Ranking, second: Ranking) -> Similarity:
    """Return Spearman's rho of two rankings: the correlation of their mid-ranks.

    Parameters
    ----------
    first : array_like of float, shape (..., A), result, pandas.Series, pandas.DataFrame or mapping
        Ranks of the alternatives, 1 for the best, ties in any convention; a result that ranks, a
        Series or a mapping {label: rank}, a data frame with a column for each alternative and a row
        for each ranking, or a list of these.
    second : as `first`
        Ranks of the same alternatives, aligned to `first` by label; leading axes broadcast, and
        rows of two data frames are aligned by their index.

    Returns
    -------
    ndarray of float, shape (...), or pandas.Series
        For each row of a data frame by its index; else an array. Between -1 (reversed) and 1 (the
        same order).

    Raises
    ------
    InvalidInputError
        If ranks are not finite numbers between 1 and A, fewer than two alternatives are ranked,
        shapes or labels do not fit, or one side has labels and the other none.

    Warns
    -----
    DegenerateDataWarning
        If all alternatives of a ranking tie, where rho is not defined: 1 is returned if they do in
        both, else 0.

    Notes
    -----
    Without ties this is 1 - 6 sum d^2 / (A (A^2 - 1)) with d the differences of ranks.

    Examples
    --------
    >>> from decision_analysis import ranking
    >>> float(ranking.spearman([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]).round(10))
    0.9

    By label, whatever the order in which they stand:

    >>> float(ranking.spearman({"bus": 1, "tram": 2, "car": 3}, {"car": 3, "tram": 2, "bus": 1}))
    1.0
    """
    x, y, index = two_rankings(first=first, second=second)
    # the product-moment correlation of mid-ranks around their mean, (A + 1) / 2
    x, y = mid_ranks(x), mid_ranks(y)
    middle = (x.shape[-1] + 1) / 2
    x, y = x - middle, y - middle
    sums = [np.einsum("...a,...a->...", a, b) for a, b in ((x, y), (x, x), (y, y))]
    rho = correlation(sums[0], sums[1], sums[2], (all_tied(x), all_tied(y)))
    return by_row(rho, index)
