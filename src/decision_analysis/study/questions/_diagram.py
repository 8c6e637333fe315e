"""The influence diagram: its best policy, and what it is worth to know each uncertainty before."""

from __future__ import annotations

from functools import partial
from typing import Any

from decision_analysis import diagrams, plot
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting

TITLE = "What the influence diagram says"
TOP = 30
"""Most rows of a policy that are written."""


@asks("diagram", TITLE, "diagram", pictures=("diagram",))
def diagram(setting: Setting) -> Section:
    """Solve the diagram and ask of each uncertainty what knowing it first would be worth."""
    study = setting.study
    model = study.diagram
    assert model is not None
    solution = diagrams.solve(model, goal=study.goal)
    unit = f" {study.unit}" if study.unit else ""
    value = f"{float(solution.value):,.6g}{unit}"
    blocks = [_policy(solution), *_worth_knowing(setting, model)]
    return Section(
        "diagram",
        TITLE,
        (f"The best policy is worth {value}.",),
        tuple(blocks),
        {"diagram": model, "diagram: solution": solution},
        (Figure("diagram", "The influence diagram", partial(plot.diagram, model)),),
        {"Best": f"The diagram's best policy is worth {value}."},
    )


def _policy(solution: diagrams.Solution) -> Block:
    rows: list[list[Any]] = [
        [choice, ", ".join(state) or "(always)", option]
        for choice, rules in solution.policy.items()
        for state, option in rules.items()
    ]
    caption = "The best option at every information state"
    if len(rows) > TOP:
        caption += f" (the first {TOP} of {len(rows):,})"
    return Block(caption, ["choice", "where", "choose"], rows[:TOP])


def _worth_knowing(setting: Setting, model: diagrams.InfluenceDiagram) -> list[Block]:
    """Ask of each uncertainty what it is worth to know it before the first choice."""
    first = next(iter(model.choices), None)
    if first is None:
        return []
    rows: list[list[Any]] = []
    for name in model.uncertainties:
        try:
            gain = diagrams.value_of_information(
                model, of=name, before=first, goal=setting.study.goal
            )
        except DecisionAnalysisError:
            # what a choice influences cannot be known before it
            continue
        rows.append([name, float(gain.value)])
    rows.sort(key=lambda row: -row[1])
    if not rows:
        return []
    unit = f", {setting.study.unit}" if setting.study.unit else ""
    return [Block(f"Worth of knowing it before {first!r}{unit}", ["uncertainty", "worth"], rows)]
