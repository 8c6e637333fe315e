"""Section: the judged alternatives scored by several methods, and where these disagree."""

from __future__ import annotations

from typing import Any

from decision_analysis.ranking import kendall_tau
from decision_analysis.study._scoring_methods import scoring_methods
from decision_analysis.study._section import Block, Section
from decision_analysis.study._side_by_side import agreement, disagreements, side_by_side
from decision_analysis.study._study import Study


def scores_section(study: Study) -> Section:
    """Score the base judgements with the weights of the one who decides."""
    table, weights = study.table(), study.decider.weights()
    results = {name: method(table, weights) for name, method in scoring_methods(study).items()}
    text = (
        f"Weights: {study.decider.name}, who decides; performances are the base judgements on the"
        " anchored scale. " + agreement(results),
    )
    tau = Block(
        "Agreement of the rankings (Kendall's tau, 1 is the same order)", *_similarity(results)
    )
    return Section(
        "How the alternatives score",
        text,
        (side_by_side(table, results), disagreements(results), tau),
        {f"scores: {name}": result for name, result in results.items()},
    )


def _similarity(results: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    ranks = [r.ranks for r in results.values()]
    rows = [
        [n, *(float(kendall_tau(one, other)) for other in ranks)]
        for n, one in zip(results, ranks, strict=True)
    ]
    return ["", *results], rows
