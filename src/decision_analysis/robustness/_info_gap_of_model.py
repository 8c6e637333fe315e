"""Info-gap robustness of a model, whose parameters lie in a box: searched."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core.parts import scored_model
from decision_analysis.robustness._box import box
from decision_analysis.robustness._info_gap_result import Asked, InfoGapResult
from decision_analysis.robustness._performance import performance
from decision_analysis.robustness._worst_in_box import monotone, nearest_failure, starts, worst


def gap_of_model(
    model: Any, parameters: Any, score: Any, asked: Asked, scale: Any, bounds: Any
) -> InfoGapResult:
    """Return the robustness of the alternatives of a model, and the curve of worst cases found."""
    known = scored_model(model, parameters, score)
    space = box(known.parameters, scale, bounds)
    gains = performance(known, space)
    sign, dims, end = gains.sign, len(space.names), 1.0 if asked.horizon is None else asked.horizon
    grid = np.linspace(0.0, end, asked.n_points)
    # at each horizon of the grid, and then where the requirement is first missed in between
    steady, upward = monotone(gains, dims, end)
    begin = starts(dims, upward)
    low = worst(gains, begin, grid)
    nominal = low.values[0]

    def noise(level: float) -> FloatArray:
        # of each alternative's own values: those of another one may be far larger
        return np.asarray(TIE_TOLERANCE * np.maximum(np.abs(nominal), abs(level)))

    required = sign * asked.requirement
    robust, points, never = nearest_failure(gains, begin, low, grid, required - noise(required))
    hoped = None
    if asked.windfall is not None:

        def losses(z: FloatArray) -> FloatArray:
            return -gains(z)

        high = worst(losses, begin, grid)
        target = -sign * asked.windfall + noise(asked.windfall)
        found, _, vain = nearest_failure(losses, begin, high, grid, target)
        hoped = np.where(vain, np.inf, found)
    values = space.at(points)
    return InfoGapResult(
        method="info gap",
        parameters=asked.options,
        references=cited("ben_haim_2006"),
        alternatives=gains.alternatives,
        scores=robust,
        nominal=sign * nominal,
        unbroken=never,
        opportuneness=hoped,
        worst_case=dict(zip(space.names, values.T, strict=True)),
        monotone=steady,
        horizons=grid,
        guaranteed=sign * low.values,
        reversals=_crossings(grid, low.values, sign, gains.alternatives),
    )


def _crossings(
    grid: FloatArray, curves: FloatArray, sign: float, names: tuple[str, ...]
) -> tuple[tuple[float, float, str, str], ...]:
    """Return where the highest of falling curves (H, A) changes, by interpolation."""
    found = []
    current = int(curves[0].argmax())
    for k in range(1, len(grid)):
        after = int(curves[k].argmax())
        noise = TIE_TOLERANCE * np.abs(curves[k, [current, after]]).max()
        if curves[k, after] <= curves[k, current] + noise:
            continue
        lead, lag = (curves[i, current] - curves[i, after] for i in (k - 1, k))
        part = float(np.clip(lead / (lead - lag), 0.0, 1.0))
        place = float(grid[k - 1] + part * (grid[k] - grid[k - 1]))
        level = float(curves[k - 1, after] + part * (curves[k, after] - curves[k - 1, after]))
        found.append((place, sign * level, names[current], names[after]))
        current = after
    return tuple(found)
