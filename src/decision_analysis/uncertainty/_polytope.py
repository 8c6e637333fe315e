"""Polytopes of weights: feasibility, coordinates, facets and vertices, by linear programs."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import SOLVER_PRECISION, SOLVER_TOLERANCE
from decision_analysis.errors import ConvergenceError
from decision_analysis.uncertainty._rounding import Rounding, rounding

_ROUNDING = 1e-14
"""Below this, numbers of size 1 are sums of rounding errors, some tens of 2.2e-16."""
FLAT = 1e-7
"""Extent below which a direction is flat: linear programs and geometry cannot tell its two sides
apart reliably."""


@dataclasses.dataclass(frozen=True, eq=False)
class Polytope:
    """The points u = center + basis z with normals z <= limits.

    The polytope is full-dimensional in z, with no facet redundant. `rows` and `bounds` are the
    inequalities rows u <= bounds from which it comes, those that always hold with equality left
    out.
    """

    center: FloatArray
    basis: FloatArray
    normals: FloatArray
    limits: FloatArray
    rows: FloatArray
    bounds: FloatArray

    @property
    def dimension(self) -> int:
        """Number of coordinates z."""
        return int(self.basis.shape[1])

    @property
    def is_simplex(self) -> bool:
        """Whether there is one facet more than there are coordinates."""
        return len(self.limits) == self.dimension + 1

    def extreme(self, direction: FloatArray) -> FloatArray:
        """Return a point u of the polytope where `direction` . u is largest."""
        found = linear_program(-(direction @ self.basis), self.normals, self.limits)
        return np.asarray(self.center + self.basis @ found.x)

    def rounded(self) -> Rounding:
        """Return coordinates in which the polytope is about round."""
        return rounding(self.normals, self.limits)

    def vertices(self) -> FloatArray:
        """Return the vertices u, one a row, in lexical order."""
        if self.dimension == 0:
            return self.center[None, :]
        if self.is_simplex:
            keep = ~np.eye(len(self.limits), dtype=bool)
            corners = [np.linalg.solve(self.normals[k], self.limits[k]) for k in keep]
            return _distinct(self.center + np.array(corners) @ self.basis.T)
        return _distinct(self.weights(self.crossings()[0]))

    def weights(self, round_points: FloatArray) -> FloatArray:
        """Return points u, one a row, of points in round coordinates."""
        return np.asarray(self.center + self.rounded().points(round_points) @ self.basis.T)

    def crossings(self) -> tuple[FloatArray, BoolArray]:
        """Return vertices (V, d) in round coordinates, and on which facets (V, F) each is."""
        from scipy.spatial import HalfspaceIntersection, QhullError

        rows = self.rounded().rows
        halfspaces = np.column_stack([rows, -np.ones(len(rows))])
        try:
            found = HalfspaceIntersection(halfspaces, np.zeros(self.dimension)).intersections
        except QhullError as error:
            raise ConvergenceError(
                "WeightSpace: vertices were not found; drop constraints that leave almost no room",
                error,
            ) from error
        on = np.abs(found @ rows.T - 1) <= FLAT
        # where more facets meet than there are dimensions, a vertex is found several times
        on, first = np.unique(on, axis=0, return_index=True)
        return found[first], on


def linear_program(
    cost: FloatArray,
    rows: FloatArray,
    bounds: FloatArray,
    equal_rows: FloatArray | None = None,
    equal_bounds: FloatArray | None = None,
    *,
    solvable: bool = True,
) -> Any:
    """Minimize cost . x over rows x <= bounds and the equalities with scipy's HiGHS; x is free.

    A program that is `solvable` has a solution: where the solver finds none, it is asked again more
    loosely.
    """
    from scipy.optimize import linprog

    # what is only rounding, such as the share of a fixed weight in a direction, upsets the solver
    cost, rows = (np.where(np.abs(a) < _ROUNDING, 0.0, a) for a in (cost, rows))
    precise: Any = {
        "primal_feasibility_tolerance": SOLVER_PRECISION,
        "dual_feasibility_tolerance": SOLVER_PRECISION,
    }
    attempts: Any = [precise, {**precise, "presolve": False}, {}, {"presolve": False}]
    for options in attempts:
        found: Any = linprog(
            cost,
            A_ub=rows,
            b_ub=bounds,
            A_eq=equal_rows,
            b_eq=equal_bounds,
            bounds=(None, None),
            method="highs",
            options=options,
        )
        if found.status == 0 or (found.status == 2 and not solvable):
            return found
    raise ConvergenceError(f"WeightSpace: a linear program was not solved; {found.message}", found)


def is_feasible(
    rows: FloatArray, bounds: FloatArray, equal_rows: FloatArray, equal_bounds: FloatArray
) -> bool:
    """Say whether some x satisfies all rows x <= bounds and all equalities."""
    cost = np.zeros(rows.shape[1])
    found = linear_program(cost, rows, bounds, equal_rows, equal_bounds, solvable=False)
    return bool(found.status == 0)


def polytope(
    rows: FloatArray, bounds: FloatArray, equal_rows: FloatArray, equal_bounds: FloatArray
) -> Polytope:
    """Bring a non-empty bounded polytope into full-dimensional coordinates.

    They are taken around an interior point.
    """
    center, radius = _chebyshev(rows, bounds, equal_rows, equal_bounds)
    while radius <= FLAT / 2 and len(rows):
        # inequalities that leave no room are equalities
        slack = np.array(
            [_most_slack(i, rows, bounds, equal_rows, equal_bounds) for i in range(len(rows))]
        )
        flat = slack <= FLAT * np.linalg.norm(rows, axis=1)
        if not flat.any():
            break
        # through the middle, so that opposite sides of a thin space are both kept
        equal_rows = np.concatenate([equal_rows, rows[flat]])
        equal_bounds = np.concatenate([equal_bounds, rows[flat] @ center])
        rows, bounds = rows[~flat], bounds[~flat]
        equal_rows, equal_bounds = _independent(equal_rows, equal_bounds)
        center, radius = _chebyshev(rows, bounds, equal_rows, equal_bounds)
    # u = center + basis z, where the basis spans what the equalities leave free
    basis = _null_space(equal_rows)
    normals, limits = rows @ basis, bounds - rows @ center
    sizes = np.linalg.norm(normals, axis=1)
    real = sizes > SOLVER_TOLERANCE
    normals, limits = normals[real] / sizes[real, None], limits[real] / sizes[real]
    keep = _facets(normals, limits)
    if radius <= FLAT and basis.shape[1]:
        # of a needle a ball's center is within the solver's precision of facets; the mean of the
        # points farthest from each is not
        ends = [linear_program(normal, normals[keep], limits[keep]).x for normal in normals[keep]]
        middle = np.mean(ends, axis=0)
        center, limits = center + basis @ middle, limits - normals @ middle
    return Polytope(center, basis, normals[keep], limits[keep], rows[real], bounds[real])


def _chebyshev(
    rows: FloatArray, bounds: FloatArray, equal_rows: FloatArray, equal_bounds: FloatArray
) -> tuple[FloatArray, float]:
    """Return the center and radius of a largest ball between the inequalities.

    The radius is 0 where they leave no room.
    """
    if len(rows) == 0:
        point = np.linalg.lstsq(equal_rows, equal_bounds, rcond=None)[0]
        return np.asarray(point, dtype=np.float64), 0.0
    # maximize r, at most 1, subject to a . u + |a| r <= b for each inequality
    size = rows.shape[1]
    cost = np.append(np.zeros(size), -1.0)
    wide = np.column_stack([rows, np.linalg.norm(rows, axis=1)])
    wide = np.vstack([wide, np.append(np.zeros(size), 1.0)])
    equal = np.column_stack([equal_rows, np.zeros(len(equal_rows))])
    found = linear_program(cost, wide, np.append(bounds, 1.0), equal, equal_bounds)
    return np.asarray(found.x[:size]), float(found.x[size])


def _most_slack(
    index: int,
    rows: FloatArray,
    bounds: FloatArray,
    equal_rows: FloatArray,
    equal_bounds: FloatArray,
) -> float:
    least = linear_program(rows[index], rows, bounds, equal_rows, equal_bounds).fun
    return float(bounds[index] - least)


def _independent(rows: FloatArray, bounds: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the equalities that do not follow from those before them."""
    kept: list[int] = []
    directions = np.zeros((0, rows.shape[1]))
    for index, row in enumerate(rows):
        rest = row - directions.T @ (directions @ row)
        if np.linalg.norm(rest) > SOLVER_TOLERANCE * np.linalg.norm(row):
            kept.append(index)
            directions = np.vstack([directions, rest / np.linalg.norm(rest)])
    return rows[kept], bounds[kept]


def _null_space(matrix: FloatArray) -> FloatArray:
    _, singular, directions = np.linalg.svd(matrix)
    rank = int((singular > SOLVER_TOLERANCE * singular[0]).sum())
    return np.asarray(directions[rank:].T)


def _facets(normals: FloatArray, limits: FloatArray) -> list[int]:
    """Return the inequalities that no others imply, found one after the other."""
    keep = list(range(len(limits)))
    for index in range(len(limits)):
        others = [i for i in keep if i != index]
        # it is implied where its left side cannot exceed the limit, though this is moved out by 1
        relaxed = np.append(limits[others], limits[index] + 1)
        rows = np.vstack([normals[others], normals[index]])
        found = linear_program(-normals[index], rows, relaxed)
        if -found.fun <= limits[index] + SOLVER_TOLERANCE * max(1.0, abs(limits[index])):
            keep = others
    return keep


def _distinct(points: FloatArray) -> FloatArray:
    """Return each point once, in lexical order, with rounding errors around 0 removed."""
    points = np.where(np.abs(points) < _ROUNDING, 0.0, points)
    _, first = np.unique(points.round(9), axis=0, return_index=True)
    return points[first]
