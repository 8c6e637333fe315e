"""Instant runoff: round by round, whoever has the fewest first places leaves."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from decision_analysis import _checks, _labels, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import EXACT_INTEGERS, TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import Scores, axes, step
from decision_analysis.core.parts import Headers, Rows
from decision_analysis.group._ballots import Ballots, Counts, Rankings, ballots

TIE_BREAKS = ("together", "backward", "forward")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class InstantRunoffResult(Scores):
    """How many rounds each alternative survives, and the votes of every round.

    Parameters
    ----------
    method, parameters, references, alternatives, scores, higher_is_better
        As in `Scores`.
    unique : bool or ndarray of bool, shape (...)
        Whether nobody tied where somebody had to leave, so that no tie-break had a say.
    votes : ndarray of float, shape (..., R, A)
        First places in each of the R rounds; 0 for those who have left.
    """

    unique: bool | BoolArray = axes("")
    votes: FloatArray | None = step("First places in each round", "v_{ra}", "RA")

    @property
    def eliminated(self) -> tuple[tuple[str, ...], ...]:
        """Who left in each round, in table order."""
        self._single("eliminated")
        last = float(self.scores.max())
        return tuple(
            tuple(self.alternatives[i] for i in np.flatnonzero(self.scores == survived))
            for survived in range(int(last))
        )

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        return self.method + _render.options({**self.parameters, "unique": self.unique})

    def _ranked(self, most: int | None) -> tuple[Headers, Rows]:
        headers, rows = super()._ranked(most)
        if self.votes is None or self.sample_shape:
            return headers, rows
        # the votes of each round beside those who were still there
        headers += [f"round {r}" for r in range(1, len(self.votes) + 1)]
        for row, i in zip(rows, self._shown_order(), strict=False):
            there = self.scores[i] >= np.arange(len(self.votes))
            row += [
                float(v) if stays else math.nan
                for v, stays in zip(self.votes[:, i], there, strict=True)
            ]
        return headers, rows


@cites("brams_fishburn_2002, section 4")
@named
def instant_runoff(
    rankings: Rankings,
    counts: Counts = None,
    *,
    alternatives: Sequence[str] | None = None,
    tie_break: Literal["together", "backward", "forward"] | Sequence[str] = "together",
) -> InstantRunoffResult:
    """Eliminate, round by round, the alternative that the fewest people put first of those left.

    Parameters
    ----------
    rankings : array_like (..., K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, as in `borda`; 1 each where None.
    alternatives : sequence of str, optional
        As in `borda`.
    tie_break : {'together', 'backward', 'forward'} or sequence of str
        Who leaves where several have the fewest votes: all of them, but if these are all that are
        left, they tie; the one with fewer votes in the last earlier round in which they differ, or
        in the first, and all of them where none of these tells. Or all alternatives, best first, of
        whom the one named last leaves.

    Returns
    -------
    InstantRunoffResult
        How many rounds each survives, higher is better, with `.votes` (R, A), `.eliminated` and
        `.unique`.

    Raises
    ------
    InvalidInputError
        As in `borda`, or if `tie_break` is another word or does not name each alternative once.

    Notes
    -----
    Rounds go on to the last alternative, so that all are ranked; a majority of first places never
    loses it. A person who ties several in the first place shares the vote. Those whom a ballot
    leaves out stand tied behind the others: once all that it names have left, its vote is shared
    among all that remain, which changes no difference between them and so has the effect of a
    ballot that is set aside. Whole votes are compared exactly up to 2^53 in all, others to 1e-12
    of the total weight. O(R K A) for each sample.

    Examples
    --------
    The capital of Tennessee; plurality would choose Memphis, and majorities Nashville:

    >>> from decision_analysis import group
    >>> voters = [
    ...     ("Memphis", "Nashville", "Chattanooga", "Knoxville"),
    ...     ("Nashville", "Chattanooga", "Knoxville", "Memphis"),
    ...     ("Chattanooga", "Knoxville", "Nashville", "Memphis"),
    ...     ("Knoxville", "Chattanooga", "Nashville", "Memphis"),
    ... ]
    >>> group.instant_runoff(voters, counts=[42, 26, 15, 17])
    instant runoff  (tie_break='together', unique=True)
       alternative  rank  score  round 1  round 2  round 3
       Knoxville       1      3       17       32       58
       Memphis         2      2       42       42       42
       Nashville       3      1       26       26        -
       Chattanooga     4      0       15        -        -
    """
    votes = ballots(rankings, counts, alternatives)
    rule = tie_break
    order = None
    if isinstance(tie_break, str):
        rule = _checks.one_of("tie_break", tie_break, TIE_BREAKS)
    else:
        rule = _checks.names("tie_break", tie_break)
        _checks.same_names("tie_break must name each alternative", rule, votes.alternatives)
        order = np.array(_labels.places(rule, votes.alternatives))
    shape, size = votes.ranks.shape[:-2], len(votes.alternatives)
    left = np.ones((*shape, size), dtype=bool)
    survived, unique = np.zeros((*shape, size)), np.ones(shape, dtype=bool)
    rounds: list[FloatArray] = []
    over = np.zeros(shape, dtype=bool)
    # one round more than there are alternatives to leave is never needed
    for _ in range(max(1, size - 1)):
        counted, tie = _first_places(votes, left)
        rounds.append(np.where(over[..., None], 0.0, counted))
        leaving = _leaving(counted, left, tie) & ~over[..., None]
        unique &= leaving.sum(axis=-1) <= 1
        leaving = _broken(leaving, rounds, tie, str(rule), order)
        # who are all that is left tie
        over |= (leaving == left).all(axis=-1)
        leaving &= ~over[..., None]
        left &= ~leaving
        survived += left & ~over[..., None]
        over |= left.sum(axis=-1) == 1
        if over.all():
            break
    return InstantRunoffResult(
        method="instant runoff",
        parameters={"tie_break": rule},
        references=cited("brams_fishburn_2002"),
        alternatives=votes.alternatives,
        scores=survived,
        unique=unique,
        votes=np.stack(rounds, axis=-2),
    )


def _first_places(votes: Ballots, left: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Return first places (..., A) among those left, and what difference is a tie (..., 1)."""
    ranks = np.where(left[..., None, :], votes.ranks, np.inf)
    first = ranks == ranks.min(axis=-1, keepdims=True)
    sharing = first.sum(axis=-1, keepdims=True)
    counted = np.einsum("k,...ka->...a", votes.counts, first / sharing)
    total = float(votes.counts.sum())
    whole = (votes.counts == np.floor(votes.counts)).all() and total < EXACT_INTEGERS
    exact = whole & (sharing == 1).all(axis=(-1, -2))
    return counted, np.where(exact, 0.0, TIE_TOLERANCE * total)[..., None]


def _leaving(counted: FloatArray, left: BoolArray, tie: FloatArray) -> BoolArray:
    """Return who has the fewest votes (..., A) of those marked."""
    fewest = np.where(left, counted, np.inf).min(axis=-1, keepdims=True)
    return np.asarray(left & (counted <= fewest + tie))


def _broken(
    leaving: BoolArray,
    rounds: list[FloatArray],
    tie: FloatArray,
    rule: str,
    order: np.ndarray[tuple[int], np.dtype[np.intp]] | None,
) -> BoolArray:
    """Return who of those with the fewest votes leaves, ties broken by the rule."""
    if order is not None:
        last = np.where(leaving, order, -1).max(axis=-1, keepdims=True)
        return np.asarray(leaving & (order == last))
    if rule == "together":
        return leaving
    earlier = rounds[:-1]
    for counted in earlier if rule == "forward" else earlier[::-1]:
        leaving = _leaving(counted, leaving, tie)
    return leaving
