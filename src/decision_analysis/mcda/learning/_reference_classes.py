"""The option `classes`: to which category each of some alternatives belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._shown import shown
from decision_analysis.core import Sorting
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.learning._decided import of_numbers
from decision_analysis.mcda.learning._references import refuse_many


def classes_of(
    alternatives: Sequence[str], classes: Any, categories: Sequence[str] | None
) -> tuple[dict[int, int], tuple[str, ...]]:
    """Return by position of an alternative that of its category, and the categories, worst first.

    Alternatives stand in the order of their labels, so that the order of the table is without
    effect.
    """
    if isinstance(classes, Sorting):
        classes._single("classes of a sorting")
        categories = classes.categories if categories is None else categories
        classes = classes.as_dict()
    if isinstance(classes, Mapping) and any(map(_is_group, classes.values())):
        categories = _checks.keys("classes", classes) if categories is None else categories
        given = _by_alternative(alternatives, classes)
    elif isinstance(classes, Mapping) or _labelled.is_series(classes):
        given = _labelled.by_name(
            "classes", classes, alternatives, each="alternative", partial=True
        )
    else:
        entries = _checks.entries("classes", classes, kind="a mapping, or one for each alternative")
        if len(entries) != len(alternatives):
            raise InvalidInputError(
                f"need {len(alternatives)} classes, one for each of"
                f" {_checks.listed(alternatives)}; got {len(entries)}"
            )
        given = dict(zip(alternatives, entries, strict=True))
    if categories is None and given and all(map(_checks.is_number, given.values())):
        given, categories = _of_numbers(given)
    if categories is None:
        raise InvalidInputError(
            "classes in words have no order: give categories=, worst first, or a mapping from each"
            " category, worst first, to its alternatives"
        )
    labels = _checks.names("categories", categories)
    if len(labels) < 2:
        raise InvalidInputError(f"categories must be at least two; got {shown(labels[0])} alone")
    place = {
        label: labels.index(_checks.known(f"category of {label!r}", name, labels))
        for label, name in given.items()
    }
    if not place:
        raise InvalidInputError("classes must name at least one alternative")
    refuse_many("classes", len(place))
    position = {label: i for i, label in enumerate(alternatives)}
    return {position[label]: place[label] for label in sorted(place)}, labels


def _of_numbers(given: dict[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return classes that are numbers, of which the least is the worst, as words."""
    numbers = np.array([_checks.number(f"class of {a!r}", entry) for a, entry in given.items()])
    places, labels = of_numbers(numbers, numbers)
    named = (labels[place] for place in places.tolist())
    return dict(zip(given, named, strict=True)), labels


def _is_group(entry: Any) -> bool:
    return isinstance(entry, list | tuple | set | frozenset)


def _by_alternative(alternatives: Sequence[str], classes: Mapping[str, Any]) -> dict[str, str]:
    """Return the category of each alternative from the alternatives of each category."""
    found: dict[str, str] = {}
    for category, members in classes.items():
        if not _is_group(members):
            raise InvalidInputError(
                f"classes of {shown(category)} must be a sequence of alternatives; got"
                f" {shown(members)}"
            )
        for label in _checks.all_known("alternative in classes", members, alternatives):
            if label in found:
                raise InvalidInputError(
                    f"classes must name each alternative once; {label!r} is in"
                    f" {found[label]!r} and {category!r}"
                )
            found[label] = category
    return found
