"""Profiles, their order and weights of SRMP that restore the most comparisons, exactly."""

from __future__ import annotations

import dataclasses
import itertools
import math
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._labels import numbered
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.mcda.learning._coalitions import Coalitions, Scales
from decision_analysis.mcda.learning._mixed_program import Program, least_weights
from decision_analysis.mcda.learning._pairs import Pair, pairs_of, refuse_repeats

APART = 1e-3
"""By how much weight one coalition exceeds another at least, as in `learn_mr_sort`."""

MOST_PROFILES = 3


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LearnSrmpResult(Scores):
    """A model of SRMP, how it ranks the examples, and which comparisons it restores.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (A,)
        Class of each example by the model, counted through from the worst.
    higher_is_better : bool
        Always True.
    profiles : DecisionTable
        The reference profiles in the order in which they are gone through.
    weights : mapping of str to float
        Weight of each criterion; they sum to 1.
    restored : tuple of (str, str)
        The comparisons that the model makes as they were given.
    not_restored : tuple of (str, str)
        The other comparisons: dropped, the rest is consistent.
    """

    profiles: DecisionTable
    weights: dict[str, float]
    restored: tuple[Pair, ...]
    not_restored: tuple[Pair, ...]

    @property
    def model(self) -> dict[str, Any]:
        """The arguments of `srmp` beside a table: `srmp(other, **found.model)`."""
        return {"weights": dict(self.weights), "profiles": self.profiles}


@dataclasses.dataclass(frozen=True)
class _Compared:
    """Two rows, the first preferred or both alike."""

    first: int
    second: int
    strict: bool


@dataclasses.dataclass(frozen=True)
class _Found:
    """Where performances meet each profile, in the order of the profiles, and what is restored."""

    starts: IntArray
    kept: list[int]
    parted: list[int]
    """For each comparison how many profiles leave both alike."""


@cites("rolland_2008", "zheng_2012")
@named
def learn_srmp(
    judged: DecisionTable,
    *,
    preferences: Sequence[Pair],
    indifferences: Sequence[Pair] = (),
    n_profiles: int | None = None,
    time_limit: float | None = None,
) -> LearnSrmpResult:
    """Find profiles, their order and weights with which SRMP restores the most comparisons.

    Parameters
    ----------
    judged : DecisionTable
        Performances (A, C) of alternatives, some of which somebody has compared.
    preferences : sequence of (str, str)
        Pairs of alternatives, the preferred one first.
    indifferences : sequence of (str, str)
        Pairs of alternatives that are as good as one another.
    n_profiles : int, optional
        How many reference profiles, 1 to 3; the fewest that restore all comparisons where None, or
        else that restore the most.
    time_limit : float, optional
        Seconds after which to give up; None for never.

    Returns
    -------
    LearnSrmpResult
        `.profiles`, in the order in which they are gone through, `.weights`, and `.restored`;
        `srmp(table, **found.model)` ranks other alternatives.

    Raises
    ------
    InvalidInputError
        If the table has samples, a pair is not of two alternatives of the table or is given twice,
        there is none, the number of profiles is not 1, 2 or 3, or the time limit is not a positive
        number.
    ConvergenceError
        If the time is over before the optimum is proved.

    See Also
    --------
    learn_mr_sort : The same for sorting.

    Notes
    -----
    A mixed-integer program for each number of profiles and each order of them: whether each
    distinct performance meets each profile is a variable of 0 or 1, and so is whether a comparison
    is restored, the sum of which is maximal. Where comparisons contradict one another as few as
    possible are left out, which ones need not be unique. Weights are then the smallest whole
    numbers that restore the same, divided by their sum, and profiles lie half-way (several in one
    gap: evenly) between two performances. A few comparisons leave wide room for other models. The
    time grows fast with comparisons, criteria and profiles: 20 comparisons on 4 criteria take
    seconds with one profile, and minutes with three.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, mcda
    >>> students = DecisionTable(
    ...     [[10, 10, 9], [9, 9, 17], [7, 17, 10]], ["c1", "c2", "c3"], ["a1", "a10", "a16"]
    ... )
    >>> found = mcda.learn_srmp(students, preferences=[("a16", "a1"), ("a1", "a10")])
    >>> len(found.restored), found.order
    (2, ('a16', 'a1', 'a10'))
    >>> mcda.srmp(students, **found.model).order
    ('a16', 'a1', 'a10')
    """
    judged = _checks.instance("judged", judged, DecisionTable)
    scales = Scales.of(judged)
    better = pairs_of("preferences", preferences, judged.alternatives)
    alike = pairs_of("indifferences", indifferences, judged.alternatives)
    refuse_repeats(better + alike)
    labels = better + alike
    row = judged.alternatives.index
    compared = [
        _Compared(row(a), row(b), strict=k < len(better)) for k, (a, b) in enumerate(labels)
    ]
    sizes = range(1, MOST_PROFILES + 1)
    if n_profiles is not None:
        count = _checks.integer("n_profiles", n_profiles, high=MOST_PROFILES)
        sizes = range(count, count + 1)
    limit = math.inf
    if time_limit is not None:
        limit = _checks.number("time_limit", time_limit, low=0, open_low=True)
    deadline = time.monotonic() + limit
    found = _best(scales, compared, sizes, deadline)
    met = scales.places[:, None, :] >= found.starts[None]
    numbers = _whole(met, compared, found, deadline)
    # classes by the weights of coalitions, profile after profile: rows in lexicographic order
    rows = (met * numbers).sum(axis=-1)
    classes = np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1) + 1
    restored = [_holds(rows, pair) for pair in compared]
    total = int(numbers.sum())
    # numbered from the worst, and in the order in which they are gone through
    height = np.argsort(np.argsort(found.starts.sum(axis=1), kind="stable"), kind="stable")
    ascending = np.argsort(height)
    names = [f"p{k}" for k in numbered(len(height))]
    profiles = scales.profiles(found.starts[ascending], names)
    return LearnSrmpResult(
        method="learned SRMP",
        references=cited("rolland_2008", "zheng_2012"),
        alternatives=judged.alternatives,
        criteria=judged.criterion_names,
        scores=classes.astype(np.float64),
        profiles=profiles.select(alternatives=[names[place] for place in height]),
        weights={
            name: int(n) / total for name, n in zip(judged.criterion_names, numbers, strict=True)
        },
        restored=tuple(pair for pair, same in zip(labels, restored, strict=True) if same),
        not_restored=tuple(pair for pair, same in zip(labels, restored, strict=True) if not same),
    )


def _best(
    scales: Scales, compared: list[_Compared], sizes: Sequence[int], deadline: float
) -> _Found:
    """Return the model that restores the most, of those the one of the fewest profiles."""
    orders = [order for size in sizes for order in itertools.permutations(range(size))]
    most = _most(scales, compared)
    # all comparisons at once, which is proved or refuted fast; only then as many as can be
    for order in orders if most == len(compared) else []:
        found = _solved(scales, compared, order, deadline, least=most)
        if found is not None:
            return found
    best: _Found | None = None
    for order in orders:
        least = 0 if best is None else len(best.kept) + 1
        # all of them have just been refuted
        if least <= min(most, len(compared) - 1):
            found = _solved(scales, compared, order, deadline, least=least)
            best = found if found is not None else best
    assert best is not None  # with nothing restored every model will do
    return best


def _most(scales: Scales, compared: list[_Compared]) -> int:
    """Return how many comparisons could be restored together, as far as pairs alone tell."""
    # nobody is ahead of one that is nowhere worse, and of two alternatives one thing is true
    possible = {
        frozenset((pair.first, pair.second))
        for pair in compared
        if not pair.strict or (scales.places[pair.first] > scales.places[pair.second]).any()
    }
    return len(possible)


def _solved(
    scales: Scales,
    compared: list[_Compared],
    order: tuple[int, ...],
    deadline: float,
    *,
    least: int,
) -> _Found | None:
    """Return a model that restores the most comparisons, at least some; None if there is none."""
    program = Program()
    coalitions = Coalitions.of(program, scales, len(order))
    every = least == len(compared)
    restored = program.variables(len(compared), low=float(every), whole=True)
    program.row(dict.fromkeys(restored.tolist(), 1.0), low=least)
    each = []
    for pair, kept in zip(compared, restored.tolist(), strict=True):
        # tied[t]: the first t profiles do not part them
        tied = program.variables(len(order) + 1, whole=True).tolist()
        program.row({tied[0]: 1}, low=1)
        each.append(tied)
        for t, profile in enumerate(order):
            # d = c(first) - c(second), the lead at this profile
            lead = coalitions.terms(profile, pair.first)
            for variable, sign in coalitions.terms(profile, pair.second).items():
                lead[variable] = lead.get(variable, 0.0) - sign
            program.row({tied[t]: 1, tied[t + 1]: -1}, low=0)
            # tied after t: no lead on either side, unless it is not restored
            for side in (1.0, -1.0):
                bound = {variable: side * sign for variable, sign in lead.items()}
                program.row({**bound, tied[t + 1]: 1, kept: 1}, high=2)
            # parted here: a lead of the first
            slack = 1 + APART
            program.row(
                {**lead, tied[t]: -slack, tied[t + 1]: slack, kept: -slack},
                low=APART - 2 * slack,
            )
        # in the end one is parted that is strict, and the other is not
        if pair.strict:
            program.row({tied[-1]: 1, kept: 1}, high=1)
        else:
            program.row({tied[-1]: 1, kept: -1}, low=0)
    found = program.solved(dict.fromkeys(restored.tolist(), -1.0), deadline)
    if found is None:
        return None
    return _Found(
        coalitions.starts(found)[list(order)],
        np.flatnonzero(found[restored] > 0.5).tolist(),
        [int((found[tied[1:]] > 0.5).sum()) for tied in each],
    )


def _whole(met: Any, compared: list[_Compared], found: _Found, deadline: float) -> IntArray:
    """Return the smallest whole weights that restore the comparisons that are kept."""
    ahead, even = [], []
    for k in found.kept:
        leads = met[compared[k].first].astype(float) - met[compared[k].second]
        even += list(leads[: found.parted[k]])
        if compared[k].strict:
            ahead.append((leads[found.parted[k]], 1))
    if not ahead and not even:
        return np.ones(met.shape[-1], dtype=np.intp)
    return least_weights(ahead, even, deadline)


def _holds(rows: IntArray, pair: _Compared) -> bool:
    """Say whether the weights of coalitions (A, P) make a comparison."""
    first, second = rows[pair.first].tolist(), rows[pair.second].tolist()
    return bool(first > second if pair.strict else first == second)
