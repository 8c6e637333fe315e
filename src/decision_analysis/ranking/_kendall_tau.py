"""`kendall_tau`: agreement over pairs, with ties accounted for (tau-b)."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._limits import BLOCK, MOST_PAIRED
from decision_analysis._named import named
from decision_analysis.core.parts import within_memory
from decision_analysis.ranking._ranks import (
    Ranking,
    Similarity,
    all_tied,
    by_row,
    correlation,
    two_rankings,
)

Counts: TypeAlias = tuple[FloatArray, FloatArray, FloatArray]
"""Concordant less discordant pairs, and the pairs untied in each ranking."""


@cites("kendall_1945")
@named
@within_memory
def kendall_tau(first: Ranking, second: Ranking) -> Similarity:
    """Return Kendall's tau-b of two rankings: agreement over pairs, with ties accounted for.

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
        If all alternatives of a ranking tie, where tau-b is not defined: 1 is returned if they do
        in both, else 0.

    Notes
    -----
    (concordant - discordant pairs) / sqrt(pairs untied in the first times pairs untied in the
    second). O(A^2) time for each pair of rankings, and O(A log A) of more than 1,000 alternatives;
    pairs of alternatives are taken in blocks, so that memory stays bounded.

    Examples
    --------
    >>> from decision_analysis import ranking
    >>> float(ranking.kendall_tau([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]))
    0.8
    >>> ranking.kendall_tau([1, 2, 3], [[1, 2, 3], [3, 2, 1], [1, 1, 3]]).round(4)
    array([ 1.    , -1.    ,  0.8165])
    """
    x, y, index = two_rankings(first=first, second=second)
    count = _by_sorting if x.shape[-1] > MOST_PAIRED else _by_pairs
    # tau-b (Kendall 1945)
    tau = correlation(*count(x, y), (all_tied(x), all_tied(y)))
    return by_row(tau, index)


def _by_pairs(x: FloatArray, y: FloatArray) -> Counts:
    one, other = np.triu_indices(x.shape[-1], 1)
    block = max(1, BLOCK // max(1, x[..., 0].size))
    agreement, untied_x, untied_y = (np.zeros(x.shape[:-1]) for _ in range(3))
    for start in range(0, one.size, block):
        pairs = slice(start, start + block)
        sign_x = np.sign(x[..., one[pairs]] - x[..., other[pairs]])
        sign_y = np.sign(y[..., one[pairs]] - y[..., other[pairs]])
        agreement += np.einsum("...p,...p->...", sign_x, sign_y)
        untied_x += np.abs(sign_x).sum(axis=-1)
        untied_y += np.abs(sign_y).sum(axis=-1)
    return agreement, untied_x, untied_y


def _by_sorting(x: FloatArray, y: FloatArray) -> Counts:
    from scipy import stats

    agreement, untied_x, untied_y = (np.zeros(x.shape[:-1]) for _ in range(3))
    for place in np.ndindex(x.shape[:-1]):
        untied_x[place], untied_y[place] = _untied(x[place]), _untied(y[place])
        pairs = np.sqrt(untied_x[place] * untied_y[place])
        if pairs:
            tau = stats.kendalltau(x[place], y[place], method="asymptotic").statistic
            # of which there are whole numbers
            agreement[place] = np.rint(tau * pairs)
    return agreement, untied_x, untied_y


def _untied(ranks: FloatArray) -> float:
    tied = np.unique(ranks, return_counts=True)[1].astype(float)
    return float(math.comb(len(ranks), 2) - (tied * (tied - 1) / 2).sum())
