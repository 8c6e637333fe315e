"""`Side`: what is chosen from, the table's alternatives or the tree's strategies; its worth."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import BLOCK, MOST_PAIRED
from decision_analysis.core import Criterion, DecisionTable, Parameter, Parameters, Scores
from decision_analysis.study.model import Study

POINTS = Criterion("weighted value", "max", "points")
"""What alternatives by criteria are worth: from 0 to 100."""


@dataclasses.dataclass(frozen=True, eq=False)
class Worth:
    """From judged numbers to what each alternative is worth: a model with one criterion.

    Parameters
    ----------
    model : callable
        From {name: array (rows,)} to a table of performances.
    score : callable or None
        From that table to points of weighted value (rows, A); None takes its only column.
    criterion : Criterion
        What the worth is.
    cells : int
        How many performances a row has, so that only so many rows are held as memory allows.
    """

    model: Callable[[Mapping[str, Any]], DecisionTable]
    score: Callable[[DecisionTable], FloatArray] | None
    criterion: Criterion
    cells: int

    def __call__(self, samples: Mapping[str, Any]) -> DecisionTable:
        """Return a table (rows, A, 1)."""
        rows = max((np.size(drawn) for drawn in samples.values()), default=1)
        at_once = max(1, BLOCK // self.cells)
        parts = []
        for start in range(0, rows, at_once):
            held = {name: drawn[start : start + at_once] for name, drawn in samples.items()}
            table = self.model(held)
            worth = table.values[..., 0] if self.score is None else self.score(table)
            count = min(at_once, rows - start)
            parts.append(np.broadcast_to(worth, (count, len(table.alternatives))))
        values = np.concatenate(parts)[..., None]
        return DecisionTable(values, [self.criterion], table.alternatives)


@dataclasses.dataclass(frozen=True, eq=False)
class Side:
    """One thing that a study chooses from, with the judged numbers that it depends on.

    Parameters
    ----------
    study : Study
        Of which it is a side.
    what : {'table', 'tree'}
        Which of the two.
    numbers : Parameters
        The judged numbers that vary.
    worth : Worth
        What is best by: what breaks a limit of the one who decides comes last.
    free : Worth
        The same without limits; `worth` itself where there are none.
    """

    study: Study
    what: str
    numbers: Parameters
    worth: Worth
    free: Worth

    @property
    def words(self) -> str:
        """What is chosen from, in the plural."""
        return "alternatives" if self.what == "table" else "strategies"

    @property
    def key(self) -> str:
        """What the names of results end in."""
        return "judgements" if self.what == "table" else "parameters"

    @property
    def limited(self) -> bool:
        """Whether limits count in who is best."""
        return self.free is not self.worth

    @property
    def unit(self) -> str:
        """The unit of the worth."""
        return self.worth.criterion.unit

    @cached_property
    def base(self) -> DecisionTable:
        """The worth (1, A, 1) at the base values, limits counted."""
        return self.worth({})

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """The alternatives from the best to the worst at the base values, limits counted."""
        higher = self.worth.criterion.goal == "max"
        return Scores(
            method="worth",
            alternatives=self.base.alternatives,
            scores=self.base.values[0, :, 0],
            higher_is_better=higher,
        ).order

    @property
    def highest(self) -> tuple[str, ...]:
        """The alternatives that are compared in samples: of very many those that rank highest."""
        return self.ranked[:MOST_PAIRED]

    @property
    def passed_over(self) -> str:
        """Says, after a space, that of very many alternatives only some are compared."""
        count, most = len(self.ranked), len(self.highest)
        if most == count:
            return ""
        return f" Of the {count:,} {self.words} the {most:,} that rank highest are compared."

    @property
    def best(self) -> str:
        """The best at the base values."""
        return self.ranked[0]

    @property
    def runner_up(self) -> str:
        """The second best at the base values."""
        return self.ranked[1]

    @property
    def lead(self) -> tuple[str, str]:
        """The two whose difference says by how much the best is ahead."""
        pair = (self.best, self.runner_up)
        return pair if self.worth.criterion.goal == "max" else (pair[1], pair[0])

    @property
    def ahead(self) -> float:
        """By how much the best is ahead at the base values, limits not counted."""
        table = self.free({})
        first, second = (table.alternatives.index(label) for label in self.lead)
        return float(table.values[0, first, 0] - table.values[0, second, 0])

    @cached_property
    def slopes(self) -> dict[str, tuple[str, float]] | None:
        """For each judgement of the table its alternative, and what one unit adds to its worth.

        None where that is not all that a judgement does: for strategies, where limits count, and
        where some are drawn together.
        """
        if self.what == "tree" or self.limited or self.numbers.together:
            return None
        slope = self.study.coefficients()
        return {f"{a}: {c}": (a, slope[c]) for a in self.study.alternatives for c in slope}

    def among(self, alternatives: Sequence[str]) -> Side:
        """Return the side with these alternatives of the table only."""
        if self.what == "tree" or len(alternatives) == len(self.base.alternatives):
            return self
        rows = {a: self.study.alternatives[a] for a in alternatives}
        names = [f"{a}: {c.name}" for a in alternatives for c in self.study.criteria]
        cells = Parameters([self.study.judgements[name] for name in names])
        study = dataclasses.replace(self.study, alternatives=rows, judgements=cells)
        return table_side(study)


def table_side(study: Study) -> Side:
    """Return the table's alternatives by the weighted value of the one who decides."""
    cells = len(study.alternatives) * len(study.criteria)
    worth, free = _by_criteria(study, study.table, cells)
    return Side(study, "table", _varying(study.judgements), worth, free)


def tree_side(study: Study, strategies: DecisionTable) -> Side:
    """Return the tree's strategies, by the weighted value, or by their only number."""
    cells = strategies.values.size
    numbers = _varying(study.tree_numbers)
    if study.plain_tree:
        plain = Worth(study.strategies, None, strategies.criteria[0], cells)
        return Side(study, "tree", numbers, plain, plain)
    worth, free = _by_criteria(study, study.strategies, cells)
    return Side(study, "tree", numbers, worth, free)


def _by_criteria(study: Study, model: Any, cells: int) -> tuple[Worth, Worth]:
    decider = study.stakeholders[study.decides]
    weights = decider.weights()
    view = study.view(study.decides)

    def points(table: DecisionTable) -> FloatArray:
        return np.asarray(100 * study.weighted_value(table, weights).scores)

    def limited(table: DecisionTable) -> FloatArray:
        return np.asarray(100 * view(table, weights).scores)

    free = Worth(model, points, POINTS, cells)
    return (Worth(model, limited, POINTS, cells) if decider.constraints else free), free


def _varying(parameters: Parameters) -> Parameters:
    return Parameters([parameters[name] for name in parameters.varying])


def ends(parameter: Parameter) -> tuple[float, float]:
    """Return the least and the greatest value held possible; of distributions, but for tails."""
    if parameter.low is not None and parameter.high is not None:
        return parameter.low, parameter.high
    if parameter.is_constant:
        return parameter.base, parameter.base
    low, high = (float(end) for end in parameter.quantile([1e-4, 1 - 1e-4]))
    return min(low, parameter.base), max(high, parameter.base)
