"""What differs between two studies: single changes, and their groups where there are many."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import mcda, value
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import MOST_EXACT_CHANGES
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.sensitivity import ExplainChangeResult, explain_change
from decision_analysis.study.model import Study

MOST_SINGLE = 40
"""Most changes that are explained one by one; more are explained in groups."""
N_PERMUTATIONS = 256
MOST_SCALES = 3
"""Most scales that change one by one: each set of them asks for values of its own."""
SCALES = "the scales"


@dataclasses.dataclass(frozen=True)
class Change:
    """One thing that differs.

    Parameters
    ----------
    label : str
        Unique; a judged number has its own name.
    before, after : float or str
        As a number, or in words.
    block : str
        Of which part of the study it is.
    alternative, criterion : str
        Of a cell of the table.
    """

    label: str
    before: float | str
    after: float | str
    block: str
    alternative: str = ""
    criterion: str = ""


@dataclasses.dataclass(frozen=True)
class Ground:
    """What two studies have in common, by which alternatives and strategies are compared.

    Parameters
    ----------
    before, after : Study
        The two.
    criteria : tuple of Criterion
        Those of both, with one goal.
    """

    before: Study
    after: Study
    criteria: tuple[Criterion, ...]

    @property
    def studies(self) -> tuple[Study, Study]:
        """Both, in order."""
        return self.before, self.after

    def weights(self, study: Study) -> dict[str, float]:
        """Return a study's weights of these criteria, summing to 1."""
        assert study.decider is not None
        given = study.decider.weights()
        own = {c.name: given[c.name] for c in self.criteria}
        total = sum(own.values())
        return {name: weight / total for name, weight in own.items()} if total else own

    def of_preferences(self) -> list[Change]:
        """Return the changes of weights and scales."""
        found = []
        weights = [self.weights(study) for study in self.studies]
        if any(abs(weights[0][c] - weights[1][c]) > 1e-12 for c in weights[0]):
            names = [study.decides for study in self.studies]
            whose = names[0] if names[0] == names[1] else f"{names[1]} instead of {names[0]}"
            anonymous = all(study.decider and study.decider.anonymous for study in self.studies)
            label = "the weights" if anonymous else f"weights of {whose}"
            words = [", ".join(f"{c} {w:.3g}" for c, w in each.items()) for each in weights]
            found.append(Change(label, words[0], words[1], "weights"))
        scales = []
        for c in self.criteria:
            old, new = (study.ranges[c.name] for study in self.studies)
            if old != new:
                scales.append(Change(f"scale of {c.name}", _span(old), _span(new), "scale"))
        if len(scales) > MOST_SCALES:
            old_ends = "; ".join(str(change.before) for change in scales)
            new_ends = "; ".join(str(change.after) for change in scales)
            scales = [Change(SCALES, old_ends, new_ends, "scale")]
        return [*found, *scales]

    def preferences(self, made: Mapping[str, bool]) -> tuple[dict[str, float], dict[str, Any]]:
        """Return weights and scales with those changes made whose labels are marked."""
        weighed = any(
            mark for label, mark in made.items() if label.startswith(("weights of", "the weights"))
        )
        weights = self.weights(self.after if weighed else self.before)
        every = made.get(SCALES)
        ranges = {
            c.name: (self.after if every or made.get(f"scale of {c.name}") else self.before).ranges[
                c.name
            ]
            for c in self.criteria
        }
        return weights, ranges

    def lines(self, ranges: Mapping[str, Any]) -> dict[str, Any]:
        """Return value functions from 0 to 1; of two scales mixed one may be left a little."""
        return {
            c.name: value.linear(*_oriented(c, ranges[c.name]), outside="extend")
            for c in self.criteria
        }

    def points(
        self, table: DecisionTable, weights: Mapping[str, float], ranges: Mapping[str, Any]
    ) -> FloatArray:
        """Return weighted values from 0 to 100."""
        valued = mcda.additive_value(table, weights, values=self.lines(ranges))
        return 100 * np.asarray(valued.scores)

    def coefficients(
        self, weights: Mapping[str, float], ranges: Mapping[str, Any]
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Return points for a unit of each criterion, and its worst level."""
        slope, worst = {}, {}
        for c in self.criteria:
            bad, good = _oriented(c, ranges[c.name])
            slope[c.name], worst[c.name] = 100 * weights[c.name] / (good - bad), bad
        return slope, worst


def _oriented(criterion: Criterion, ends: tuple[float, float]) -> tuple[float, float]:
    """Return the worst and the best level."""
    return (ends[0], ends[1]) if criterion.goal == "max" else (ends[1], ends[0])


def patterns(
    made: Mapping[str, FloatArray], labels: Sequence[str]
) -> Iterator[tuple[BoolArray, dict[str, bool]]]:
    """Yield the rows that agree in which of some changes are made, and which these are."""
    rows = len(next(iter(made.values())))
    marks = np.array([made[label] > 0.5 for label in labels]).reshape(len(labels), rows).T
    each, where = np.unique(marks, axis=0, return_inverse=True)
    for place, row in enumerate(each):
        yield np.ravel(where) == place, dict(zip(labels, map(bool, row), strict=True))


def explained(
    changes: Sequence[Change],
    model: Callable[[Mapping[str, FloatArray]], DecisionTable],
    seed: int,
    *,
    cells: int,
) -> ExplainChangeResult:
    """Return the share of each change, or of each group where they are many."""
    groups = grouped(changes, most=MOST_SINGLE if cells <= 2_000 else MOST_EXACT_CHANGES)
    unchanged = {} if groups else {"nothing": ()}

    def marked(marks: Mapping[str, FloatArray]) -> DecisionTable:
        return model({c.label: marks[name] for name, own in groups.items() for c in own} or marks)

    found = explain_change(
        marked,
        dict.fromkeys({**groups, **unchanged}, 0.0),
        {**dict.fromkeys(groups, 1.0), **dict.fromkeys(unchanged, 0.0)},
        n_permutations=N_PERMUTATIONS,
        rng=seed,
    )
    alone = [groups[name][0] if len(groups[name]) == 1 else None for name in found.names]
    return dataclasses.replace(
        found,
        old_values=tuple(_number(c.before) if c else None for c in alone),
        new_values=tuple(_number(c.after) if c else None for c in alone),
    )


def grouped(changes: Sequence[Change], *, most: int = MOST_SINGLE) -> dict[str, tuple[Change, ...]]:
    """Return the changes one by one, or by alternative, by criterion or by block of the study."""
    if len(changes) <= most:
        return {change.label: (change,) for change in changes}
    for key in (_by_alternative, _by_criterion, _by_block):
        found: dict[str, tuple[Change, ...]] = {}
        for change in changes:
            found[key(change)] = (*found.get(key(change), ()), change)
        if len(found) <= MOST_EXACT_CHANGES:
            break
    # a group of one keeps its own name
    return {(own[0].label if len(own) == 1 else name): own for name, own in found.items()}


def _by_alternative(change: Change) -> str:
    return f"judgements of {change.alternative}" if change.alternative else _by_block(change)


def _by_criterion(change: Change) -> str:
    return f"judgements on {change.criterion}" if change.criterion else _by_block(change)


def _by_block(change: Change) -> str:
    return f"all changed {change.block}"


def _span(ends: tuple[float, float]) -> str:
    return f"{ends[0]:g} to {ends[1]:g}"


def _number(told: float | str) -> float | None:
    return None if isinstance(told, str) else float(told)
