"""`room`: coordinates in which the points that satisfy a linear system have room on all sides."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis.errors import ConvergenceError
from decision_analysis.uncertainty._linear_program import linear_program
from decision_analysis.uncertainty._precise import product

WIDE = 1e-6
"""Radius of a ball inside from which on linear programs see all sides of a space."""
ROUNDING = 1e-14
"""By so much of their size statements may contradict one another: sums of floats such as .1."""
_SHRUNK = 1e-6
"""Scale that a thin direction gets at once: far above the solver's precision."""
_NOTHING, _LEAST = 2e-17, 1e-60
"""Radius, as a share of the numbers of which it is the difference, and in itself, that is none."""
_NOISE = 1e-8
"""Of a ball's radius: the solver leaves out coefficients below 1e-9."""
_TIGHT = 1e-6
"""Share of the largest multiplier from which on a side is one of those that leave no room."""


@dataclasses.dataclass(frozen=True, eq=False)
class Room:
    """The points u = center + rest + basis z with normals z <= limits, where z = 0 is inside.

    `rest` is what the center has beyond the precision of floats. `normals` have length 1 and come
    from `rows` and `bounds`, the inequalities rows u <= bounds that do not always hold with
    equality.
    """

    center: FloatArray
    rest: FloatArray
    basis: FloatArray
    normals: FloatArray
    limits: FloatArray
    rows: FloatArray
    bounds: FloatArray

    @classmethod
    def of(
        cls,
        center: FloatArray,
        rest: FloatArray,
        basis: FloatArray,
        rows: FloatArray,
        bounds: FloatArray,
    ) -> Room:
        """Find normals and limits, each number right to its own digits, however small."""
        sides = np.column_stack([bounds, -rows, -rows])
        slack = product(sides, np.concatenate([[1.0], center, rest])[:, None])[:, 0]
        normals = product(rows, basis)
        sizes = np.linalg.norm(normals, axis=1)
        real = sizes > 0
        sizes = sizes[real]
        return cls(
            center,
            rest,
            basis,
            normals[real] / sizes[:, None],
            slack[real] / sizes,
            rows[real],
            bounds[real],
        )

    def moved(self, point: FloatArray, matrix: FloatArray, sides: BoolArray | None = None) -> Room:
        """Return the points in coordinates y, z = point + matrix y, with some of the sides."""
        move = self.rest + self.basis @ point
        center = self.center + move
        shift = center - self.center
        rest = (self.center - (center - shift)) + (move - shift)
        chosen = slice(None) if sides is None else sides
        return Room.of(center, rest, self.basis @ matrix, self.rows[chosen], self.bounds[chosen])

    def sizes(self) -> FloatArray:
        """Return for each side the size of the numbers whose difference is its distance."""
        return np.asarray(np.abs(self.rows) @ np.abs(self.center) + np.abs(self.bounds))


def room(
    rows: FloatArray, bounds: FloatArray, equal_rows: FloatArray, equal_bounds: FloatArray
) -> Room | None:
    """Return coordinates in which a bounded space has room on all sides; None if it is empty.

    A largest ball is sought inside. Where it is small, the multipliers of its linear program name
    the sides that leave no more room: their sum is a constant. Directions across them are scaled
    up, and all numbers found anew in twice the precision, until there is room, or is none whatever
    the scale: then these sides are equalities.
    """
    solved = np.linalg.lstsq(equal_rows, equal_bounds, rcond=None)[0]
    if np.abs(equal_rows @ solved - equal_bounds).max() > ROUNDING:
        return None
    begun = _start(rows, bounds, equal_rows, equal_bounds)
    center = np.asarray(solved, dtype=np.float64) if begun is None else begun
    # what is large follows from what is small, not the other way round
    large = np.maximum(np.abs(center), WIDE)
    held = equal_rows * large
    matrix, pivots = _across(held / np.abs(held).max(axis=1, keepdims=True))
    free = np.delete(matrix * large[:, None] / large, pivots, axis=1)
    missed = equal_bounds - equal_rows @ center
    center += np.linalg.lstsq(equal_rows, missed, rcond=None)[0]
    slopes = np.linalg.norm(rows @ free, axis=1)
    real = slopes > ROUNDING * np.linalg.norm(np.abs(rows) @ np.abs(free), axis=1)
    found = Room.of(center, np.zeros_like(center), free, rows[real], bounds[real])
    for _ in range(12 * (len(center) + 1)):
        if not len(found.limits):
            break
        point, radius, multipliers = deepest(found.normals, found.limits)
        if radius >= WIDE:
            found = found.moved(point, np.eye(len(point)))
            if found.limits.min() >= WIDE / 2:
                break
            # far from 0 the coefficients that the solver leaves out matter: again from here
            continue
        if not multipliers.any():
            # the solver names no side that leaves no room
            raise _not_found()
        shares = multipliers / multipliers.max()
        tight = shares > _TIGHT
        scale = np.linalg.norm(found.rows[tight] @ found.basis, axis=1)
        size = found.moved(point, np.eye(len(point))).sizes()[tight].max()
        if radius < -_NOISE and (-radius * scale).max() > ROUNDING * size:
            return None
        matrix, pivots = _across(found.normals[tight])
        reached = WIDE * scale.max()
        if radius < -_NOISE or reached < _NOTHING * size or reached < _LEAST:
            matrix = np.delete(matrix, pivots, axis=1)
            left = np.linalg.norm(found.normals @ matrix, axis=1) > SOLVER_TOLERANCE
            found = found.moved(point, matrix, left & ~tight)
        else:
            matrix[:, pivots] *= _SHRUNK
            found = found.moved(point, matrix)
    else:
        raise _not_found()
    missed = rows @ found.center - bounds
    return found if (missed <= 10 * ROUNDING).all() else None


def _not_found() -> ConvergenceError:
    return ConvergenceError(
        "whether the constraints leave room was not found; drop some that leave almost none"
    )


def inside(
    rows: FloatArray, bounds: FloatArray, equal_rows: FloatArray, equal_bounds: FloatArray
) -> FloatArray | None:
    """Return a point that satisfies all inequalities and all equalities; None if none does."""
    # of a space that is not thin a program without a goal tells
    tighter = bounds - WIDE * np.linalg.norm(rows, axis=1)
    found = _start(rows, tighter, equal_rows, equal_bounds)
    if found is None:
        space = room(rows, bounds, equal_rows, equal_bounds)
        found = None if space is None else space.center
    return found


def _start(
    rows: FloatArray, bounds: FloatArray, equal_rows: FloatArray, equal_bounds: FloatArray
) -> FloatArray | None:
    """Return a point that satisfies all; None where the solver finds none."""
    cost = np.zeros(rows.shape[1])
    found = linear_program(cost, rows, bounds, equal_rows, equal_bounds, solvable=False)
    return np.asarray(found.x) if found.status == 0 else None


def deepest(normals: FloatArray, limits: FloatArray) -> tuple[FloatArray, float, FloatArray]:
    """Return center and radius, at most 1, of a largest ball, and the multiplier of each side.

    The radius is negative where no point is inside.
    """
    # maximize r, at most 1, subject to a . z + r <= b for each side
    size = normals.shape[1]
    cost = np.append(np.zeros(size), -1.0)
    wide = np.column_stack([normals, np.ones(len(normals))])
    wide = np.vstack([wide, np.append(np.zeros(size), 1.0)])
    found = linear_program(cost, wide, np.append(limits, 1.0))
    multipliers = -np.asarray(found.ineqlin.marginals)[:-1]
    return np.asarray(found.x[:size]), float(found.x[size]), multipliers


def _across(rows: FloatArray) -> tuple[FloatArray, list[int]]:
    """Return coordinates y, x = matrix y, of which some are the values of independent rows.

    By elimination with complete pivoting, which leaves alone what a row does not hold, so that
    small numbers keep their digits. Also returned is which coordinates these are.
    """
    rest, matrix = rows.copy(), np.eye(rows.shape[1])
    pivots: list[int] = []
    while len(pivots) < min(rows.shape):
        sizes = np.abs(rest)
        sizes[:, pivots] = 0.0
        row, column = np.unravel_index(sizes.argmax(), sizes.shape)
        if sizes[row, column] <= SOLVER_TOLERANCE * np.abs(rows).max():
            break
        # x_column = (y - the row's other terms) / its own coefficient
        change = -rest[row] / rest[row, column]
        change[pivots] = 0.0
        change[column] = 1 / rest[row, column]
        for held in (rest, matrix):
            own = held[:, column].copy()
            held[:, column] = 0.0
            held += own[:, None] * change
        pivots.append(int(column))
    return matrix, pivots
