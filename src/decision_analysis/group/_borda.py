"""`borda`: points for every place of a ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import mid_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Scores
from decision_analysis.group._ballots import Counts, Rankings, ballots


@cites("borda_1781")
@named
def borda(
    rankings: Rankings, counts: Counts = None, *, alternatives: Sequence[str] | None = None
) -> Scores:
    """Score each alternative by its Borda points: A-1 for a first place, 0 for a last.

    Parameters
    ----------
    rankings : array_like (..., K, A), DataFrame, result, mapping, or list of rankings or ballots
        Ranks of the alternatives, 1 the best and equal where tied, a row for each person: an array;
        a data frame with a column for each alternative; a result whose samples are the people; or a
        list of results that rank, Series or mappings {label: rank}, aligned to the first. Or a list
        of ballots, each a sequence of labels, best first: a tuple, list or set in the place of a
        label holds those who tie there; whom a ballot leaves out stand tied behind all that it
        names. A mapping or a Series by person holds what a list does.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, 1 each where None: by person where the rankings
        have such labels, the keys of a mapping or an index that is not 0, 1, 2, ..., else in the
        order of the rankings.
    alternatives : sequence of str, optional
        The order of the result, to which rankings with labels are aligned, by default that of the
        first, for ballots that of appearance; must be given where no ballot ranks all. For an array
        the labels of its columns, by default '0', '1', ...

    Returns
    -------
    Scores
        Points, higher is better.

    Raises
    ------
    InvalidInputError
        If a ballot repeats a label or has one that is not known, labels of rankings are missing,
        unknown or repeated, some have labels and others none, a rank is outside 1 to A, a count is
        negative, or counts by person and rankings do not fit.

    Notes
    -----
    A person who ties alternatives gives each the mean of the points of their places, and so it is
    with those whom a ballot leaves out. Borda himself gave 1 to A points, which adds the number of
    people to each score. O(K A log A) for each sample.

    Examples
    --------
    Borda's own 21 electors, for whom plurality elects A and points elect C:

    >>> from decision_analysis import group
    >>> electors = [("A", "B", "C"), ("A", "C", "B"), ("B", "C", "A"), ("C", "B", "A")]
    >>> group.borda(electors, counts=[1, 7, 7, 6])
    Borda count
       alternative  rank  score
       C               1     26
       B               2     21
       A               3     16

    B and C tied, then A; and D alone, the others left out:

    >>> group.borda([(("B", "C"), "A", "D"), ("D",)]).scores
    array([3.5, 3.5, 2. , 3. ])

    Ranks by person and label, the second person twice:

    >>> group.borda(
    ...     {"Ann": {"bus": 1, "tram": 2}, "Bea": {"tram": 1, "bus": 2}},
    ...     counts={"Bea": 2, "Ann": 1},
    ... ).best
    'tram'
    """
    votes = ballots(rankings, counts, alternatives)
    # points for a place are how many stand below it, ties a half
    points = len(votes.alternatives) - mid_ranks(votes.ranks)
    return Scores(
        method="Borda count",
        references=cited("borda_1781"),
        alternatives=votes.alternatives,
        scores=np.einsum("k,...ka->...a", votes.counts, points),
    )
