"""Section: the joined model: expected criteria of every strategy, scored by all methods."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import uncertainty
from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable
from decision_analysis.study._scoring_methods import scoring_methods
from decision_analysis.study._section import Block, Section
from decision_analysis.study._side_by_side import agreement, side_by_side
from decision_analysis.study._study import Study

TOP = 6
SAMPLES = 2**11


def strategies_section(study: Study) -> Section:
    """Score strategies on expected performances, and again in every sample of the parameters."""
    weights = study.decider.weights()
    # score the expected performances; for a veto, the chance of exceeding its level
    table, vetoed = study.strategies(), _vetoed(study)
    # an expectation hides what a veto is about: the chance of exceeding its level
    stretched = study.chances_above(vetoed) if vetoed else table
    methods = scoring_methods(study)
    results = {
        n: method(stretched if "veto" in n else table, weights) for n, method in methods.items()
    }
    # the best by the first method, of which there may be thousands
    order = np.argsort(next(iter(results.values())).ranks, kind="stable")[:TOP]
    text = [
        f"The tree has {len(table.alternatives)} strategies; each is a row of expected"
        f" performances, scored like any other alternative. {agreement(results)}"
    ]
    for name, level in vetoed.items():
        shares = _share(study, stretched, name)
        text.append(
            f"For the veto, {name} enters as the probability that it exceeds {level:g}, stretched"
            f" over the scale: an expectation would hide it. It runs from {shares.min():.3f} to"
            f" {shares.max():.3f} over the strategies."
        )
    blocks = (side_by_side(table, results, top=TOP), _uncertain(study, methods, weights, order))
    named: dict[str, Any] = {f"joined: {name}": result for name, result in results.items()}
    title = "The tree's strategies, scored on all criteria"
    return Section(title, tuple(text), blocks, {**named, "joined: table": table})


def _uncertain(study: Study, methods: dict[str, Any], weights: Any, order: Any) -> Block:
    """Return, per method, the mean of the samples' scores beside the score of mean performances."""
    # the strategies again in every sample of the parameters
    sampled = uncertainty.simulate(
        study.strategies, study.parameters, n_samples=SAMPLES, rng=study.seed
    ).table
    headers = ["strategy"]
    columns: list[Any] = []
    for name, method in methods.items():
        if "veto" in name:
            continue
        scores = method(sampled, weights)
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
        f"Over {SAMPLES:,} samples of the parameters: the mean of the samples' scores, beside the"
        " score of the mean performances, and how often the strategy is best"
    )
    return Block(caption, headers, rows)


def _vetoed(study: Study) -> dict[str, float]:
    """Return the criteria that a veto guards, with the middle of their scale."""
    vetoes = study.methods.get("electre_iii", {}).get("veto", {})
    names = list(vetoes) if isinstance(vetoes, dict) else [c.name for c in study.criteria]
    return {name: sum(study.ranges[name]) / 2 for name in names}


def _share(study: Study, stretched: DecisionTable, name: str) -> FloatArray:
    low, high = study.ranges[name]
    column: FloatArray = stretched.values[:, stretched.criterion_names.index(name)]
    return (column - low) / (high - low)
