"""Gibbs steps that scale blocks of weights: for many weights that are compared by ratios."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import PULL_INSIDE
from decision_analysis.core.parts import chunks
from decision_analysis.uncertainty._hit_and_run import (
    AUTOCORRELATION,
    BURN_IN,
    CHAINS,
    needed_thinning,
    starting_points,
)
from decision_analysis.uncertainty._polytope import Polytope
from decision_analysis.uncertainty._statements import System

_FROM = 24
"""Weights from which on this is tried: hit-and-run takes seconds to learn so many ratios, and of
fifty in a chain it does not mix."""
_ROOM = 1e-3
"""Of the terms of a side, what they leave at the middle: its digits are those of a float."""
_PILOTS = (2**7, 2**9)  # sweeps: lags up to 8 are looked at, then up to 32
_SHRINKINGS = 8  # of an interval: of a hundred chains about one stays, which is as uniform
_FURTHEST = 1e12  # factor of a block in one step
_LARGEST_SHARE = 1 - 2.0**-53  # of a block beside which the others are nothing


class _Block(NamedTuple):
    """Weights that are scaled together, the sides that this moves, and their coefficients."""

    places: IntArray
    sides: FloatArray
    own: FloatArray


@dataclasses.dataclass(frozen=True, eq=False)
class ScaledBlocks:
    """Chains of points v in the cone sides v <= 0, by blocks, with sizes . v = 1; u = shares v.

    A point stands for weights of fixed ratios. A pilot found how many sweeps over all blocks lie
    between useful draws.
    """

    space: Polytope
    shares: FloatArray
    sizes: FloatArray
    blocks: tuple[_Block, ...]
    starts: FloatArray
    thinning: int = 1

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        return (
            f"Gibbs steps that scale blocks of weights, {CHAINS} chains, every {self.thinning}."
            f" sweep kept: no autocorrelation above {AUTOCORRELATION:g}"
        )

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` points u, from chains with independent starts."""
        points = starting_points(self.starts, CHAINS, generator)
        points, _ = self.walk(points, BURN_IN * self.thinning, BURN_IN * self.thinning, generator)
        rounds = -(-rows // CHAINS)
        _, kept = self.walk(points, rounds * self.thinning, self.thinning, generator)
        drawn = np.einsum("nv,uv->nu", kept.reshape(rounds * CHAINS, -1)[:rows], self.shares)
        middle = self.space.center
        return np.asarray(middle + (1 - PULL_INSIDE) * (drawn - middle))

    def walk(
        self, points: FloatArray, sweeps: int, thinning: int, generator: np.random.Generator
    ) -> tuple[FloatArray, FloatArray]:
        """Go over all blocks `sweeps` times; return last and every `thinning`-th points."""
        kept = np.empty((sweeps // thinning, *points.shape))
        # chains stand side by side in memory
        places = np.ascontiguousarray(points.T)
        for sweep in range(sweeps):
            total = np.ones(len(points))
            for block in self.blocks:
                self._scale(places, total, block, generator)
            places /= self.sizes @ places
            if (sweep + 1) % thinning == 0:
                kept[sweep // thinning] = places.T
        return places.T.copy(), kept

    def _scale(
        self,
        points: FloatArray,
        total: FloatArray,
        block: _Block,
        generator: np.random.Generator,
    ) -> None:
        """Multiply the weights of a block by a factor of their conditional law, in place.

        Points are rays: their sum, `total`, changes with them.
        """
        inside = points[block.places]
        # of each side, slack = rest - factor * part
        part = block.own @ inside
        rest = part - block.sides @ points
        with np.errstate(divide="ignore", invalid="ignore"):
            ends = rest / part
        low = np.where(part < 0, ends, 0.0).max(axis=0, initial=1 / _FURTHEST)
        high = np.where(part > 0, ends, np.inf).min(axis=0, initial=_FURTHEST)
        share = np.minimum(self.sizes[block.places] @ inside / total, _LARGEST_SHARE)
        low, high = np.log(np.minimum(low, 1.0)), np.log(np.maximum(high, 1.0))
        log = _drawn_log(low, high, share, (len(block.places), len(points)), generator)
        change = np.expm1(log)
        points[block.places] += inside * change
        total += total * share * change


def _drawn_log(
    low: FloatArray,
    high: FloatArray,
    share: FloatArray,
    counts: tuple[int, int],
    generator: np.random.Generator,
) -> FloatArray:
    """Return a step from 0 by slice sampling with shrinkage (Neal 2003), for each chain.

    Weights that are uniform where they sum to 1 have, as rays of a cone, the density sum^-n. With
    k of n weights scaled by e^x, and their `share` of the sum, that of x is e^(k x) over
    (share e^x + 1 - share)^n.
    """
    scaled, count = counts

    def density(x: FloatArray) -> FloatArray:
        return np.asarray(scaled * x - count * np.log1p(share * np.expm1(x)))

    level = -generator.standard_exponential(share.shape)
    # the density is below its asymptotes
    low = np.maximum(low, (level + count * np.log1p(-share)) / scaled)
    high = np.minimum(high, -(level + count * np.log(share)) / (count - scaled))
    found = np.zeros_like(share)
    missing = np.ones(share.shape, dtype=np.bool_)
    for _ in range(_SHRINKINGS):
        tried = low + generator.random(share.shape) * (high - low)
        good = missing & (density(tried) >= level)
        found[good] = tried[good]
        missing &= ~good
        if not missing.any():
            break
        low, high = np.where(tried < 0, tried, low), np.where(tried < 0, high, tried)
    return found


def scaled_blocks(space: Polytope, system: System) -> ScaledBlocks | None:
    """Return chains that mix; None where weights are few, not compared in pairs, or thin.

    The blocks are single weights, and those that each edge cuts off in a spanning forest of the
    sides with two weights: a chain of ratios moves as a whole there. A pilot with a fixed seed
    tells the thinning, as in `hit_and_run`.
    """
    rows, bounds, equal, levels = system
    shares = _proportional(equal[1:], levels[1:])
    if shares is None or shares.shape[1] < _FROM or shares.shape[1] > space.dimension + 1:
        return None
    sizes = equal[0] @ shares
    # of each point the first of its weights
    first = (shares != 0).argmax(axis=0)
    sides = (rows - bounds[:, None] * equal[0]) @ shares
    if (-sides @ space.center[first] < _ROOM * (np.abs(sides) @ space.center[first])).any():
        return None
    met = space.rows[space.bounds == 0] @ shares
    ends = np.array([np.flatnonzero(row) for row in met if np.count_nonzero(row) == 2])
    if not len(ends):
        return None
    blocks = tuple(_block(sides, places) for places in _cut_off(len(sizes), ends))
    corners = [space.extreme(sign * row) for row in np.eye(space.dimension) for sign in (1.0, -1.0)]
    starts = space.weights(np.array(corners))[:, first] / shares[first, np.arange(len(first))]
    found = ScaledBlocks(space, shares, sizes, blocks, starts)
    for attempt, sweeps in enumerate(_PILOTS):
        generator = chunks.stream(0, "scaled blocks pilot", attempt)
        points = starting_points(found.starts, CHAINS, generator)
        points, _ = found.walk(points, sweeps // 4, sweeps // 4, generator)
        _, path = found.walk(points, sweeps, 1, generator)
        # beside much smaller weights one may be 1 to the last digit
        path = path[..., np.ptp(path, axis=(0, 1)) > 0]
        thinning = needed_thinning(path - path.mean(axis=(0, 1)))
        if thinning:
            return dataclasses.replace(found, thinning=thinning)
    return None


def _proportional(rows: FloatArray, levels: FloatArray) -> FloatArray | None:
    """Return shares of all u in fewer points v, u = shares v, by equalities rows u = levels.

    None where these fix anything but ratios of two.
    """
    shares = np.eye(rows.shape[1])
    for row, level in zip(rows, levels, strict=True):
        terms = row @ shares
        ends = np.flatnonzero(terms)
        if level or len(ends) != 2 or terms[ends].prod() >= 0:
            return None
        keep, drop = ends
        shares[:, keep] -= shares[:, drop] * terms[keep] / terms[drop]
        shares = np.delete(shares, drop, axis=1)
    return shares


def _block(sides: FloatArray, places: IntArray) -> _Block:
    """Return a block with the sides that have weights in it and others."""
    moved = np.zeros(sides.shape[1], dtype=np.bool_)
    moved[places] = True
    cut = sides[:, moved].any(axis=1) & sides[:, ~moved].any(axis=1)
    return _Block(places, sides[cut], sides[cut][:, moved])


def _cut_off(count: int, ends: IntArray) -> list[IntArray]:
    """Return single places, trees of a spanning forest of pairs, and what each edge cuts off."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    graph = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    below: list[set[int]] = [{place} for place in range(count)]
    seen: set[int] = set()
    for root in range(count):
        if root in seen:
            continue
        order, before = breadth_first_order(graph, root, directed=False)
        seen.update(map(int, order))
        for place in order[:0:-1]:
            below[before[place]] |= below[place]
    sets = {frozenset([place]) for place in range(count)} | set(map(frozenset, below))
    return [np.array(sorted(block)) for block in sorted(sets, key=sorted) if len(block) < count]
