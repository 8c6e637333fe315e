"""Random decision problems: seeded, some of them with ties, none degenerate."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from decision_analysis import Criterion, DecisionTable

COUNT = 200


@dataclasses.dataclass(frozen=True)
class Problem:
    """A table with weights and, for outranking, thresholds 0 < q < p < v on each criterion."""

    table: DecisionTable
    weights: np.ndarray
    indifference: np.ndarray
    preference: np.ndarray
    veto: np.ndarray

    @property
    def values(self) -> np.ndarray:
        """Performances as they are, (A, C)."""
        return np.array(self.table.values)

    @property
    def oriented(self) -> np.ndarray:
        """Performances with costs negated, (A, C), for peers that only maximize."""
        return np.where(self.table.maximize, self.table.values, -self.table.values)

    @property
    def signs(self) -> np.ndarray:
        """1 for a benefit and -1 for a cost, (C,)."""
        return np.where(self.table.maximize, 1, -1)

    @property
    def goals(self) -> list[str]:
        """'max' or 'min' for each criterion."""
        return [criterion.goal for criterion in self.table.criteria]

    def named(self, thresholds: np.ndarray) -> dict[str, float]:
        """Return one number for each criterion by name."""
        return dict(zip(self.table.criterion_names, thresholds.tolist(), strict=True))


def problems(seed: int, count: int = COUNT, most: int = 8) -> Iterator[Problem]:
    """Yield random problems of 3 to `most` alternatives and 2 to 6 criteria.

    Every other table holds whole numbers from 1 to 9, where ties within a column are frequent, with
    whole thresholds, which differences then meet exactly.
    """
    rng = np.random.default_rng(seed)
    for number in range(count):
        alternatives, criteria = int(rng.integers(3, most + 1)), int(rng.integers(2, 7))
        whole = number % 2 == 1
        while True:
            shape = (alternatives, criteria)
            values = (
                rng.integers(1, 10, shape).astype(float) if whole else rng.uniform(1, 100, shape)
            )
            if (np.ptp(values, axis=0) > 0).all():
                break
        steps = (
            rng.integers(1, 4, (3, criteria)).astype(float)
            if whole
            else rng.uniform(1, 40, (3, criteria))
        )
        indifference, preference, veto = np.cumsum(steps, axis=0)
        goals = np.where(rng.random(criteria) < 0.6, "max", "min").tolist()
        table = DecisionTable(
            values,
            [Criterion(f"c{i}", goal) for i, goal in enumerate(goals)],
            [f"a{i}" for i in range(alternatives)],
        )
        yield Problem(table, rng.dirichlet(np.ones(criteria)), indifference, preference, veto)


def comparisons(seed: int, count: int = COUNT) -> Iterator[np.ndarray]:
    """Yield random reciprocal matrices of pairwise comparisons on Saaty's scale, of 3 to 8
    things."""
    rng = np.random.default_rng(seed)
    scale = [1, 2, 3, 5, 7, 9]
    for _ in range(count):
        size = int(rng.integers(3, 9))
        above = np.triu(rng.choice(scale, (size, size)).astype(float), 1)
        turned = rng.random((size, size)) < 0.5
        matrix = np.ones((size, size))
        for i, j in zip(*np.nonzero(above), strict=True):
            answer = 1 / above[i, j] if turned[i, j] else above[i, j]
            matrix[i, j], matrix[j, i] = answer, 1 / answer
        yield matrix
