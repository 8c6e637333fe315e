"""A small simplex around a polytope of weights, for drawing by rejection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.uncertainty._box import Box
from decision_analysis.uncertainty._polytope import Polytope


def enclosing_simplex(
    space: Polytope, sizes: FloatArray, covers: Sequence[set[int]], box: Box | None = None
) -> FloatArray:
    """Return the vertices, one a row, of the smallest of four simplices around `space`.

    A frame is a set of linear functions f >= 0 of the weights that bound a simplex: the weights
    themselves, or the steps from each weight down to one that is ordered below it. Its faces are
    moved inwards until they touch the polytope, or turned round and moved until they touch from the
    other side. `sizes` counts the tied criteria behind each weight, so that sizes . u = 1; `covers`
    holds for each weight those right below it; a box says all without linear programs.
    """
    count = len(sizes)
    best, least = np.diag(1 / sizes), np.inf
    # two frames, f_i = u_i and f_i = u_i - u_lower(i), each touching the polytope from both sides
    frames: list[Sequence[int | None]] = [[None] * count]
    if any(covers):
        frames.append(_lower_neighbors(covers))
    for lower in frames:
        steps = np.eye(count)
        for upper, smaller in enumerate(lower):
            if smaller is not None:
                steps[upper, smaller] = -1.0
        corners = np.linalg.inv(steps).round().T
        mass = corners @ sizes
        vertices = corners / mass[:, None]
        functions = steps * mass[:, None]
        volume = abs(np.linalg.det(vertices))
        # the least and the greatest value of each function on the polytope
        smallest, largest = (box.low, box.high) if box else space.range(functions)
        for offset, width in ((smallest, 1 - smallest.sum()), (largest, 1 - largest.sum())):
            # moved faces scale the simplex by what is left of the functions' sum, which is 1
            scaled = volume * abs(width) ** (count - 1)
            if scaled < least:
                best, least = (offset + width * np.eye(count)) @ vertices, scaled
    return best


def _lower_neighbors(covers: Sequence[set[int]]) -> list[int | None]:
    """Return for each element at most one below it: the one that heads the longest chain."""
    length: dict[int, int] = {}

    def chain(element: int) -> int:
        if element not in length:
            length[element] = 1 + max((chain(other) for other in covers[element]), default=0)
        return length[element]

    return [max(sorted(lower), key=chain) if lower else None for lower in covers]
