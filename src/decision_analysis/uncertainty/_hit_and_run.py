"""Hit-and-run in a rounded polytope: many chains, thinned by measured autocorrelation."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import PULL_INSIDE
from decision_analysis.core.parts import chunks
from decision_analysis.errors import ConvergenceError
from decision_analysis.uncertainty._polytope import Polytope

CHAINS = 256  # walk side by side in one array; what is drawn depends on it
_PILOT_CHAINS = 64  # from different starts, so that chains which stay apart are seen
_PILOT_STEPS = 2**11  # lags up to a sixteenth of them, 128, are looked at
_LONGEST_PILOT = 2**15  # of them so many steps are held, evenly apart, as are first: 1 MB a weight
AUTOCORRELATION = 0.05  # draws so little correlated are worth nine tenths of independent ones
BURN_IN = 10  # times the thinning: what is left of the starts is about .05^10
_TINY = 1e-300  # no division by 0 where a point is on a facet


@dataclasses.dataclass(frozen=True, eq=False)
class HitAndRun:
    """Chains in the polytope, with directions from `shape`.

    A pilot found the thinning and the burn-in necessary.
    """

    space: Polytope
    starts: FloatArray
    shape: FloatArray
    thinning: int

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        return (
            f"hit-and-run, {CHAINS} chains, every {self.thinning}. step kept: no autocorrelation"
            f" above {AUTOCORRELATION:g}"
        )

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` points u, from chains with independent starts."""
        space, shape, thinning = self.space, self.shape, self.thinning
        points = starting_points(self.starts, CHAINS, generator)
        # the first steps are left out, as they depend on the starts
        points, _ = _walk(points, space, shape, BURN_IN * thinning, thinning, generator)
        rounds = -(-rows // CHAINS)
        _, kept = _walk(points, space, shape, rounds * thinning, thinning, generator)
        drawn = kept.reshape(rounds * CHAINS, -1)[:rows]
        # from coordinates y to weights u, a little inside, so that rounding breaks no constraint
        moves = np.einsum("nd,ud->nu", drawn, space.basis)
        return np.asarray(space.center + (1 - PULL_INSIDE) * moves)


def hit_and_run(space: Polytope) -> HitAndRun:
    """Round the polytope and find by pilot chains how many steps lie between useful draws.

    The pilot chains have a fixed seed. The directions are normal with the covariance of the
    polytope, which is estimated in two rounds from the Dikin ellipsoid on. The thinning is the
    least number of steps, growing by quarters, after which no coordinate's autocorrelation around
    the common mean of all chains exceeds .05; chains for which there is none have not mixed.
    """
    ends = [space.extreme(sign * row) for row in np.eye(space.dimension) for sign in (1.0, -1.0)]
    starts, shape = np.array(ends), np.eye(space.dimension)
    steps, attempt = _PILOT_STEPS, 0
    while steps <= _LONGEST_PILOT:
        generator = chunks.stream(0, "hit-and-run pilot", attempt)
        points = starting_points(starts, _PILOT_CHAINS, generator)
        points, _ = _walk(points, space, shape, steps // 4, steps // 4, generator)
        apart = steps // _PILOT_STEPS
        _, path = _walk(points, space, shape, steps, apart, generator)
        path -= path.mean(axis=(0, 1))
        # two rounds of rounding come before the measurement of the thinning
        thinning = needed_thinning(path) if attempt >= 2 else None
        if thinning:
            return HitAndRun(space, starts, shape, thinning * apart)
        drawn = path.reshape(-1, space.dimension)
        shape = _factor(drawn / np.sqrt(len(drawn) - 1))
        attempt += 1
        steps = steps * 2 if attempt > 2 else steps
    raise ConvergenceError(
        f"hit-and-run did not mix within {_LONGEST_PILOT:,} steps in {space.dimension}"
        " dimensions; tie weights or drop constraints that leave almost no room"
    )


def starting_points(starts: FloatArray, chains: int, generator: np.random.Generator) -> FloatArray:
    """Return random mixtures of the polytope's ends, one for each chain."""
    mixture = generator.standard_exponential((chains, len(starts)))
    return np.asarray(np.einsum("ck,kd->cd", mixture / mixture.sum(axis=1, keepdims=True), starts))


def _walk(
    points: FloatArray,
    space: Polytope,
    shape: FloatArray,
    steps: int,
    thinning: int,
    generator: np.random.Generator,
) -> tuple[FloatArray, FloatArray]:
    """Take `steps` steps in all chains (chains, d); return last and every `thinning`-th points.

    A step goes along a line through the point to a uniform point of the line's part inside (Smith
    1984). The directions of d steps are a random frame of right angles in the rounded polytope, the
    same for all chains: given the directions these are independent of one another.
    """
    chains, size = points.shape
    kept = np.empty((steps // thinning, chains, size))
    places = np.ascontiguousarray(points.T)
    for start in range(0, steps, size):
        block = min(size, steps - start)
        frame, _ = np.linalg.qr(generator.standard_normal((size, size)))
        fractions = generator.random((block, chains))
        # each direction with the covariance of the polytope, and how fast it nears each facet
        moves = shape @ frame
        rates = space.normals @ moves
        # chains stand side by side in memory, so that facets are gone through for all at once
        slack = np.maximum(1 - space.normals @ places, 0.0)
        for number in range(block):
            rate = rates[:, number, None]
            # the line stays inside from `backward` to `forward`: the nearest facet either way
            inverse = rate / (slack + _TINY)
            backward = 1 / inverse.min(axis=0)
            forward = 1 / inverse.max(axis=0)
            # a uniform point of that part of the line
            length = backward + fractions[number] * (forward - backward)
            places += moves[:, number, None] * length
            slack -= rate * length
            np.maximum(slack, 0.0, out=slack)
            if (start + number + 1) % thinning == 0:
                kept[(start + number) // thinning] = places.T
    return places.T.copy(), kept


def _factor(rows: FloatArray) -> FloatArray:
    """Return the Cholesky factor of rows' rows, by QR.

    The product would lose the narrow directions of thin spaces.
    """
    triangle = np.linalg.qr(rows, mode="r")
    return np.asarray((np.where(np.diagonal(triangle) < 0, -1.0, 1.0)[:, None] * triangle).T)


def needed_thinning(path: FloatArray) -> int | None:
    """Return how many steps make draws nearly uncorrelated; None where the chains have not mixed.

    `path` is (steps, chains, d) around the mean of all chains. Chains that stay apart keep their
    correlation at every lag, as slow ones do.
    """
    steps = len(path)
    variance = np.einsum("tcd,tcd->d", path, path) / steps
    lag = 1
    while lag <= steps // 16:
        # autocorrelation at this lag, the worst of the coordinates
        products = np.einsum("tcd,tcd->d", path[:-lag], path[lag:]) / (steps - lag)
        if (products / variance).max() < AUTOCORRELATION:
            return lag
        lag = -(-lag * 5 // 4)
    return None
