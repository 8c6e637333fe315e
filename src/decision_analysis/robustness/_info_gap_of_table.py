"""Info-gap robustness of a table, whose payoffs lie in intervals: exact."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._info_gap_result import Asked, InfoGapResult
from decision_analysis.robustness._lines_of_cells import (
    first_above,
    first_below,
    highest,
    lines_of,
)
from decision_analysis.robustness._payoffs import payoffs

MARGIN = 1.25
"""How far beyond the most robust alternative the curve goes."""


def gap_of_table(
    table: DecisionTable, asked: Asked, scale: Any, probabilities: Any
) -> InfoGapResult:
    """Return the robustness of the rows of a table, and its curve where it is one table."""
    values, more_is_better = payoffs(table)
    sign = 1.0 if more_is_better else -1.0
    # the worst case at horizon h is the least of the lines c - h s, the best one of c + h s
    c, s = lines_of(table, np.asarray(sign * values), scale, probabilities)
    nominal = c.min(axis=-1)
    # by what each is made of: the payoffs of another alternative may be far larger
    noise = TIE_TOLERANCE * lines_of(table, np.abs(values), scale, probabilities)[0]

    def horizons(first: Any, level: float) -> FloatArray:
        # what is at the level but for rounding is there
        near = np.abs(c - sign * level) <= noise
        at = np.full(nominal.shape, sign * level)
        return np.asarray(first(np.where(near, sign * level, c), s, at))

    found = horizons(first_below, asked.requirement)
    endless = np.isinf(found)
    if asked.horizon is None and endless.any():
        names = [
            table.alternatives[i]
            for i in np.flatnonzero(endless.reshape(-1, endless.shape[-1]).any(axis=0))
        ]
        raise InvalidInputError(
            f"horizon is needed where the requirement is met at every one, as by"
            f" {_checks.listed(names)}; got None"
        )
    scores = found if asked.horizon is None else np.minimum(found, asked.horizon)
    hoped = None
    if asked.windfall is not None:
        hoped = horizons(first_above, asked.windfall)
        hoped = hoped if asked.horizon is None else np.where(hoped > asked.horizon, np.inf, hoped)
    curve: dict[str, Any] = {}
    if nominal.ndim == 1:
        end = asked.horizon if asked.horizon is not None else MARGIN * float(scores.max()) or 1.0
        grid = np.linspace(0.0, end, asked.n_points)
        with np.errstate(over="ignore"):
            lowest = (c[None] - grid[:, None, None] * s).min(axis=-1)
        curve = {
            "horizons": grid,
            "guaranteed": sign * _checks.all_finite("worst performances", lowest),
            "reversals": tuple(
                (
                    place,
                    sign * float((c[b] - place * s[b]).min()),
                    table.alternatives[a],
                    table.alternatives[b],
                )
                for place, a, b in highest(c, s, end)
            ),
        }
    return InfoGapResult(
        method="info gap",
        parameters=asked.options,
        references=cited("ben_haim_2006"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        nominal=sign * nominal,
        unbroken=found > scores,
        opportuneness=hoped,
        **curve,
    )
