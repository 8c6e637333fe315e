"""What is stated about weights: constraints in words, and the linear system that they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis.uncertainty._room import inside

Inequality: TypeAlias = tuple[dict[int, float], float]
"""Coefficients by place of a criterion, the largest of a size in (.5, 1], and the bound:
sum(coefficient * weight) <= bound."""
System: TypeAlias = tuple[FloatArray, FloatArray, FloatArray, FloatArray]
"""Inequalities rows u <= bounds, and equalities of the weights u of tied groups."""


@dataclasses.dataclass(frozen=True, eq=False)
class Statement:
    """One constraint as the user wrote it: ties, pairs (greater, smaller), and inequalities.

    `in_full` are the words with all digits of the numbers.
    """

    text: str
    in_full: str
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
            largest = max(map(abs, coefficients.values()))
            inside &= np.sum(terms, axis=0) <= bound + slack * largest
        return inside


def tied_groups(count: int, statements: Iterable[Statement]) -> IntArray:
    """Return for each criterion the number of its group of tied ones, in order of appearance."""
    group = list(range(count))
    for first, second in (tie for statement in statements for tie in statement.ties):
        keep, drop = sorted((group[first], group[second]))
        group = [keep if g == drop else g for g in group]
    return np.unique(group, return_inverse=True)[1].astype(np.intp)


def linear_system(count: int, statements: Sequence[Statement]) -> System:
    """Return the inequalities, and the equalities, that of the sum sizes . u = 1 first.

    Of inequalities of the same sum the tightest is left; a sum that cannot be more and cannot be
    less than a number is an equality.
    """
    groups = tied_groups(count, statements)
    sizes = np.bincount(groups).astype(np.float64)
    found: list[Inequality] = [({place: -1.0}, 0.0) for place in range(count)]
    found += _inequalities(statements)
    # in the weights of the tied groups
    rows, terms = np.zeros((len(found), len(sizes))), np.zeros((len(found), len(sizes)))
    for row, term, (coefficients, _) in zip(rows, terms, found, strict=True):
        for place, coefficient in coefficients.items():
            row[groups[place]] += coefficient
            term[groups[place]] += abs(coefficient)
    # coefficients of tied weights cancel, but for rounding
    rows[np.abs(rows) <= np.spacing(terms)] = 0.0
    limits = np.array([bound for _, bound in found])
    trivial = ~rows.any(axis=1) & (limits >= 0)
    rows, limits = _tightest(rows[~trivial], limits[~trivial])
    kept, equal = _opposite(rows, limits)
    return (
        rows[kept],
        limits[kept],
        np.vstack([sizes, rows[equal]]),
        np.append(1.0, limits[equal]),
    )


def _tightest(rows: FloatArray, limits: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return of rows that are the same the one with the least bound, in the order given."""
    if not len(rows):
        return rows, limits
    _, first, group = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    least = np.full(len(first), np.inf)
    np.minimum.at(least, group.reshape(-1), limits)
    order = np.argsort(first)
    return rows[first[order]], least[order]


def _opposite(rows: FloatArray, limits: FloatArray) -> tuple[IntArray, IntArray]:
    """Return the rows that leave a sum some room, and of each two that leave it none the first.

    Two leave none if they differ by the spacing of floats at most: .3 and .1 + .2 are one number.
    """
    lengths = np.linalg.norm(rows, axis=1)
    directions = rows / np.where(lengths > 0, lengths, 1.0)[:, None]
    first, second = np.nonzero(np.triu(directions @ directions.T < -1 + SOLVER_TOLERANCE))
    ends = np.column_stack([rows, limits])
    one, other = ends[first], ends[second]
    # the largest coefficients are in (.5, 1], but may be on either side of a power of 2
    other = other * np.exp2(np.rint(np.log2(lengths[first] / lengths[second])))[:, None]
    same = (np.abs(one + other) <= np.spacing(np.maximum(np.abs(one), np.abs(other)))).all(axis=1)
    first, second = first[same], second[same]
    kept = np.setdiff1d(np.arange(len(rows)), np.concatenate([first, second]))
    return kept, np.unique(first)


def satisfying(count: int, statements: Sequence[Statement]) -> FloatArray | None:
    """Return weights (C,) that satisfy all statements; None where none do."""
    found = inside(*linear_system(count, statements))
    return None if found is None else found[tied_groups(count, statements)]


def contradiction(count: int, statements: Sequence[Statement]) -> list[Statement]:
    """Return a smallest set of statements that no weights satisfy, of those that none satisfy."""
    # each statement is left out where a contradiction remains
    conflict = list(statements)
    for candidate in statements:
        fewer = [statement for statement in conflict if statement is not candidate]
        if satisfying(count, fewer) is None:
            conflict = fewer
    return conflict


def _inequalities(statements: Iterable[Statement]) -> Iterator[Inequality]:
    for statement in statements:
        yield from (({smaller: 1.0, greater: -1.0}, 0.0) for greater, smaller in statement.above)
        yield from statement.limits
