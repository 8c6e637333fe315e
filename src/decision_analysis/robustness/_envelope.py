"""`upper_envelope`: which of several lines is highest along an interval, and where that changes."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CHANGE_PRECISION

Change = tuple[float, int, int]
"""Where the highest line changes, which one is it below, and which above."""


def upper_envelope(
    starts: FloatArray, slopes: FloatArray, end: float
) -> tuple[int, tuple[Change, ...]]:
    """Return the highest line just above 0, and the changes in (0, end), ascending.

    The lines (A,) are starts + slopes x. Of those that coincide the first counts.
    """
    # highest at 0; of several the steepest, which is highest just beyond; then the first
    current = int(np.lexsort((np.arange(len(starts)), -slopes, -starts))[0])
    first = current
    found: list[Change] = []
    while True:
        steeper = np.flatnonzero(slopes > slopes[current])
        if not steeper.size:
            return first, tuple(found)
        # where each steeper line catches up: s_c + m_c x = s_i + m_i x
        crossing = (starts[current] - starts[steeper]) / (slopes[steeper] - slopes[current])
        place = float(crossing.min())
        if place >= end:
            return first, tuple(found)
        # several in one point: the steepest goes on
        together = steeper[crossing <= place + CHANGE_PRECISION * end]
        after = int(together[slopes[together].argmax()])
        found.append((place, current, after))
        current = after
