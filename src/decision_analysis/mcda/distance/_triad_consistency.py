"""The triad consistency of judgements: how many threes do not contradict themselves."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, float_or_samples
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.mcda.distance._judged_pairs import judged_pairs


@cites("salabun_shekhovtsov_kizielewicz_2021")
@named
def triad_consistency(judgements: Any) -> float | FloatArray:
    """Return the share of all triads in which the judgements of pairs do not contradict.

    Parameters
    ----------
    judgements : array_like or DataFrame, shape (..., n, n)
        Entry [i, j] is 1 where i is preferred to j, 0.5 where they are as good, 0 where j is
        preferred: the matrix of expert judgement of COMET.

    Returns
    -------
    float or ndarray, shape (...)
        The coefficient in [0, 1]: 1 where the judgements are those of a ranking, ties included. Of
        fewer than three objects there are no triads, and it is 1.

    Raises
    ------
    InvalidInputError
        If the matrix is not square, an entry is not 1, 0.5 or 0, or the two entries of a pair do
        not sum to 1.

    See Also
    --------
    comet : The method whose expert gives these judgements.

    Notes
    -----
    Sałabun et al. (2021): 1 less the share of inconsistent triads. The judgements of i, j and k are
    consistent where they are those of one of the 13 ways to rank three objects with ties. These are
    counted by products of matrices: O(n^3) time, O(n^2) memory.

    Examples
    --------
    The third matrix of the source: the first of six objects is worse than the next two and better
    than the fourth, though this one is better than both of them.

    >>> import numpy as np
    >>> from decision_analysis import mcda
    >>> judged = np.tril(np.ones((6, 6)), -1) + np.eye(6) / 2
    >>> mcda.triad_consistency(judged)
    1.0
    >>> judged[0, [3, 5]], judged[[3, 5], 0] = 1, 0
    >>> mcda.triad_consistency(judged)
    0.75
    """
    array = judged_pairs("judgements", judgements)
    size = array.shape[-1]
    preferred = (array == 1).astype(np.float64)
    alike = (array == 0.5).astype(np.float64) - np.eye(size)
    worse = np.swapaxes(preferred, -1, -2)
    # a > b > c with a > c; a = b > c; c > a = b; a = b = c: counted once, twice, twice, six times
    chains = _sums(preferred, preferred @ preferred)
    ahead, behind = _sums(alike, preferred @ worse), _sums(alike, worse @ preferred)
    level = _sums(alike, alike @ alike)
    triads = size * (size - 1) * (size - 2) / 6
    if not triads:
        return float_or_samples(np.ones(array.shape[:-2]))
    return float_or_samples((chains + (ahead + behind) / 2 + level / 6) / triads)


def _sums(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the sums of products of the entries of matrices."""
    return np.asarray((one * other).sum(axis=(-2, -1)))
