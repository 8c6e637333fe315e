"""The alternatives scored by several methods, and where and why these disagree."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from decision_analysis import plot
from decision_analysis._render import Percent
from decision_analysis.core import DecisionTable
from decision_analysis.ranking import kendall_tau
from decision_analysis.study.questions import _why
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side_by_side import agreement, side_by_side

TITLE = "How the alternatives score"
TOP = 12
"""Most pairs that are tabulated."""
PARTS = 6
"""Most alternatives whose value is taken apart."""


@asks("scores", TITLE, "table", "decider", pictures=("scores", "scores_parts"))
def scores(setting: Setting) -> Section:
    """Score the base judgements with the weights of the one who decides."""
    study, table, weights = setting.study, setting.table, setting.weights
    valued = study.weighted_value(table, weights)
    results: dict[str, Any] = {"weighted value": valued}
    results |= {name: method(table, weights) for name, method in study.methods.items()}
    differ = _why.pairs(results)
    text = [_weights(setting), _goals(setting), *_compared(setting, results), *_limits(setting)]
    blocks = [side_by_side(table, results)]
    if len(table.criteria) > 1:
        blocks.append(_made_of(table, valued, weights))
    if differ:
        blocks += [
            _why.sides(results, differ, top=TOP),
            _why.reasons(table, results, study.methods, differ),
        ]
    # where all alternatives tie, a ranking agrees with none
    telling = {name: r for name, r in results.items() if np.ptp(r.ranks) > 0}
    if len(telling) > 1:
        blocks.append(_similarity(telling))
    # what breaks a limit of the decider is never best
    kept = setting.score(table)
    return Section(
        "scores",
        TITLE,
        tuple(text),
        tuple(blocks),
        {f"scores: {name}": result for name, result in results.items()},
        _figures(setting, valued),
        {"Best": _in_short(setting, kept, valued)},
    )


def _in_short(setting: Setting, kept: Any, valued: Any) -> str:
    """Say what is best, with what ties it, and what a limit rules out."""
    best, worth = kept.best, float(valued[kept.best])
    tied = kept.tied_best
    # with one criterion nobody weighs
    whose = "" if len(setting.table.criteria) == 1 else f" by {setting.whose}"
    said = f"{worth:.3f} of 1{whose}"
    of = "of the alternatives " if setting.study.tree_data is not None else ""
    if len(tied) > 1:
        more = f" and {len(tied) - TOP} others" if len(tied) > TOP else ""
        said = f"{of}{', '.join(tied[:TOP])}{more} tie, {said}."
    else:
        said = f"{of}{best}, {said}."
    limits = " and ".join(map(str, setting.decider.constraints))
    allowed, labels = setting.decider.allows(setting.table), setting.table.alternatives
    if not allowed.any():
        return f"{said} Every alternative breaks a limit: {limits}."
    if float(valued[valued.best]) > worth and not allowed[labels.index(valued.best)]:
        top = f"{valued.best} is worth {float(valued[valued.best]):.3f}"
        return f"{said} {top} and breaks a limit: {limits}."
    return said


def _weights(setting: Setting) -> str:
    """Say whose the weights are, and how one set came of what is known of them."""
    who, whose = setting.decider, setting.whose
    if len(setting.table.criteria) == 1:
        return f"Values are those of {setting.table.criterion_names[0]}, from 0 to 1."
    if who.exact:
        return f"Scored with {whose} ({who.form})."
    return f"Scored with {whose}: the centroid of those that are possible ({who.form})."


def _compared(setting: Setting, results: dict[str, Any]) -> list[str]:
    if len(results) < 2:
        return []
    short = _why.in_short(setting.table, results, setting.study.methods)
    return [f"{agreement(results)} {short}".strip()]


def _limits(setting: Setting) -> list[str]:
    """Say which alternatives break limits of the decider, of which methods know nothing."""
    who, table = setting.decider, setting.table
    if not who.constraints:
        return []
    broken = [a for a, kept in zip(table.alternatives, who.allows(table), strict=True) if not kept]
    limits = " and ".join(map(str, who.constraints))
    if not broken:
        return [f"Every alternative keeps the limit {limits} at the base judgements."]
    shown = ", ".join(broken[:TOP]) + (", ..." if len(broken) > TOP else "")
    return [
        f"The scores leave the limit {limits} aside; at the base judgements it is broken by"
        f" {shown}."
    ]


def _goals(setting: Setting) -> str:
    """Say on which criteria less is better: what is mistaken here turns everything round."""
    criteria = setting.study.criteria
    less = [c.name for c in criteria if c.goal == "min"]
    if not less:
        return "More is better on every criterion."
    if len(less) == len(criteria):
        return "Less is better on every criterion."
    return f"Less is better on {', '.join(less)}, and more on the other criteria."


def _made_of(table: DecisionTable, valued: Any, weights: dict[str, float]) -> Block:
    """Tabulate what each criterion adds to the values of the best alternatives."""
    best = np.argsort(valued.ranks, kind="stable")[:PARTS]
    by_weight = sorted(range(len(table.criteria)), key=lambda j: -weights[table.criterion_names[j]])
    rows: list[list[Any]] = [
        [
            table.criterion_names[j],
            Percent(weights[table.criterion_names[j]]),
            *(float(valued.weighted[i, j]) for i in best),
        ]
        for j in by_weight
    ]
    rows.append(["sum", Percent(1.0), *(float(valued.scores[i]) for i in best)])
    some = f", the best {PARTS}" if len(best) < len(table.alternatives) else ""
    return Block(
        f"What the weighted value is made of: weights, and what each criterion adds{some}",
        ["criterion", "weight", *(table.alternatives[i] for i in best)],
        rows,
    )


def _similarity(results: dict[str, Any]) -> Block:
    ranks = [r.ranks for r in results.values()]
    rows: list[list[Any]] = [
        [n, *(float(kendall_tau(one, other)) for other in ranks)]
        for n, one in zip(results, ranks, strict=True)
    ]
    return Block(
        "How alike the methods rank (Kendall's tau: 1 in the same order, -1 in the opposite one)",
        ["", *results],
        rows,
    )


def _figures(setting: Setting, valued: Any) -> tuple[Figure, ...]:
    title = f"Weighted value, {setting.whose}"
    unit = "0 worst, 1 best"
    drawn = partial(plot.scores, valued, title=title, unit=unit)
    found = [Figure("scores", "Weighted value of the alternatives (0 worst, 1 best)", drawn)]
    if len(setting.table.criteria) > 1:
        parts = partial(plot.steps, valued, title=title, unit=unit)
        caption = "What each criterion adds to the weighted value (0 worst, 1 best)"
        found.append(Figure("scores_parts", caption, parts))
    return tuple(found)
