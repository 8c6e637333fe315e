"""Classes that alternatives were put in: by name, by position, as a column or as a `Sorting`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _labels
from decision_analysis._arrays import FloatArray, IntArray, settled
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Sorting
from decision_analysis.errors import InvalidInputError


def split_decision(
    table: DecisionTable, decision: Any, categories: Sequence[str] | None
) -> tuple[DecisionTable, IntArray, tuple[str, ...]]:
    """Return the conditions, the class (..., A) of each alternative, and the classes, worst first.

    Text is the name of the criterion that holds the classes, which is then no condition.
    """
    if not isinstance(decision, str):
        return table, *decided("decision", decision, table.alternatives, categories)
    name = _checks.known("criterion", decision, table.criterion_names)
    if len(table.criteria) == 1:
        raise InvalidInputError(
            f"decision must leave a criterion for conditions; {name!r} is the only one"
        )
    column = table.criterion_names.index(name)
    numbers = table.values[..., column]
    # worst first, by the goal of the criterion
    least_first = numbers if table.criteria[column].goal == "max" else -numbers
    assignment, labels = of_numbers(least_first, numbers)
    rest = [other for other in table.criterion_names if other != name]
    return table.select(criteria=rest), assignment, _renamed("decision", labels, categories)


def decided(
    what: str, given: Any, alternatives: tuple[str, ...], categories: Sequence[str] | None
) -> tuple[IntArray, tuple[str, ...]]:
    """Return the class (A,) of each alternative as an index into the classes, worst first."""
    if isinstance(given, Sorting):
        _checks.same_names(f"{what} must name each alternative", given.alternatives, alternatives)
        places = _labels.places(given.alternatives, alternatives)
        found: IntArray = given.assignment[..., places].astype(np.intp)
        return found, _renamed(what, given.categories, categories)
    if _labelled.has_labels(given):
        named = _labelled.by_name(what, given, alternatives, each="alternative")
        classes = [_checks.plain(entry) for entry in named.values()]
    else:
        classes = [_checks.plain(c) for c in _checks.entries(what, given, kind="classes")]
        if len(classes) != len(alternatives):
            raise InvalidInputError(
                f"{what} must have a class for each of {len(alternatives)} alternatives; got"
                f" {len(classes)}"
            )
    if all(map(_checks.is_number, classes)):
        pairs = zip(alternatives, classes, strict=True)
        numbers = np.array([_checks.number(f"{what} of {a!r}", entry) for a, entry in pairs])
        assignment, labels = of_numbers(numbers, numbers)
        return assignment, _renamed(what, labels, categories)
    return _of_words(what, classes, alternatives, categories)


def of_numbers(least_first: FloatArray, numbers: FloatArray) -> tuple[IntArray, tuple[str, ...]]:
    """Return numbers as indices into their distinct values, and these as text."""
    flat = settled(least_first.reshape(-1), 0)
    _, first, places = np.unique(flat, return_index=True, return_inverse=True)
    levels = numbers.reshape(-1)[first].tolist()
    labels = [f"{level:g}" for level in levels]
    if len(set(labels)) < len(labels):
        labels = [repr(level) for level in levels]
    return places.reshape(numbers.shape).astype(np.intp), tuple(labels)


def _of_words(
    what: str, classes: list[Any], alternatives: tuple[str, ...], categories: Sequence[str] | None
) -> tuple[IntArray, tuple[str, ...]]:
    if categories is None:
        # numbers with one word among them are a slip, words alone lack their order
        pairs = zip(alternatives, classes, strict=True)
        odd = next((p for p in pairs if not _checks.is_number(p[1])), None)
        if odd is not None and any(map(_checks.is_number, classes)):
            raise InvalidInputError(
                f"{what} of {odd[0]!r} must be a number like the others; got {shown(odd[1])}"
            )
        words = sorted({entry for entry in classes if isinstance(entry, str)})
        raise InvalidInputError(
            f"{what} in words needs categories=, the classes worst first; got"
            f" {_checks.listed(words)}"
        )
    labels = _checks.names("categories", categories)
    for alternative, entry in zip(alternatives, classes, strict=True):
        if not isinstance(entry, str) or entry not in labels:
            near = _checks.nearest(entry, labels)
            hint = f" (did you mean {near!r}?)" if near else ""
            raise InvalidInputError(
                f"{what} of {alternative!r} must be one of {_checks.listed(labels)}; got"
                f" {shown(entry)}{hint}"
            )
    return np.array([labels.index(entry) for entry in classes], dtype=np.intp), labels


def _renamed(
    what: str, labels: tuple[str, ...], categories: Sequence[str] | None
) -> tuple[str, ...]:
    """Return the labels, or the names given for as many classes."""
    if categories is None:
        return labels
    names = _checks.names("categories", categories)
    if len(names) != len(labels):
        raise InvalidInputError(
            f"need {len(labels)} categories, worst first, one for each class of {what}; got"
            f" {list(names)}"
        )
    return names
