"""The two passes of SMAA: ranks with weights of their own, and first places by central weights."""

from __future__ import annotations

import dataclasses
import multiprocessing
import uuid
from collections import deque
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.core import Scores
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
        found = places(
            _joined(
                [
                    ranked_or_scored(self.method, table, weights[part])
                    for part, table in self.source.blocks(chunk, rows)
                ]
            )
        )
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
        known = np.flatnonzero(~np.isnan(self.central[:, 0]))
        first = np.zeros(len(self.central), dtype=np.intp)
        if not self.source.size:
            # one table for all: each of its rows has the weights of another alternative
            table = self.source.chunk(chunk, rows)
            given = ranked_or_scored(self.method, table, self.central[known])
            first[known] = np.diagonal(places(given).before[known]) == 0
            return first
        for part, table in self.source.blocks(chunk, rows):
            for a in map(int, known):
                shape = (part.stop - part.start, self.central.shape[1])
                weights = np.broadcast_to(self.central[a], shape)
                given = ranked_or_scored(self.method, table, weights)
                first[a] += np.count_nonzero(firsts(given, a))
        return first


def _joined(parts: list[NDArray[Any] | Scores]) -> NDArray[Any] | Scores:
    """Join the ranks, or the scores, of the parts of a chunk."""
    if len(parts) == 1:
        return parts[0]
    scored = [part for part in parts if isinstance(part, Scores)]
    if len(scored) < len(parts):
        return np.concatenate([part.ranks if isinstance(part, Scores) else part for part in parts])
    first = scored[0]
    return Scores(
        method=first.method,
        alternatives=first.alternatives,
        scores=np.concatenate([part.scores for part in scored]),
        higher_is_better=first.higher_is_better,
    )
