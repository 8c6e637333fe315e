"""Polytopes of weights: coordinates in which they are round, facets and vertices."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.errors import ConvergenceError
from decision_analysis.uncertainty._facets import facets
from decision_analysis.uncertainty._linear_program import linear_program
from decision_analysis.uncertainty._precise import product
from decision_analysis.uncertainty._room import ROUNDING, Room, room
from decision_analysis.uncertainty._rounding import rounding

ON = 1e-7
"""Distance from a facet, in round coordinates, up to which a vertex is on it."""
_STEADY = 1e4
"""Condition number up to which a vertex is found to the last digit."""


@dataclasses.dataclass(frozen=True, eq=False)
class Polytope:
    """The points u = center + basis y with normals y <= 1, which is round, however thin in u.

    The unit ball is inside, and no facet is redundant. `rows` and `bounds` are the inequalities
    rows u <= bounds of the facets, `equal_rows` and `equal_bounds` equalities that hold besides.
    """

    center: FloatArray
    basis: FloatArray
    normals: FloatArray
    rows: FloatArray
    bounds: FloatArray
    equal_rows: FloatArray
    equal_bounds: FloatArray

    @property
    def dimension(self) -> int:
        """Number of coordinates y."""
        return int(self.basis.shape[1])

    @property
    def is_simplex(self) -> bool:
        """Whether there is one facet more than there are coordinates."""
        return len(self.normals) == self.dimension + 1

    def width(self) -> float:
        """Return about the least extent in the weights u, whatever the direction."""
        return float(np.linalg.svd(self.basis, compute_uv=False).min(initial=np.inf))

    def extreme(self, direction: FloatArray) -> FloatArray:
        """Return a point y where `direction` . y is largest."""
        size = np.linalg.norm(direction)
        cost = -direction / (size if size > 0 else 1.0)
        found = linear_program(cost, self.normals, np.ones(len(self.normals)))
        return np.asarray(found.x)

    def range(self, functions: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the least and the greatest value of linear functions (n, K) of u."""
        slopes = functions @ self.basis
        ends = np.concatenate([-slopes, slopes])
        lengths = np.linalg.norm(ends, axis=1), np.linalg.norm(self.normals, axis=1)
        lengths[0][lengths[0] == 0] = 1.0
        # across a facet it is greatest on this facet, and no program is needed
        cosines = (ends / lengths[0][:, None]) @ (self.normals / lengths[1][:, None]).T
        facet = cosines.argmax(axis=1)
        most = lengths[0] / lengths[1][facet]
        for place in np.flatnonzero(cosines.max(axis=1) < 1 - ROUNDING):
            most[place] = ends[place] @ self.extreme(ends[place])
        middle = functions @ self.center
        return middle - most[: len(functions)], middle + most[len(functions) :]

    def vertices(self) -> FloatArray:
        """Return the vertices u, one a row, in lexical order."""
        if self.dimension == 0:
            return self.center[None, :]
        if self.is_simplex:
            on = ~np.eye(len(self.normals), dtype=bool)
            points = np.array([np.linalg.solve(self.normals[k], np.ones(len(k) - 1)) for k in on])
        else:
            points, on = self.crossings()
        terms = np.abs(self.center) + np.abs(points) @ np.abs(self.basis.T)
        corners = self._settled(self.weights(points), on, terms)
        # what is only a sum of rounding errors is 0
        corners[np.abs(corners) < ROUNDING * terms] = 0.0
        # those that are the same to nine digits by the digits after these
        keys = np.concatenate([corners.round(9).T, corners.T])
        return np.asarray(corners[np.lexsort(keys[::-1])])

    def _settled(self, corners: FloatArray, on: BoolArray, terms: FloatArray) -> FloatArray:
        """Return vertices u, one a row, without what rounding has put between them and their sides.

        One step of iterative refinement, with distances in twice the precision; not where sides are
        so nearly parallel that the rounding of a float moves where they meet. Each coordinate is
        counted in the size of its `terms`, so that a small one keeps its digits beside large ones.
        """
        missed = np.vstack(
            [
                _distances(self.rows, self.bounds, corners),
                _distances(self.equal_rows, self.equal_bounds, corners),
            ]
        )
        settled = corners.copy()
        unit = terms.max(axis=0)
        rows = np.vstack([self.rows, self.equal_rows]) * unit
        sizes = np.linalg.norm(rows, axis=1)
        sizes[sizes == 0] = 1.0
        rows, missed = rows / sizes[:, None], missed / sizes[:, None]
        for corner, sides, distances in zip(settled, on, missed.T, strict=True):
            chosen = np.append(sides, np.ones(len(self.equal_rows), dtype=bool))
            inverse = np.linalg.pinv(rows[chosen])
            if np.linalg.norm(inverse) * np.linalg.norm(rows[chosen]) < _STEADY:
                corner += unit * (inverse @ distances[chosen])
        return settled

    def weights(self, points: FloatArray) -> FloatArray:
        """Return points u, one a row, of points y."""
        return np.asarray(self.center + points @ self.basis.T)

    def crossings(self) -> tuple[FloatArray, BoolArray]:
        """Return vertices (V, d) in coordinates y, and on which facets (V, F) each is."""
        from scipy.spatial import HalfspaceIntersection, QhullError

        halfspaces = np.column_stack([self.normals, -np.ones(len(self.normals))])
        try:
            found = HalfspaceIntersection(halfspaces, np.zeros(self.dimension)).intersections
        except QhullError as error:
            raise ConvergenceError(
                "vertices were not found; drop constraints that leave almost no room",
                error,
            ) from error
        on = np.abs(found @ self.normals.T - 1) <= ON
        # where more facets meet than there are dimensions, a vertex is found several times
        on, first = np.unique(on, axis=0, return_index=True)
        return found[first], on


def _distances(rows: FloatArray, bounds: FloatArray, points: FloatArray) -> FloatArray:
    """Return bounds - rows u, a row for each of `rows`, rounded once."""
    ends = np.vstack([np.ones(len(points)), points.T])
    return product(np.column_stack([bounds, -rows]), ends)


def most_vertices(facets: int, dimension: int) -> int:
    """Return about how many vertices a polytope of so many facets may have."""
    return math.comb(facets - (dimension + 1) // 2, dimension // 2)


def polytope(
    rows: FloatArray, bounds: FloatArray, equal_rows: FloatArray, equal_bounds: FloatArray
) -> Polytope:
    """Bring a non-empty bounded polytope into round coordinates."""
    found = room(rows, bounds, equal_rows, equal_bounds)
    if found is None:
        raise ConvergenceError("no weights were found that satisfy all constraints")
    if not found.basis.shape[1]:
        return Polytope(
            found.center, found.basis, found.normals, rows[:0], bounds[:0], equal_rows, equal_bounds
        )
    found = _rounded(found)
    keep = np.zeros(len(found.limits), dtype=np.bool_)
    keep[facets(found.normals / found.limits[:, None])] = True
    found = _rounded(found, keep)
    if not (found.limits > 0).all():
        raise ConvergenceError(
            "coordinates of the weights were not found; drop constraints that leave almost no room"
        )
    return Polytope(
        found.center,
        found.basis,
        found.normals / found.limits[:, None],
        found.rows,
        found.bounds,
        equal_rows,
        equal_bounds,
    )


def _rounded(space: Room, sides: BoolArray | None = None) -> Room:
    """Return coordinates in which the unit ball is the Dikin ellipsoid of the space."""
    chosen = slice(None) if sides is None else sides
    return space.moved(*rounding(space.normals[chosen], space.limits[chosen]), sides)
