"""Kemeny's rule: the order that agrees with most pairwise preferences, exactly, by components."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LARGEST_INTEGER, MOST_BY_SUBSETS, TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import Scores, step
from decision_analysis.core.parts import within_memory
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.group._ballots import Ballots, Counts, Rankings, ballots
from decision_analysis.group._branching import OutOfTimeError, by_branching, improved
from decision_analysis.group._subsets import Orders, by_subsets

_UNITS = 2.0**50  # integers for shares of all counts: as fine as the rounding of their sums


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class KemenyResult(Scores):
    """Places in Kemeny's order in `scores`, 1 the best, and how well it agrees with the rankings.

    Parameters
    ----------
    method, parameters, references, alternatives, scores, higher_is_better
        As in `Scores`.
    score : float
        How many preferences of one person between two alternatives the order agrees with.
    unique : bool
        Whether no other order agrees with as many.
    firsts : tuple of str
        All alternatives that head an order which agrees with as many, in table order.
    pairwise : ndarray of float, shape (A, A)
        How many people put the row above the column.
    """

    score: float
    unique: bool
    firsts: tuple[str, ...]
    pairwise: FloatArray | None = step("People who put the row above the column", "N_{ij}", "AA")

    @property
    def tied_best(self) -> tuple[str, ...]:
        """All alternatives that head an optimal order, in table order."""
        return self.firsts

    def _headline(self) -> str:
        return self.method + _render.options({"score": self.score, "unique": self.unique})


@cites("kemeny_1959", "young_1988", "truchon_1998", "betzler_bredereck_niedermeier_2014")
@named
@within_memory
def kemeny(
    rankings: Rankings,
    counts: Counts = None,
    *,
    alternatives: Sequence[str] | None = None,
    time_limit: float | None = None,
) -> KemenyResult:
    """Find the order that agrees with the most pairwise preferences of the people.

    Parameters
    ----------
    rankings : array_like (K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`, without sample axes.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each ranking, as in `borda`; 1 each where None.
    alternatives : sequence of str, optional
        As in `borda`.
    time_limit : float, optional
        Seconds after which to give up; None for never.

    Returns
    -------
    KemenyResult
        Places in `.scores`, lower is better, labels best first in `.order`, the agreement in
        `.score`, and `.unique`. Where several orders agree equally well, `.order` is one of them,
        `.tied_best` are all that head one of them, and `.best`, the head of `.order`, is the first
        of these in table order.

    Raises
    ------
    InvalidInputError
        As in `borda`, if there are sample axes or more than 5,000 alternatives, or the time limit
        is not a positive number.
    ConvergenceError
        If the time is over before the optimum is proved; `.partial` is the best order found, a
        tuple of labels.

    Notes
    -----
    The alternatives fall into components, such that each of one component beats each of the next by
    a majority; an optimal order takes the components one after the other (Truchon), so that each is
    solved on its own: up to 18 alternatives by dynamic programming over subsets, in integers;
    larger ones by linear programs with 3-cycle inequalities and branching, where every bound is
    verified in integers. NP-hard in the size of the largest component, which is 1 throughout where
    majorities are transitive. Of 80 alternatives that five people rank at random some are proved in
    seconds and some not in minutes: set `time_limit` there.

    Whole counts are compared exactly, however large; orders tie at equal agreement. With other
    weights they tie within 1e-12 of the total weight. A person who ties two alternatives, or leaves
    both out, takes no side between them.

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
    >>> result = group.kemeny(voters, counts=[42, 26, 15, 17])
    >>> result.order
    ('Nashville', 'Chattanooga', 'Knoxville', 'Memphis')
    >>> result.score, result.unique
    (393.0, True)
    """
    votes = ballots(rankings, counts, alternatives)
    if votes.ranks.ndim > 2:
        raise InvalidInputError(f"rankings must have shape (K, A); got {votes.ranks.shape}")
    limit = math.inf
    if time_limit is not None:
        limit = _checks.number("time_limit", time_limit, low=0, open_low=True)
    pairwise, margins, tie = _in_units(votes)
    # components one after the other (Truchon 1998), each solved on its own
    parts = _components(margins, tie)
    solved = _solved(votes.alternatives, margins, tie, parts, limit)
    order = np.concatenate([part[found.order] for part, found in zip(parts, solved, strict=True)])
    # the order as ranks; its agreement is the sum of N_ij over all i above j (Young 1988)
    places = np.empty(len(order))
    places[order] = np.arange(1, len(order) + 1)
    return KemenyResult(
        method="Kemeny",
        references=cited("kemeny_1959", "young_1988"),
        alternatives=votes.alternatives,
        scores=places,
        higher_is_better=False,
        score=math.fsum(np.triu(pairwise[np.ix_(order, order)], 1).ravel()),
        unique=all(found.unique for found in solved),
        firsts=tuple(votes.alternatives[i] for i in parts[0][solved[0].heads]),
        pairwise=pairwise,
    )


def _in_units(votes: Ballots) -> tuple[FloatArray, NDArray[Any], int]:
    """Return who prefers row to column, the margins as integers, and the largest that ties."""
    pairwise, margins, tie = votes.margins()
    if tie:
        # shares of all counts in units of 2^-50, so that what follows compares integers
        units = np.rint(margins / votes.counts.sum() * _UNITS)
        return pairwise, units.astype(np.int64), int(TIE_TOLERANCE * _UNITS)
    # sums of margins over all pairs must not overflow
    narrow = float(votes.counts.sum()) * len(votes.alternatives) ** 2 < LARGEST_INTEGER
    return pairwise, margins.astype(np.int64) if narrow else _integers(margins), 0


def _integers(margins: NDArray[Any]) -> NDArray[Any]:
    return np.array([int(m) for m in margins.ravel()], dtype=object).reshape(margins.shape)


def _components(margins: NDArray[Any], tie: int) -> list[NDArray[np.intp]]:
    """Return the sets, best first, each of which beats all later ones by strict majorities.

    Each of its members beats each of theirs.
    """
    from scipy.sparse.csgraph import connected_components

    # Truchon (1998), extended Condorcet criterion: strong components of "beats or ties"
    _, component = connected_components(
        (margins >= -tie).astype(np.int8), directed=True, connection="strong"
    )
    wins = (margins > tie).sum(axis=1)
    # whoever is in an earlier component beats more than all of the later ones together
    parts = [np.flatnonzero(component == label) for label in np.unique(component)]
    return sorted(parts, key=lambda part: -int(wins[part].max()))


def _solved(
    labels: Sequence[str],
    margins: NDArray[Any],
    tie: int,
    parts: list[NDArray[np.intp]],
    limit: float,
) -> list[Orders]:
    """Return the best orders of each component."""
    deadline, found = time.monotonic() + limit, []
    for k, part in enumerate(parts):
        own = margins[np.ix_(part, part)]
        try:
            if len(part) <= MOST_BY_SUBSETS:
                found.append(by_subsets(own, tie))
            else:
                found.append(by_branching(own, tie, deadline))
        except OutOfTimeError as late:
            # what is proved, the best of this component so far, and the rest by moves alone
            done = [p[f.order] for p, f in zip(parts, found, strict=False)]
            rest = [p[improved(margins[np.ix_(p, p)], np.arange(len(p)))] for p in parts[k + 1 :]]
            best = np.concatenate([*done, part[late.order], *rest])
            late_by = f" within time_limit={limit:g} seconds"
            why = late_by if math.isfinite(limit) else ": the solver stopped"
            raise ConvergenceError(
                f"the best order of {len(part)} alternatives that beat one another in"
                f" cycles was not proved{why}",
                tuple(labels[i] for i in best),
            ) from None
    return found
