"""Schulze's rule: who beats whom by a stronger chain of majorities."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Scores, step
from decision_analysis.core.parts import within_memory
from decision_analysis.group._ballots import Counts, Rankings, ballots
from decision_analysis.group._strengths import Strength, checked_strength, strengths


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SchulzeResult(Scores):
    """By how many others each alternative is not beaten, and the strengths of the chains.

    Parameters
    ----------
    method, parameters, references, alternatives, scores, higher_is_better
        As in `Scores`.
    pairwise : ndarray of float, shape (..., A, A)
        How many people put the row above the column.
    strengths : ndarray of float, shape (..., A, A)
        The strength of the strongest chain of majorities from the row to the column, 0 where there
        is none.
    """

    pairwise: FloatArray | None = step("People who put the row above the column", "N_{ij}", "AA")
    strengths: FloatArray | None = step("Strength of the strongest path", "P_D[i,j]", "AA")


@cites("schulze_2011")
@named
@within_memory
def schulze(
    rankings: Rankings,
    counts: Counts = None,
    *,
    alternatives: Sequence[str] | None = None,
    strength: Strength = "winning votes",
) -> SchulzeResult:
    """Rank alternatives by the strongest chains of majorities between them (beat-path method).

    Parameters
    ----------
    rankings : array_like (..., K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, as in `borda`; 1 each where None.
    alternatives : sequence of str, optional
        As in `borda`.
    strength : {'winning votes', 'margins'}
        What makes a majority strong: how many are for it, or how many more for it than against it.

    Returns
    -------
    SchulzeResult
        How many others do not beat the alternative, A-1 for each winner, with `.pairwise` and
        `.strengths`. `.tied_best` are all that nobody beats, the potential winners.

    Raises
    ------
    InvalidInputError
        As in `borda`, or if `strength` is another word or there are more than 5,000 alternatives.

    Notes
    -----
    A chain of majorities is as strong as its weakest link; a beats b where the strongest chain from
    a to b is stronger than that from b to a. This relation is transitive (Schulze 2011, 4.1), so
    that whoever beats another has a higher score; those that it leaves without an order may tie or
    not. Both measures agree where everybody ranks all alternatives without ties. A person who ties
    two alternatives, or leaves both out, takes no side between them. Strengths of whole counts are
    compared exactly, however large; others tie within 1e-12 of the total weight. O(A^3 + K A^2) for
    each sample.

    Examples
    --------
    The source's first example, 21 voters in a cycle of four:

    >>> from decision_analysis import group
    >>> voters = [tuple(order) for order in ("acdb", "badc", "cdba", "dbac", "dcba")]
    >>> result = group.schulze(voters, counts=[8, 2, 4, 4, 3], alternatives=list("abcd"))
    >>> result.order
    ('d', 'a', 'c', 'b')
    >>> result.strengths
    array([[ 0., 14., 14., 12.],
           [13.,  0., 13., 12.],
           [13., 15.,  0., 12.],
           [13., 19., 13.,  0.]])
    """
    votes = ballots(rankings, counts, alternatives)
    chosen = checked_strength(strength)
    majorities = strengths(votes, chosen)
    strongest = _strongest(majorities.levels)
    # the row is beaten by the column where the way back is the stronger one
    beaten = strongest < np.swapaxes(strongest, -1, -2)
    return SchulzeResult(
        method="Schulze",
        parameters={"strength": chosen},
        references=cited("schulze_2011"),
        alternatives=votes.alternatives,
        scores=len(votes.alternatives) - 1.0 - beaten.sum(axis=-1),
        pairwise=majorities.pairwise,
        strengths=majorities.of_levels(strongest),
    )


def _strongest(levels: IntArray) -> IntArray:
    """Return the levels of the strongest paths (..., A, A): Schulze (2011), 2.3.

    Floyd's algorithm with the weakest link for the length.
    """
    found = levels.copy()
    size = found.shape[-1]
    for k in range(size):
        through = np.minimum(found[..., :, k, None], found[..., k, None, :])
        np.maximum(found, through, out=found)
    found[..., np.arange(size), np.arange(size)] = 0
    return found
