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
from decision_analysis.uncertainty._rankings import Rankings
from decision_analysis.uncertainty._tally import Tally, tally

TOO_MANY: deque[str] = deque(maxlen=64)
"""The last runs of which this process has found more complete rankings than are told apart."""


@dataclasses.dataclass(frozen=True, eq=False)
class Ranking:
    """First pass: ranks of one chunk, with weights of its own."""

    sums: ClassVar[bool] = True

    source: Source
    method: Method
    weights: PossibleWeights
    scales: FloatArray
    run: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)
    seen: Rankings = dataclasses.field(default_factory=lambda: Rankings([], []))
    """Those of a job in another process, which hears nothing of what the others have met."""

    def cut(self, chunk: int, rows: int) -> Ranking:
        return chunks.cut_parts(self, chunk, rows, "source")

    def __call__(self, chunk: int, rows: int) -> Tally:
        weights = self.weights.chunk(chunk, rows)
        table = self.source.chunk(chunk, rows)
        found = places(ranked_or_scored(self.method, table, weights))
        clusters = self.source.clusters(chunk, rows)
        # what is not told in the end need not be counted
        whole = self.run not in TOO_MANY
        part = tally(found, weights, self.scales, clusters, whole=whole)
        if whole and multiprocessing.parent_process() is not None:
            self.seen.add(part.rankings)
            if self.seen.keys is None:
                TOO_MANY.append(self.run)
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
