"""Even swaps: what is lost on one criterion is made good on another, until dominance decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, settled
from decision_analysis._cited import cited, cites
from decision_analysis._labels import own_names
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Sorting, axes, dominance
from decision_analysis.core.parts import within_memory
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights

Swap: TypeAlias = tuple[str, str, float, str, float]
FORM = "(alternative, criterion, new performance, criterion that pays for it, new performance)"


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EvenSwapsResult(Sorting):
    """Who is left after all swaps, who was eliminated by whom, and which criteria still matter.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        Always 'eliminated' and 'left'.
    assignment : ndarray of int, shape (..., A)
        1 for those who are left, else 0.
    after : ndarray of int, shape (..., A)
        After how many swaps an alternative was eliminated; -1 for those who are left.
    eliminated_by : ndarray of int, shape (..., A)
        Index of an alternative that eliminates it; -1 for those who are left.
    values : ndarray of float, shape (..., A, C)
        Performances after all swaps.
    relevant : ndarray of bool, shape (..., C)
        Whether those who are left still differ on the criterion.
    """

    after: IntArray = axes("A")
    eliminated_by: IntArray = axes("A")
    values: FloatArray = axes("AC")
    relevant: BoolArray = axes("C")

    @property
    def survivors(self) -> tuple[str, ...]:
        """Those who are left, in table order."""
        self._single("survivors")
        return tuple(a for a, n in zip(self.alternatives, self.assignment, strict=True) if n)

    @property
    def choice(self) -> str | None:
        """The one who is left; None where several are."""
        self._single("choice")
        return self.survivors[0] if len(self.survivors) == 1 else None

    @property
    def eliminated(self) -> dict[str, str]:
        """Those who were eliminated, in table order, and who eliminated each."""
        self._single("eliminated")
        pairs = zip(self.alternatives, self.eliminated_by, strict=True)
        return {a: self.alternatives[by] for a, by in pairs if by >= 0}

    @property
    def irrelevant_criteria(self) -> tuple[str, ...]:
        """Criteria on which all who are left are equal, so that they can be dropped."""
        self._single("irrelevant_criteria")
        return tuple(c for c, r in zip(self.criteria or (), self.relevant, strict=True) if not r)

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        gone = self.eliminated
        return ["alternative", "category", "by", "after swaps"], [
            [a, self.categories[n], gone.get(a), int(k) if k >= 0 else None]
            for a, n, k in zip(self.alternatives, self.assignment, self.after, strict=True)
        ]


@cites("hammond_keeney_raiffa_1998")
@named
@within_memory
def even_swaps(
    table: DecisionTable,
    *,
    swaps: Sequence[Swap] = (),
    practical: Sequence[tuple[str, str]] = (),
) -> EvenSwapsResult:
    """Apply even swaps one after another, and drop who is dominated after each of them.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), the consequences of each alternative.
    swaps : sequence of (str, str, float, str, float)
        Judgements, in the order in which they were made: an alternative, a criterion and the
        performance that it shall have there, then the criterion that pays for this change and the
        performance there with which the alternative is just as good as before.
    practical : sequence of (str, str)
        Pairs of alternatives before the first swap, the second of which is judged to be dominated
        for all practical purposes: the small advantages that it has over the first do not count.

    Returns
    -------
    EvenSwapsResult
        `.survivors`, and the `.choice` where only one is left; `.eliminated` says by whom, and
        `.irrelevant_criteria` on what those who are left do not differ any more.

    Raises
    ------
    InvalidInputError
        If a swap has not five entries, names something unknown or one criterion twice, or is not
        even in kind: one performance has to get better and the other worse. If a pair is of one
        alternative, or its first is better nowhere.

    See Also
    --------
    dominance : Who dominates whom, without swaps.
    decision_analysis.mcda.additive_value : Trade-offs as a model, once for all alternatives.

    Notes
    -----
    A swap leaves the alternative as good as before, so that whoever is dominated after it was no
    better before, and elimination after each swap loses nothing. Whether the two changes are worth
    the same is a judgement, which no calculation checks. Swapping until all agree on a criterion
    makes it irrelevant. Performances are equal as in `dominance`. O(A^2 C) per swap and sample.

    Examples
    --------
    The last swap of Hammond, Keeney and Raiffa's office: 250 square feet more for Lombard are worth
    250 dollars a month, after which Montana dominates it:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> offices = DecisionTable(
    ...     [[80, 700, 1700], [85, 950, 1800]],
    ...     ["access", "size", Criterion("cost", "min")],
    ...     ["Lombard", "Montana"],
    ... )
    >>> mcda.even_swaps(offices, swaps=[("Lombard", "size", 950, "cost", 1950)])
    even swaps
       alternative  category    by       after swaps
       Lombard      eliminated  Montana            1
       Montana      left
    """
    asked = door_without_weights(table)
    judged = [_swap(k, swap, table) for k, swap in enumerate(_entries("swaps", swaps), 1)]
    pairs = [_pair(pair, table) for pair in _entries("practical", practical)]
    shape = (*asked.shape, len(table.alternatives))
    state = _State(table.values.copy(), np.full(shape, -1), np.full(shape, -1))
    state.drop_dominated(table, 0)
    for winner, loser in pairs:
        state.drop(winner, loser, table)
    for number, swap in enumerate(judged, 1):
        state.apply(number, swap, table)
        state.drop_dominated(table, number)
    left = state.after < 0
    values = settled(state.values, -2)
    # of those who are left, whether the best and the worst differ
    best = np.where(left[..., None], values, -np.inf).max(axis=-2)
    worst = np.where(left[..., None], values, np.inf).min(axis=-2)
    return EvenSwapsResult(
        method="even swaps",
        parameters=asked.recorded(
            **({"swaps": tuple(judged)} if judged else {}),
            **({"practical": tuple(pairs)} if pairs else {}),
        ),
        references=cited("hammond_keeney_raiffa_1998"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=("eliminated", "left"),
        assignment=left.astype(np.intp),
        after=state.after,
        eliminated_by=state.by,
        values=state.values,
        relevant=best > worst,
    )


@dataclasses.dataclass
class _State:
    """Performances (..., A, C), after how many swaps each was dropped (..., A), and by whom."""

    values: FloatArray
    after: IntArray
    by: IntArray

    def drop_dominated(self, table: DecisionTable, number: int) -> None:
        above = dominance(table.with_values(self.values)).matrix.astype(bool)
        left = self.after < 0
        # those who are out eliminate nobody: whoever dominates them dominates whom they do
        above = above & left[..., :, None]
        beaten = np.asarray(above.any(axis=-2))
        dominated = left & beaten
        # of those who dominate, the first whom nobody dominates
        best = above & ~beaten[..., :, None]
        self.by = np.where(dominated, best.argmax(axis=-2), self.by)
        self.after = np.where(dominated, number, self.after)

    def drop(self, winner: str, loser: str, table: DecisionTable) -> None:
        first, second = (table.alternatives.index(label) for label in (winner, loser))
        sign = np.where(table.maximize, 1.0, -1.0)
        values = settled(self.values, -2) * sign
        if not (values[..., first, :] > values[..., second, :]).any(axis=-1).all():
            raise InvalidInputError(
                f"practical dominance of {winner!r} over {loser!r} needs that {winner!r} is better"
                " on some criterion"
            )
        if (self.after[..., first] >= 0).any():
            raise InvalidInputError(
                f"practical dominance of {winner!r} over {loser!r} needs {winner!r} still there;"
                " it is dominated itself"
            )
        left = self.after[..., second] < 0
        self.by[..., second] = np.where(left, first, self.by[..., second])
        self.after[..., second] = np.where(left, 0, self.after[..., second])

    def apply(self, number: int, swap: Swap, table: DecisionTable) -> None:
        label, changed, level, payer, payment = swap
        row = table.alternatives.index(label)
        gains = []
        for name, to in ((changed, level), (payer, payment)):
            column = table.criterion_names.index(name)
            sign = 1.0 if table.criteria[column].goal == "max" else -1.0
            gains.append(sign * np.sign(to - self.values[..., row, column]))
            self.values[..., row, column] = to
        if not (gains[0] * gains[1] < 0).all():
            raise InvalidInputError(
                f"swap {number} of {label!r} must make one of {changed!r} and {payer!r}"
                " better and the other worse"
            )


def _entries(what: str, given: Any) -> list[Any]:
    if isinstance(given, str) or _labelled.has_labels(given) or isinstance(given, set | frozenset):
        raise InvalidInputError(f"{what} must be a list of tuples; got {shown(given)}")
    return _checks.entries(what, given, kind="a list of tuples")


def _swap(number: int, given: Any, table: DecisionTable) -> Swap:
    what = f"swap {number}"
    if not isinstance(given, list | tuple) or len(given) != 5:
        raise InvalidInputError(f"{what} must be {FORM}; got {shown(given)}")
    alternative = _known("alternative", given[0], table.alternatives)
    first, second = (_known("criterion", given[k], table.criterion_names) for k in (1, 3))
    if first == second:
        raise InvalidInputError(f"{what} must be of two criteria; got {first!r} twice")
    levels = [_checks.number(f"performance in {what}", given[k]) for k in (2, 4)]
    return alternative, first, levels[0], second, levels[1]


def _pair(given: Any, table: DecisionTable) -> tuple[str, str]:
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise InvalidInputError(
            f"practical must hold pairs (better, dominated) of alternatives; got {shown(given)}"
        )
    winner, loser = (_known("alternative", label, table.alternatives) for label in given)
    if winner == loser:
        raise InvalidInputError(f"practical must hold pairs of two; got {winner!r} twice")
    return winner, loser


def _known(what: str, given: Any, names: tuple[str, ...]) -> str:
    return _checks.known(what, next(iter(own_names(names, [given]))), names)
