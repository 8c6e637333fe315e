"""The two passes of SMAA: ranks with weights of their own, and first places by central weights."""

from __future__ import annotations

import dataclasses
import multiprocessing
import uuid
from collections import deque
from typing import ClassVar

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.core.parts import Method, chunks, ranked_or_scored
from decision_analysis.uncertainty._performances import Source
from decision_analysis.uncertainty._places import firsts, places
from decision_analysis.uncertainty._possible_weights import PossibleWeights
from decision_analysis.uncertainty._rankings import Rankings, too_many
from decision_analysis.uncertainty._tally import Tally, tally

_MANY: deque[str] = deque(maxlen=64)
"""The last calls of which this process has found that there are too many complete rankings."""


@dataclasses.dataclass(frozen=True, eq=False)
class Ranking:
    """First pass: ranks of one chunk, with weights of its own."""

    sums: ClassVar[bool] = True

    source: Source
    method: Method
    weights: PossibleWeights
    scales: FloatArray
    many: list[bool]
    """Not empty once there are too many complete rankings to go on counting them."""
    met: list[Rankings] = dataclasses.field(default_factory=list)
    """Those of the chunks of this job, in another process: it sees for itself if they are many."""
    run: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)
    """Which call this is, for processes that have seen it already."""

    def cut(self, chunk: int, rows: int) -> Ranking:
        return chunks.cut_parts(self, chunk, rows, "source")

    def __call__(self, chunk: int, rows: int) -> Tally:
        weights = self.weights.chunk(chunk, rows)
        table = self.source.chunk(chunk, rows)
        found = places(ranked_or_scored(self.method, table, weights))
        clusters = self.source.clusters(chunk, rows)
        if self.many or self.run in _MANY:
            return tally(found, weights, self.scales, clusters, whole=False)
        part = tally(found, weights, self.scales, clusters)
        if multiprocessing.parent_process() is not None:
            self.met.append(part.rankings)
            if too_many(self.met):
                _MANY.append(self.run)
        return part


@dataclasses.dataclass(frozen=True, eq=False)
class Confirming:
    """Second pass: in how many rows of a chunk each alternative is first by its central weights."""

    sums: ClassVar[bool] = True

    source: Source
    method: Method
    central: FloatArray

    def cut(self, chunk: int, rows: int) -> Confirming:
        return chunks.cut_parts(self, chunk, rows, "source")

    def __call__(self, chunk: int, rows: int) -> IntArray:
        table = self.source.chunk(chunk, rows)
        known = np.flatnonzero(~np.isnan(self.central[:, 0]))
        first = np.zeros(len(self.central), dtype=np.intp)
        if not self.source.size:
            # one table for all: each of its rows has the weights of another alternative
            given = ranked_or_scored(self.method, table, self.central[known])
            first[known] = np.diagonal(places(given).before[known]) == 0
            return first
        for a in map(int, known):
            weights = np.broadcast_to(self.central[a], (rows, self.central.shape[1]))
            given = ranked_or_scored(self.method, table, weights)
            first[a] = np.count_nonzero(firsts(given, a))
        return first
