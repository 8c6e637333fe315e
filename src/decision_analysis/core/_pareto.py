"""Which vectors no other one dominates: by sorting for two criteria, else divide and conquer."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import BLOCK

DOMINATED = -1
SMALL = 48  # so few are compared each with each, 2,304 pairs in one step of numpy


def stand_ins(vectors: FloatArray, tolerance: FloatArray) -> IntArray:
    """Return for each vector (n, C) the first one that it equals; -1 where it is dominated.

    The vectors are to be maximized. Entries of one column are equal where, in sorted order,
    neighbors differ by at most `tolerance` (C,). A vector is dominated where another is at least
    equal in every column and better in one. O(n log n) for two criteria, O(n log^2 n) for three;
    for more of them the efficient vectors are compared in pairs.
    """
    found = np.full(len(vectors), DOMINATED, dtype=np.intp)
    # ranks within each column, in which ties are equal, in descending lexicographic order
    # a quick test first, as most vectors of a large table are dominated by a few
    likely = np.flatnonzero(_likely(vectors, tolerance))
    ranks = _ranks(vectors[likely], tolerance)
    order = np.lexsort(ranks.T[::-1])[::-1]
    ordered = ranks[order]
    # equal vectors follow one another; the first by index stands for its group
    apart = np.ones(len(order), dtype=bool)
    apart[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    starts = np.flatnonzero(apart)
    firsts = likely[np.minimum.reduceat(order, starts)]
    firsts[~_front(ordered[starts])] = DOMINATED
    found[likely[order]] = np.repeat(firsts, np.diff(starts, append=len(order)))
    return found


def _likely(vectors: FloatArray, tolerance: FloatArray) -> BoolArray:
    """Leave out, before any sorting, what two well-balanced vectors exceed in every column."""
    found = np.ones(len(vectors), dtype=bool)
    if len(vectors) <= SMALL:
        return found
    low = vectors.min(axis=0)
    with np.errstate(over="ignore", invalid="ignore"):
        span = vectors.max(axis=0) - low
        scaled = (vectors - low) / np.where(span > 0, span, 1.0)
    # the vector with the largest sum, and that with the largest least entry
    for pivot in {int(scaled.sum(axis=1).argmax()), int(scaled.min(axis=1).argmax())}:
        found &= (vectors >= vectors[pivot] - tolerance).any(axis=1)
    return found


def _ranks(vectors: FloatArray, tolerance: FloatArray) -> IntArray:
    """Return the dense rank of each entry within its column; ties share one."""
    order = np.argsort(vectors, axis=0)
    with np.errstate(over="ignore"):
        steps = np.diff(np.take_along_axis(vectors, order, axis=0), axis=0) > tolerance
    ranks = np.zeros(vectors.shape, dtype=np.intp)
    # the first in each column has rank 0; a step upward where the next is farther off than a tie
    np.put_along_axis(ranks, order[1:], np.cumsum(steps, axis=0), axis=0)
    return ranks


def _front(rows: IntArray) -> BoolArray:
    """Say which of distinct rows (n, C), in descending lexicographic order, are not dominated."""
    n, width = rows.shape
    found = np.zeros(n, dtype=bool)
    if width == 1:
        found[0] = True
    elif width == 2:
        # the first column falls, so that the second must exceed all before
        found[0] = True
        found[1:] = rows[1:, 1] > np.maximum.accumulate(rows[:, 1])[:-1]
    elif n <= SMALL:
        at_least = (rows[:, None] >= rows).all(axis=2)
        # in distinct rows only itself is at least as good
        found = at_least.sum(axis=0) == 1
    else:
        # only an earlier row can dominate: each half by itself, then the later by the earlier
        half = n // 2
        found[:half], found[half:] = _front(rows[:half]), _front(rows[half:])
        later = half + np.flatnonzero(found[half:])
        found[later] = ~_covered(rows[later, 1:], rows[:half, 1:][found[:half]])
    return found


def _covered(rows: IntArray, by: IntArray) -> BoolArray:
    """Say for which rows (n, C) one of `by` (m, C) is at least as large in every column."""
    if rows.shape[1] == 2:
        # the largest second entry among those with a first one at least as large
        order = np.argsort(by[:, 0])
        largest = np.maximum.accumulate(by[order[::-1], 1])[::-1]
        # the first of `by`, in ascending order, that is at least as large
        place = np.searchsorted(by[order, 0], rows[:, 0])
        inside = place < len(by)
        found = np.zeros(len(rows), dtype=bool)
        found[inside] = largest[place[inside]] >= rows[inside, 1]
        return found
    found = np.zeros(len(rows), dtype=bool)
    # (rows, m) truth values at a time
    at_once = max(1, BLOCK // len(by))
    for first in range(0, len(rows), at_once):
        block = rows[first : first + at_once]
        above = block[:, 0, None] <= by[:, 0]
        for column in range(1, rows.shape[1]):
            above &= block[:, column, None] <= by[:, column]
        found[first : first + at_once] = above.any(axis=1)
    return found
