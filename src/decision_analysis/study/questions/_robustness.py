"""What holds in every case: regret over scenarios and samples, and who may be best or worst."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from decision_analysis import plot, robustness
from decision_analysis.core import DecisionTable
from decision_analysis.study.questions._extremes import extremes
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._scenarios import (
    of_strategies,
    of_table,
    where_from,
)
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._sums import SHOWN, score

TAIL = 0.05
"""Share of the samples in which regret is worst."""


@asks(
    "robustness",
    "What holds in every case",
    "decider or plain tree",
    "table or scenarios",
    pictures=("regret", "regret_tree"),
)
def robust(setting: Setting) -> Section | None:
    """Take regrets over scenarios and samples, and decide who may be the best and the worst."""
    text: list[str] = []
    blocks: list[Block] = []
    results: dict[str, Any] = {}
    figures: list[Figure] = []
    for what, name, found in (
        ("alternatives", "regret", of_table(setting)),
        ("strategies", "regret_tree", of_strategies(setting)),
    ):
        if found is None:
            continue
        unit = setting.unit if what == "strategies" else "weighted value from 0 to 1"
        regret = robustness.minimax_regret(found)
        results[f"robustness: payoffs of {what}"] = found
        results[f"robustness: minimax regret of {what}"] = regret
        text += [where_from(setting)] * (not text)
        text.append(_in_scenarios(found, regret, what, unit))
        blocks.append(_regrets(found, regret, what, unit))
        title = f"Regret over scenarios, {unit}" if unit else "Regret over scenarios"
        caption = f"Regret of the {what} in the scenarios, {unit}".rstrip(", ")
        figures.append(Figure(name, caption, partial(plot.regret, regret, title=title)))
    if setting.study.alternatives and setting.ranged and setting.study.decider is not None:
        lost = _over_samples(setting, results)
        text.append(lost[0])
        blocks.append(lost[1])
    if setting.study.alternatives and len(setting.table.alternatives) > 1:
        told = extremes(setting)
        results |= told.results
        text += told.text
        blocks += told.blocks
    if not text:
        return None
    return Section(
        "robustness",
        "What holds in every case",
        tuple(text),
        tuple(blocks),
        results,
        tuple(figures),
    )


def _in_scenarios(
    payoffs: DecisionTable, regret: robustness.MinimaxRegretResult, what: str, unit: str
) -> str:
    """Say what regrets least in the worst scenario, and what is best at its worst."""
    count = len(payoffs.criterion_names)
    least = float(regret.scores.min())
    assert regret.regret is not None
    worst_of_best = regret.regret[payoffs.alternatives.index(regret.best)]
    state = payoffs.criterion_names[int(np.argmax(worst_of_best))]
    safest = robustness.maximin(payoffs)
    there = f", in '{state}'" if least > 0 else ""
    if len(tied := regret.tied_best) > 1:
        more = f" and {len(tied) - SHOWN} others" if len(tied) > SHOWN else ""
        has = f"{', '.join(tied[:SHOWN])}{more} have"
        there = ""
    else:
        has = f"{regret.best} has"
    same = safest.best == regret.best
    worst = (
        f"It is also the best at its worst, {float(safest[safest.best]):.4g}."
        if same
        else f"The best at its worst is {safest.best}, {float(safest[safest.best]):.4g}."
    )
    return (
        f"Of the {what} {has} the least largest regret over {count} scenarios,"
        f" {least:.4g} ({unit}){there}. {worst}{_optimism(payoffs)}"
    ).replace(" ()", "")


def _optimism(payoffs: DecisionTable) -> str:
    """Say from which degree of optimism on another one is chosen."""
    curve = robustness.hurwicz_curve(payoffs)
    if not curve.changes:
        return f" Between its best and worst scenario {curve.best_low} is best for any optimism."
    steps = "; ".join(f"above {at:.2f} {after}" for at, _, after in curve.changes)
    return (
        f" By Hurwicz's rule, which weighs the best scenario with an optimism from 0 to 1,"
        f" {curve.best_low} is best at first, {steps}."
    )


def _regrets(
    payoffs: DecisionTable, regret: robustness.MinimaxRegretResult, what: str, unit: str
) -> Block:
    """Tabulate the worst regret, and where it is felt."""
    assert regret.regret is not None
    order = np.argsort(regret.ranks, kind="stable")[:SHOWN]
    spread = np.sort(regret.regret, axis=1)
    rows: list[list[Any]] = [
        [
            payoffs.alternatives[i],
            float(regret.scores[i]),
            payoffs.criterion_names[int(np.argmax(regret.regret[i]))],
            float(spread[i].mean()),
            float(payoffs.values[i].min()),
            float(payoffs.values[i].max()),
        ]
        for i in order
    ]
    some = (
        f", the first {len(rows)} of {len(regret.ranks)}" if len(rows) < len(regret.ranks) else ""
    )
    return Block(
        f"Regret of the {what} over the scenarios, {unit}{some}".replace(", ,", ","),
        [
            what[:-1] if what == "alternatives" else "strategy",
            "largest regret",
            "in",
            "mean regret",
            "least value",
            "greatest value",
        ],
        rows,
    )


def _over_samples(setting: Setting, results: dict[str, Any]) -> tuple[str, Block]:
    """Return the mean regret over the samples, and that in the worst of them."""
    values = setting.sampled_values
    scores = score(values, setting.weights).scores
    # what falls short of the best in each sample
    regret = scores.max(axis=-1, keepdims=True) - scores
    labels = list(values.alternatives)
    by_label = {label: regret[:, i] for i, label in enumerate(labels)}
    mean = robustness.cvar(by_label, 1.0, goal="min")
    tail = robustness.cvar(by_label, TAIL, goal="min")
    results |= {"robustness: mean regret": mean, "robustness: regret in the tail": tail}
    weights = "" if setting.decider.exact else ", the mean of the possible ones,"
    order = np.argsort(mean.ranks, kind="stable")[:SHOWN]
    rows: list[list[Any]] = [
        [labels[i], abs(float(mean.scores[i])), abs(float(tail.scores[i]))] for i in order
    ]
    some = f", the first {len(rows)} of {len(labels)}" if len(rows) < len(labels) else ""
    other = (
        "as in"
        if mean.best == tail.best
        else f"while {tail.best} has it ({abs(tail.scores.min()):.4g}) in"
    )
    aside = ", limits left aside," if setting.decider.constraints else ""
    text = (
        f"Over {len(regret):,} samples of the judgements, with {setting.whose}{weights}{aside}"
        f" {mean.best} has the least regret on average, {abs(mean.scores.min()):.4g}, {other} the"
        f" worst {TAIL:.0%} of its samples."
    )
    return text, Block(
        f"Regret over samples of the judgements, weighted value from 0 to 1{some}",
        ["alternative", "mean", f"mean of the worst {TAIL:.0%}"],
        rows,
    )
