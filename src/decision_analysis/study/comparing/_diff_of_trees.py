"""What two studies make of a tree that both have, and what makes the difference."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import trees
from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable
from decision_analysis.sensitivity import ExplainChangeResult
from decision_analysis.study.comparing._changes import Change, Ground, explained, patterns
from decision_analysis.study.comparing._merged_tree import MergedTree
from decision_analysis.study.model import FirstOptions, Study, TreeModel, WeightedValue, evaluate


def diff_of_trees(ground: Ground) -> tuple[ExplainChangeResult, list[Change]]:
    """Return each change's share in the worth of what the tree can begin with, and the changes.

    Raises
    ------
    ValueError
        If the trees differ in their structure; the message says where.
    """
    before, after = ground.studies
    merged = MergedTree(before.tree_data, after.tree_data)
    numbers = _Numbers(before, after, merged)
    plain = before.plain_tree
    preferences = [] if plain else ground.of_preferences()
    model = TreeModel(merged.data, before._payoffs)
    cells = len(trees.to_arrays(model.tree(numbers({})))) * (1 + len(before.criteria))

    def worth(made: Mapping[str, FloatArray]) -> DecisionTable:
        rows = len(next(iter(made.values())))
        found: list[tuple[Any, DecisionTable]] = []
        for where, marks in patterns(made, [change.label for change in preferences]):
            attribute = None
            if not plain:
                attribute = WeightedValue(*ground.coefficients(*ground.preferences(marks)))
            unit = before.unit if plain else "points"
            first = FirstOptions(
                lambda part: model.tree(numbers(part)), attribute, before.tree_goal, unit, cells
            )
            found.append((where, first({label: mark[where] for label, mark in made.items()})))
        _, one = found[0]
        values = np.empty((rows, len(one.alternatives), 1))
        for where, table in found:
            values[where] = table.values
        return DecisionTable(values, one.criteria, one.alternatives)

    changes = [*numbers.changes, *preferences]
    return explained(changes, worth, before.seed, cells=cells), changes


class _Numbers:
    """Values of all names in a merged tree, with some of the changes made."""

    def __init__(self, before: Study, after: Study, merged: MergedTree) -> None:
        self.before, self.after, self.merged = before, after, merged
        self.changes = [*self._judged(), *self._defined(), *self._written()]

    def __call__(self, made: Mapping[str, FloatArray]) -> dict[str, Any]:
        """Return the values; changes that are not named are not made."""
        # what either study makes of the mixed numbers
        known = [study.values(self._mixed(study, made)) for study in (self.before, self.after)]
        values = {**known[1], **known[0]}
        for label, name in self._labels.items():
            values[name] = _chosen(made.get(label), known[0][name], known[1][name])
        if self._labels:
            # what is derived from what is defined otherwise
            for name, text in self.before.derived.items():
                if name not in self._labels.values():
                    values[name] = evaluate(f"derived {name!r}", text, values)
        for name, (where, old, new) in self.merged.differing.items():
            ends = [evaluate("tree", text, values) for text in (old, new)]
            values[name] = _chosen(made.get(where), *ends)
        return values

    def _mixed(self, study: Study, made: Mapping[str, FloatArray]) -> dict[str, Any]:
        first, second = self.before.numbers, self.after.numbers
        return {
            name: _chosen(made.get(name), first[name].base, second[name].base)
            if name in first and name in second
            else number.base
            for name, number in study.numbers.items()
        }

    def _judged(self) -> list[Change]:
        first, second = self.before.numbers, self.after.numbers
        used = self.before.used | self.after.used
        found = []
        for name in first:
            if name in used and name in second and first[name].base != second[name].base:
                cell = name in self.before.judgements
                whose = name.split(": ", 1) if cell else ["", ""]
                block = "judgements" if cell else "parameters"
                found.append(Change(name, first[name].base, second[name].base, block, *whose))
        return found

    def _defined(self) -> list[Change]:
        """Return the names that both studies derive or predict, or judge, in different ways."""
        words = [_definitions(study) for study in (self.before, self.after)]
        self._labels: dict[str, str] = {}
        found = []
        for name in words[0]:
            if name not in words[1] or words[0][name] == words[1][name]:
                continue
            label = f"definition of {name}"
            self._labels[label] = name
            old, new = (w[name] if isinstance(w[name], str) else "predicted" for w in words)
            found.append(Change(label, old, new, "definitions"))
        return found

    def _written(self) -> list[Change]:
        """Return what is written otherwise in the tree itself."""
        return [
            Change(where, _told(old), _told(new), "entries of the tree")
            for where, old, new in self.merged.differing.values()
        ]


def _definitions(study: Study) -> dict[str, Any]:
    """Return what each number of a study is made by, apart from judged values."""
    found: dict[str, Any] = dict.fromkeys(study.numbers, "judged")
    settings = (study.n_samples, study.seed) if study.predictions else ()
    for entry in study.predictions:
        rest = dataclasses.replace(entry, cells=type(entry.cells)(()), source="", rationale="")
        found |= dict.fromkeys(entry.gives.values(), (rest, settings))
    return found | dict(study.derived)


def _chosen(mark: FloatArray | None, before: Any, after: Any) -> Any:
    return before if mark is None else np.where(mark > 0.5, after, before)


def _told(entry: Any) -> float | str:
    return entry if isinstance(entry, str) else float(entry)
