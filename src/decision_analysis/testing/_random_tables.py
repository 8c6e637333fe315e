"""The random tables that the conformance suites are run on."""

from __future__ import annotations

from typing import Literal

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core import Criterion, DecisionTable

Goal = Literal["max", "min"]


def table_and_weights(rng: np.random.Generator) -> tuple[DecisionTable, FloatArray]:
    """Draw a table and weights, all positive; with ties, dominance and both goals."""
    rows, columns = int(rng.integers(2, 7)), int(rng.integers(1, 5))
    goals = rng.permuted(np.resize(["max", "min"], columns))
    criteria = [Criterion(f"c{j}", str(goal)) for j, goal in enumerate(goals)]  # type: ignore[arg-type]
    # few whole numbers, so that ties and dominance are frequent; another scale for each column
    values = rng.integers(1, 8, (rows, columns)) * rng.choice([0.5, 1.0, 30.0], columns)
    labels = [f"a{i}" for i in rng.permutation(rows + 8)[:rows]]
    return DecisionTable(values, criteria, labels), rng.integers(1, 9, columns).astype(float)


def table_without_ties(
    rng: np.random.Generator,
    alternatives: tuple[str, ...],
    goals: dict[str, Goal],
    samples: tuple[int, ...] = (),
) -> DecisionTable:
    """Draw a table of given labels whose performances, around 1 for each cell, never tie.

    They lie on one scale.
    """
    shape = (len(alternatives), len(goals))
    centers = rng.uniform(1, 2, shape)
    # within 0.4 of centers between 1 and 2: all are positive
    values = centers + 0.4 * rng.uniform(-1, 1, (*samples, *shape)) * bool(samples)
    return DecisionTable(values, goals, alternatives)
