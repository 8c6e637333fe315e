"""Ranks of many rows by counting, in each, the scores that are better: faster than sorting them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from decision_analysis._limits import LARGEST_PERFORMANCE, TIE_TOLERANCE

MOST_COUNTED = 127
"""Scores of a row that are compared in pairs: 20 are ranked ten times as fast as by sorting, 100
twice as fast. Up to 255 what is counted would fit into a byte."""

LEAST_ROWS = 512
"""Rows from which on it pays: of fewer, numpy's overhead for each score outweighs it."""

ROWS_AT_ONCE = 2048
"""Rows that are counted at once: 8 kB for each alternative, so that a pair stays in the innermost
cache."""

_STEPS = 2.0**30  # places on a row's scale from its best score to its worst: within 32-bit integers
_LEAST_UNIT = 1e-290  # no unit is 0 or so small that dividing by it overflows


def counted_ranks(
    scores: NDArray[np.float64], higher_is_better: bool
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Return how many scores are better (A, rows) than each, and the rows it does not hold for.

    Scores are brought to whole numbers, whose unit is at least four times what ties. Those of a
    pair two units apart are in their order and do not tie. A row that has a closer pair, which may
    tie or be out of order, is flagged: what is returned for it means nothing.
    """
    count, columns = scores.shape[1], np.array(scores.T, order="C")
    high, low = columns.max(axis=0), columns.min(axis=0)
    largest = np.maximum(high, -low)
    if not largest.max() <= LARGEST_PERFORMANCE:
        # differences may overflow
        return np.zeros(columns.shape, dtype=np.uint8), np.ones(len(scores), dtype=bool)
    unit = np.maximum((high - low) / _STEPS, 4 * TIE_TOLERANCE * largest)
    np.maximum(unit, _LEAST_UNIT, out=unit)
    np.subtract(*((high, columns) if higher_is_better else (columns, low)), out=columns)
    columns /= unit
    worse = columns.astype(np.int32)
    ahead = worse - 1
    before = np.zeros(columns.shape, dtype=np.uint8)
    for a in range(count - 1):
        # the pairs of a with all that follow it, both ways; booleans are added up as bytes
        before[a + 1 :] += np.less(worse[a], ahead[a + 1 :]).view(np.uint8)
        better = np.less(worse[a + 1 :], ahead[a]).view(np.uint8)
        before[a] += np.add.reduce(better, axis=0, dtype=np.uint8)
    # of each pair that is clear one is counted
    clear = np.add.reduce(before, axis=0, dtype=np.uint16)
    return before, clear != count * (count - 1) // 2
