"""`Pieces`: a polytope as simplices, which hyperplanes cut, with exact volumes and centers."""

from __future__ import annotations

import dataclasses
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import MOST_SIMPLICES
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.uncertainty._polytope import Polytope, most_vertices

AGREEMENT = 1e-6  # of volumes, which geometry in round coordinates has to some 1e-9
Face: TypeAlias = frozenset[int]
"""A face of a polytope, by the numbers of its vertices."""


@dataclasses.dataclass(frozen=True, eq=False)
class Pieces:
    """Simplices without common points inside: corners (m, k, C), and volumes (m,)."""

    corners: FloatArray
    volumes: FloatArray

    def __len__(self) -> int:
        return len(self.volumes)

    def __getitem__(self, chosen: BoolArray | slice) -> Pieces:
        return Pieces(self.corners[chosen], self.volumes[chosen])

    def volume(self) -> float:
        """Return the volume of all."""
        return float(self.volumes.sum())

    def moment(self) -> FloatArray:
        """Return the integral (C,) of the coordinates: centers times volumes."""
        return np.asarray(self.volumes @ self.corners.mean(axis=1))

    def cut(self, normal: FloatArray, noise: float) -> Pieces:
        """Return the pieces that the hyperplane normal . x = 0 makes of these.

        Corners within the noise of it are on it. A simplex is cut along an edge that crosses: where
        the point at the share t of the edge takes the place of one of its ends, the shares t and 1
        - t of the volume remain, so that no volume is ever a difference.
        """
        heights = self.corners @ normal
        heights[np.abs(heights) <= noise] = 0.0
        corners, volumes = self.corners, self.volumes
        whole: list[Pieces] = []
        while len(volumes):
            crossed = (heights.max(axis=1) > 0) & (heights.min(axis=1) < 0)
            whole.append(Pieces(corners[~crossed], volumes[~crossed]))
            corners, volumes, heights = corners[crossed], volumes[crossed], heights[crossed]
            rows = np.arange(len(volumes))
            top, bottom = heights.argmax(axis=1), heights.argmin(axis=1)
            high, low = heights[rows, top], heights[rows, bottom]
            share = high / (high - low)
            upper, lower = corners[rows, top], corners[rows, bottom]
            crossing = upper + share[:, None] * (lower - upper)
            # above, the crossing stands for the bottom; below, for the top
            sides = [(corners.copy(), heights.copy(), place) for place in (bottom, top)]
            for points, levels, place in sides:
                points[rows, place], levels[rows, place] = crossing, 0.0
            corners = np.concatenate([points for points, _, _ in sides])
            heights = np.concatenate([levels for _, levels, _ in sides])
            volumes = np.concatenate([volumes * share, volumes * (1 - share)])
        return Pieces(
            np.concatenate([part.corners for part in whole]),
            np.concatenate([part.volumes for part in whole]),
        )


def too_many(most: int) -> InvalidInputError:
    """Return the error of what would take more simplices."""
    return InvalidInputError(
        f"exact volumes must take at most {most:,} simplices; got more: take fewer criteria,"
        " alternatives or constraints, or sample"
    )


def pieces(space: Polytope, most: int = MOST_SIMPLICES) -> Pieces | None:
    """Return a polytope as simplices in the weights u, of volume 1 together.

    None where there are more than `most`, or where their volume is in doubt: rounding may hide some
    of a thin one.
    """
    size = space.dimension
    if size == 0 or space.is_simplex:
        return Pieces(space.vertices()[None], np.ones(1))
    # each vertex is one of a simplex
    if most_vertices(len(space.normals), size) > most:
        return None
    try:
        points, on = space.crossings()
    except ConvergenceError:
        return None
    chosen, volumes = _triangulated(points, on, most)
    if len(chosen) > most:
        return None
    # from another apex the simplices are others, and have the same volume
    _, others = _triangulated(points[::-1], on[::-1], 8 * most)
    if not abs(volumes.sum() - others.sum()) < AGREEMENT * volumes.sum():
        return None
    return Pieces(space.weights(points)[chosen], volumes / volumes.sum())


def _triangulated(points: FloatArray, on: BoolArray, most: int) -> tuple[IntArray, FloatArray]:
    """Return simplices (m, d + 1) of vertices' numbers, and their volumes (m,) times d!."""
    size = points.shape[1]
    held = {frozenset(map(int, np.flatnonzero(column))) for column in on.T}
    found = _pulled(frozenset(range(len(points))), held, size, most)
    chosen = np.array(found, dtype=np.intp).reshape(-1, size + 1)
    return chosen, np.abs(np.linalg.det(points[chosen[:, 1:]] - points[chosen[:, :1]]))


def _pulled(face: Face, facets: set[Face], size: int, most: int) -> list[list[int]]:
    """Return the simplices of a face, as numbers of vertices, from its facets' vertices.

    All have its first vertex as apex, over the simplices of those facets that do not hold it. Not
    all are returned where there are more than `most`, but more than these.
    """
    if len(face) <= size + 1 or not size:
        # others are no face of this dimension: what rounding makes of a thin one
        return [sorted(face)] if len(face) == size + 1 else []
    apex = min(face)
    # the facets of a face are its largest common parts with those of the polytope
    parts = {face & facet for facet in facets} - {face}
    own = [part for part in parts if not any(part < other for other in parts)]
    found: list[list[int]] = []
    for part in sorted(own, key=sorted):
        if apex not in part and len(found) <= most:
            rest = _pulled(part, parts, size - 1, most - len(found))
            found += [[apex, *simplex] for simplex in rest]
    return found
