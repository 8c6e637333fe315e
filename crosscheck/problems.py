"""Random decision problems: seeded; half of whole numbers, with ties; on request with zeros and
constant columns."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator

import numpy as np

from decision_analysis import Criterion, DecisionTable

COUNT = 500
"""Problems for each method and peer."""
TOGETHER = 10
"""Problems of the same shape and goals, which our methods take at once."""


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


def problems(
    seed: int,
    count: int = COUNT,
    most: int = 8,
    *,
    costs: float = 0.4,
    zeros: str = "",
    constant: bool = False,
) -> Iterator[Problem]:
    """Yield random problems of 3 to `most` alternatives and 2 to 6 criteria, of which `costs` are
    minimized.

    Every other table holds whole numbers from 1 to 9, where ties within a column are frequent, with
    whole thresholds, which differences then meet exactly; in every sixth table the last alternative
    is the first again. They start at 0 on the criteria that `zeros` names, 'all' or 'benefits'.
    With `constant`, a column of every fifth table is constant; no other column ever is.
    """
    rng = np.random.default_rng(seed)
    for number in range(count):
        if number % TOGETHER == 0:
            shape = int(rng.integers(3, most + 1)), int(rng.integers(2, 7))
            names = [f"a{i}" for i in range(shape[0])]
            goals = np.where(rng.random(shape[1]) < 1 - costs, "max", "min").tolist()
            criteria = [Criterion(f"c{i}", goal) for i, goal in enumerate(goals)]
            least = [0 if zeros in ("all", {"max": "benefits"}.get(goal)) else 1 for goal in goals]
        whole = number % 2 == 1
        values = np.zeros(shape)
        while not (np.ptp(values, axis=0) > 0).all():
            values = (
                rng.integers(least, 10, shape).astype(float)
                if whole
                else rng.uniform(1, 100, shape)
            )
            if number % 6 == 5:
                values[-1] = values[0]
        if constant and number % 5 == 0:
            column = int(rng.integers(shape[1]))
            values[:, column] = values[0, column] or 1.0
        steps = (
            rng.integers(1, 4, (3, shape[1])).astype(float)
            if whole
            else rng.uniform(1, 40, (3, shape[1]))
        )
        yield Problem(
            DecisionTable(values, criteria, names),
            rng.dirichlet(np.ones(shape[1])),
            *np.cumsum(steps, axis=0),
        )


def batches(members: Iterable[Problem]) -> Iterator[tuple[DecisionTable, np.ndarray, list]]:
    """Yield problems that have shape and goals in common together: a table (S, A, C), weights (S,
    C) and the S problems."""
    for _, alike in itertools.groupby(members, lambda p: (p.values.shape, p.goals)):
        together = list(alike)
        values = np.stack([problem.values for problem in together])
        shares = np.stack([problem.weights for problem in together])
        yield together[0].table.with_values(values), shares, together


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
