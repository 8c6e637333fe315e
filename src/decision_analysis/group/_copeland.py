"""`copeland`: majorities won against the others, ties counting one half."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Scores, step
from decision_analysis.core.parts import within_memory
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


@cites("saari_merlin_1996")
@named
@within_memory
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
        As in `borda`, or if there are more than 5,000 alternatives.

    Notes
    -----
    Wins minus losses, the other way of printing the score, is twice this less A-1, and ranks alike.
    A person who ties two alternatives, or leaves both out, takes no side between them. Majorities
    of whole counts are exact, however large; with other weights two alternatives tie within 1e-12
    of the total weight. O(K A^2) for each sample.

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
        references=cited("saari_merlin_1996"),
        alternatives=votes.alternatives,
        scores=(wins - losses + len(votes.alternatives) - 1) / 2,
        pairwise=pairwise,
        wins=wins,
        losses=losses,
    )
