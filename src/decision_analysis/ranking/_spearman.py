"""Spearman's rank correlation, plain and with more weight on the top places."""

from __future__ import annotations

import numpy as np

from decision_analysis._named import named
from decision_analysis.ranking._ranks import (
    Ranking,
    Similarity,
    all_tied,
    by_row,
    correlation,
    mid_ranks,
    two_rankings,
)


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

    References
    ----------
    Spearman C. (1904) The proof and measurement of association between two things. American Journal
    of Psychology 15(1) 72-101. https://doi.org/10.2307/1412159 Figures: Salabun W., Urbaniak K.
    (2020) A new coefficient of rankings similarity in decision-making problems. ICCS 2020, 632-645.
    https://doi.org/10.1007/978-3-030-50417-5_47

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
    x, y = mid_ranks(x), mid_ranks(y)
    middle = (x.shape[-1] + 1) / 2
    x, y = x - middle, y - middle
    sums = [np.einsum("...a,...a->...", a, b) for a, b in ((x, y), (x, x), (y, y))]
    rho = correlation(sums[0], sums[1], sums[2], (all_tied(x), all_tied(y)))
    return by_row(rho, index)


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

    References
    ----------
    Pinto da Costa J., Soares C. (2005) A weighted rank measure of correlation. Australian & New
    Zealand Journal of Statistics 47(4) 515-529. https://doi.org/10.1111/j.1467-842X.2005.00413.x
    Figures: Salabun W., Urbaniak K. (2020) A new coefficient of rankings similarity in
    decision-making problems. ICCS 2020, 632-645. https://doi.org/10.1007/978-3-030-50417-5_47

    Examples
    --------
    >>> from decision_analysis import ranking
    >>> float(ranking.weighted_spearman([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]).round(4))
    0.8833
    """
    x, y, index = two_rankings(first=first, second=second)
    size = x.shape[-1]
    loss = ((x - y) ** 2 * (2 * size + 2 - x - y)).sum(axis=-1)
    rho = np.asarray(1 - 6 * loss / (float(size) ** 4 + float(size) ** 3 - size**2 - size))[()]
    return by_row(rho, index)
