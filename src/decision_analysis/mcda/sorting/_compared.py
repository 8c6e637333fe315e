"""Alternatives compared with profiles by the credibility of ELECTRE III, in both directions."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis.core import DecisionTable
from decision_analysis.mcda._credibility import credibility
from decision_analysis.mcda._door import AskedWithWeights, sample_shape
from decision_analysis.mcda._thresholds import Kind, Threshold, thresholds
from decision_analysis.mcda.sorting._shares import shares


@dataclasses.dataclass(frozen=True, eq=False)
class Compared:
    """How credible each alternative is over each profile, and the other way round."""

    shape: tuple[int, ...]
    """The sample axes of the answer."""
    above: FloatArray
    """sigma(a, b) of alternative over profile, (samples, A, P)."""
    below: FloatArray
    """sigma(b, a) of profile over alternative, (samples, A, P)."""
    least: FloatArray
    """The cut level (samples, 1, 1), less the slack of comparisons."""
    recorded: dict[str, Any]
    """The options for the result."""


def compared(
    asked: AskedWithWeights,
    profiles: DecisionTable,
    oriented: FloatArray,
    cut_level: Any,
    given: Mapping[Kind, Threshold | None],
    rule: str,
) -> Compared:
    """Check the thresholds and the cut level, and compare.

    `oriented` are the performances (..., P, C) of the profiles, more being better.
    """
    level = shares("cut_level", cut_level)
    bounds = thresholds(asked.table, [asked.table.values, profiles.values], given)
    shape = sample_shape(
        table=asked.table.sample_shape,
        profiles=profiles.sample_shape,
        weights=asked.weights.shape[:-1],
        cut_level=level.shape,
    )
    above = credibility(shape, asked.gains, oriented, asked.weights, bounds)
    below = credibility(shape, oriented, asked.gains, asked.weights, bounds)
    return Compared(
        shape,
        above,
        np.swapaxes(below, -1, -2),
        np.broadcast_to(level, shape).reshape(-1, 1, 1) - LEVEL_TOLERANCE,
        asked.recorded(
            profiles=profiles,
            **{str(kind): threshold for kind, threshold in given.items()},
            cut_level=level if level.ndim else level.item(),
            rule=rule,
        ),
    )
