"""Complete rankings, counted: how many there are, and the entropy of which one holds."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import IntArray
from decision_analysis._limits import MOST_RANKINGS
from decision_analysis.uncertainty._places import Small

Keys = NDArray[np.uint64]
_MOST_EXACT = 16  # places of 4 bits that a key of 64 bits holds


@dataclasses.dataclass(eq=False)
class Rankings:
    """How often each complete ranking was met, by key; keys are None once there are too many."""

    keys: list[Keys] | None
    counts: list[IntArray]

    def add(self, other: Rankings) -> None:
        """Add the rankings of the next chunk."""
        if self.keys is None or other.keys is None:
            self.keys, self.counts = None, []
            return
        self.keys += other.keys
        self.counts += other.counts
        if sum(map(len, self.keys)) > 2 * MOST_RANKINGS:
            self._merge()

    def found(self) -> IntArray | None:
        """Return how often each ranking was met; None if more than `MOST_RANKINGS` were."""
        self._merge()
        return None if self.keys is None else self.counts[0]

    def _merge(self) -> None:
        """Make one of rankings that several chunks have met."""
        if self.keys is None:
            return
        keys, counts = np.concatenate(self.keys), np.concatenate(self.counts)
        order = np.argsort(keys, kind="stable")
        keys, starts = _runs(keys[order])
        if len(keys) > MOST_RANKINGS:
            self.keys, self.counts = None, []
        else:
            self.keys, self.counts = [keys], [np.add.reduceat(counts[order], starts)]


def rankings(before: Small) -> Rankings:
    """Count the rankings of a chunk, given by how many are before each alternative (A, rows).

    Up to 16 alternatives a key holds all places. Of more it is a sum of places times fixed odd
    numbers, modulo 2^64: that any two of 2^17 rankings share one has a probability below 1e-6.
    """
    count, rows = before.shape
    # 16^a, modulo 2^64
    factors: Keys = np.cumprod(np.r_[1, np.full(count - 1, 16)], dtype=np.uint64)
    if count > _MOST_EXACT:
        generator = np.random.Generator(np.random.PCG64(0))
        drawn = np.asarray(generator.integers(2**64, size=count, dtype=np.uint64))
        factors = drawn | np.uint64(1)
    keys = np.zeros(rows, dtype=np.uint64)
    for a in range(count):
        keys += np.multiply(before[a], factors[a], dtype=np.uint64)
    keys.sort()
    distinct, starts = _runs(keys)
    return Rankings([distinct], [np.diff(starts, append=rows)])


def _runs(ordered: Keys) -> tuple[Keys, IntArray]:
    """Return the distinct keys of ordered ones, and where each begins."""
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return ordered[starts], starts
