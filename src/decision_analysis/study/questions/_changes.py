"""`Change`: where one judged number alone makes another the best, in its whole range."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import sensitivity
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import BLOCK, MOST_VARIED, MOST_VARIED_CELLS
from decision_analysis.core import DecisionTable, Parameter, Parameters
from decision_analysis.core.parts import scored_model
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.study.model import Study
from decision_analysis.study.questions._side import Side, ends
from decision_analysis.study.questions._spoken import spoken

ALONG_TREE = 17
"""Points of each range on which strategies are compared: their worth may bend, as a probability
that is predicted or follows from Bayes' rule does."""
COARSE, HALVINGS = 17, 12
"""Points of the range of what is varied one by one, such as a threshold of a method, and how often
the interval of a change is halved: to a part in 65,000 of the range."""


@dataclasses.dataclass(frozen=True)
class Change:
    """Where another becomes the best.

    Parameters
    ----------
    at : float
        The value of the number.
    before, after : str
        Who is best below and above it.
    """

    at: float
    before: str
    after: str


def very_many(side: Side) -> int:
    """Return how many numbers would have to be varied one at a time if these are too many, or 0."""
    # of the judgements of a table those that can change the best are known before
    count = len(side.numbers if side.slopes is None else _able(side, 2))
    few = count <= MOST_VARIED or count * len(side.base.alternatives) <= MOST_VARIED_CELLS
    return 0 if few else count


def decisive(side: Side) -> dict[str, sensitivity.ThresholdResult]:
    """Return the changes along each number that alone changes who is best, anywhere in its range.

    First all numbers are put on points of their ranges, then changes are located along those that
    have any. One judgement of the table moves the weighted value of one alternative one way, so
    that for it the two ends of the range are enough.
    """
    if not len(side.numbers):
        return {}
    points = 2 if side.what == "table" else ALONG_TREE
    found = {}
    together = side.numbers.together
    for name in _able(side, points):
        # what is drawn together with others is completed by them
        group = next((names for names in together if name in names), (name,))
        result = sensitivity.threshold(
            side.worth if side.slopes is None else _Along(side, name),
            Parameters([side.numbers[each] for each in group]),
            name,
            between=ends(side.numbers[name]),
            n_points=2 * points - 1,
        )
        if result.changes:
            found[name] = result
    return found


class _Along:
    """The worth of an alternative along one of its judgements, beside the best two at the base."""

    def __init__(self, side: Side, name: str) -> None:
        slopes = side.slopes
        assert slopes is not None
        owner, self.slope = slopes[name]
        few = {side.best, side.runner_up, owner}
        self.labels = [a for a in side.base.alternatives if a in few]
        self.values = side.base.select(alternatives=self.labels).values[0, :, 0]
        self.place, self.name = self.labels.index(owner), name
        self.home, self.criterion = side.numbers[name].base, side.worth.criterion

    def __call__(self, samples: Mapping[str, FloatArray]) -> DecisionTable:
        drawn = samples[self.name]
        values = np.tile(self.values, (len(drawn), 1))
        values[:, self.place] += self.slope * (drawn - self.home)
        return DecisionTable(values[..., None], [self.criterion], self.labels)


def _able(side: Side, points: int) -> list[str]:
    """Return the numbers with which the best at the base is beaten at some point of the range."""
    names = list(side.numbers)
    if not names:
        return []
    if side.slopes is None:
        changed = _changes_best(side, points)
        return [name for name, changes in zip(names, changed, strict=True) if changes]
    # the best falls below the next, or another one rises above the best
    worth = dict(zip(side.base.alternatives, side.base.values[0, :, 0].tolist(), strict=True))
    found = []
    for name in names:
        owner, slope = side.slopes[name]
        number = side.numbers[name]
        reached = [worth[owner] + slope * (end - number.base) for end in ends(number)]
        if owner == side.best:
            able = min(reached) < worth[side.runner_up]
        else:
            able = max(reached) > worth[side.best]
        found += [name] if able else []
    return found


def _changes_best(side: Side, points: int) -> BoolArray:
    """Say of each number whether the best at the base is beaten at some point of its range."""
    names = list(side.numbers)
    scored = scored_model(side.worth, side.numbers, None)
    base = side.numbers.base()
    home = side.base.alternatives.index(side.best)
    at_once = max(1, BLOCK // (points * max(len(names), len(side.base.alternatives))))
    beaten: list[BoolArray] = []
    for start in range(0, len(names), at_once):
        held = names[start : start + at_once]
        samples = {name: np.full(points * len(held), value) for name, value in base.items()}
        for i, name in enumerate(held):
            samples[name][i * points : (i + 1) * points] = np.linspace(
                *ends(side.numbers[name]), points
            )
        best = scored.at(samples).best()[:, home]
        beaten.append(np.logical_not(best.reshape(len(held), points).all(axis=1)))
    return np.concatenate(beaten) if beaten else np.zeros(0, dtype=bool)


def coarse_changes(parameter: Parameter, best_at: Callable[[float], str]) -> list[Change] | None:
    """Return where the best changes along a number for which each value is an analysis of its own.

    None where it cannot be varied over its whole range.
    """
    low, high = ends(parameter)
    grid = np.linspace(low, high, COARSE).tolist()
    try:
        tops = [best_at(value) for value in grid]
        found = []
        for i in range(COARSE - 1):
            if tops[i] != tops[i + 1]:
                found.append(_halved(grid[i], grid[i + 1], tops[i], tops[i + 1], best_at))
    except DecisionAnalysisError:
        return None
    return found


def _halved(
    low: float, high: float, before: str, after: str, best_at: Callable[[float], str]
) -> Change:
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        top = best_at(middle)
        if top == before:
            low = middle
        else:
            # a third may be best in between: the first change is looked for
            high, after = middle, top
    return Change((low + high) / 2, before, after)


def in_words(parameter: Parameter, changes: Sequence[Any]) -> str:
    """Say where the choice changes: 'above 62: staged instead of conditional'.

    Parameters
    ----------
    parameter : Parameter
        The number.
    changes : sequence of Change, or of (value, before, after)
        In ascending order.
    """
    told = []
    for change in changes:
        at, before, after = (
            (change.at, change.before, change.after) if isinstance(change, Change) else change
        )
        number = f"{at:.4g}"
        low, high = (apart(label) for label in (before, after))
        if at >= parameter.base:
            told.append(f"above {number}: {high} instead of {low}")
        else:
            told.append(f"below {number}: {low} instead of {high}")
    return "; ".join(told)


def apart(label: str) -> str:
    """Return a label, in quotes where its own signs would be taken for the sentence's."""
    return f"'{label}'" if re.search(r"[;:,]", label) else label


@dataclasses.dataclass(frozen=True)
class Nearest:
    """The change of the choice along a number that is nearest to its base.

    Parameters
    ----------
    parameter : Parameter
        The number.
    share : float
        How far the change is from the base, as a share of the way to that end of the range.
    at : float
        Where it is.
    taker : str
        Who is best beyond it.
    """

    parameter: Parameter
    share: float
    at: float
    taker: str

    def words(self, study: Study) -> str:
        """Say where it is: 'cost of a above 62 EUR (now 50)'."""
        number = self.parameter
        beyond = "above" if self.at >= number.base else "below"
        there = f"{self.at:.4g} {number.unit}".strip()
        return f"{spoken(study, number.name)} {beyond} {there} (now {number.base:.4g})"


def nearest_change(parameter: Parameter, changes: Sequence[Any]) -> Nearest:
    """Return the change that is nearest to the base of a number."""
    low, high = ends(parameter)
    found = []
    for at, before, after in changes:
        up = at >= parameter.base
        way = abs((high if up else low) - parameter.base)
        share = abs(at - parameter.base) / way if way else 0.0
        found.append(Nearest(parameter, share, float(at), after if up else before))
    return min(found, key=lambda change: change.share)


def nearness(parameter: Parameter, changes: Sequence[Any]) -> float:
    """Return how far the nearest change is from the base, as a share of the way to that end."""
    return nearest_change(parameter, changes).share
