"""What is best of a tree's strategies where limits count, and how often the best stays so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from decision_analysis import uncertainty
from decision_analysis._arrays import competition_ranks
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._shares import share
from decision_analysis.study.questions._sums import score
from decision_analysis.uncertainty import SimulationResult

FEWEST = 40
"""Samples that a regression needs."""


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
            n_samples=max(setting.tree_samples(len(side.base.alternatives)), FEWEST),
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
    side, study = setting.sides.get("tree"), setting.study
    if side is None:
        return ""
    numbers, among = bool(len(side.numbers)), ""
    weights = not study.plain_tree and not setting.decider.exact
    if not (numbers or weights):
        return ""
    if study.plain_tree:
        table = sampled_worth(setting, limited=True).table
        values, goal = table.values[..., 0], table.criteria[0].goal
        ranks = competition_ranks(values, higher_is_better=goal == "max")
        part = float(np.mean(ranks[:, table.alternatives.index(side.best)] == 1))
        told = share(part, float(np.sqrt(part * (1 - part) / len(ranks))))
    else:
        view = _acceptability(setting, side.highest, varied=numbers)
        place = view.alternatives.index(side.best)
        told = share(view.rank_acceptability[place, 0], view.standard_error[place, 0])
        among = side.passed_over
    varied = " and ".join(["the tree's numbers"] * numbers + ["weights"] * weights)
    counted = ", limits counted" if side.limited else ""
    return f"'{side.best}' is best in {told} of the samples of {varied}{counted}.{among}"


def _acceptability(
    setting: Setting, among: Collection[str], *, varied: bool
) -> uncertainty.SmaaResult:
    """Return the SMAA of some of the strategies for the one who decides."""
    study, who = setting.study, setting.decider
    table = setting.sampled_strategies if varied else setting.strategies
    if len(among) < len(table.alternatives):
        kept = set(among)
        table = table.select(alternatives=[a for a in table.alternatives if a in kept])
    values = setting.view(who).limited(table, study.partial_values(table))
    given: Any = [list(who.weights().values())] if who.exact else who.possible_weights()
    count = len(table.values) if varied else setting.tree_samples(table.values.size)
    return uncertainty.smaa(values, score, weights=given, n_samples=count, rng=study.seed)
