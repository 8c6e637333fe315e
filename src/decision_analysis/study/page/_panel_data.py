"""What the panel of the page computes with: the additive model of a study as plain numbers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _render
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.errors import DecisionAnalysisError

SPREAD = (0.01, 0.99)
"""Quantiles between which a judgement moves that has a distribution and no least and greatest."""


def panel_data(study: Any) -> Mapping[str, Any] | None:
    """Return the weights, ranges and cells of a study's table; None where it has none to weigh.

    Cells stand row by row. `mark` tells these data from others, so that a link to a state of the
    panel is not read by the page of another study, or of another version of this one.
    """
    if not (study.criteria and study.alternatives and study.decides in study.stakeholders):
        return None
    if not all(criterion.name in study.ranges for criterion in study.criteria):
        return None
    # the additive model is asked: what it refuses, the panel cannot show
    try:
        base = study.table().values
        people = [_person(study, name) for name in study.stakeholders]
    except DecisionAnalysisError:
        return None
    ranges = np.array([study.ranges[c.name] for c in study.criteria], dtype=np.float64)
    noise = TIE_TOLERANCE * np.abs(ranges).max(axis=-1)
    within = (base >= ranges[:, 0] - noise) & (base <= ranges[:, 1] + noise)
    if base.ndim != 2 or not within.all():
        return None
    low, high = _ends(study, base, ranges)
    data = {
        "criteria": [
            {
                "name": _render.one_line(c.name),
                "unit": _render.one_line(c.unit),
                "about": _render.one_line(c.description),
                "max": c.goal == "max",
                "low": float(ends[0]),
                "high": float(ends[1]),
            }
            for c, ends in zip(study.criteria, ranges, strict=True)
        ],
        "alternatives": [_render.one_line(label) for label in study.alternatives],
        "abouts": [_render.one_line(about) for about in study.alternatives.values()],
        "base": base.ravel().tolist(),
        "low": low.ravel().tolist(),
        "high": high.ravel().tolist(),
        "people": people,
        "decides": list(study.stakeholders).index(study.decides),
    }
    return data | {"mark": hashlib.sha256(json.dumps(data).encode("utf-8")).hexdigest()[:8]}


def _person(study: Any, name: str) -> dict[str, Any]:
    """Return a stakeholder's weights in the order of the criteria, and his limits."""
    party, columns = study.stakeholders[name], [c.name for c in study.criteria]
    weights = party.weights()
    return {
        "name": _render.one_line(name),
        "about": _render.one_line(party.description),
        "weights": [float(weights[column]) for column in columns],
        "limits": [
            {
                "criterion": columns.index(limit.criterion),
                "least": limit.kind == "at_least",
                "limit": float(limit.limit),
            }
            for limit in party.constraints
        ],
    }


def _ends(study: Any, base: Any, ranges: Any) -> tuple[Any, Any]:
    """Return how far each cell may be moved: over its judgement's range, within the scale."""
    low, high = base.copy(), base.copy()
    for row, alternative in enumerate(study.alternatives):
        for column, criterion in enumerate(study.criteria):
            judgement = study.judgements.get(f"{alternative}: {criterion.name}")
            if judgement is None or judgement.is_constant:
                continue
            ends = (
                judgement.quantile(SPREAD)
                if judgement.low is None
                else (judgement.low, judgement.high)
            )
            low[row, column], high[row, column] = ends
    # a value function is not asked beyond its ends
    return (
        np.minimum(np.clip(low, *ranges.T), base),
        np.maximum(np.clip(high, *ranges.T), base),
    )


def in_script(data: object) -> str:
    """Return data as JSON that no HTML parser takes for anything but text."""
    # ASCII alone: line separators of Unicode and halves of pairs are escaped already
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
