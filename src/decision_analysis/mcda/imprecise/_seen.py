"""What a method makes of imprecise performances: at their corners, of draws, of single moves."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, competition_ranks, tie_tolerance
from decision_analysis._limits import MOVES_TRIED
from decision_analysis._named import leads_out
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import call, read_scores
from decision_analysis.mcda.imprecise._drawn import Draws

_WANTED = "a function of a table and weights, or of a table alone where weights=None"


@dataclasses.dataclass(eq=False)
class Asked:
    """A method, with the labels of its tables and its weights; more is better in its `gains`."""

    method: Callable[..., Any]
    table: DecisionTable
    weights: Any
    higher_is_better: bool = True

    @leads_out
    def gains(self, values: FloatArray) -> FloatArray:
        """Return scores (n, A) of tables (n, A, C), negative where less is better."""
        tables = self.table.with_values(values)
        given = (tables,) if self.weights is None else (tables, self.weights)
        result = call("method", _WANTED, self.method, *given)
        scored = read_scores("method", result, tables, {})
        self.higher_is_better = scored.higher_is_better
        return scored.values if scored.higher_is_better else -scored.values


@dataclasses.dataclass(frozen=True, eq=False)
class Seen:
    """The extremes (A,) of what draws gave, the means, and how often each was the best."""

    least: FloatArray
    greatest: FloatArray
    mean: FloatArray
    best_share: FloatArray

    def beyond(self, least: FloatArray, greatest: FloatArray) -> BoolArray:
        """Say of which alternatives (A,) draws gave more or less than these bounds."""
        noise = tie_tolerance(np.concatenate([least, greatest, self.least, self.greatest]))
        return (self.least < least - noise) | (self.greatest > greatest + noise)


def better_and_worse(tables: Sequence[DecisionTable]) -> tuple[FloatArray, FloatArray]:
    """Return the better and the worse end (A, C) of each performance, by its criterion's goal."""
    low, high, maximize = tables[0].values, tables[-1].values, tables[0].maximize
    return np.where(maximize, high, low), np.where(maximize, low, high)


def at_corners(asked: Asked, tables: Sequence[DecisionTable]) -> tuple[FloatArray, FloatArray]:
    """Return the gains (A,) of each alternative at its worst and the others' best, and reversed."""
    better, worse = better_and_worse(tables)
    return _own_at(asked, worse, better), _own_at(asked, better, worse)


def _own_at(asked: Asked, own: FloatArray, others: FloatArray) -> FloatArray:
    """Return the gains (A,) of each alternative with its own performances and those of others."""
    count = len(own)
    rows_at_once = Draws(own[..., None], 0).rows_at_once
    found = np.empty(count)
    for start in range(0, count, rows_at_once):
        places = np.arange(start, min(start + rows_at_once, count))
        rows = np.arange(len(places))
        # a table for each alternative of the piece, in which its own row differs
        values = np.repeat(others[None], len(places), axis=0)
        values[rows, places] = own[places]
        found[places] = asked.gains(values)[rows, places]
    return found


def seen_in(asked: Asked, draws: Draws, n: int) -> Seen:
    """Return what n draws gave."""
    count = len(asked.table.alternatives)
    least, greatest = np.full(count, np.inf), np.full(count, -np.inf)
    total, best = np.zeros(count), np.zeros(count)
    for values, _ in draws.pieces(n, tag="draws"):
        gains = asked.gains(values)
        least = np.minimum(least, gains.min(axis=0))
        greatest = np.maximum(greatest, gains.max(axis=0))
        total += (gains / n).sum(axis=0)
        first = competition_ranks(gains) == 1
        # ties share
        best += (first / first.sum(axis=1, keepdims=True)).sum(axis=0)
    return Seen(least, greatest, total, best / n)


def moves_are_monotone(asked: Asked, draws: Draws, tables: Sequence[DecisionTable]) -> bool:
    """Say whether each of many moves of one performance to its better end helps nobody else.

    Nor may it harm the alternative itself.
    """
    better, worse = better_and_worse(tables)
    cells = np.argwhere(better != worse)
    if not len(cells):
        return True
    done = 0
    for values, generator in draws.pieces(MOVES_TRIED, tag="moves"):
        rows = np.arange(len(values))
        # all cells in turn, so that none is left out where they are fewer than moves
        row, column = cells[(done + rows) % len(cells)].T
        done += len(values)
        # to the end, or part of the way there
        part = np.where(generator.random(len(values)) < 0.5, 1.0, generator.random(len(values)))
        moved = values.copy()
        start = values[rows, row, column]
        moved[rows, row, column] = start + part * (better[row, column] - start)
        before, after = asked.gains(values), asked.gains(moved)
        noise = np.maximum(tie_tolerance(before), tie_tolerance(after))
        gain = after - before
        harmed = gain[rows, row] < -noise[:, 0]
        gain[rows, row] = 0.0
        if harmed.any() or (gain > noise).any():
            return False
    return True
