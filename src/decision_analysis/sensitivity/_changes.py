"""What changed between two states, and the scores where some of the changes are made."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis.core.parts import Scored, chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._shapley_shares import all_sets
from decision_analysis.sensitivity._states import States


@dataclasses.dataclass(frozen=True, eq=False)
class Worth:
    """Scores where some of the changes are made; it can be sent to another process."""

    states: States
    changes: tuple[tuple[str, ...], ...]
    alternatives: tuple[str, ...] = ()

    def scored(self, made: BoolArray) -> Scored:
        """Return the scores where the marked changes (rows, m) are made."""
        before, after = self.states.before, self.states.after
        samples = {
            name: np.where(made[:, place], after[name], before[name])
            for place, names in enumerate(self.changes)
            for name in names
        }
        found = self.states.scores(samples)
        # shares are added up by position
        if self.alternatives and found.alternatives != self.alternatives:
            raise InvalidInputError(
                "model must return the same alternatives in every call; got"
                f" {listed(self.alternatives)} and {listed(found.alternatives)}"
            )
        # without the table, which need not come back from another process
        return dataclasses.replace(found, table=None)

    def __call__(self, made: BoolArray) -> FloatArray:
        return self.scored(made).values


@dataclasses.dataclass(frozen=True, eq=False)
class Sets:
    """One chunk of all sets of changes: there are never more than a chunk."""

    worth: Worth
    count: int
    rows: int

    def __call__(self, chunk: int, rows: int) -> list[Scored]:
        sets = all_sets(self.count)
        return [self.worth.scored(sets[i : i + self.rows]) for i in range(0, rows, self.rows)]


def changes_of(states: States, groups: object) -> dict[str, tuple[str, ...]]:
    """Return what changes, each with its numbers: groups in the place of their first number."""
    known = list(states.before)
    group_of: dict[str, str] = {}
    given: Mapping[str, Any] = (
        {} if groups is None else _checks.mapping("groups", groups, empty=True)
    )
    for label, members in given.items():
        _checks.label("a group's name", label)
        for name in _checks.names(f"group {label!r}", members):
            _checks.known(f"number in group {label!r}", name, known)
            if name in group_of:
                raise InvalidInputError(
                    f"groups must not share a number; got {name!r} in {group_of[name]!r} and"
                    f" {label!r}"
                )
            group_of[name] = label
    for label in given:
        if label in known and group_of.get(label) != label:
            raise InvalidInputError(f"group {label!r} must not be called as a number outside of it")
    found: dict[str, tuple[str, ...]] = {}
    for name in known:
        if states.before[name] != states.after[name]:
            label = group_of.get(name, name)
            found[label] = (*found.get(label, ()), name)
    return found


def scored_sets(sets: Sets, rows: int, batch: int, workers: chunks.Workers) -> Scored:
    """Return the scores of all sets of changes."""
    with contextlib.closing(chunks.run(sets, rows, batch=batch, workers=workers)) as parts:
        (found,) = parts
    for part in found:
        if part.alternatives != found[0].alternatives:
            raise InvalidInputError(
                "model must return the same alternatives in every call; got"
                f" {listed(found[0].alternatives)} and {listed(part.alternatives)}"
            )
    values = np.concatenate([part.values for part in found])
    return Scored(found[0].alternatives, values, found[0].higher_is_better)
