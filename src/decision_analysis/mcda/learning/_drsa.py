"""DRSA: what ordered classes of examples say for certain, and the rules that follow from it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, settled
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_REDUCT_CRITERIA
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Sorting, axes
from decision_analysis.core.parts import within_memory
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda.learning._by_rules import RuleSorting, by_rules
from decision_analysis.mcda.learning._decided import split_decision
from decision_analysis.mcda.learning._decision_rule import DecisionRule
from decision_analysis.mcda.learning._induced import induced
from decision_analysis.mcda.learning._reducts import reducts


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class DrsaResult(Sorting):
    """The classes as given, how far the criteria bear them out, reducts and decision rules.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`; the criteria are the conditions.
    categories : tuple of str
        The classes, worst first.
    assignment : ndarray of int, shape (..., A)
        Index of the class that was given.
    lowest : ndarray of int, shape (..., A)
        Index of the worst class of any alternative that is at least as good on all criteria.
    highest : ndarray of int, shape (..., A)
        Index of the best class of any alternative that is no better on any criterion.
    quality : float or ndarray of float, shape (...)
        Share of the alternatives whose class no other one contradicts.
    conditions : DecisionTable
        Performances on the conditions.
    reducts : tuple of tuple of str, or None
        All smallest sets of criteria of the same quality as all criteria; None of a batch.
    rules : tuple of DecisionRule, or None
        Certain rules, possible ones and approximate ones; None of a batch.
    """

    lowest: IntArray = axes("A")
    highest: IntArray = axes("A")
    quality: FloatArray | float = axes("")
    conditions: DecisionTable
    reducts: tuple[tuple[str, ...], ...] | None = None
    rules: tuple[DecisionRule, ...] | None = None

    @property
    def core(self) -> tuple[str, ...]:
        """The criteria that are in every reduct, in table order."""
        self._single("core")
        return tuple(c for c in self.criteria or () if all(c in r for r in self.reducts or ()))

    @property
    def lower(self) -> Mapping[str, tuple[str, ...]]:
        """Lower approximations: who belongs to a union of classes for certain."""
        self._single("lower")
        return self._unions(lambda t: self.lowest >= t, lambda t: self.highest <= t)

    @property
    def upper(self) -> Mapping[str, tuple[str, ...]]:
        """Upper approximations: who could belong to a union of classes."""
        self._single("upper")
        return self._unions(lambda t: self.highest >= t, lambda t: self.lowest <= t)

    @property
    def boundary(self) -> Mapping[str, tuple[str, ...]]:
        """Boundaries: who could belong to a union of classes, and not for certain."""
        self._single("boundary")
        lower, upper = self.lower, self.upper
        return {
            union: tuple(a for a in members if a not in lower[union])
            for union, members in upper.items()
        }

    @property
    def certain_rules(self) -> tuple[DecisionRule, ...]:
        """The rules that follow from lower approximations."""
        self._single("certain_rules")
        return tuple(rule for rule in self.rules or () if rule.kind == "certain")

    @property
    def possible_rules(self) -> tuple[DecisionRule, ...]:
        """The rules that follow from upper approximations."""
        self._single("possible_rules")
        return tuple(rule for rule in self.rules or () if rule.kind == "possible")

    @property
    def approximate_rules(self) -> tuple[DecisionRule, ...]:
        """The rules for those who contradict one another, each between two classes."""
        self._single("approximate_rules")
        return tuple(rule for rule in self.rules or () if rule.kind == "approximate")

    @named("{self.method}: classify()")
    def classify(self, table: DecisionTable) -> RuleSorting:
        """Sort the alternatives of a table by the certain rules.

        Parameters
        ----------
        table : DecisionTable
            Performances (..., A, C) on the criteria of the rules, with the same goals; others are
            left aside.

        Returns
        -------
        RuleSorting
            For each alternative the worst and the best class that the rules leave open, and one of
            them.

        Raises
        ------
        InvalidInputError
            If a criterion is missing or has another goal, or the result is a batch.

        Warns
        -----
        DegenerateDataWarning
            If no rule, or rules that contradict one another, speak of an alternative.
        """
        self._single("classify()")
        return by_rules(
            self.conditions, self.certain_rules, self.categories, table, self.references
        )

    def at(self, index: int | tuple[int, ...]) -> Self:
        """Return the result of one sample, with its reducts and rules.

        Parameters
        ----------
        index : int or tuple of int
            Which sample, one integer for each sample axis.

        Returns
        -------
        DrsaResult
            The result without sample axes.

        Raises
        ------
        InvalidInputError
            If there are no sample axes or the index does not point to one sample.
        """
        one = super().at(index)
        place = _checks.sample_index(index, self.sample_shape)
        shape = self.sample_shape + self.conditions.values.shape[-2:]
        table = self.conditions.with_values(np.broadcast_to(self.conditions.values, shape)[place])
        found = _of_one(table, self.categories, one.assignment, one.lowest, one.highest)
        return dataclasses.replace(one, conditions=table, **found)

    def _unions(self, at_least: Any, at_most: Any) -> dict[str, tuple[str, ...]]:
        found: dict[str, BoolArray] = {}
        for t, label in enumerate(self.categories):
            if t < len(self.categories) - 1:
                found[f"at most {label}"] = at_most(t)
            if t > 0:
                found[f"at least {label}"] = at_least(t)
        return {
            union: tuple(a for a, inside in zip(self.alternatives, members, strict=True) if inside)
            for union, members in found.items()
        }


@cites("greco_matarazzo_slowinski_2001", "greco_et_al_2001")
@named
@within_memory
def drsa(
    table: DecisionTable, *, decision: Any, categories: Sequence[str] | None = None
) -> DrsaResult:
    """Find what ordered classes of alternatives say for certain, and in which rules.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) of alternatives whose class is known.
    decision : str, Sorting, mapping or sequence
        The class of each alternative: the name of the criterion that holds it, which is then no
        condition; a result that sorts; classes by alternative, or in their order. Classes are
        numbers, the better the larger (of a criterion to minimize the smaller), or words.
    categories : sequence of str, optional
        Words for the classes, worst first; needed where the decision is in words.

    Returns
    -------
    DrsaResult
        `.lower`, `.upper` and `.boundary` of each union of classes, `.quality`, `.reducts`,
        `.core`, `.rules`, and `.classify(table)` for other alternatives.

    Raises
    ------
    InvalidInputError
        If an alternative has no class, the decision names no criterion or the only one, words have
        no categories, or there are more than 20 conditions.

    See Also
    --------
    learn_mr_sort : Profiles and weights from the same examples.

    Notes
    -----
    x belongs to 'at least t' for certain where everything that is at least as good on all criteria
    is in a class of at least t, and possibly where something that is no better anywhere is;
    likewise 'at most t'. Two alternatives contradict one another where the one that is at least as
    good everywhere has the worse class; quality is the share of those whom nobody contradicts.
    Rules are a minimal cover of the approximations, and of those who contradict one another between
    two classes, by DOMLEM, a greedy search: none can be left out, but a smaller set may exist.
    Reducts are exact, by trying all sets: O(C 2^C). Performances that the library's ranks would
    call tied are equal. O(A^2 C) for each sample, and for one table as much again for each rule.

    Examples
    --------
    Students of Greco, Matarazzo and Slowinski, with 0 for bad, 1 for medium and 2 for good; S1 is
    at least as good as S2 and has a worse class:

    >>> from decision_analysis import DecisionTable, mcda
    >>> marks = ["210", "110", "111", "221", "212", "222", "000", "001"]
    >>> students = DecisionTable(
    ...     [[int(mark) for mark in row] for row in marks],
    ...     ["mathematics", "physics", "literature"],
    ...     [f"S{i}" for i in range(1, 9)],
    ... )
    >>> found = mcda.drsa(
    ...     students,
    ...     decision=["bad", "medium", "medium", "good", "good", "good", "bad", "bad"],
    ...     categories=["bad", "medium", "good"],
    ... )
    >>> found.quality, found.core, found.boundary["at most bad"]
    (0.75, ('literature',), ('S1', 'S2'))
    >>> print(*found.certain_rules, sep="\\n")
    if physics >= 2 then at least good
    if literature >= 2 then at least good
    if mathematics >= 1 and literature >= 1 then at least medium
    if mathematics <= 0 then at most bad
    if mathematics <= 1 then at most medium
    if literature <= 0 then at most medium
    """
    asked = door_without_weights(table)
    conditions, assignment, labels = split_decision(table, decision, categories)
    if len(conditions.criteria) > MOST_REDUCT_CRITERIA:
        raise InvalidInputError(
            f"at most {MOST_REDUCT_CRITERIA} conditions can be reduced; got"
            f" {len(conditions.criteria)}"
        )
    values = _oriented(conditions)
    shape = np.broadcast_shapes(values.shape[:-1], assignment.shape)
    classes = np.broadcast_to(assignment, shape).copy()
    # D: row at least as good as column on all criteria, one at a time
    dominates = np.ones((*shape[:-1], shape[-1], shape[-1]), dtype=bool)
    for x in np.moveaxis(values, -1, 0):
        dominates &= x[..., :, None] >= x[..., None, :]
    # the worst class in D+(x), and the best in D-(x); x is in both
    last = len(labels) - 1
    lowest = np.where(dominates, classes[..., :, None], last).min(axis=-2)
    highest = np.where(np.swapaxes(dominates, -1, -2), classes[..., :, None], 0).max(axis=-2)
    found = {} if shape[:-1] else _of_one(conditions, labels, classes, lowest, highest)
    return DrsaResult(
        method="DRSA",
        parameters=asked.recorded(**({"decision": decision} if isinstance(decision, str) else {})),
        references=cited("greco_matarazzo_slowinski_2001", "greco_et_al_2001"),
        alternatives=table.alternatives,
        criteria=conditions.criterion_names,
        categories=labels,
        assignment=classes,
        lowest=lowest,
        highest=highest,
        # gamma: those in no boundary
        quality=(lowest == highest).mean(axis=-1),
        conditions=conditions,
        **found,
    )


def _of_one(
    table: DecisionTable,
    labels: tuple[str, ...],
    classes: IntArray,
    lowest: IntArray,
    highest: IntArray,
) -> dict[str, Any]:
    """Return the reducts and the rules of one sample."""
    values, names = _oriented(table), table.criterion_names
    smallest = reducts(values, classes, lowest == highest)
    return {
        "reducts": tuple(tuple(names[j] for j in found) for found in smallest),
        "rules": induced(table, values, labels, lowest, highest),
    }


def _oriented(table: DecisionTable) -> FloatArray:
    """Return the performances, ties made equal, turned so that more is better."""
    return settled(np.where(table.maximize, table.values, -table.values), -2)
