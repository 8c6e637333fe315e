"""`Resampling`: the bootstrap as one matrix product a chunk, counts of rows times their numbers."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CHUNK
from decision_analysis.core.parts import chunks


@dataclasses.dataclass(frozen=True, eq=False)
class Resampling:
    """How often each of `n` rows is drawn in each of R samples of n rows with replacement.

    `totals` (R, chunks) holds how many of a sample's rows are of each chunk, so that a chunk's
    counts are drawn without those of others. Held are the chunks from `first` on.
    """

    entropy: int
    tag: str
    totals: IntArray
    first: int = 0

    def cut(self, index: int) -> Resampling:
        """Return what one chunk needs."""
        place = index - self.first
        return dataclasses.replace(self, totals=self.totals[:, place : place + 1], first=index)

    def counts(self, index: int, rows: int) -> FloatArray:
        """Return counts (1 + R, rows) of one chunk; those of the first row are 1, the sample's."""
        generator = chunks.stream(self.entropy, self.tag, index + 1)
        totals = self.totals[:, index - self.first]
        drawn = generator.integers(rows, size=int(totals.sum()))
        # one count of all samples at once: sample r counts at the places from r * rows on
        drawn += np.repeat(np.arange(len(totals)) * rows, totals)
        counts = np.bincount(drawn, minlength=len(totals) * rows).reshape(len(totals), rows)
        return np.concatenate([np.ones((1, rows)), counts])


def resampling(n: int, n_bootstrap: object, entropy: int, tag: str) -> Resampling:
    """Return the counts of `n_bootstrap` samples of n rows."""
    repeats = _checks.integer("n_bootstrap", n_bootstrap, low=2)
    pieces = -(-n // CHUNK)
    # the counts of a chunk and what they are made of; the totals of all chunks
    _checks.room("the bootstrap's counts", repeats, each=24 * min(n, CHUNK) + 16 * pieces)
    sizes = np.minimum(CHUNK, n - CHUNK * np.arange(pieces))
    generator = chunks.stream(entropy, tag, 0)
    return Resampling(entropy, tag, generator.multinomial(n, sizes / n, size=repeats))


def standard_errors(replicates: FloatArray) -> FloatArray:
    """Return the standard errors (...) of estimates from the bootstrap's (1 + R, ...)."""
    # the first is the estimate itself
    return np.asarray(replicates[1:].std(axis=0, ddof=1))
