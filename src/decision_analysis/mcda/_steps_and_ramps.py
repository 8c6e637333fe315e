"""Steps and ramps, of which the degrees of preference of types I to V are sums."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np

from decision_analysis.mcda._thresholds import at_most


class Step(NamedTuple):
    """Degrees of `height` for differences greater than `beyond`, and 0 for others."""

    beyond: float
    height: float = 1.0


class Ramp(NamedTuple):
    """Degrees (d - low) / (high - low) of differences d, as `_thresholds.ramp` returns them.

    They are 0 up to `left`, and else 1 from `reached` on.
    """

    low: float
    high: float
    left: float
    reached: float


Piece: TypeAlias = Step | Ramp


def step(threshold: float, noise: float, height: float = 1.0) -> Step:
    """Return the degrees `height` beyond a threshold."""
    return Step(float(at_most(threshold, noise)), height)


def ramp(low: float, high: float, noise: float) -> Piece:
    """Return the degrees that rise from 0 at one threshold to 1 at another."""
    if high - low <= noise:
        return step(low, noise)
    return Ramp(low, high, float(np.add(low, noise)), float(np.subtract(high, noise)))
