"""What judged numbers do to the lead of the best over the runner-up: bars, and global indices."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import sensitivity
from decision_analysis.core import Parameters
from decision_analysis.sensitivity import TornadoResult
from decision_analysis.study.questions._side import Side

WIDEST = 12
"""Most numbers among which the variance of the lead is shared out."""
ROWS, SHAPLEY_ROWS = 2**10, 2**8


def tornado_of_lead(side: Side, names: Sequence[str]) -> TornadoResult:
    """Return the bars of the lead; limits count in who is best, and not in the lead."""
    numbers = Parameters([side.numbers[name] for name in names])
    bars = sensitivity.tornado(side.free, numbers, of=side.lead)
    if not side.limited:
        return bars
    # who is best at the ends of each bar, in the order of the bars
    best = sensitivity.tornado(side.worth, numbers, of=side.lead)
    order = [best.names.index(name) for name in bars.names]
    return dataclasses.replace(
        bars,
        best=best.best,
        best_low=tuple(best.best_low[i] for i in order),
        best_high=tuple(best.best_high[i] for i in order),
        changes_best=best.changes_best[order],
    )


def moving(tornado: TornadoResult) -> list[str]:
    """Return the numbers that move the lead, those with the longest bars first."""
    scale = float(np.abs(tornado.base).max(initial=0.0)) or 1.0
    return [
        name
        for name, spread in zip(tornado.names, tornado.spread, strict=True)
        if spread > 1e-9 * scale
    ]


def indices_of_lead(side: Side, tornado: TornadoResult, seed: int) -> Any:
    """Share out the variance of the lead among the numbers with the longest bars.

    By Sobol' indices, or by Shapley effects where some are drawn together; None where fewer than
    two move it.
    """
    names = moving(tornado)[:WIDEST]
    if len(names) < 2:
        return None
    groups = [group for group in side.numbers.together if set(group) & set(names)]
    chosen = list(dict.fromkeys([*names, *(name for group in groups for name in group)]))
    numbers = Parameters([side.numbers[name] for name in chosen])
    free = side.among([a for a in side.base.alternatives if a in side.lead]).free
    if groups:
        return sensitivity.shapley_effects(
            free, numbers, n_samples=SHAPLEY_ROWS, rng=seed, of=side.lead
        )
    return sensitivity.sobol(free, numbers, n_samples=ROWS, rng=seed, of=side.lead)
