"""The places of alternatives in the samples of a chunk: a method's ranks, checked and compact."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import (
    BoolArray,
    IntArray,
    competition_ranks,
    places_in_rows,
    tie_tolerance,
)
from decision_analysis.core import Scores
from decision_analysis.errors import InvalidInputError

Small = NDArray[np.unsignedinteger[Any]]


@dataclasses.dataclass(frozen=True, eq=False)
class Places:
    """How many alternatives are before each, and the samples in which some tie.

    `before` (A, rows) is held by alternative, so that a pair of them is compared in one sweep, in
    the smallest integers. `tied` lists the samples with ties, and `sizes` (tied, A) says how many
    share each alternative's rank there, itself included; elsewhere nobody does.
    """

    before: Small
    tied: IntArray
    sizes: IntArray

    def all_sizes(self) -> IntArray:
        """Return how many share each alternative's rank in every sample (rows, A)."""
        sizes = np.ones(self.before.shape[::-1], dtype=np.intp)
        sizes[self.tied] = self.sizes
        return sizes


def places(given: NDArray[Any] | Scores) -> Places:
    """Read competition ranks (rows, A), or rank scores; other ranks are refused."""
    if isinstance(given, Scores):
        found = places_in_rows(given.scores, given.higher_is_better)
        if found is not None:
            return _of_scores(*found)
        given = given.ranks
    count = given.shape[1]
    if given.dtype.kind in "iu" and given.min() >= 1 and given.max() <= count:
        before = np.empty(given.shape[::-1], dtype=np.min_scalar_type(count))
        np.subtract(given.T, 1, out=before, casting="unsafe")
        tied = np.flatnonzero(~_strict(before))
        sizes = _shared(given[tied].astype(np.intp))
        if sizes is not None:
            return Places(before, tied, sizes)
    raise InvalidInputError(
        "method's ranks must be competition ranks (1 is best, ties share the best)"
    )


def firsts(given: NDArray[Any] | Scores, alternative: int) -> BoolArray:
    """Say in which samples an alternative has rank 1, of ranks or rank scores (rows, A)."""
    if not isinstance(given, Scores):
        return np.asarray(places(given).before[alternative] == 0)
    scores = given.scores if given.higher_is_better else -given.scores
    noise = tie_tolerance(scores)[:, 0]
    with np.errstate(over="ignore"):
        behind = scores.max(axis=1) - scores[:, alternative]
    first = np.asarray(behind <= noise)
    # farther behind it ties with the best where others between make a chain
    unsure = np.flatnonzero(~first & (behind <= scores.shape[1] * noise))
    first[unsure] = competition_ranks(scores[unsure])[:, alternative] == 1
    return first


def _of_scores(before: NDArray[np.uint8], close: IntArray, ranks: IntArray) -> Places:
    if not len(close):
        return Places(before, close, ranks)
    before[:, close] = ranks.T - 1
    sizes = _shared(ranks)
    assert sizes is not None
    # most rows with a close pair have no ties after all
    tied = (sizes > 1).any(axis=1)
    return Places(before, close[tied], sizes[tied])


def _strict(before: Small) -> BoolArray:
    """Say in which samples the places are 0, 1, ... without ties: each sets a bit of its own."""
    count, rows = before.shape
    word: Any = np.uint32 if count <= 32 else np.uint64
    width = 8 * np.dtype(word).itemsize
    strict = np.ones(rows, dtype=bool)
    for start in range(0, count, width):
        # places below `start` wrap round; these and those beyond are shifted out
        bits = np.left_shift(1, before - before.dtype.type(start), dtype=word)
        wanted = word(2 ** min(width, count - start) - 1)
        strict &= np.bitwise_or.reduce(bits, axis=0) == wanted
    return strict


def _shared(ranks: IntArray) -> IntArray | None:
    """Return how many share each rank of (rows, A); None if they are no competition ranks."""
    rows, count = ranks.shape
    # a competition rank is 1 and the number of those with a better one
    cells = np.arange(rows)[:, None] * count + ranks - 1
    held = np.bincount(cells.ravel(), minlength=rows * count).reshape(rows, count)
    before = np.cumsum(held, axis=1) - held
    if np.all(np.take_along_axis(before, ranks - 1, axis=1) == ranks - 1):
        return np.asarray(np.take_along_axis(held, ranks - 1, axis=1))
    return None
