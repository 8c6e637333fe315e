"""Lines along which all scores are straight: where ranks change on them, in closed form."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray, best_places, competition_ranks
from decision_analysis._limits import BLOCK, LINEARITY, TIE_TOLERANCE
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.core.parts import Method, ranked_or_scored

_FIRST_LOOK = (0.3, 0.7)  # where most methods whose scores are not straight are found out
_BEYOND = 1e-9  # how far past a change its leader is looked up: there it leads by more than noise

Weights = Callable[[IntArray, FloatArray], FloatArray]
"""From lines (n,) and shares of the ways along them (n,) to weights (n, C)."""


@dataclasses.dataclass(frozen=True, eq=False)
class LinearLines:
    """Scores at the start (A,), and what they gain on the whole way along each line (L, A).

    Higher is better.
    """

    start: FloatArray
    gains: FloatArray
    ranks: IntArray
    """Ranks (A,) at the start."""

    def order_ends(self) -> FloatArray:
        """Return how far along each line (L,) all ranks stay; 1 where they do to the end."""
        order = np.argsort(self.ranks, kind="stable")
        start, gains, ranks = self.start[order], self.gains[:, order], self.ranks[order]
        # neighbors in the order are the first to meet: until then all others are farther apart
        gap, change = start[:-1] - start[1:], gains[:, :-1] - gains[:, 1:]
        tied = ranks[:-1] == ranks[1:]
        ends = np.ones(len(gains))
        # noise is that of the scores where the change is, which the first round finds
        for _ in range(2):
            noise = self._noise(ends)[:, None]
            # those that tie come apart, and the others come together
            left = np.where(tied, noise - np.sign(change) * gap, gap - noise)
            speed = np.where(tied, np.abs(change), -change)
            ends = _first(left, speed).min(axis=1, initial=1.0)
        return ends

    def best_ends(self, best: int) -> tuple[FloatArray, list[int | None]]:
        """Return how far along each line (L,) one stays the best, and who is so just beyond.

        That is None where it stays to the end.
        """
        lead, change = self.start[best] - self.start, self.gains[:, [best]] - self.gains
        ends = np.ones(len(self.gains))
        for _ in range(2):
            passed = _first(lead + self._noise(ends)[:, None], -change)
            passed[:, best] = np.inf
            ends = passed.min(axis=1, initial=1.0)
        beyond: list[int | None] = [None] * len(ends)
        for line in np.flatnonzero(passed.min(axis=1) < 1):
            share = min(1.0, ends[line] + _BEYOND)
            scores = self.start + share * self.gains[line]
            if competition_ranks(scores)[best] == 1:
                # it is passed so slowly that it ties for longer
                scores = -passed[line]
            beyond[line] = int(best_places(scores))
        return ends, beyond

    def _noise(self, shares: FloatArray) -> FloatArray:
        """Return by how much scores tie at a share of the way along each line (L,)."""
        scores = self.start + shares[:, None] * self.gains
        return np.asarray(TIE_TOLERANCE * np.abs(scores).max(axis=1))


def _first(left: FloatArray, speed: FloatArray) -> FloatArray:
    """Return when what is left is used up; infinite where it never is on the way."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        when = np.maximum(left, 0.0) / speed
    return np.where((speed > 0) & (when < 1), when, np.inf)


def linear_lines(
    method: Method, table: DecisionTable, weights: Weights, lines: int, steps: int
) -> LinearLines | None:
    """Return the lines if scores are straight at `steps` points of each; None if they are not.

    The method must rank by scores.
    """
    every = np.arange(lines)
    start = _scores(method, table, weights(every[:1], np.zeros(1)))
    ends = _scores(method, table, weights(every, np.ones(lines)))
    if start is None or ends is None:
        return None
    gains = ends - start
    scale = max(float(np.abs(start).max()), float(np.abs(ends).max()))
    # as many weight vectors as keep the numbers of all tables within the block
    block = max(1, BLOCK // table.values.size)
    for line, share in _points(lines, steps, block):
        found = _scores(method, table, weights(line, share))
        if found is None:
            return None
        off = found - (start + share[:, None] * gains[line])
        if not np.abs(off).max() <= LINEARITY * scale:
            return None
    return LinearLines(start[0], gains, competition_ranks(start[0]))


def _scores(method: Method, table: DecisionTable, weights: FloatArray) -> FloatArray | None:
    """Return a method's scores (rows, A), higher being better; None if it ranks otherwise."""
    found = ranked_or_scored(method, table, weights)
    if not isinstance(found, Scores):
        return None
    return found.scores if found.higher_is_better else -found.scores


def _points(lines: int, steps: int, block: int) -> Iterator[tuple[IntArray, FloatArray]]:
    """Yield lines and shares (n,) at which to look, few points first and then all."""
    for grid in (np.array(_FIRST_LOOK), np.arange(1, steps + 1) / steps):
        line, share = np.repeat(np.arange(lines), len(grid)), np.tile(grid, lines)
        for first in range(0, len(line), block):
            yield line[first : first + block], share[first : first + block]
