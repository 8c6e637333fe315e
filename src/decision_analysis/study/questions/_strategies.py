"""The joined model: expected criteria of every strategy of the tree, scored by all methods."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from decision_analysis import plot, uncertainty
from decision_analysis.core import DecisionTable
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side_by_side import agreement, side_by_side

TITLE = "The tree's strategies, scored on all criteria"
TOP = 6


@asks("strategies", TITLE, "tree by criteria", "criteria", "decider", pictures=("strategies",))
def strategies(setting: Setting) -> Section | None:
    """Score strategies on expected performances, and again in every sample of the numbers."""
    study, weights = setting.study, setting.weights
    table, levels = setting.strategies, _levels(setting)
    # an expectation hides what a veto is about: the chance of exceeding its level
    stretched = study.chances_above(levels) if levels else table
    results: dict[str, Any] = {"weighted value": study.weighted_value(table, weights)}
    for label, method in study.methods.items():
        results[label] = method(stretched if method.has_veto else table, weights)
    # the best by the first method, of which there may be thousands
    order = np.argsort(results["weighted value"].ranks, kind="stable")[:TOP]
    text = [
        f"The tree has {len(table.alternatives)} strategies; each is a row of expected"
        f" performances, scored like any other alternative. {agreement(results)}{_aside(setting)}",
        *_of_veto(setting, levels),
    ]
    blocks = [side_by_side(table, results, top=TOP)]
    blocks += _exceeding(setting, stretched, levels, order)
    said, limited = _limits(setting, order)
    text += said
    blocks += limited
    blocks += _uncertain(setting, order)
    named = {f"joined: {name}": result for name, result in results.items()}
    drawn = partial(
        plot.scores,
        results["weighted value"],
        title=f"Weighted value of strategies, {setting.whose}",
        unit="0 worst, 1 best",
        top=12,
    )
    return Section(
        "strategies",
        TITLE,
        tuple(text),
        tuple(blocks),
        {**named, "joined: table": table},
        (Figure("strategies", "Weighted value of the tree's best strategies", drawn),),
    )


def _aside(setting: Setting) -> str:
    """Say that scores do not count limits, where the one who decides has any."""
    return " The scores leave limits aside." if setting.decider.constraints else ""


def _levels(setting: Setting) -> dict[str, float]:
    """Return the criteria that a veto guards, with the level judged for each."""
    study = setting.study
    if not any(method.has_veto for method in study.methods.values()):
        return {}
    return {name.removeprefix("veto level: "): p.base for name, p in study.veto_levels.items()}


def _of_veto(setting: Setting, levels: dict[str, float]) -> list[str]:
    """Say what a veto reads of strategies, and whether its judged level matters to who is best."""
    study, weights = setting.study, setting.weights
    said = []
    for name, level in levels.items():
        told = (
            f"A veto on {name} reads the probability that it exceeds {level:g}, stretched over the"
            " scale: an expectation would hide it."
        )
        judged = study.veto_levels[f"veto level: {name}"]
        ends = [end for end in (judged.low, judged.high) if end is not None and end != level]
        for label, method in study.methods.items():
            if not (ends and method.has_veto):
                continue
            first = {
                at: method(study.chances_above({**levels, name: at}), weights).tied_best
                for at in (level, *ends)
            }
            told += _by_level(label, level, first)
        said.append(told)
    return said


def _by_level(label: str, level: float, first: dict[float, tuple[str, ...]]) -> str:
    """Say at which levels a method has other strategies first."""
    changed = [
        f"at {at:g} {' and '.join(map(repr, who))}"
        for at, who in first.items()
        if who != first[level]
    ]
    if not changed:
        others = " and ".join(f"{at:g}" for at in first if at != level)
        return f" With the level at {others} instead {label} puts the same first."
    return f" {label} has others first with other levels: {'; '.join(changed)}."


def _exceeding(
    setting: Setting, stretched: DecisionTable, levels: dict[str, float], order: Any
) -> list[Block]:
    """Tabulate how likely the best strategies are to exceed the level that a veto reads."""
    if not levels:
        return []
    columns = []
    for name in levels:
        low, high = setting.study.ranges[name]
        column = stretched.values[:, stretched.criterion_names.index(name)]
        columns.append((column - low) / (high - low))
    heads = [f"{name} above {level:g}" for name, level in levels.items()]
    rows = [[stretched.alternatives[i], *(float(c[i]) for c in columns)] for i in order]
    return [Block("Probability of exceeding the level of the veto", ["strategy", *heads], rows)]


def _limits(setting: Setting, order: Any) -> tuple[list[str], list[Block]]:
    """Say which of the best strategies keep everybody's limits, by their expected performance."""
    table, study = setting.strategies, setting.study
    limited = [
        (name, limit) for name, who in study.stakeholders.items() for limit in who.constraints
    ]
    if not limited:
        return [], []
    kept = {f"{name}: {limit}": limit.allows(table) for name, limit in limited}
    if all(keeps[order].all() for keeps in kept.values()):
        told = " and ".join(f"'{label}'" for label in kept)
        return [f"All that are listed keep {told} by their expected performances."], []
    rows = [
        [table.alternatives[i], *("keeps" if keeps[i] else "breaks" for keeps in kept.values())]
        for i in order
    ]
    return [], [Block("Limits, by expected performance", ["strategy", *kept], rows)]


def _uncertain(setting: Setting, order: Any) -> list[Block]:
    """Return, per method, the mean of the samples' scores beside the score of mean performances."""
    study, weights = setting.study, setting.weights
    if not setting.tree_numbers.varying:
        return []
    # the strategies again in every sample of the numbers
    sampled = setting.sampled_strategies
    methods: dict[str, Any] = {"weighted value": study.weighted_value}
    # a fixed scale may be left in a sample; ranks alone have no mean
    methods |= {
        label: method
        for label, method in study.methods.items()
        if not method.has_veto and "ranges" not in method.options
    }
    headers = ["strategy"]
    columns: list[Any] = []
    for name, method in methods.items():
        scores = method(sampled, weights)
        if not hasattr(scores, "scores"):
            continue
        headers += [f"{name}: mean", "of means", "share best"]
        columns += [
            scores.scores.mean(axis=0),
            method(sampled.mean(), weights).scores,
            uncertainty.choice_probabilities(scores),
        ]
    rows = [
        [sampled.alternatives[i], *(float(np.asarray(column)[i]) for column in columns)]
        for i in order
    ]
    caption = (
        f"Over {len(sampled.values):,} samples of the tree's numbers: the mean of the samples'"
        " scores, beside the score of the mean performances, and how often the strategy is best"
    )
    return [Block(caption, headers, rows)]
