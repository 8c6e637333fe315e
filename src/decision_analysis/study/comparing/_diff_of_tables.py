"""How two studies rank the alternatives that both have, and what makes the difference."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.sensitivity import ExplainChangeResult
from decision_analysis.study.comparing._changes import Change, Ground, explained, patterns

POINTS = Criterion("weighted value", "max", "points")


def diff_of_tables(
    ground: Ground, alternatives: tuple[str, ...]
) -> tuple[ExplainChangeResult, list[Change]]:
    """Return each change's share in the weighted value of common alternatives, and the changes."""
    names = [c.name for c in ground.criteria]
    first, second = (
        study.table().select(alternatives=list(alternatives), criteria=names)
        for study in ground.studies
    )
    cells = {
        f"{a}: {c}": Change(f"{a}: {c}", old, new, "judgements", a, c)
        for a, before, after in zip(alternatives, first.values, second.values, strict=True)
        for c, old, new in zip(names, before.tolist(), after.tolist(), strict=True)
        if old != new
    }
    places = {
        label: (alternatives.index(change.alternative), names.index(change.criterion))
        for label, change in cells.items()
    }
    preferences = ground.of_preferences()

    def model(made: Mapping[str, FloatArray]) -> DecisionTable:
        rows = len(next(iter(made.values())))
        worth = np.empty((rows, len(alternatives)))
        for where, marks in patterns(made, [change.label for change in preferences]):
            weights, ranges = ground.preferences(marks)
            found = np.repeat(ground.points(first, weights, ranges)[None], where.sum(), axis=0)
            # weighted values add up over criteria, and so do the changes of cells
            lines = ground.lines(ranges)
            for label, (a, c) in places.items():
                line = lines[names[c]]
                gain = line(second.values[a, c]) - line(first.values[a, c])
                found[:, a] += np.where(made[label][where] > 0.5, 100 * weights[names[c]] * gain, 0)
            worth[where] = found
        return DecisionTable(worth[..., None], [POINTS], alternatives)

    changes = [*cells.values(), *preferences]
    found = explained(changes, model, ground.before.seed, cells=first.values.size)
    return found, changes
