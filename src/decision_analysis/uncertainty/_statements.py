"""What is stated about weights: constraints in words, and the linear system that they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.uncertainty._polytope import is_feasible

Inequality: TypeAlias = tuple[dict[int, float], float]
"""Coefficients by place of a criterion, and the bound: sum(coefficient * weight) <= bound."""
System: TypeAlias = tuple[FloatArray, FloatArray, FloatArray, FloatArray]
"""Inequalities rows u <= bounds, and equalities of the weights u of tied groups."""


@dataclasses.dataclass(frozen=True, eq=False)
class Statement:
    """One constraint as the user wrote it: ties, pairs (greater, smaller), and inequalities."""

    text: str
    ties: tuple[tuple[int, int], ...] = ()
    above: tuple[tuple[int, int], ...] = ()
    limits: tuple[Inequality, ...] = ()

    def holds(self, weights: FloatArray, slack: float) -> BoolArray:
        """Say which weights (..., C) satisfy it, give or take a slack."""
        rows = [({smaller: 1.0, greater: -1.0}, 0.0) for greater, smaller in self.above]
        rows += [
            ({one: sign, other: -sign}, 0.0) for one, other in self.ties for sign in (1.0, -1.0)
        ]
        inside = np.ones(weights.shape[:-1], dtype=np.bool_)
        for coefficients, bound in (*rows, *self.limits):
            terms = [number * weights[..., place] for place, number in coefficients.items()]
            inside &= np.sum(terms, axis=0) <= bound + slack
        return inside


def tied_groups(count: int, statements: Iterable[Statement]) -> IntArray:
    """Return for each criterion the number of its group of tied ones, in order of appearance."""
    group = list(range(count))
    for first, second in (tie for statement in statements for tie in statement.ties):
        keep, drop = sorted((group[first], group[second]))
        group = [keep if g == drop else g for g in group]
    return np.unique(group, return_inverse=True)[1].astype(np.intp)


def linear_system(count: int, statements: Sequence[Statement]) -> System:
    """Return the inequalities, those of weights that are not negative first, and sizes . u = 1."""
    groups = tied_groups(count, statements)
    sizes = np.bincount(groups).astype(np.float64)
    found: list[Inequality] = [({place: -1.0}, 0.0) for place in range(count)]
    found += _inequalities(statements)
    # in the weights of the tied groups
    rows = np.zeros((len(found), len(sizes)))
    for row, (coefficients, _) in zip(rows, found, strict=True):
        for place, coefficient in coefficients.items():
            row[groups[place]] += coefficient
    limits = np.array([bound for _, bound in found])
    trivial = ~rows.any(axis=1) & (limits >= 0)
    return rows[~trivial], limits[~trivial], sizes[None, :], np.ones(1)


def contradiction(count: int, statements: Sequence[Statement]) -> list[Statement]:
    """Return a smallest set of statements that no weights satisfy; none where some satisfy all."""
    if is_feasible(*linear_system(count, statements)):
        return []
    # each statement is left out where a contradiction remains
    conflict = list(statements)
    for candidate in statements:
        fewer = [statement for statement in conflict if statement is not candidate]
        if not is_feasible(*linear_system(count, fewer)):
            conflict = fewer
    return conflict


def _inequalities(statements: Iterable[Statement]) -> Iterator[Inequality]:
    for statement in statements:
        yield from (({smaller: 1.0, greater: -1.0}, 0.0) for greater, smaller in statement.above)
        yield from statement.limits
