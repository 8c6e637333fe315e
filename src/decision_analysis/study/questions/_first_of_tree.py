"""What is best of a tree's strategies where limits count, and how often the best stays so."""

from __future__ import annotations

import numpy as np

from decision_analysis import uncertainty
from decision_analysis._arrays import competition_ranks
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._shares import share
from decision_analysis.uncertainty import SimulationResult

SAMPLES, FEWEST = 2**11, 40
"""Samples of the tree's numbers, and how many a regression needs."""


def sampled_worth(setting: Setting, *, limited: bool) -> SimulationResult:
    """Return the worth of the strategies in samples of the tree's numbers, with or without limits.

    Parameters
    ----------
    setting : Setting
        Of a study whose tree has several strategies and numbers that vary.
    limited : bool
        Whether what breaks a limit of the one who decides comes last.
    """
    side = setting.sides["tree"]
    limited = limited and side.limited
    kept = setting.drawn
    if limited not in kept:
        kept[limited] = uncertainty.simulate(
            side.worth if limited else side.free,
            side.numbers,
            n_samples=max(min(setting.study.n_samples, SAMPLES), FEWEST),
            rng=setting.study.seed,
        )
    return kept[limited]


def of_limits(setting: Setting) -> str:
    """Say which strategy is best of those that keep the limits, where the best breaks one."""
    side = setting.sides.get("tree")
    if side is None or not side.limited:
        return ""
    free = side.free({}).values[0, :, 0]
    top, labels = int(free.argmax()), side.base.alternatives
    keeps = setting.decider.allows(setting.strategies)
    if keeps[top]:
        return ""
    limits = " and ".join(map(str, setting.decider.constraints))
    if not keeps.any():
        return f"By their expected performances all strategies break a limit: {limits}."
    return (
        f"By its expected performances '{labels[top]}' breaks a limit: {limits}. Of the strategies"
        f" that keep all, '{side.best}' is best,"
        f" {free[labels.index(side.best)]:.2f} {side.unit}."
    )


def how_sure(setting: Setting) -> str:
    """Say in how many samples the best strategy of the base values is best; '' if none vary."""
    side = setting.sides.get("tree")
    if side is None or not len(side.numbers):
        return ""
    table = sampled_worth(setting, limited=True).table
    ranks = competition_ranks(
        table.values[..., 0], higher_is_better=table.criteria[0].goal == "max"
    )
    first = np.mean(ranks == 1, axis=0)
    place = table.alternatives.index(side.best)
    count = len(ranks)
    told = share(first[place], float(np.sqrt(first[place] * (1 - first[place]) / count)))
    counted = ", limits counted" if side.limited else ""
    return f"'{side.best}' is best in {told} of the samples of the tree's numbers{counted}."
