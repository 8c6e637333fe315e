"""`plurality`: how many people put each alternative first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Scores
from decision_analysis.group._ballots import Counts, Rankings, ballots


@cites("borda_1781")
@named
def plurality(
    rankings: Rankings, counts: Counts = None, *, alternatives: Sequence[str] | None = None
) -> Scores:
    """Score each alternative by how many people put it first.

    Parameters
    ----------
    rankings : array_like (..., K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, as in `borda`; 1 each where None.
    alternatives : sequence of str, optional
        As in `borda`.

    Returns
    -------
    Scores
        Numbers of first places, higher is better; a person who ties several in the first place
        shares the vote.

    Raises
    ------
    InvalidInputError
        As in `borda`.

    Notes
    -----
    O(K A) for each sample.

    Examples
    --------
    >>> from decision_analysis import group
    >>> electors = [("A", "B", "C"), ("A", "C", "B"), ("B", "C", "A"), ("C", "B", "A")]
    >>> group.plurality(electors, counts=[1, 7, 7, 6]).order
    ('A', 'B', 'C')
    """
    votes = ballots(rankings, counts, alternatives)
    first = votes.ranks == votes.ranks.min(axis=-1, keepdims=True)
    shares = first / first.sum(axis=-1, keepdims=True)
    return Scores(
        method="plurality",
        references=cited("borda_1781"),
        alternatives=votes.alternatives,
        scores=np.sum(votes.counts[:, None] * shares, axis=-2),
    )
