"""Oracle: the share of all weights that give a complete ranking, by scipy's convex hulls."""

from __future__ import annotations

import itertools

import numpy as np
from scipy.optimize import linprog
from scipy.spatial import ConvexHull, HalfspaceIntersection


def volumes_of_rankings(values):
    """Return {row of alternatives, best first: (share of the weights, their mean)} for values
    (A, C)."""
    count, size = values.shape
    found = {}
    for row in itertools.permutations(range(count)):
        leads = values[list(row[:-1])] - values[list(row[1:])]
        # in the first C - 1 weights: rows z + offsets <= 0, of leads and of weights not negative
        rows = np.vstack([-(leads[:, :-1] - leads[:, -1:]), -np.eye(size - 1), np.ones(size - 1)])
        offsets = np.r_[-leads[:, -1], np.zeros(size - 1), -1.0]
        norms = np.linalg.norm(rows, axis=1)
        ball = linprog(
            np.r_[np.zeros(size - 1), -1.0],
            A_ub=np.column_stack([rows, norms]),
            b_ub=-offsets,
            bounds=[(None, None)] * (size - 1) + [(0, None)],
        )
        if ball.status != 0 or ball.x[-1] < 1e-9:
            continue
        space = HalfspaceIntersection(np.column_stack([rows, offsets]), ball.x[:-1])
        hull = ConvexHull(space.intersections)
        middle = space.intersections.mean(axis=0)
        pieces = np.concatenate(
            [
                hull.points[hull.simplices],
                np.broadcast_to(middle, (len(hull.simplices), 1, size - 1)),
            ],
            axis=1,
        )
        volumes = np.abs(np.linalg.det(pieces[:, :-1] - pieces[:, -1:]))
        center = volumes @ pieces.mean(axis=1) / volumes.sum()
        found[row] = volumes.sum(), np.r_[center, 1 - center.sum()]
    return found
