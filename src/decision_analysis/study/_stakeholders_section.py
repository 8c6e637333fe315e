"""Section: each stakeholder's view by his order of weights (SMAA), and how far views differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import mcda, sensitivity, uncertainty
from decision_analysis._render import Percent
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.study._scoring_methods import additive
from decision_analysis.study._section import Block, Section
from decision_analysis.study._stakeholder import Stakeholder
from decision_analysis.study._study import Study

_OUT_OF_REACH = 10.0
"""Taken off the value, which is at most 1, of an alternative that breaks a constraint: all who keep
it rank above."""


def stakeholders_section(study: Study) -> Section:
    """Sample judgements and weights together for every stakeholder."""
    # the same samples of the judgements for all
    sampled = uncertainty.simulate(
        study.table, study.judgements, n_samples=study.n_samples, rng=study.seed
    ).table
    views = {
        name: _smaa(study, stakeholder, sampled) for name, stakeholder in study.stakeholders.items()
    }
    labels = list(study.alternatives)
    first: list[list[Any]] = [
        [n, *map(float, v.rank_acceptability[:, 0]), labels[_most(v)]] for n, v in views.items()
    ]
    blocks = [
        Block(
            "How often each alternative is a stakeholder's best (first-rank acceptability)",
            ["stakeholder", *labels, "most often"],
            first,
        ),
        *_constraints(study, sampled),
        _moves(study, labels),
    ]
    # the alternative for which the farthest of all moves least
    # the last row of the last table, without its first cell, "everybody"
    targets = blocks[-1].rows[-1][1:]
    # "never" counts as infinitely far
    reach = [v if isinstance(v, float) else np.inf for v in targets]
    easiest = labels[int(np.argmin(reach))]
    text = (
        f"{_known_weights(study)}, judgements only as ranges: {study.n_samples:,} samples of both. "
        + _consensus(views, labels),
        (
            "How far would each have to move? The last table gives the least share of weight that"
            " a stakeholder would have to shift between criteria for an alternative to be his"
            f" best, leaving his order of criteria aside. Agreement is nearest at {easiest}, where"
            f" nobody moves more than {min(reach):.1%}."
        ),
    )
    return Section(
        "Who would choose what",
        text,
        tuple(blocks),
        {f"smaa: {name}": view for name, view in views.items()},
    )


def _known_weights(study: Study) -> str:
    """Say in which form the weights are known; points count as the order they imply."""
    points = [
        name for name, stakeholder in study.stakeholders.items() if stakeholder.points is not None
    ]
    return "Weights are known only as an order" + (
        f" (implied by the points of {', '.join(points)})" if points else ""
    )


def _smaa(study: Study, stakeholder: Stakeholder, sampled: DecisionTable) -> Any:
    """Return one stakeholder's SMAA over samples of his weights and of all judgements."""
    method, space = _view(study, stakeholder), stakeholder.weight_space()
    return uncertainty.smaa(
        sampled, method, weights=space, n_samples=study.n_samples, rng=study.seed
    )


def _view(study: Study, stakeholder: Stakeholder) -> Any:
    """Return the weighted value, with what breaks a constraint below everything that keeps it."""
    value = additive(study)

    def with_constraints(table: DecisionTable, weights: Any) -> Any:
        scores = value(table, weights).scores - np.where(
            stakeholder.allows(table), 0.0, _OUT_OF_REACH
        )
        return Scores(
            method=f"value for {stakeholder.name}", alternatives=table.alternatives, scores=scores
        )

    return with_constraints if stakeholder.constraints else value


def _most(view: Any) -> int:
    return int(np.argmax(view.rank_acceptability[:, 0]))


def _consensus(views: dict[str, Any], labels: list[str]) -> str:
    favorites: dict[str, list[str]] = {}
    for name, view in views.items():
        favorites.setdefault(labels[_most(view)], []).append(name)
    if len(favorites) == 1:
        return f"Every stakeholder's most frequent best is {next(iter(favorites))}."
    parts = [f"{label} for {', '.join(names)}" for label, names in favorites.items()]
    return "The most frequent best is " + "; ".join(parts) + "."


def _constraints(study: Study, sampled: DecisionTable) -> list[Block]:
    limited = {name: s for name, s in study.stakeholders.items() if s.constraints}
    if not limited:
        return []
    rows: list[list[Any]] = [
        [f"{name}: {constraint}", *map(Percent, constraint.allows(sampled).mean(axis=0))]
        for name, stakeholder in limited.items()
        for constraint in stakeholder.constraints
    ]
    return [
        Block(
            "How likely each alternative keeps a stakeholder's limits",
            ["limit", *sampled.alternatives],
            rows,
        )
    ]


def _moves(study: Study, labels: list[str]) -> Block:
    table = study.table()
    # weighted values of each criterion, with the weights to be moved
    valued = mcda.additive_value(
        table, study.decider.weights(), values=study.value_functions, steps=True
    )
    values = np.asarray(valued.partial)
    rows: list[list[Any]] = []
    for name, stakeholder in study.stakeholders.items():
        allowed = stakeholder.allows(table)
        moved = np.full(len(labels), np.nan)
        # what breaks a constraint cannot be his best, whatever the weights
        kept = table.select(alternatives=[a for a, ok in zip(labels, allowed, strict=True) if ok])
        move = sensitivity.weight_move(kept.with_values(values[allowed]), stakeholder.weights())
        moved[allowed] = move.moved
        rows.append([name, *(Percent(m) if np.isfinite(m) else "never" for m in moved)])
    # by alternative, without the column of names
    columns = list(zip(*rows, strict=True))[1:]
    # what everybody could agree on: the farthest has to move so far
    worst = ["never" if "never" in column else max(column) for column in columns]
    rows.append(["everybody", *worst])
    return Block(
        "Least share of weight to move for an alternative to be best",
        ["stakeholder", *labels],
        rows,
    )
