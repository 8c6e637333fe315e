"""Draws of imprecise performances: uniform, triangular or trapezoidal between their corners."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TABLES_AT_ONCE
from decision_analysis.core.parts import chunks


@dataclasses.dataclass(frozen=True, eq=False)
class Draws:
    """Tables (rows, A, C) drawn between corners (A, C, k), piece by piece."""

    corners: FloatArray
    entropy: int

    @property
    def rows_at_once(self) -> int:
        """How many tables a piece has: as many as fit, and no more whatever is asked for."""
        return max(1, TABLES_AT_ONCE // self.corners[..., 0].size)

    def pieces(self, n: int, *, tag: str) -> Iterator[tuple[FloatArray, np.random.Generator]]:
        """Yield n tables in pieces, each with the rest of its random stream."""
        for index, start in enumerate(range(0, n, self.rows_at_once)):
            rows = min(self.rows_at_once, n - start)
            generator = chunks.stream(self.entropy, f"interval_scores {tag}", index)
            yield self._quantiles(generator.random((rows, *self.corners.shape[:-1]))), generator

    def _quantiles(self, levels: FloatArray) -> FloatArray:
        """Return quantiles of the trapezoidal distribution, of which the others are limits."""
        low, start, stop, high = self._trapezoid()
        # the density is 1 / width from start to stop, and falls to 0 at low and at high
        width = ((high - low) + (stop - start)) / 2
        certain = width <= 0
        scale = np.where(certain, 1.0, width)
        below, beyond = (start - low) / scale / 2, (high - stop) / scale / 2
        # roots of each factor, as products of large numbers overflow
        rising = low + np.sqrt(2 * levels * width) * np.sqrt(start - low)
        falling = high - np.sqrt(2 * (1 - levels) * width) * np.sqrt(high - stop)
        level = start + (levels - below) * width
        found = np.where(levels < below, rising, np.where(levels > 1 - beyond, falling, level))
        return np.clip(found, low, high)

    def _trapezoid(self) -> tuple[FloatArray, ...]:
        """Return low, start, stop and high (A, C): between start and stop all is as likely."""
        columns = list(np.moveaxis(self.corners, -1, 0))
        if len(columns) == 2:
            low, high = columns
            return low, low, high, high
        if len(columns) == 3:
            low, mode, high = columns
            return low, mode, mode, high
        return tuple(columns)
