"""Counting ranks: whole numbers from each chunk, which add up exactly, and SMAA indices."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import BLOCK, CLUSTER_BLOCK
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._spread import Spread, spread


@dataclasses.dataclass(eq=False)
class Tally:
    """What is known of some samples: counts of ranks, pairwise wins and sums of weights.

    `ranks[k][a, r]` counts the samples in which a has rank r + 1 and is one of k alternatives that
    tie there; `wins[a, b]` those in which a is before b; `first_weights[a]` sums the weights where
    a is first, shared by ties. `spread` has the sums over clusters of rank shares and of pairwise
    shares, (2, A, A), where samples come in any.
    """

    samples: int
    ranks: dict[int, IntArray]
    wins: IntArray
    first_weights: FloatArray
    spread: Spread | None = None

    def add(self, other: Tally) -> None:
        """Add the counts of the next chunk."""
        self.samples += other.samples
        for size, counts in other.ranks.items():
            self.ranks[size] = self.ranks[size] + counts if size in self.ranks else counts
        self.wins = self.wins + other.wins
        self.first_weights = self.first_weights + other.first_weights
        if self.spread is not None and other.spread is not None:
            self.spread.add(other.spread)

    def acceptability(self) -> FloatArray:
        """Return rank acceptabilities (A, A): k tied alternatives each have 1/k of k ranks."""
        return self._moment(1)

    def pairwise(self) -> FloatArray:
        """Return how often a is before b (A, A), ties counting half; 0 on the diagonal."""
        shares = (self.wins + self._ties() / 2) / self.samples
        np.fill_diagonal(shares, 0.0)
        return np.asarray(shares)

    def errors(self) -> tuple[FloatArray, FloatArray]:
        """Return standard errors of rank acceptabilities and of pairwise shares, both (A, A)."""
        means = np.stack([self.acceptability(), self.pairwise()])
        if self.spread is not None:
            variances = self.spread.variance(means, self.samples)
        else:
            # mean squares of the shares: (1/k)^2 of k tied ranks, 1/4 of a tied pair
            squares = np.stack([self._moment(2), (self.wins + self._ties() / 4) / self.samples])
            variances = np.maximum(squares - means**2, 0.0) / self.samples
        np.fill_diagonal(variances[1], 0.0)
        ranks, pairs = np.sqrt(variances)
        return ranks, pairs

    def central_weights(self) -> FloatArray:
        """Return the mean weights (A, C) with which each alternative is first; NaN if never."""
        first = self.acceptability()[:, :1] * self.samples
        with np.errstate(invalid="ignore"):
            return np.asarray(np.where(first > 0, self.first_weights / first, np.nan))

    def _moment(self, power: int) -> FloatArray:
        """Return the mean of a power of the shares of alternatives and ranks in each sample."""
        found = np.zeros(self.wins.shape)
        for size, counts in sorted(self.ranks.items()):
            found += _covered(counts, size) / (size**power * self.samples)
        return found

    def _ties(self) -> IntArray:
        return np.asarray(self.samples - self.wins - self.wins.T)


def tally(
    ranks: IntArray, sizes: IntArray, weights: FloatArray, clusters: IntArray | None
) -> Tally:
    """Count the ranks (rows, A) of a chunk with weights (rows, C) and ascending cluster labels."""
    rows, count = ranks.shape
    one = np.zeros(rows, dtype=np.intp)
    counted = {int(size): _counts(ranks, sizes == size, one, 1)[0] for size in np.unique(sizes)}
    wins = np.zeros((count, count), dtype=np.intp)
    spreads: Spread | None = None
    # which is before which, in every sample
    block = max(1, (BLOCK if clusters is None else CLUSTER_BLOCK) // count**2)
    for start in range(0, rows, block):
        part = slice(start, start + block)
        before = ranks[part, :, None] < ranks[part, None, :]
        if clusters is None:
            wins += np.count_nonzero(before, axis=0)
            continue
        found, ahead = _clustered(ranks[part], sizes[part], before, clusters[part])
        wins += ahead
        if spreads is None:
            spreads = found
        else:
            spreads.add(found)
    first = np.where(ranks == 1, 1 / sizes, 0.0)
    return Tally(rows, counted, wins, np.einsum("na,nc->ac", first, weights), spreads)


def _clustered(
    ranks: IntArray, sizes: IntArray, before: BoolArray, clusters: IntArray
) -> tuple[Spread, IntArray]:
    """Return sums over clusters of rank and pairwise shares, and how often a is before b (A, A)."""
    starts = np.flatnonzero(np.r_[True, np.diff(clusters) > 0])
    draws = np.diff(np.r_[starts, len(clusters)])
    number = np.repeat(np.arange(len(starts)), draws)
    shares = np.zeros((len(starts), *before.shape[1:]))
    for size in np.unique(sizes):
        counts = _counts(ranks, sizes == size, number, len(starts))
        shares += _covered(counts, int(size)) / size
    # pairwise shares of each cluster: those ahead, and a half of those tied
    ahead = np.add.reduceat(before, starts, axis=0, dtype=np.intp)
    pairs = (draws[:, None, None] + ahead - ahead.transpose(0, 2, 1)) / 2
    diagonal = np.arange(ranks.shape[1])
    pairs[:, diagonal, diagonal] = 0.0
    return spread(clusters[starts], np.stack([shares, pairs], axis=1), draws), ahead.sum(axis=0)


def _counts(ranks: IntArray, chosen: BoolArray, groups: IntArray, count: int) -> IntArray:
    """Count the chosen ranks (rows, A) by group, alternative and rank (count, A, A)."""
    size = ranks.shape[1]
    cells = (groups[:, None] * size + np.arange(size)) * size + ranks - 1
    found = np.bincount(cells[chosen], minlength=count * size * size)
    return found.reshape(count, size, size).astype(np.intp)


def _covered(counts: IntArray, size: int) -> IntArray:
    """Return counts of all the ranks that `size` tied ones share, from those of their best."""
    covered = np.cumsum(counts, axis=-1)
    covered[..., size:] -= covered[..., :-size].copy()
    return covered


def competition(given: NDArray[Any]) -> tuple[IntArray, IntArray]:
    """Return competition ranks (rows, A), and with how many others each is shared.

    Other ranks are refused.
    """
    rows, count = given.shape
    if given.dtype.kind in "iu" and given.min() >= 1 and given.max() <= count:
        ranks = given.astype(np.intp)
        # a competition rank is 1 and the number of those with a better one
        places = np.arange(rows)[:, None] * count + ranks - 1
        held = np.bincount(places.ravel(), minlength=rows * count).reshape(rows, count)
        before = np.cumsum(held, axis=1) - held
        if np.all(np.take_along_axis(before, ranks - 1, axis=1) == ranks - 1):
            return ranks, np.take_along_axis(held, ranks - 1, axis=1)
    raise InvalidInputError(
        "method's ranks must be competition ranks (1 is best, ties share the best)"
    )
