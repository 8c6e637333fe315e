"""`weighted_spearman`: rank correlation in which the top places count more."""

from __future__ import annotations

import numpy as np

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.ranking._ranks import (
    Ranking,
    Similarity,
    by_row,
    two_rankings,
)


@cites("pinto_da_costa_soares_2005", "figures: salabun_urbaniak_2020")
@named
def weighted_spearman(first: Ranking, second: Ranking) -> Similarity:
    """Return the weighted rank correlation, in which differences at the top places count more.

    Parameters
    ----------
    first : array_like of float, shape (..., A), result, pandas.Series, pandas.DataFrame or mapping
        Ranks of the alternatives, 1 for the best, used as they are given; a result that ranks, a
        Series or a mapping {label: rank}, a data frame with a column for each alternative and a row
        for each ranking, or a list of these.
    second : as `first`
        Ranks of the same alternatives, aligned to `first` by label; leading axes broadcast, and
        rows of two data frames are aligned by their index.

    Returns
    -------
    ndarray of float, shape (...), or pandas.Series
        For each row of a data frame by its index; else an array. Between -1 (reversed) and 1 (the
        same ranks).

    Raises
    ------
    InvalidInputError
        If ranks are not finite numbers between 1 and A, fewer than two alternatives are ranked,
        shapes or labels do not fit, or one side has labels and the other none.

    Notes
    -----
    r_w = 1 - 6 sum (x - y)^2 ((A - x + 1) + (A - y + 1)) / (A^4 + A^3 - A^2 - A), symmetric. The
    source defines it for rankings without ties; tied ranks enter the formula as they are.

    Examples
    --------
    >>> from decision_analysis import ranking
    >>> float(ranking.weighted_spearman([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]).round(4))
    0.8833
    """
    x, y, index = two_rankings(first=first, second=second)
    size = x.shape[-1]
    # sum (x - y)^2 ((A - x + 1) + (A - y + 1))
    loss = ((x - y) ** 2 * (2 * size + 2 - x - y)).sum(axis=-1)
    largest = float(size) ** 4 + float(size) ** 3 - size**2 - size
    rho = np.asarray(1 - 6 * loss / largest)[()]
    return by_row(rho, index)
