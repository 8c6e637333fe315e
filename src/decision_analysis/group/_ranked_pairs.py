"""Tideman's ranked pairs: majorities locked in one by one, the strongest first."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks, _labels, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Scores, axes, step
from decision_analysis.core.parts import within_memory
from decision_analysis.group._ballots import Counts, Rankings, ballots
from decision_analysis.group._strengths import Strength, checked_strength, strengths


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RankedPairsResult(Scores):
    """By how many others each alternative is not topped, and the majorities that are kept.

    Parameters
    ----------
    method, parameters, references, alternatives, scores, higher_is_better
        As in `Scores`.
    unique : bool or ndarray of bool, shape (...)
        Whether every order of equally strong majorities gives this ranking, and one without ties.
    pairwise : ndarray of float, shape (..., A, A)
        How many people put the row above the column.
    locked : ndarray of float, shape (..., A, A)
        1 where the majority, or the tie, of the row over the column is kept.
    """

    unique: bool | BoolArray = axes("")
    pairwise: FloatArray | None = step("People who put the row above the column", "N_{ij}", "AA")
    locked: FloatArray | None = step("Pairs that are kept", "L_{ij}", "AA")

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        return self.method + _render.options({**self.parameters, "unique": self.unique})


@cites("tideman_1987", "zavist_tideman_1989")
@named
@within_memory
def ranked_pairs(
    rankings: Rankings,
    counts: Counts = None,
    *,
    alternatives: Sequence[str] | None = None,
    strength: Strength = "margins",
    tie_break: Sequence[str] | None = None,
) -> RankedPairsResult:
    """Rank alternatives by their majorities, the strongest first, each kept if no cycle results.

    Parameters
    ----------
    rankings : array_like (..., K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, as in `borda`; 1 each where None.
    alternatives : sequence of str, optional
        As in `borda`.
    strength : {'margins', 'winning votes'}
        What makes a majority strong: how many more are for it than against it, or how many are for
        it.
    tie_break : sequence of str, optional
        All alternatives, the first of which wins ties: of equally strong majorities that of the
        alternative named first goes first, and of two alternatives that tie, the one named first
        stands above. None favors nobody: equally strong majorities that contradict one another are
        all left out, and ties stay.

    Returns
    -------
    RankedPairsResult
        How many others do not stand above the alternative, A-1 for each winner, with `.unique`,
        `.pairwise` and `.locked`.

    Raises
    ------
    InvalidInputError
        As in `borda`, if `strength` is another word, `tie_break` does not name each alternative
        once, or there are more than 5,000 alternatives.

    Notes
    -----
    Where `.unique` is true, so that no tie had a say, this is the ranking of Tideman (1987). His
    own rule for ties, all rankings that some order of the tied majorities gives, takes time that
    grows exponentially; a ranking as `tie_break`, such as that of a voter drawn by lot, is the rule
    of Zavist and Tideman (1989). Without one, winners may be others than those of some order of the
    ties, and two alternatives of which neither stands above the other may have different scores. A
    person who ties two alternatives, or leaves both out, takes no side between them. Strengths of
    whole counts are compared exactly, however large; others tie within 1e-12 of the total weight.
    O(A^4 + K A^2) for each sample.

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
    >>> group.ranked_pairs(voters, counts=[42, 26, 15, 17])
    ranked pairs  (strength='margins', unique=True)
       alternative  rank  score
       Nashville       1      3
       Chattanooga     2      2
       Knoxville       3      1
       Memphis         4      0

    Three majorities of one strength in a cycle, and one who decides:

    >>> cycle = [("A", "B", "C"), ("B", "C", "A"), ("C", "A", "B")]
    >>> group.ranked_pairs(cycle).tied_best
    ('A', 'B', 'C')
    >>> group.ranked_pairs(cycle, tie_break=["B", "C", "A"]).order
    ('B', 'C', 'A')
    """
    votes = ballots(rankings, counts, alternatives)
    chosen, places = checked_strength(strength), None
    options: dict[str, object] = {"strength": chosen}
    if tie_break is not None:
        named_once = _checks.names("tie_break", tie_break)
        _checks.same_names("tie_break must name each alternative", named_once, votes.alternatives)
        places = _labels.places(named_once, votes.alternatives)
        options["tie_break"] = named_once
    majorities = strengths(votes, chosen)
    shape, size = majorities.levels.shape[:-2], len(votes.alternatives)
    # where majorities are transitive and none ties, nothing contradicts: all are kept
    above = majorities.levels > 0
    locked, unique = above.astype(np.float64), np.ones(shape, dtype=bool)
    wins = np.sort(above.sum(axis=-1), axis=-1)
    for sample in map(tuple, np.argwhere((wins != np.arange(size)).any(axis=-1))):
        above[sample], locked[sample], unique[sample] = _lock(majorities.levels[sample], places)
    return RankedPairsResult(
        method="ranked pairs",
        parameters=options,
        references=cited("tideman_1987", "zavist_tideman_1989"),
        alternatives=votes.alternatives,
        scores=size - 1.0 - above.sum(axis=-2),
        unique=unique,
        pairwise=majorities.pairwise,
        locked=locked,
    )


def _lock(levels: IntArray, places: list[int] | None) -> tuple[BoolArray, FloatArray, bool]:
    """Return who stands above whom, the pairs kept, and whether no order of ties changes that."""
    size = len(levels)
    itself = np.eye(size, dtype=bool)
    # from each alternative those that it stands above, by kept pairs one after the other
    reach, kept, unique = itself.copy(), np.zeros((size, size)), True
    for level in range(int(levels.max(initial=0)), -1, -1):
        # the last level is that of ties, which speak for both sides
        pairs = (levels == level) & (level > 0 or levels.T == 0) & ~itself
        # pairs that contradict stronger ones are out
        group = np.argwhere(pairs & ~reach.T)
        safe = ~_on_cycles(reach, group) | reach[group[:, 0], group[:, 1]]
        if not safe.all():
            unique = False
        if places is None:
            group = group[safe]
        else:
            group = group[np.argsort([places[row] for row, _ in group], kind="stable")]
        for row, column in group:
            if not reach[column, row]:
                _add(reach, row, column)
                kept[row, column] = 1.0
    return reach & ~itself, kept, unique


def _on_cycles(reach: BoolArray, pairs: IntArray) -> BoolArray:
    """Say of each pair whether it closes a cycle with what is kept and the other pairs."""
    joined = reach.copy()
    for row, column in pairs:
        _add(joined, row, column)
    return np.array([joined[column, row] for row, column in pairs], dtype=bool)


def _add(reach: BoolArray, row: int, column: int) -> None:
    """Let everybody at or above `row` stand above everybody at or below `column`."""
    # but for those who do already
    rows = np.flatnonzero(reach[:, row] & ~reach[:, column])
    if rows.size:
        reach[rows] |= reach[column]
