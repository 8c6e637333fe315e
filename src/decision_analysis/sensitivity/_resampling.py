"""`Resampling`: the bootstrap as one matrix product a chunk, counts of rows times their numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CHUNK, MOST_RESAMPLINGS
from decision_analysis.core.parts import chunks


@dataclasses.dataclass(frozen=True, eq=False)
class Resampling:
    """How often each of `n` rows is drawn in each of R samples with replacement.

    Where rows are of one scrambling, samples are of rows: `totals` (R, chunks) holds how many of a
    sample's rows are of each chunk, so that a chunk's counts are drawn without those of others;
    held are the chunks from `first` on. Where they are of several, samples are of these: `totals`
    (R, scramblings) holds how often each of them is drawn, and each has `block` rows.
    """

    n: int
    entropy: int
    tag: str
    totals: IntArray
    block: int
    first: int = 0

    def cut(self, index: int) -> Resampling:
        """Return what one chunk needs."""
        if self.block:
            return self
        place = index - self.first
        return dataclasses.replace(self, totals=self.totals[:, place : place + 1], first=index)

    def counts(self, index: int, rows: int) -> FloatArray:
        """Return counts (1 + R, rows) of one chunk; those of the first row are 1, the sample's."""
        made = self._of_blocks(index, rows) if self.block else self._of_rows(index, rows)
        return np.concatenate([np.ones((1, rows)), made])

    def each(self) -> Iterator[FloatArray]:
        """Yield the counts (n,) of all rows, sample by sample; those of the first are 1."""
        yield np.ones(self.n)
        for sample, totals in enumerate(self.totals):
            if self.block:
                yield np.repeat(totals, self.block).astype(np.float64)
                continue
            drawn = chunks.stream(self.entropy, self.tag, sample + 1).integers(self.n, size=self.n)
            yield np.bincount(drawn, minlength=self.n).astype(np.float64)

    def _of_blocks(self, index: int, rows: int) -> IntArray:
        start = index * CHUNK
        return np.asarray(self.totals[:, np.arange(start, start + rows) // self.block])

    def _of_rows(self, index: int, rows: int) -> IntArray:
        generator = chunks.stream(self.entropy, self.tag, index + 1)
        totals = self.totals[:, index - self.first]
        drawn = generator.integers(rows, size=int(totals.sum()))
        # one count of all samples at once: sample r counts at the places from r * rows on
        drawn += np.repeat(np.arange(len(totals)) * rows, totals)
        counts = np.bincount(drawn, minlength=len(totals) * rows)
        return counts.reshape(len(totals), rows)


def resampling(
    n: int, n_bootstrap: object, entropy: int, tag: str, scramblings: int = 1
) -> Resampling:
    """Return the counts of `n_bootstrap` samples of n rows, or of so many scramblings."""
    repeats = _checks.integer("n_bootstrap", n_bootstrap, low=2, high=MOST_RESAMPLINGS)
    pieces = -(-n // CHUNK)
    # the counts of a chunk and what they are made of; the totals of all chunks
    _checks.room("the bootstrap's counts", repeats, each=24 * min(n, CHUNK) + 16 * pieces)
    generator = chunks.stream(entropy, tag, 0)
    if scramblings > 1:
        shares = np.full(scramblings, 1 / scramblings)
        drawn = generator.multinomial(scramblings, shares, size=repeats)
        return Resampling(n, entropy, tag, drawn, n // scramblings)
    sizes = np.minimum(CHUNK, n - CHUNK * np.arange(pieces))
    return Resampling(n, entropy, tag, generator.multinomial(n, sizes / n, size=repeats), 0)


def standard_errors(replicates: FloatArray, units: int) -> FloatArray:
    """Return the standard errors (...) of estimates from the bootstrap's (1 + R, ...).

    `units` is how many things were resampled: samples of few vary too little, by (n - 1)/n.
    """
    # the first is the estimate itself
    spread = replicates[1:].std(axis=0, ddof=1)
    return np.asarray(spread * np.sqrt(units / (units - 1)))
