"""`condorcet_winner`: the alternative that beats every other by majority."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.core.parts import within_memory
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._ballots import Counts, Rankings, ballots


@cites("condorcet_1785")
@named
@within_memory
def condorcet_winner(
    rankings: Rankings, counts: Counts = None, *, alternatives: Sequence[str] | None = None
) -> str | None:
    """Return the alternative that beats every other by majority, or None where there is none.

    Parameters
    ----------
    rankings : array_like (K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`, without sample axes.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, as in `borda`; 1 each where None.
    alternatives : sequence of str, optional
        As in `borda`.

    Returns
    -------
    str or None
        Its label.

    Raises
    ------
    InvalidInputError
        As in `borda`, or if there are sample axes or more than 5,000 alternatives.

    Notes
    -----
    A majority is more people for than against; those who tie the two, or leave both out, take no
    side. Majorities of whole counts are exact, however large; other weights tie within 1e-12 of the
    total weight. O(K A^2).

    Examples
    --------
    Condorcet's 81 voters, among whom A beats both others and yet loses by Borda's count:

    >>> from decision_analysis import group
    >>> voters = [tuple(order) for order in ("ABC", "ACB", "BAC", "BCA", "CAB", "CBA")]
    >>> group.condorcet_winner(voters, counts=[30, 1, 29, 10, 10, 1])
    'A'
    >>> group.borda(voters, counts=[30, 1, 29, 10, 10, 1]).best
    'B'
    """
    votes = ballots(rankings, counts, alternatives)
    if votes.ranks.ndim > 2:
        raise InvalidInputError(f"rankings must have shape (K, A); got {votes.ranks.shape}")
    _, majorities = votes.majorities()
    winners = np.flatnonzero((majorities > 0).sum(axis=-1) == len(votes.alternatives) - 1)
    return votes.alternatives[winners[0]] if winners.size else None
