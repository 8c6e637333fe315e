"""Round coordinates of a polytope: those in which its Dikin ellipsoid is the unit ball."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from decision_analysis._arrays import FloatArray


class Rounding(NamedTuple):
    """Points z = center + factor y: with y in the unit ball they are inside."""

    center: FloatArray
    factor: FloatArray


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
    return Rounding(point, factor)
