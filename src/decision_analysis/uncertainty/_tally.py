"""Counting ranks: whole numbers from each chunk, which add up exactly, and the SMAA indices that follow from them."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.errors import InvalidInputError

_ENTRIES = 2**24


@dataclasses.dataclass(eq=False)
class Tally:
    """What is known of some samples: counts of ranks, pairwise wins and sums of weights.

    `ranks[k][a, r]` counts the samples in which a has rank r + 1 and is one of k alternatives that tie there;
    `wins[a, b]` those in which a is before b; `first_weights[a]` sums the weights where a is first, shared by ties.
    """

    samples: int
    ranks: dict[int, IntArray]
    wins: IntArray
    first_weights: FloatArray

    def add(self, other: Tally) -> None:
        """Add the counts of the next chunk."""
        self.samples += other.samples
        for size, counts in other.ranks.items():
            self.ranks[size] = self.ranks[size] + counts if size in self.ranks else counts
        self.wins = self.wins + other.wins
        self.first_weights = self.first_weights + other.first_weights

    def acceptability(self) -> tuple[FloatArray, FloatArray]:
        """Return rank acceptabilities (A, A) and their standard errors: each of k tied has the share 1/k of k ranks."""
        mean, square = np.zeros(self.wins.shape), np.zeros(self.wins.shape)
        for size, counts in sorted(self.ranks.items()):
            covered = np.cumsum(counts, axis=1)
            covered[:, size:] -= covered[:, :-size].copy()
            mean += covered / (size * self.samples)
            square += covered / (size**2 * self.samples)
        return mean, np.sqrt(np.maximum(square - mean**2, 0.0) / self.samples)

    def pairwise(self) -> FloatArray:
        """Return how often a is before b (A, A), ties counting half; 0 on the diagonal."""
        ties = self.samples - self.wins - self.wins.T
        shares = (self.wins + ties / 2) / self.samples
        np.fill_diagonal(shares, 0.0)
        return np.asarray(shares)

    def central_weights(self) -> FloatArray:
        """Return the mean weights (A, C) with which each alternative is first; NaN where it never is."""
        first = self.acceptability()[0][:, :1] * self.samples
        with np.errstate(invalid="ignore"):
            return np.asarray(np.where(first > 0, self.first_weights / first, np.nan))


def tally(ranks: IntArray, sizes: IntArray, weights: FloatArray) -> Tally:
    """Count the ranks (rows, A) of one chunk with its weights (rows, C)."""
    rows, count = ranks.shape
    cells = np.arange(count) * count + ranks - 1
    counted = {
        int(size): np.bincount(cells[sizes == size], minlength=count * count).reshape(count, count).astype(np.intp)
        for size in np.unique(sizes)
    }
    wins = np.zeros((count, count), dtype=np.intp)
    block = max(1, _ENTRIES // count**2)
    for start in range(0, rows, block):
        part = ranks[start : start + block]
        wins += np.count_nonzero(part[:, :, None] < part[:, None, :], axis=0)
    first = np.where(ranks == 1, 1 / sizes, 0.0)
    return Tally(rows, counted, wins, np.asarray(first.T @ weights))


def checked_ranks(where: str, result: Any, rows: int, count: int) -> tuple[IntArray, IntArray]:
    """Return a method's competition ranks (rows, A), and for each with how many others it shares its rank."""
    if not hasattr(result, "ranks"):
        raise InvalidInputError(f"{where}: method must return a result with .ranks; got {type(result).__name__}")
    given = np.asarray(result.ranks)
    if given.shape not in ((rows, count), (count,)):
        raise InvalidInputError(
            f"{where}: method must return ranks of shape ({rows}, {count}), a row for each of the weights; "
            f"got {given.shape}"
        )
    if given.dtype.kind in "iu" and given.min() >= 1 and given.max() <= count:
        ranks = np.broadcast_to(given, (rows, count)).astype(np.intp)
        places = np.arange(rows)[:, None] * count + ranks - 1
        held = np.bincount(places.ravel(), minlength=rows * count).reshape(rows, count)
        before = np.cumsum(held, axis=1) - held
        if np.all(np.take_along_axis(before, ranks - 1, axis=1) == ranks - 1):
            return ranks, np.take_along_axis(held, ranks - 1, axis=1)
    raise InvalidInputError(f"{where}: method's ranks must be competition ranks (1 is best, ties share the best)")
