"""`Course`: what is chosen from, alternatives or first options, as a log of evidence moves it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import trees
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import BLOCK
from decision_analysis.core import Criterion, DecisionTable, Scores
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.sensitivity import ExplainChangeResult, explain_change
from decision_analysis.study.model import FirstOptions, Step, values_over, values_with
from decision_analysis.study.questions._setting import Setting

N_PERMUTATIONS = 256
"""Random orders of a log with more than 12 entries."""


@dataclasses.dataclass(frozen=True, eq=False)
class Course:
    """One thing that a study chooses from, before a log of evidence and after each of its entries.

    Parameters
    ----------
    what : {'table', 'tree'}
        Alternatives of the table, or options of the tree's first decision.
    model : callable
        From values {name: array (rows,)} of the numbers in the log to worth (rows, A, 1).
    allowed : callable
        From the same to whether the limits of the one who decides are kept (rows, A).
    worth : DecisionTable
        The worth (K + 1, A, 1).
    kept : ndarray of bool, shape (K + 1, A)
        Whether the limits are kept.
    moved : ExplainChangeResult or None
        The share of each entry in the change from before the log to its end; None where a part of
        the log alone is impossible.
    """

    what: str
    model: Callable[[Mapping[str, Any]], DecisionTable]
    allowed: Callable[[Mapping[str, Any]], BoolArray]
    worth: DecisionTable
    kept: BoolArray
    moved: ExplainChangeResult | None

    @property
    def labels(self) -> tuple[str, ...]:
        """What is chosen from."""
        return self.worth.alternatives

    @property
    def goal(self) -> str:
        """Whether the worth is to be large."""
        return self.worth.criteria[0].goal

    @property
    def unit(self) -> str:
        """The unit of the worth."""
        return self.worth.criteria[0].unit

    @property
    def scores(self) -> Scores:
        """The worth (K + 1, A), limits left aside."""
        return Scores(
            method="worth over the log",
            alternatives=self.labels,
            scores=self.worth.values[..., 0],
            higher_is_better=self.goal == "max",
        )

    def order(self, place: int) -> tuple[str, ...]:
        """Return what is chosen from after so many entries, the best first; limits count."""
        gains = self.worth.values[place, :, 0] * (1 if self.goal == "max" else -1)
        # rounding tells nothing apart: of those that tie the first in the table's order
        ranks = Scores(method="", alternatives=self.labels, scores=gains).ranks
        return tuple(self.labels[i] for i in np.lexsort((ranks, ~self.kept[place])))

    def lead(self, place: int, pair: tuple[str, str]) -> float:
        """Return by how much one is better than another after so many entries."""
        first, second = (self.worth.values[place, self.labels.index(a), 0] for a in pair)
        return float(first - second if self.goal == "max" else second - first)

    @property
    def pair(self) -> tuple[str, str]:
        """The best after the log, and the one that was the best before it, or else its rival."""
        first, second = self.order(0)[0], self.order(-1)
        return second[0], (first if first != second[0] else second[1])

    @property
    def of(self) -> tuple[str, str]:
        """The two whose difference is the lead, as analyses take it."""
        best, rival = self.pair
        return (best, rival) if self.goal == "max" else (rival, best)

    @property
    def shares(self) -> list[tuple[str, float]]:
        """The share of each entry in the change of the lead, the largest first."""
        if self.moved is None:
            return []
        _, shares, _ = self.moved.steps_of(self.of)
        found = list(zip(self.moved.names, self.clean(shares).tolist(), strict=True))
        return sorted(found, key=lambda each: -abs(each[1]))

    def clean(self, changes: Any) -> FloatArray:
        """Return changes of the worth, 0 where they are nothing but rounding."""
        scale = 1e-12 * float(np.abs(self.worth.values).max(initial=1.0))
        return np.where(np.abs(changes) > scale, changes, 0.0)

    def ranks(self) -> FloatArray:
        """Return the place (K + 1, A) of each in the order, limits counted."""
        orders = [self.order(i) for i in range(len(self.worth.values))]
        return np.array([[1.0 + order.index(a) for a in self.labels] for order in orders])

    def amount(self, number: float) -> str:
        """Return a worth with its unit."""
        return f"{number:.3g} {self.unit}".strip()

    @property
    def in_unit(self) -> str:
        """The unit, as captions end in it."""
        return f", {self.unit}" if self.unit else ""

    @property
    def name(self) -> str:
        """What the best is called."""
        return "best alternative" if self.what == "table" else "best first choice"


def course_of_table(setting: Setting, steps: Sequence[Step]) -> Course | None:
    """Return the course of the table's alternatives; None where the log does not touch them."""
    study = setting.study
    if study.decider is None or len(study.alternatives) < 2:
        return None
    cells = {f"{a}: {c.name}": (a, c.name) for a in study.alternatives for c in study.criteria}
    touched = [cells[step.name] for step in steps if step.name in cells]
    if not touched:
        return None
    # no other alternative moves: values and limits are of each alone
    moving = setting.table.select(alternatives=list(dict.fromkeys(a for a, _ in touched)))
    labels = setting.table.alternatives
    places = [labels.index(a) for a in moving.alternatives]
    fixed = _points(setting, setting.table)
    kept = setting.decider.allows(setting.table)

    def tables(values: Mapping[str, Any]) -> Any:
        rows = max((np.size(drawn) for drawn in values.values()), default=1)
        at_once = max(1, BLOCK // moving.values.size)
        for start in range(0, rows, at_once):
            count = min(at_once, rows - start)
            held = np.repeat(moving.values[None], count, axis=0)
            for name in values.keys() & cells.keys():
                alternative, criterion = cells[name]
                if alternative in moving.alternatives:
                    a = moving.alternatives.index(alternative)
                    c = moving.criterion_names.index(criterion)
                    held[:, a, c] = np.broadcast_to(values[name], (rows,))[start : start + count]
            yield moving.with_values(held)

    functions, weights = study.value_functions, setting.weights

    def model(values: Mapping[str, Any]) -> DecisionTable:
        rows = max((np.size(drawn) for drawn in values.values()), default=1)
        worth = np.repeat(fixed[None], rows, axis=0)
        # weighted values add up over criteria: what a cell moves is added to what does not move
        for name, drawn in values.items():
            if name in cells:
                alternative, criterion = cells[name]
                line = functions[criterion]
                gain = line(np.asarray(drawn)) - line(study.judgements[name].base)
                worth[:, labels.index(alternative)] += 100 * weights[criterion] * gain
        points = Criterion("weighted value", "max", "points")
        return DecisionTable(worth[..., None], [points], labels)

    def allowed(values: Mapping[str, Any]) -> BoolArray:
        found = np.concatenate([setting.decider.allows(table) for table in tables(values)])
        keeps = np.repeat(kept[None], len(found), axis=0)
        keeps[:, places] = found
        return keeps

    return _course("table", setting, steps, model, allowed, set(cells))


def course_of_tree(setting: Setting, steps: Sequence[Step]) -> Course | None:
    """Return the course of what the tree can begin with; None where the log does not touch them."""
    study = setting.study
    valued = study.plain_tree or study.decider is not None
    if study.tree_data is None or not valued or not any(s.name in study.used for s in steps):
        return None
    cells = len(trees.to_arrays(setting.tree)) * (1 + len(study.criteria))
    model = FirstOptions(study.tree, setting.attribute, study.tree_goal, setting.unit, cells)
    count = model({}).values.shape[1]

    def allowed(values: Mapping[str, Any]) -> BoolArray:
        rows = max((np.size(drawn) for drawn in values.values()), default=1)
        return np.ones((rows, count), dtype=bool)

    return _course("tree", setting, steps, model, allowed, set(study.used))


def _course(
    what: str,
    setting: Setting,
    steps: Sequence[Step],
    model: Callable[[Mapping[str, Any]], DecisionTable],
    allowed: Callable[[Mapping[str, Any]], BoolArray],
    touched: set[str],
) -> Course:
    own = [step for step in steps if step.name in touched]
    values = values_over(steps)
    moved = None
    try:
        moved = explain_change(
            lambda marks: model(values_with(own, marks)),
            {step.label: 0.0 for step in own},
            {step.label: 1.0 for step in own},
            n_permutations=N_PERMUTATIONS,
            rng=setting.study.seed,
        )
        # what the entries mark are numbers
        by_label = {step.label: step for step in own}
        marked = [by_label[label] for label in moved.names]
        moved = dataclasses.replace(
            moved,
            old_values=tuple(step.before.base for step in marked),
            new_values=tuple(step.after.base for step in marked),
        )
    except DecisionAnalysisError:
        # a part of the log may be impossible without the rest, such as one of two shares
        pass
    return Course(what, model, allowed, model(values), allowed(values), moved)


def _points(setting: Setting, table: DecisionTable) -> FloatArray:
    return np.asarray(100 * setting.value(table, setting.weights).scores)
