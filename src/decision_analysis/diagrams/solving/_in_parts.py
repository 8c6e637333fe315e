"""Exact solution of many samples: in halves, where all together need tables that are too large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.diagrams.answers import halves
from decision_analysis.diagrams.factors import Rule, Stage, TooLargeError
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.diagrams.solving._eliminate import solve_exact


def solve_in_parts(
    diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float
) -> tuple[FloatArray, Mapping[str, Rule]]:
    """Solve a diagram, the samples in halves where all together need tables that are too large."""
    try:
        return solve_exact(diagram, stages, sign)
    except TooLargeError:
        shape = diagram.sample_shape
        if max(shape, default=1) < 2:
            raise
    # Halve the longest sample axis, as often as it takes.
    axis = int(np.argmax(shape))
    (first, some), (second, others) = (
        solve_in_parts(part, stages, sign) for part in halves(diagram, axis)
    )
    last = axis - len(shape)
    sizes = shape[axis] // 2, shape[axis] - shape[axis] // 2
    rules = {name: _joined(some[name], others[name], last, sizes) for name in some}
    return _concatenated(first, second, last, sizes), rules


def _joined(first: Rule, second: Rule, axis: int, sizes: tuple[int, int]) -> Rule:
    return Rule(
        first.choice,
        first.known,
        first.variables,
        _concatenated(first.options, second.options, axis, sizes),
    )


def _concatenated(first: Any, second: Any, axis: int, sizes: tuple[int, int]) -> Any:
    """Join two arrays along a sample axis along which either may have length 1."""
    parts = []
    for array, size in zip((first, second), sizes, strict=True):
        shape = list(array.shape)
        shape[axis] = size
        parts.append(np.broadcast_to(array, shape))
    return np.concatenate(parts, axis=axis)
