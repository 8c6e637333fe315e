"""`WeightSampler`: uniform draws from a polytope by chunks, by the exactest cheap way."""

from __future__ import annotations

import dataclasses
from typing import Protocol

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import PULL_INSIDE
from decision_analysis.core.parts import chunks
from decision_analysis.uncertainty._enclosing import enclosing_simplex
from decision_analysis.uncertainty._hit_and_run import hit_and_run
from decision_analysis.uncertainty._polytope import Polytope

CHEAP_ACCEPTANCE = 0.01  # at least: 100 points drawn for one that is kept
_PILOT = 2**13  # at `CHEAP_ACCEPTANCE` some 80 are kept, which tells it to a tenth
_BLOCK = 2**16  # points drawn at once, 0.5 MB a weight; what is drawn depends on it


class Drawer(Protocol):
    """What draws points u of a polytope with a given random generator."""

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points, one a row."""
        ...


@dataclasses.dataclass(frozen=True, eq=False)
class WeightSampler:
    """Draws weights chunk by chunk; it can be sent to another process.

    Parameters
    ----------
    drawer : object with .draw(rows, generator)
        How points are drawn.
    groups : ndarray of int, shape (C,)
        For each criterion its place among the weights that are not tied.
    entropy : int
        Of all random streams.
    """

    drawer: Drawer
    groups: IntArray
    entropy: int

    def chunk(self, index: int, rows: int) -> FloatArray:
        """Return the weights of one chunk.

        Parameters
        ----------
        index : int
            Which chunk; each has a random stream of its own.
        rows : int
            How many draws.

        Returns
        -------
        ndarray of float, shape (rows, C)
            Non-negative weights that sum to 1 along the last axis.
        """
        points = self.drawer.draw(rows, chunks.stream(self.entropy, "weights", index))
        np.maximum(points, 0.0, out=points)
        # without ties each weight is its own group, and points need not be copied
        same = np.array_equal(self.groups, np.arange(points.shape[1]))
        return points if same else points[:, self.groups]


@dataclasses.dataclass(frozen=True, eq=False)
class GivenWeights:
    """Draws rows of given weights (N, C), all equally likely, chunk by chunk.

    It can be sent to another process.
    """

    rows: FloatArray
    entropy: int

    def chunk(self, index: int, rows: int) -> FloatArray:
        """Return the weights (rows, C) of one chunk, which has a random stream of its own."""
        generator = chunks.stream(self.entropy, "weights", index)
        return self.rows[generator.integers(len(self.rows), size=rows)]


@dataclasses.dataclass(frozen=True, eq=False)
class SimplexDrawer:
    """Uniform points of a simplex, exactly: normalized exponentials as shares of its vertices."""

    vertices: FloatArray

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points strictly inside, where rounding breaks no constraint."""
        size = len(self.vertices)
        # Dirichlet(1, ..., 1) shares of the vertices are uniform on the simplex
        shares = generator.standard_exponential((rows, size))
        shares /= shares.sum(axis=1, keepdims=True)
        shares *= 1 - PULL_INSIDE
        shares += PULL_INSIDE / size
        if np.array_equal(self.vertices, np.eye(size)):
            # all weights that sum to 1: the shares themselves
            return np.asarray(shares)
        return np.asarray(np.einsum("nk,ku->nu", shares, self.vertices))


@dataclasses.dataclass(frozen=True, eq=False)
class RejectionDrawer:
    """Uniform points of a simplex around the polytope, those inside being kept, which is exact."""

    around: SimplexDrawer
    space: Polytope
    acceptance: float

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points."""
        found: list[FloatArray] = []
        missing = rows
        while missing > 0:
            # somewhat more than are expected to be needed
            count = min(_BLOCK, int(1.1 * missing / self.acceptance) + 64)
            points = self.around.draw(count, generator)
            found.append(points[self.accepted(points)][:missing])
            missing -= len(found[-1])
        return np.concatenate(found)

    def accepted(self, points: FloatArray) -> BoolArray:
        """Say which points satisfy all constraints."""
        sides = np.einsum("nu,ru->nr", points, self.space.rows)
        return np.asarray(np.all(sides <= self.space.bounds, axis=1))


def best_drawer(space: Polytope, sizes: FloatArray, above: list[tuple[int, int]]) -> Drawer:
    """Choose how to draw: exactly from a simplex, by rejection if cheap, else by hit-and-run.

    The choice depends on the constraints alone: pilots have a fixed seed.
    """
    with chunks.blas_limit():
        if space.dimension == 0 or space.is_simplex:
            return SimplexDrawer(space.vertices())
        if space.dimension == len(sizes) - 1:
            around = SimplexDrawer(enclosing_simplex(space, sizes, above))
            rejection = RejectionDrawer(around, space, 1.0)
            pilot = around.draw(_PILOT, chunks.stream(0, "rejection pilot", 0))
            acceptance = float(rejection.accepted(pilot).mean())
            if acceptance >= CHEAP_ACCEPTANCE:
                return dataclasses.replace(rejection, acceptance=acceptance)
        return hit_and_run(space)
