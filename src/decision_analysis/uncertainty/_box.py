"""Weights of which only bounds are known: the box, and uniform draws of any number of them."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import PULL_INSIDE
from decision_analysis.uncertainty._statements import System

_HALVINGS = 200  # of an interval of tilts, to the spacing of floats
_FLAT = 1e-6  # a tilt over a width below which it is none, to the square of this


@dataclasses.dataclass(frozen=True, eq=False)
class Box:
    """Weights u with sizes . u = 1 and low <= sizes u <= high, all of which some weights reach."""

    sizes: FloatArray
    low: FloatArray
    high: FloatArray

    @classmethod
    def of(cls, system: System) -> Box | None:
        """Read a system; None where an inequality or equality is about more than one weight."""
        rows, bounds, equal, levels = system
        sizes = equal[0]
        rows, bounds = (
            np.vstack([rows, equal[1:], -equal[1:]]),
            np.concatenate([bounds, levels[1:], -levels[1:]]),
        )
        if (np.count_nonzero(rows, axis=1) != 1).any():
            return None
        place = np.abs(rows).argmax(axis=1)
        factor = rows[np.arange(len(rows)), place]
        ends = bounds / factor * sizes[place]
        low, high = np.zeros(len(sizes)), np.ones(len(sizes))
        np.maximum.at(low, place[factor < 0], ends[factor < 0])
        np.minimum.at(high, place[factor > 0], ends[factor > 0])
        # what the others leave
        most = 1 - (math.fsum(low) - low)
        least = 1 - (math.fsum(high) - high)
        return cls(sizes, np.maximum(low, least), np.minimum(high, most))


@dataclasses.dataclass(frozen=True, eq=False)
class BoxProposal:
    """Points of a box, exponential between its bounds, of which some are uniform on the weights.

    All weights but one are drawn with densities exp(tilt x) and the last is what is missing; it is
    kept with a chance of the same kind. All together then have the density exp(tilt), which is the
    same everywhere, and the tilt makes the mean of their sum 1, so that many are kept.
    """

    box: Box
    tilt: float
    last: int

    @classmethod
    def of(cls, box: Box) -> BoxProposal:
        """Choose the tilt, by halving, and the last: the one of the flattest density."""
        widths, left = box.high - box.low, 1 - math.fsum(box.low)
        unit = widths.max()
        low, high = -1e4 * len(widths), 1e4 * len(widths)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if _means(middle / unit, widths).sum() < left:
                low = middle
            else:
                high = middle
        return cls(box, (low + high) / 2 / unit, int(widths.argmax()))

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return those of `rows` independent points that are kept, strictly inside."""
        box, tilt, last = self.box, self.tilt, self.last
        widths, left = box.high - box.low, 1 - math.fsum(box.low)
        chances = generator.random((rows, len(widths)))
        # how far each is from the end where it is likelier
        slopes = abs(tilt) * widths
        flat = slopes < _FLAT
        share = -np.expm1(-slopes)
        with np.errstate(divide="ignore", invalid="ignore"):
            offsets = np.where(flat, chances * widths, -np.log1p(-chances * share) / abs(tilt))
        offsets = widths - offsets if tilt > 0 else offsets
        offsets[:, last] = 0.0
        offsets[:, last] = left - offsets.sum(axis=1)
        missing = offsets[:, last]
        away = widths[last] - missing if tilt > 0 else missing
        inside = (missing >= 0) & (missing <= widths[last])
        inside &= chances[:, last] <= np.exp(-abs(tilt) * np.maximum(away, 0.0))
        means = _means(tilt, widths)
        points = box.low + (1 - PULL_INSIDE) * offsets[inside] + PULL_INSIDE * means
        return np.asarray(points / box.sizes)


def _means(tilt: float, widths: FloatArray) -> FloatArray:
    """Return the means between 0 and the widths of densities exp(tilt x)."""
    slopes = tilt * widths
    flat = np.abs(slopes) < _FLAT
    safe = np.where(flat, 1.0, slopes)
    with np.errstate(over="ignore"):
        share = np.where(flat, 0.5 + slopes / 12, -1 / np.expm1(-safe) - 1 / safe)
    return np.asarray(share * widths)
