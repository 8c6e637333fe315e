"""Section: which judgements change the choice, and at what value (tornado and thresholds)."""

from __future__ import annotations

from typing import Any

from decision_analysis import sensitivity
from decision_analysis.core import Parameters
from decision_analysis.study._scoring_methods import additive
from decision_analysis.study._section import Block, Section
from decision_analysis.study._study import Study

TOP = 8
GRID = 129
"""Points on which a change of the best is looked for before it is located."""


def judgements_section(study: Study) -> Section:
    """Vary the judgements of the table, then the parameters of the tree, one at a time."""
    weights, value = study.decider.weights(), additive(study)

    def weighted(table: Any) -> Any:
        return value(table, weights)

    # each model with its parameters and what it compares
    sides = {
        "judgements": (study.table, study.judgements, "alternatives"),
        "parameters": (study.strategies, study.parameters, "strategies"),
    }
    text, blocks, results = [], [], {}
    for what, (model, parameters, of) in sides.items():
        # one at a time between its 10% and 90% quantiles
        tornado = sensitivity.tornado(model, parameters, score=weighted)
        results[f"tornado: {what}"] = tornado
        # at the base values; a weighted value is the more the better
        best = tornado.alternatives[int(tornado.base.argmax())]
        blocks.append(_bars(what, of, tornado, best, parameters))
        # over its whole range: where does the best change?
        changes = _thresholds(model, parameters, weighted, tornado)
        decisive = (
            f"{len(changes)} of the {len(parameters.varying)} {what} can alone change the best of"
            f" the {of}"
        )
        text.append(
            decisive + (f" ({best})." if changes else f": {best} stays best over each whole range.")
        )
        if changes:
            blocks.append(
                Block(
                    f"Where the best of the {of} changes",
                    [what[:-1], "base", "at", "best below", "best above"],
                    changes,
                )
            )
    return Section("Which judgements matter", tuple(text), tuple(blocks), results)


def _bars(what: str, of: str, tornado: Any, best: str, parameters: Parameters) -> Block:
    column = tornado.alternatives.index(best)
    rows: list[list[Any]] = []
    for i, name in enumerate(tornado.names[:TOP]):
        changed = {str(tornado.best_low[i]), str(tornado.best_high[i])} - {best}
        low, high = float(tornado.low[i, column]), float(tornado.high[i, column])
        ends = parameters[name].quantile([0.1, 0.9])
        rows.append([name, float(ends[0]), float(ends[1]), low, high, " / ".join(sorted(changed))])
    headers = [what[:-1], "10%", "90%", "value at 10%", "value at 90%", "other best"]
    return Block(
        f"Tornado: weighted value of {best}, {what} from their 10% to their 90% quantile",
        headers,
        rows,
    )


def _thresholds(model: Any, parameters: Parameters, score: Any, tornado: Any) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for name in tornado.names:
        parameter = parameters[name]
        if parameter.low is None or parameter.high is None:
            continue
        found = sensitivity.threshold(
            model,
            parameters,
            name,
            between=(parameter.low, parameter.high),
            score=score,
            n_points=GRID,
        )
        rows += [
            [name, parameter.base, float(at), before, after] for at, before, after in found.changes
        ]
    return rows
