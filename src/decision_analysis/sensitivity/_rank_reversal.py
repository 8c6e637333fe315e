"""`rank_reversal`: what other alternatives, added, removed or worse, do to the order of two."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Weights, axes
from decision_analysis.core.parts import Method, ranked
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._weights_here import weights_here

REMOVED, COPIED, ADDED, WORSE = "removed", "copied", "added", "worse"
PAIRS = "only these two"


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RankReversalResult(Result):
    """Which alternatives change places when others are added, removed or made worse.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    ranks : ndarray of int, shape (A,)
        The ranks of all alternatives together.
    without : ndarray of int, shape (A, A)
        In row i the ranks without alternative i, which has 0 itself.
    with_copy : ndarray of int, shape (A, A)
        In row i the ranks beside a copy of alternative i, the copy's own left out.
    with_added : ndarray of int, shape (A, A)
        In row i the ranks beside one more alternative, alternative i made worse, its own left out;
        those of all together where it is the worst on every criterion already.
    with_worse : ndarray of int, shape (A, A)
        In row i the ranks with alternative i made worse; those of all together where it is one of
        the best or is the worst on every criterion already.
    in_pairs : ndarray of int, shape (A, A)
        1 where an alternative is better than another of the two alone, 0 where they tie, else -1.
    reversals : tuple of (str, str, str, str)
        What was done ('removed', 'copied', 'added', 'worse' or 'only these two'), to which
        alternative, which one was better with all together, and which one is better then; not that
        one which is made worse falls behind others.
    best_changes : tuple of (str, str, str)
        An alternative, other than the best, that was 'removed', 'copied', 'added' or 'worse': what
        was done, to which, and who is the best then, none of those that were.
    cycles : tuple of tuple of str
        Triples of which, in pairs, each is better than the next and the last than the first, or
        ties once on the way.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    ranks: IntArray = axes("A")
    without: IntArray
    with_copy: IntArray
    with_added: IntArray
    with_worse: IntArray
    in_pairs: IntArray
    reversals: tuple[tuple[str, str, str, str], ...]
    best_changes: tuple[tuple[str, str, str], ...]
    cycles: tuple[tuple[str, str, str], ...]

    main: ClassVar[str] = "ranks"

    @property
    def keeps_best(self) -> bool:
        """Whether the best stays so when another one is made worse: the source's first test."""
        return not any(what == WORSE for what, _, _ in self.best_changes)

    @property
    def is_transitive(self) -> bool:
        """Whether pairs alone can be put in an order: the second test."""
        return not self.cycles

    @property
    def agrees_with_pairs(self) -> bool:
        """Whether that order is the one of all together: the third test."""
        return bool(self.is_transitive and np.array_equal(self.in_pairs, _signs(self.ranks)))

    def _headline(self) -> str:
        tests = (self.keeps_best, self.is_transitive, self.agrees_with_pairs)
        passed = ", ".join("yes" if test else "no" for test in tests)
        return (
            f"rank_reversal: {len(self.reversals)} reversal(s); best stays beside worse, pairs"
            f" transitive, pairs agree: {passed}"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["done", "to", "was better", "is better"]
        rows: list[list[_render.Cell]] = [list(found) for found in self.reversals]
        # ranks alone do not say which of those that tie: all of them
        best = ", ".join(self.alternatives[i] for i in np.flatnonzero(self.ranks == 1))
        rows += [[what, to, f"best: {best}", f"best: {new}"] for what, to, new in self.best_changes]
        rows += [["pairs", "", " > ".join(cycle), cycle[0]] for cycle in self.cycles]
        return headers, rows


@cites("wang_triantaphyllou_2008", "belton_gear_1983")
@named
def rank_reversal(
    table: DecisionTable, method: Method, weights: Weights, *, worsening: float = 0.5
) -> RankReversalResult:
    """Report which alternatives change places when others are added, removed or made worse.

    Parameters
    ----------
    table : DecisionTable
        Performances (A, C) of one table, with two alternatives or more.
    method : callable
        A function of a table and weights (1, C) that returns a result with `.ranks`.
    weights : mapping, Series, WeightsResult or array_like, shape (C,)
        Rescaled to sum to 1.
    worsening : float
        By how much of its distance to the worst performance of each criterion an alternative is
        made worse, in (0, 1].

    Returns
    -------
    RankReversalResult
        With `.reversals`, `.best_changes` and `.cycles`, and the source's three tests as
        `.keeps_best`, `.is_transitive` and `.agrees_with_pairs`.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, or the method returns something of the wrong kind or shape.

    Notes
    -----
    Two alternatives are reversed where one is better than the other with all together, and worse
    with another one removed, with a copy of one added, or one that is dominated by one, with
    another one made worse, or with the two alone; ties that arise or break are no reversals, but
    pairs then do not agree. The tests are those of Wang and Triantaphyllou (2008): the best stays
    when another alternative is replaced by a worse one; pairs alone are transitive; their order is
    that of all together. No two alternatives change places by methods that score each by itself, as
    value functions on fixed scales do. The method is called 3 A + A (A - 1) / 2 + 1 times with one
    table each, and once with A tables.

    Examples
    --------
    Belton and Gear's example: a copy of the best makes it lose its place, and so does one more
    alternative that it dominates.

    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import rank_reversal
    >>> table = da.DecisionTable.from_rows(
    ...     {"A": [1, 9, 8], "B": [9, 1, 9], "C": [1, 1, 1]}, ["a", "b", "c"]
    ... )
    >>> def method(table, weights):
    ...     return da.mcda.weighted_sum(table, weights, normalization="sum")
    >>> found = rank_reversal(table, method, [1, 1, 1])
    >>> found.reversals
    (('copied', 'B', 'B', 'A'), ('added', 'B', 'B', 'A'))
    """
    start = weights_here(table, method, weights)
    count = len(table.alternatives)
    if count < 2:
        raise InvalidInputError(f"table must have two alternatives; got {count}")
    share = _checks.number("worsening", worsening, low=0, high=1, open_low=True)

    def ranks(of: DecisionTable) -> IntArray:
        return np.asarray(ranked(method, of, start[None], constant=True)[0])

    base = ranks(table)
    away = np.zeros((count, count), dtype=base.dtype)
    beside = np.empty((count, count), dtype=base.dtype)
    for i in range(count):
        others = [a for a in range(count) if a != i]
        away[i, others] = ranks(_some(table, others))
        # a copy stands last, as one that is added does
        beside[i] = ranks(_with_one_more(table, i, table.values[i]))[:count]
    worse = _worse(table, share)
    added = np.broadcast_to(base, (count, count)).copy()
    for i in range(count):
        if (worse[i, i] != table.values[i]).any():
            added[i] = ranks(_with_one_more(table, i, worse[i, i]))[:count]
    replaced = (base > 1) & (worse != table.values).any(axis=(1, 2))
    worsened = np.broadcast_to(base, (count, count)).copy()
    if replaced.any():
        rows = np.broadcast_to(start, (int(replaced.sum()), len(start)))
        worsened[replaced] = ranked(method, table._with(worse[replaced]), rows)
    pairs = np.zeros((count, count), dtype=np.intp)
    for i in range(count):
        for j in range(i + 1, count):
            first, second = ranks(_some(table, [i, j]))
            pairs[i, j] = np.sign(second - first)
    pairs -= pairs.T
    done = {REMOVED: away, COPIED: beside, ADDED: added, WORSE: worsened}
    return RankReversalResult(
        method="rank_reversal",
        parameters={"worsening": share},
        references=cited("wang_triantaphyllou_2008"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        ranks=base,
        without=away,
        with_copy=beside,
        with_added=added,
        with_worse=worsened,
        in_pairs=pairs,
        reversals=_reversals(table.alternatives, base, done, pairs),
        best_changes=_best_changes(table.alternatives, base, done),
        cycles=_cycles(table.alternatives, pairs),
    )


def _some(table: DecisionTable, rows: list[int]) -> DecisionTable:
    return table.select(alternatives=[table.alternatives[row] for row in rows])


def _with_one_more(table: DecisionTable, like: int, row: FloatArray) -> DecisionTable:
    """Return the table with one more alternative, called after the one that it is made from."""
    label = f"{table.alternatives[like]} (copy)"
    while label in table.alternatives:
        label += "'"
    values = np.concatenate([table.values, row[None]])
    return DecisionTable(values, table.criteria, [*table.alternatives, label])


def _worse(table: DecisionTable, share: float) -> FloatArray:
    """Return a table (A, A, C) for each alternative, in which it is worse on every criterion."""
    count = len(table.alternatives)
    worst = np.where(table.maximize, table.values.min(axis=0), table.values.max(axis=0))
    moved = table.values + share * (worst - table.values)
    values = np.repeat(table.values[None], count, axis=0)
    values[np.arange(count), np.arange(count)] = moved
    return values


def _signs(ranks: IntArray) -> IntArray:
    """Return 1 where a row's alternative is better than a column's, 0 where they tie, else -1."""
    signs: IntArray = np.sign(ranks[None, :] - ranks[:, None])
    return signs


def _reversals(
    labels: tuple[str, ...], base: IntArray, done: Mapping[str, IntArray], pairs: IntArray
) -> tuple[tuple[str, str, str, str], ...]:
    found = []
    before = _signs(base)
    for what, each in done.items():
        for i, ranks in enumerate(each):
            turned = (_signs(ranks) < 0) & (before > 0)
            if what == REMOVED:
                turned[i] = turned[:, i] = False
            # who is made worse may well fall behind others
            if what == WORSE:
                turned[i] = False
            found += [(what, labels[i], labels[a], labels[b]) for a, b in np.argwhere(turned)]
    turned = (pairs < 0) & (before > 0)
    found += [(PAIRS, "", labels[a], labels[b]) for a, b in np.argwhere(turned)]
    return tuple(found)


def _best_changes(
    labels: tuple[str, ...], base: IntArray, done: Mapping[str, IntArray]
) -> tuple[tuple[str, str, str], ...]:
    found = []
    best: BoolArray = base == 1
    for what, each in done.items():
        for i, ranks in enumerate(each):
            there = ranks > 0
            top = there & (ranks == ranks[there].min())
            # nothing is asked of the best where the only one of them is what goes
            if (best & there).any() and not (best & top).any():
                found.append((what, labels[i], labels[int(top.argmax())]))
    return tuple(found)


def _cycles(labels: tuple[str, ...], pairs: IntArray) -> tuple[tuple[str, str, str], ...]:
    """Return the triples a, b, c in which a >= b >= c but not so a and c, one of a cycle each."""
    found: dict[frozenset[int], tuple[str, str, str]] = {}
    for b in range(len(labels)):
        # a at least as good as b, b at least as good as c, and c better than a; or a tie that two
        # strict steps contradict
        above, below = pairs[:, b], pairs[b]
        steps = (above[:, None] >= 0) & (below[None, :] >= 0)
        strict = (above[:, None] > 0) | (below[None, :] > 0)
        broken = steps & ((pairs < 0) | (strict & (pairs <= 0)))
        np.fill_diagonal(broken, False)
        broken[b] = broken[:, b] = False
        for a, c in np.argwhere(broken):
            found.setdefault(frozenset((int(a), b, int(c))), (labels[a], labels[b], labels[c]))
    return tuple(found.values())
