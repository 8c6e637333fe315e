"""The alternatives scored by several methods, and where these disagree."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from decision_analysis import plot
from decision_analysis.ranking import kendall_tau
from decision_analysis.study._section import Block, Figure, Section
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side_by_side import agreement, disagreements, side_by_side


@asks("scores", "How the alternatives score", "table", "decider", pictures=("scores",))
def scores(setting: Setting) -> Section:
    """Score the base judgements with the weights of the one who decides."""
    table, weights = setting.table, setting.weights
    valued = setting.study.weighted_value(table, weights)
    results: dict[str, Any] = {"weighted value": valued}
    results |= {name: method(table, weights) for name, method in setting.study.methods.items()}
    best = valued.best
    number = float(valued[best])
    text = (f"Weights: {setting.whose}. {agreement(results)}",)
    blocks = [side_by_side(table, results)]
    if len(results) > 1:
        apart = disagreements(results)
        blocks += [apart] if apart.rows else []
        # where all alternatives tie, a ranking agrees with none
        telling = {name: r for name, r in results.items() if np.ptp(r.ranks) > 0}
        blocks += [Block("Agreement", *_similarity(telling))] if len(telling) > 1 else []
    figure = partial(
        plot.scores, valued, title=f"Weighted value, {setting.whose}", unit="0 worst, 1 best"
    )
    return Section(
        "scores",
        "How the alternatives score",
        text,
        tuple(blocks),
        {f"scores: {name}": result for name, result in results.items()},
        (Figure("scores", "Weighted value of the alternatives", figure),),
        {"Best": f"{best}, {number:.3f} of 1 by {setting.whose}."},
    )


def _similarity(results: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    ranks = [r.ranks for r in results.values()]
    rows = [
        [n, *(float(kendall_tau(one, other)) for other in ranks)]
        for n, one in zip(results, ranks, strict=True)
    ]
    return ["", *results], rows
