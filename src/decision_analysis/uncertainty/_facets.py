"""`facets`: which inequalities bound a polytope, by rays where these show it, else by programs."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis.core.parts import chunks
from decision_analysis.uncertainty._linear_program import linear_program

_RAYS = 2**12  # from the middle; in a hundred dimensions they meet most of some hundred facets
_APART = 1e-6  # share by which the second side that a ray meets must be farther away


def facets(rows: FloatArray) -> list[int]:
    """Return which of the inequalities rows y <= 1 no others imply.

    The coordinates are round: the unit ball is inside, and no point is farther from 0 than the
    number of rows.
    """
    count, size = rows.shape
    # what the whole space is far from bounds nothing
    keep = [int(i) for i in np.flatnonzero(np.linalg.norm(rows, axis=1) * count > 1)]
    shown = _met_first(rows, size)
    for index in list(keep):
        if shown[index]:
            continue
        others = [i for i in keep if i != index]
        # it is implied where its left side cannot exceed 1, though this is moved out by 1
        relaxed = np.append(np.ones(len(others)), 2.0)
        found = linear_program(-rows[index], np.vstack([rows[others], rows[index]]), relaxed)
        if -found.fun <= 1 + SOLVER_TOLERANCE:
            keep = others
    return keep


def _met_first(rows: FloatArray, size: int) -> BoolArray:
    """Say which sides rays from 0 meet before all others: facets without a program."""
    shown = np.zeros(len(rows), dtype=np.bool_)
    rays = chunks.stream(0, "facets", 0).standard_normal((_RAYS, size))
    # towards each side too
    rates = np.concatenate([rows, rays]) @ rows.T
    if rates.shape[1] == 1:
        return np.ones(1, dtype=np.bool_)
    nearest = rates.argmax(axis=1)
    two = -np.partition(-rates, 1, axis=1)[:, :2]
    shown[nearest[two[:, 0] * (1 - _APART) > two[:, 1]]] = True
    return shown
