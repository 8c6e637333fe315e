"""Profiles, weights and majority of MR-Sort that restore the most examples, exactly."""

from __future__ import annotations

import dataclasses
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
from decision_analysis.core import DecisionTable, Sorting
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.learning._coalitions import Coalitions, Scales
from decision_analysis.mcda.learning._decided import split_decision
from decision_analysis.mcda.learning._mixed_program import Program, least_weights

APART = 1e-3
"""By how much of the weight the majority is missed at least: as whole numbers, weights then have a
sum of up to 1,000, which ten criteria seldom need."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LearnMrSortResult(Sorting):
    """A model of MR-Sort, how it sorts the examples, and which of them it restores.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The categories, worst first.
    assignment : ndarray of int, shape (A,)
        For each example the index of the category that the model assigns it to.
    given : ndarray of int, shape (A,)
        For each example the index of the category that was given.
    profiles : DecisionTable
        The limits between the categories, worst first.
    weights : mapping of str to float
        Weight of each criterion; they sum to 1.
    majority : float
        The share of the weight that decides.
    """

    given: IntArray
    profiles: DecisionTable
    weights: dict[str, float]
    majority: float

    @property
    def restored(self) -> tuple[str, ...]:
        """The examples that the model assigns as they were given, in table order."""
        pairs = zip(self.alternatives, self.assignment == self.given, strict=True)
        return tuple(label for label, same in pairs if same)

    @property
    def not_restored(self) -> dict[str, str]:
        """The other examples, and the category that was given: dropped, the rest is consistent."""
        return {
            label: self.categories[k]
            for label, k in zip(self.alternatives, self.given, strict=True)
            if label not in self.restored
        }

    @property
    def model(self) -> dict[str, Any]:
        """The arguments of `mr_sort` beside a table: `mr_sort(other, **found.model)`."""
        return {
            "weights": dict(self.weights),
            "profiles": self.profiles,
            "majority": self.majority,
            "categories": self.categories,
        }


@cites("leroy_mousseau_pirlot_2011")
@named
def learn_mr_sort(
    judged: DecisionTable,
    *,
    decision: Any,
    categories: Sequence[str] | None = None,
    time_limit: float | None = None,
) -> LearnMrSortResult:
    """Find profiles, weights and a majority with which MR-Sort restores the most examples.

    Parameters
    ----------
    judged : DecisionTable
        Performances (A, C) of the examples, alternatives that somebody has sorted.
    decision : str, Sorting, mapping or sequence
        The category of each example, as in `drsa`.
    categories : sequence of str, optional
        Words for the categories, worst first; needed where the decision is in words.
    time_limit : float, optional
        Seconds after which to give up; None for never.

    Returns
    -------
    LearnMrSortResult
        `.profiles`, `.weights`, `.majority`, and `.restored`; `mr_sort(table, **found.model)` sorts
        other alternatives.

    Raises
    ------
    InvalidInputError
        If the table has samples, an example has no category, there is only one category, or the
        time limit is not a positive number.
    ConvergenceError
        If the time is over before the optimum is proved.

    See Also
    --------
    drsa : Rules from the same examples, which need no model to hold.

    Notes
    -----
    A mixed-integer program after Leroy, Mousseau and Pirlot: whether each distinct performance
    meets each profile is a variable of 0 or 1, and so is whether an example is restored, the sum of
    which is maximal. The majority is at least half of the weight. Where all examples can be
    restored they are; else as few as possible are left out, which ones need not be unique. Weights
    are then the smallest whole numbers with the same coalitions, divided by their sum, and profiles
    lie half-way (several in one gap: evenly) between two performances of the examples: other models
    restore as many, and few examples leave wide room. The time grows fast with examples, criteria
    and categories: 30 examples on 5 criteria take seconds to minutes.

    Examples
    --------
    Six students pass with two of three good marks:

    >>> from decision_analysis import DecisionTable, mcda
    >>> students = DecisionTable(
    ...     [[10, 10, 9], [10, 9, 10], [9, 10, 10], [9, 9, 10], [9, 10, 9], [10, 9, 9]],
    ...     ["c1", "c2", "c3"],
    ...     list("abcdef"),
    ... )
    >>> found = mcda.learn_mr_sort(
    ...     students,
    ...     decision=["pass"] * 3 + ["fail"] * 3,
    ...     categories=["fail", "pass"],
    ... )
    >>> {name: round(w, 2) for name, w in found.weights.items()}, round(found.majority, 2)
    ({'c1': 0.33, 'c2': 0.33, 'c3': 0.33}, 0.67)
    >>> mcda.mr_sort(students, **found.model).assignment.tolist()
    [1, 1, 1, 0, 0, 0]
    """
    judged = _checks.instance("judged", judged, DecisionTable)
    conditions, given, labels = split_decision(judged, decision, categories)
    scales = Scales.of(conditions)
    if given.ndim > 1:
        raise InvalidInputError(f"decision must be of one sample; got shape {given.shape}")
    if len(labels) < 2:
        raise InvalidInputError(f"there must be two categories at least; got {list(labels)}")
    limit = math.inf
    if time_limit is not None:
        limit = _checks.number("time_limit", time_limit, low=0, open_low=True)
    deadline = time.monotonic() + limit
    # all examples at once, which is proved or refuted fast; only then as many as can be
    found = _solved(scales, given, len(labels), deadline, all_of_them=True)
    if found is None:
        found = _solved(scales, given, len(labels), deadline, all_of_them=False)
    assert found is not None  # with nothing restored every model will do
    starts, kept = found
    met = scales.places[:, None, :] >= starts[None]
    numbers, quota = _whole(met, given, kept, deadline)
    # the best profile that enough weight meets
    reached = (met * numbers).sum(axis=-1) >= quota
    assignment = np.where(reached, np.arange(1, len(labels)), 0).max(axis=-1)
    total = int(numbers.sum())
    names = conditions.criterion_names
    return LearnMrSortResult(
        method="learned MR-Sort",
        references=cited("leroy_mousseau_pirlot_2011"),
        alternatives=judged.alternatives,
        criteria=names,
        categories=labels,
        assignment=assignment.astype(np.intp),
        given=given,
        profiles=scales.profiles(starts, [f"p{h}" for h in numbered(len(labels) - 1)]),
        weights={name: int(n) / total for name, n in zip(names, numbers, strict=True)},
        majority=quota / total,
    )


def _solved(
    scales: Scales, given: IntArray, count: int, deadline: float, *, all_of_them: bool
) -> tuple[IntArray, IntArray] | None:
    """Return where performances meet each profile, and which examples are restored."""
    program = Program()
    coalitions = Coalitions.of(program, scales, count - 1)
    majority = int(program.variables(1, low=0.5)[0])
    restored = program.variables(len(given), low=float(all_of_them), whole=True)
    for i, (category, kept) in enumerate(zip(given.tolist(), restored.tolist(), strict=True)):
        # enough weight meets the profile below: sum c >= lambda, unless it is not restored
        if category > 0:
            program.row({**coalitions.terms(category - 1, i), majority: -1, kept: -1}, low=-1)
        # and not enough the one above: sum c <= lambda - APART
        if category < count - 1:
            program.row({**coalitions.terms(category, i), majority: -1, kept: 1 + APART}, high=1)
    found = program.solved(dict.fromkeys(restored.tolist(), -1.0), deadline)
    if found is None:
        return None
    return coalitions.starts(found), np.flatnonzero(found[restored] > 0.5)


def _whole(met: Any, given: IntArray, kept: IntArray, deadline: float) -> tuple[IntArray, int]:
    """Return the smallest whole weights and the quota that restore those that are kept."""
    profiles, size = met.shape[1:]
    # the quota is the last of the numbers
    rows = [(np.append(np.zeros(size), 1.0), 1)]
    # at least half of the sum, and no more than all of it: 2 q - sum n >= 0, sum n - q >= 0
    rows += [(np.append(-np.ones(size), 2.0), 0), (np.append(np.ones(size), -1.0), 0)]
    for i in kept.tolist():
        if given[i] > 0:
            rows.append((np.append(met[i, given[i] - 1].astype(float), -1.0), 0))
        if given[i] < profiles:
            rows.append((np.append(-met[i, given[i]].astype(float), 1.0), 1))
    found = least_weights(rows, [], deadline)
    return found[:-1], int(found[-1])
