"""`WeightSampler`: uniform draws from a polytope by chunks, by the exactest cheap way."""

from __future__ import annotations

import dataclasses
from typing import Protocol, TypeVar

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._frozen import Sealed
from decision_analysis._limits import PULL_INSIDE
from decision_analysis.core.parts import chunks
from decision_analysis.uncertainty._box import Box, BoxProposal
from decision_analysis.uncertainty._enclosing import enclosing_simplex
from decision_analysis.uncertainty._hit_and_run import hit_and_run
from decision_analysis.uncertainty._order import OrderDrawer, order_drawer, order_simplex
from decision_analysis.uncertainty._pieces import Pieces, pieces
from decision_analysis.uncertainty._polytope import Polytope
from decision_analysis.uncertainty._room import WIDE
from decision_analysis.uncertainty._scaled_blocks import scaled_blocks
from decision_analysis.uncertainty._statements import System

CHEAP_ACCEPTANCE = 0.01  # at least: 100 points drawn for one that is kept
_PILOT = 2**13  # at `CHEAP_ACCEPTANCE` some 80 are kept, which tells it to a tenth
MOST_DIMENSIONS, _MOST_PIECES = 7, 2**12  # found within half a second; 2 MB at eight weights
_BLOCK = 2**16  # points drawn at once, 0.5 MB a weight; what is drawn depends on it


class Drawer(Protocol):
    """What draws points u of a polytope with a given random generator."""

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        ...

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points, one a row."""
        ...


@dataclasses.dataclass(frozen=True, eq=False)
class WeightSampler(Sealed):
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
        # in groups of one each, the weights stand in the order of the criteria
        tied = points.shape[1] < len(self.groups)
        return np.take(points, self.groups, axis=1) if tied else points

    @property
    def description(self) -> str:
        """How weights are drawn, in words: exactly, or by hit-and-run with what its check found."""
        return self.drawer.description

    def __repr__(self) -> str:
        return f"WeightSampler of {len(self.groups)} weights: {self.description}"


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
class SimplexDrawer(Sealed):
    """Uniform points of a simplex, exactly: normalized exponentials as shares of its vertices."""

    vertices: FloatArray

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points strictly inside, where rounding breaks no constraint."""
        size = len(self.vertices)
        # Dirichlet(1, ..., 1) shares of the vertices, which are pulled a little towards the middle,
        # are uniform on the simplex: exponentials over their sum, which is divided by at the end
        exponentials = generator.standard_exponential((rows, size))
        if np.array_equal(self.vertices, np.eye(size)):
            # all weights that sum to 1: the shares themselves
            exponentials /= exponentials.sum(axis=1, keepdims=True)
            exponentials *= 1 - PULL_INSIDE
            exponentials += PULL_INSIDE / size
            return exponentials
        inside = (1 - PULL_INSIDE) * self.vertices + PULL_INSIDE * self.vertices.mean(axis=0)
        points = np.matmul(exponentials, inside)
        points /= np.matmul(exponentials, np.ones(size))[:, None]
        return np.asarray(points)

    def centroid(self) -> FloatArray:
        """Return the mean of all points, exactly."""
        return np.asarray(self.vertices.mean(axis=0))

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        return "exact, as shares of the vertices of a simplex"


@dataclasses.dataclass(frozen=True, eq=False)
class PiecesDrawer:
    """Uniform points of simplices, exactly: one of them by its volume, and then a point in it."""

    pieces: Pieces

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        return f"exact, from {len(self.pieces):,} simplices"

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points a little inside, where rounding breaks no constraint."""
        corners = self.pieces.corners
        count, size, _ = corners.shape
        up_to = np.cumsum(self.pieces.volumes)
        chosen = np.searchsorted(up_to, generator.random(rows), side="right")
        shares = generator.standard_exponential((rows, size))
        shares /= shares.sum(axis=1, keepdims=True)
        points = np.einsum("nk,nku->nu", shares, corners[np.minimum(chosen, count - 1)])
        middle = corners.mean(axis=(0, 1))
        return np.asarray((1 - PULL_INSIDE) * points + PULL_INSIDE * middle)


@dataclasses.dataclass(frozen=True, eq=False)
class RejectionDrawer:
    """Uniform points of a simplex around the polytope, those inside being kept, which is exact."""

    around: SimplexDrawer | OrderDrawer
    space: Polytope
    acceptance: float

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        return f"exact, by rejection, which keeps {self.acceptance:.0%}"

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points."""
        return _kept(self, rows, generator)

    def attempt(self, count: int, generator: np.random.Generator) -> FloatArray:
        """Return those of `count` points that satisfy all constraints."""
        points = self.around.draw(count, generator)
        sides = np.matmul(points, self.space.rows.T)
        return points[np.all(sides <= self.space.bounds, axis=1)]


@dataclasses.dataclass(frozen=True, eq=False)
class BoxDrawer:
    """Uniform points between bounds, exactly, by rejection of truncated exponentials."""

    proposal: BoxProposal
    acceptance: float

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        return f"exact, by rejection of bounded exponentials, which keeps {self.acceptance:.0%}"

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points."""
        return _kept(self, rows, generator)

    def attempt(self, count: int, generator: np.random.Generator) -> FloatArray:
        """Return those of `count` points that are kept."""
        return self.proposal.draw(count, generator)


def _kept(
    drawer: RejectionDrawer | BoxDrawer, rows: int, generator: np.random.Generator
) -> FloatArray:
    found: list[FloatArray] = []
    missing = rows
    while missing > 0:
        # somewhat more than are expected to be needed
        count = min(_BLOCK, int(1.1 * missing / drawer.acceptance) + 64)
        found.append(drawer.attempt(count, generator)[:missing])
        missing -= len(found[-1])
    return np.concatenate(found)


def best_drawer(space: Polytope, system: System, covers: list[set[int]] | None) -> Drawer:
    """Choose how to draw: exactly from a simplex, by rejection if cheap, else by hit-and-run.

    `system` is what the space satisfies, `covers` are the weights right below each. The choice
    depends on the constraints alone: pilots have a fixed seed.
    """
    with chunks.blas_limit():
        if space.dimension == 0 or space.is_simplex:
            return SimplexDrawer(space.vertices())
        sizes, box = system[2][0], Box.of(system)
        if space.dimension == len(sizes) - 1 and covers is not None and space.width() > WIDE:
            around = SimplexDrawer(enclosing_simplex(space, sizes, covers, box))
            if found := _cheap(RejectionDrawer(around, space, 1.0)):
                return found
            ordered = order_drawer(sizes, covers) if any(covers) else None
            if ordered and (found := _cheap(RejectionDrawer(ordered, space, 1.0))):
                return found
        if space.dimension <= MOST_DIMENSIONS:
            found_pieces = pieces(space, _MOST_PIECES)
            if found_pieces is not None:
                return PiecesDrawer(found_pieces)
        if box and (bounded := _cheap(BoxDrawer(BoxProposal.of(box), 1.0))):
            return bounded
        return scaled_blocks(space, system) or hit_and_run(space)


_Rejecting = TypeVar("_Rejecting", RejectionDrawer, BoxDrawer)


def _cheap(drawer: _Rejecting) -> _Rejecting | None:
    """Return a drawer with the share that it keeps; None where this is small."""
    kept = drawer.attempt(_PILOT, chunks.stream(0, "rejection pilot", 0))
    acceptance = len(kept) / _PILOT
    return (
        None
        if acceptance < CHEAP_ACCEPTANCE
        else dataclasses.replace(drawer, acceptance=acceptance)
    )


def ordered_drawer(sizes: FloatArray, covers: list[set[int]]) -> SimplexDrawer | OrderDrawer | None:
    """Return how weights of which only an order is known are drawn, without linear programs.

    None where the order has too many states.
    """
    corners = order_simplex(sizes, covers)
    return order_drawer(sizes, covers) if corners is None else SimplexDrawer(corners)
