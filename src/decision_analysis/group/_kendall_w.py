"""Kendall's coefficient of concordance: how far several rankings agree."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray, tied_places
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._ballots import Counts, Rankings, ballots


@cites("kendall_babington_smith_1939", "siegel_1956, 229-238")
@named
def kendall_w(rankings: Rankings, counts: Counts = None) -> float | FloatArray:
    """Return how far rankings agree: 1 where all are the same, 0 where rank sums are equal.

    Parameters
    ----------
    rankings : array_like (..., K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, as in `borda`; 1 each where None.

    Returns
    -------
    float or ndarray of shape (...)
        Kendall's W, in [0, 1].

    Raises
    ------
    InvalidInputError
        As in `borda`, or if there are fewer than two people or two alternatives, or every person
        ties all alternatives.

    Notes
    -----
    W = 12 s / (m^2 (n^3 - n) - m sum T) with s the sum of squared deviations of the rank sums and T
    = t^3 - t for each group of t tied ranks, which count as their mean. O(K A log A) for each
    sample.

    Examples
    --------
    Three executives on six applicants (Siegel 1956), who hardly agree:

    >>> from decision_analysis import group
    >>> executives = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
    >>> round(group.kendall_w(executives), 2)
    0.16
    """
    votes = ballots(rankings, counts, None)
    people, size = votes.counts.sum(), len(votes.alternatives)
    if people < 2 or size < 2:
        raise InvalidInputError(
            f"need at least two people and two alternatives; got {people:g} and {size}"
        )
    # ties get the mean of their places
    first, last = tied_places(votes.ranks)
    ranks = (first + last) / 2
    # s, the squared deviations of the rank sums from their mean
    sums = np.einsum("k,...ka->...a", votes.counts, ranks)
    squares = ((sums - sums.mean(axis=-1, keepdims=True)) ** 2).sum(axis=-1)
    # sum T: each of t tied ranks brings t^2 - 1, together the t^3 - t of the group
    corrections = np.einsum("k,...ka->...", votes.counts, (last - first + 1) ** 2 - 1)
    largest = people**2 * (size**3 - size) - people * corrections
    if np.any(largest <= 0):
        raise InvalidInputError(
            "somebody must rank one alternative above another; all ranks are tied"
        )
    # W = 12 s / (m^2 (n^3 - n) - m sum T)
    result = 12 * squares / largest
    return float(result) if result.ndim == 0 else result
