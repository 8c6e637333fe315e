"""Round coordinates of a polytope: those in which its Dikin ellipsoid is the unit ball."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray


@dataclasses.dataclass(frozen=True, eq=False)
class Rounding:
    """Points z = center + factor y, in which a polytope is rows y <= 1, however thin it is in z."""

    center: FloatArray
    factor: FloatArray
    rows: FloatArray

    def points(self, round_points: FloatArray) -> FloatArray:
        """Return z, one a row, of y."""
        return np.asarray(self.center + round_points @ self.factor.T)


def rounding(normals: FloatArray, limits: FloatArray) -> Rounding:
    """Find the analytic center of normals z <= limits, 0 being inside, by damped Newton steps."""
    point = np.zeros(normals.shape[1])
    for _ in range(100):
        # of the barrier -sum log(b - A z): gradient and Hessian by rows divided by their slack;
        # the step by least squares, as the Hessian has their squares
        scaled = normals / (limits - normals @ point)[:, None]
        move, *_ = np.linalg.lstsq(scaled, np.ones(len(limits)), rcond=None)
        decrement = float(np.linalg.norm(scaled @ move))
        if decrement < 1e-6:
            break
        point = point - move / (1 + decrement)
    slack = limits - normals @ point
    # rows' rows = R' R, so that y = R (z - center) has the unit ball
    triangle = np.linalg.qr(normals / slack[:, None], mode="r")
    factor = np.asarray(np.linalg.inv(triangle), dtype=np.float64)
    return Rounding(point, factor, normals @ factor / slack[:, None])
