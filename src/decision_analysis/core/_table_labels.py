"""Criteria and labels as users pass them to a table; every fault joins a list of problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._labels import Labels
from decision_analysis._render import LABEL, shortened
from decision_analysis._shown import shown
from decision_analysis.core._criterion import Criterion
from decision_analysis.errors import InvalidInputError

NAMED = 3
"""So many cells or labels are named in a message; the others are counted."""

TWICE = (
    "a second column in the index tells them apart, frame.drop_duplicates() drops rows that stand"
    " twice"
)

Names = tuple[str, ...]


def clean_criteria(given: Any, problems: list[str]) -> tuple[list[Criterion], Names]:
    """Return the criteria and their names; a string is to maximize, a mapping has each goal."""
    if isinstance(given, Mapping) or _holds_goals(given):
        given = [_with_goal(name, goal, problems) for name, goal in given.items()]
        given = [entry for entry in given if entry is not None]
    if isinstance(given, str | Criterion):
        given = [given]
        problems.append(f"criteria must be a sequence; got the one {shown(given[0])}")
    names = _index_labels("criteria", given, problems)
    criteria: list[Criterion] = []
    for entry in _entries("criteria", given, problems) if names is None else filter(None, names):
        if isinstance(entry, Criterion):
            criteria.append(entry)
            continue
        try:
            criteria.append(Criterion(entry))
        except InvalidInputError as error:
            problems.append(error.message)
    if not criteria and not problems:
        problems.append("need at least one criterion")
    problems += [
        f"criterion {name!r} is named more than once"
        for name in _checks.repeats(c.name for c in criteria)
    ]
    return criteria, tuple(c.name for c in criteria) if names is None else names


def _holds_goals(given: Any) -> bool:
    """Say whether a Series has the goal of each name in its index, and not names."""
    if not (_labelled.is_series(given) and _checks.is_labelled(given)):
        return False
    return all(isinstance(goal, str) and goal in ("max", "min") for goal in given)


def _with_goal(name: Any, goal: Any, problems: list[str]) -> Criterion | None:
    """Return the criterion of an entry {name: goal}, or {name: Criterion} of that name."""
    if isinstance(goal, Criterion):
        if goal.name == name:
            return goal
        problems.append(
            f"criterion {shown(name)}: must be the name of its Criterion; got {shown(goal.name)}"
        )
        return None
    try:
        return Criterion(name, goal)
    except InvalidInputError as error:
        problems.append(error.message)
        return Criterion(name) if isinstance(name, str) and name else None


def _entries(what: str, given: Any, problems: list[str]) -> list[Any]:
    try:
        return _checks.entries(what, given)
    except InvalidInputError as error:
        problems.append(error.message)
        return []


def _index_labels(what: str, given: Any, problems: list[str]) -> Labels | None:
    """Return the labels of a pandas index, which are remembered; None for anything else."""
    if not (_checks.is_pandas(given) and hasattr(given, "nlevels")):
        return None
    labels = Labels.of_index(given)
    gaps = (
        np.any([codes < 0 for codes in given.codes], axis=0) if given.nlevels > 1 else given.isna()
    )
    missing = [number for number, label in enumerate(labels, 1) if not label or gaps[number - 1]]
    if len(missing) == 1:
        problems.append(f"{what} must not be missing; number {missing[0]} is")
    elif missing:
        said = and_more(len(missing), [str(number) for number in missing[:NAMED]])
        problems.append(f"{what} must not be missing; {len(missing):,} are, numbers {said}")
    return labels


def clean_labels(given: Any, problems: list[str]) -> Names:
    """Return the labels of the alternatives."""
    if isinstance(given, Labels):
        return given
    if isinstance(given, str):
        problems.append(
            f"alternatives must be a sequence of labels; got the one string {shown(given)}"
        )
        return (given,)
    before = len(problems)
    remembered = _index_labels("alternatives", given, problems)
    labels = _entries("alternatives", given, problems) if remembered is None else list(remembered)
    if not labels and len(problems) == before:
        problems.append("need at least one alternative")
    if remembered is None:
        problems += [
            f"alternative labels must be non-empty strings; got {shown(a)}"
            for a in labels
            if not isinstance(a, str) or not a
        ]
    labels = list(map(_checks.plain, labels))
    twice = _checks.repeats(a for a in labels if isinstance(a, str) and a)
    if len(twice) > NAMED:
        hint = "" if remembered is None else f": {TWICE}"
        named = and_more(len(twice), list(map(brief, twice[:NAMED])))
        problems.append(
            f"{len(twice):,} alternatives are named more than once, such as {named}{hint}"
        )
    else:
        problems += [f"alternative {a!r} is named more than once" for a in twice]
    return tuple(labels) if remembered is None else remembered


def brief(value: object) -> str:
    """Show a label or a cell by what a message has room for."""
    if isinstance(value, str):
        return repr(shortened(str.__str__(value)))
    return shortened(shown(value), 2 * LABEL)


def and_more(count: int, first: Sequence[str]) -> str:
    return ", ".join(first) + (f" and {count - len(first):,} more" if count > len(first) else "")
