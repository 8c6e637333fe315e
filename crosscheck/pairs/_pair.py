"""What a pair of methods holds, and the scales and conditions that pairs have in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np


@dataclasses.dataclass(frozen=True)
class Pair:
    """`ours(table, weights)` of a batch and `theirs(problem)` of each of its problems are equal.

    `takes` says what both take besides positive numbers: 'c' constant columns, 'b' zeros on
    benefits, 'z' zeros on any criterion. `costs` is the share of minimized criteria, and `where`
    says which problems are compared.
    """

    name: str
    peer: Callable[..., Any]
    ours: Callable[[Any, Any], Any]
    theirs: Callable[[Any], Any]
    takes: str = ""
    costs: float = 0.4
    tolerance: float = 1e-9
    where: Callable[[Any], bool] = lambda problem: True
    option: str = ""

    @property
    def label(self) -> str:
        """The method, its option and the peer."""
        return "-".join(filter(None, [self.name, self.option, self.peer.package]))


def ratios(problem: Any) -> Any:
    """Return x / max x for a benefit and min x / x for a cost."""
    values, up = problem.values, problem.signs > 0
    return np.where(up, values / values.max(axis=0), values.min(axis=0) / np.where(up, 1, values))


def minmax(problem: Any) -> Any:
    """Return 0 for the worst and 1 for the best of a column."""
    values = problem.oriented
    return (values - values.min(axis=0)) / np.ptp(values, axis=0)


def unit(problem: Any) -> Any:
    """Return columns of length 1."""
    return problem.values / np.sqrt(np.square(problem.values).sum(axis=0))


def added(problem: Any) -> Any:
    """Return columns that sum to 1."""
    return problem.values / problem.values.sum(axis=0)


def aras_parts(problem: Any) -> Any:
    """Return shares of the sum of each column, inverted for costs, with the optimal row first."""
    best = np.where(problem.signs > 0, problem.values.max(axis=0), problem.values.min(axis=0))
    rows = np.vstack([best, problem.values])
    rows = np.where(problem.signs > 0, rows, 1 / np.where(problem.signs > 0, 1, rows))
    return rows / rows.sum(axis=0)


def any_better(problem: Any) -> bool:
    """Say whether nobody is worst on all criteria."""
    return bool((minmax(problem) > 0).any(axis=1).all())


def some_cost(problem: Any) -> bool:
    """Say whether some criterion is minimized."""
    return bool((problem.signs < 0).any())


def several_best(problem: Any) -> bool:
    """Say whether each criterion has one best alternative, and not all the same."""
    best = minmax(problem) == 1
    return bool((best.sum(axis=0) == 1).all()) and len(set(best.argmax(axis=0))) > 1


def more_than_three(problem: Any) -> bool:
    """Say whether twins leave more than two alternatives, between which correlations are not 1."""
    return len(problem.values) > 3
