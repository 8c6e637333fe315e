"""`Pieces`: a polytope as simplices, which hyperplanes cut, with exact volumes and centers."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import MOST_PIECES, TIE_TOLERANCE
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._polytope import Polytope


@dataclasses.dataclass(frozen=True, eq=False)
class Pieces:
    """Simplices without common points inside: corners (m, k, C), and volumes (m,)."""

    corners: FloatArray
    volumes: FloatArray

    def __len__(self) -> int:
        return len(self.volumes)

    def __getitem__(self, chosen: BoolArray) -> Pieces:
        return Pieces(self.corners[chosen], self.volumes[chosen])

    def volume(self) -> float:
        """Return the volume of all."""
        return float(self.volumes.sum())

    def moment(self) -> FloatArray:
        """Return the integral (C,) of the coordinates: centers times volumes."""
        return np.asarray(self.volumes @ self.corners.mean(axis=1))

    def cut(self, normal: FloatArray, offset: float, scale: float) -> tuple[Pieces, BoolArray]:
        """Return the pieces that a hyperplane makes, and which are where normal . x >= offset.

        What is within 1e-12 times `scale` of the hyperplane is on it. A simplex is cut along an
        edge that crosses: where the point at the share t of the edge takes the place of one of its
        ends, the shares t and 1 - t of the volume remain, so that no volume is ever a difference.
        """
        heights = self.corners @ normal - offset
        heights[np.abs(heights) <= TIE_TOLERANCE * scale] = 0.0
        corners, volumes = self.corners, self.volumes
        whole: list[tuple[FloatArray, FloatArray, FloatArray]] = []
        done = 0
        while len(volumes):
            crossed = (heights.max(axis=1) > 0) & (heights.min(axis=1) < 0)
            kept = ~crossed
            whole.append((corners[kept], volumes[kept], heights[kept]))
            corners, volumes, heights = corners[crossed], volumes[crossed], heights[crossed]
            done += int(kept.sum())
            refuse_many(done + 2 * len(volumes))
            rows = np.arange(len(volumes))
            top, bottom = heights.argmax(axis=1), heights.argmin(axis=1)
            high, low = heights[rows, top], heights[rows, bottom]
            share = (high / (high - low))[:, None]
            upper, lower = corners[rows, top], corners[rows, bottom]
            crossing = upper + share * (lower - upper)
            # above, the crossing stands for the bottom; below, for the top
            parts = [corners.copy(), corners.copy()]
            sides = [heights.copy(), heights.copy()]
            for part, side, place in zip(parts, sides, (bottom, top), strict=True):
                part[rows, place], side[rows, place] = crossing, 0.0
            corners, heights = np.concatenate(parts), np.concatenate(sides)
            volumes = np.concatenate([volumes * share[:, 0], volumes * (1 - share[:, 0])])
        found, sizes, heights = (np.concatenate(parts) for parts in zip(*whole, strict=True))
        return Pieces(found, sizes), heights.sum(axis=1) >= 0


def refuse_many(count: int) -> None:
    """Refuse what would take too many simplices."""
    if count > MOST_PIECES:
        raise InvalidInputError(
            f"an exact volume must take at most {MOST_PIECES:,} simplices; got more: take fewer"
            " criteria, alternatives or constraints, or sample"
        )


def pieces(space: Polytope) -> Pieces:
    """Return a polytope as simplices in the weights u, of volume 1 together."""
    if space.dimension == 0 or space.is_simplex:
        return Pieces(space.vertices()[None], np.ones(1))
    # around the polytope in its coordinates z: z_i >= least_i, and sum(z) <= most
    size = space.dimension
    directions = np.vstack([-np.eye(size), np.ones(size)])
    ends = np.array([direction @ space.ends(direction) for direction in directions])
    corner, width = -ends[:-1], ends[-1] + ends[:-1].sum()
    start = corner + width * np.vstack([np.zeros(size), np.eye(size)])
    found = Pieces(start[None], np.ones(1))
    for normal, limit in zip(space.normals, space.limits, strict=True):
        found, inside = found.cut(-normal, -limit, width)
        found = found[inside]
    corners = space.center + found.corners @ space.basis.T
    return Pieces(corners, found.volumes / found.volume())
