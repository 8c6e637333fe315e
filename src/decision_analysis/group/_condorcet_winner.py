"""Voting rules that look at majorities of pairs: the Condorcet winner and Copeland's rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._named import named
from decision_analysis.core import Scores, step
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._ballots import Counts, Rankings, ballots


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CopelandResult(Scores):
    """Copeland scores, wins and half the ties, with what they are counted from.

    Parameters
    ----------
    method, parameters, references, alternatives, scores, higher_is_better
        As in `Scores`.
    pairwise : ndarray of float, shape (..., A, A)
        How many people put the row above the column.
    wins : ndarray of int, shape (..., A)
        How many others the alternative beats by majority.
    losses : ndarray of int, shape (..., A)
        How many others beat it by majority.
    """

    pairwise: FloatArray | None = step("People who put the row above the column", "N_{ij}", "AA")
    wins: IntArray | None = step("Majorities won", "w_i", "A")
    losses: IntArray | None = step("Majorities lost", "l_i", "A")


@named
def copeland(
    rankings: Rankings, counts: Counts = None, *, alternatives: Sequence[str] | None = None
) -> CopelandResult:
    """Score each alternative by the majorities it wins against the others, ties counting one half.

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
    CopelandResult
        Wins and half the ties, higher is better, with `.pairwise`, `.wins` and `.losses`.

    Raises
    ------
    InvalidInputError
        As in `borda`.

    Notes
    -----
    Wins minus losses, the other way of printing the score, is twice this less A-1, and ranks alike.
    A person who ties two alternatives, or leaves both out, takes no side between them. Majorities
    of whole counts are exact, however large; with other weights two alternatives tie within 1e-12
    of the total weight. O(K A^2) for each sample.

    References
    ----------
    Saari D.G., Merlin V.R. (1996) The Copeland method: I. Relationships and the dictionary.
    Economic Theory 8(1) 51-76. https://doi.org/10.1007/BF01212012

    Examples
    --------
    The capital of Tennessee:

    >>> from decision_analysis import group
    >>> voters = [
    ...     ("Memphis", "Nashville", "Chattanooga", "Knoxville"),
    ...     ("Nashville", "Chattanooga", "Knoxville", "Memphis"),
    ...     ("Chattanooga", "Knoxville", "Nashville", "Memphis"),
    ...     ("Knoxville", "Chattanooga", "Nashville", "Memphis"),
    ... ]
    >>> group.copeland(voters, counts=[42, 26, 15, 17])
    Copeland
       alternative  rank  score
       Nashville       1      3
       Chattanooga     2      2
       Knoxville       3      1
       Memphis         4      0
    """
    votes = ballots(rankings, counts, alternatives)
    pairwise, majorities = votes.majorities()
    wins, losses = (majorities > 0).sum(axis=-1), (majorities < 0).sum(axis=-1)
    return CopelandResult(
        method="Copeland",
        references=(
            (
                "Saari D.G., Merlin V.R. (1996) The Copeland method: I. Relationships and the"
                " dictionary. Economic Theory 8(1) 51-76. https://doi.org/10.1007/BF01212012"
            ),
        ),
        alternatives=votes.alternatives,
        scores=(wins - losses + len(votes.alternatives) - 1) / 2,
        pairwise=pairwise,
        wins=wins,
        losses=losses,
    )


@named
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
        As in `borda`, or if there are sample axes.

    Notes
    -----
    A majority is more people for than against; those who tie the two, or leave both out, take no
    side. Majorities of whole counts are exact, however large; other weights tie within 1e-12 of the
    total weight. O(K A^2).

    References
    ----------
    Condorcet M.J.A.N. de (1785) Essai sur l'application de l'analyse à la probabilité des décisions
    rendues à la pluralité des voix. Imprimerie royale, Paris.

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
