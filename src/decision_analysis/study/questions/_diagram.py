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
TOP, FEW = 30, 4
"""Most rows of a policy that are written, and most states in one line."""
WORTH = 1e-9
"""What is less is rounding."""


@asks("diagram", TITLE, "diagram", pictures=("diagram",))
def diagram(setting: Setting) -> Section:
    """Solve the diagram and ask of each uncertainty what knowing it first would be worth."""
    study = setting.study
    model = study.diagram
    assert model is not None
    solution = diagrams.solve(model, goal=study.goal)
    unit = f" {study.unit}" if study.unit else ""
    value = f"{float(solution.value):,.6g}{unit}"
    worth = _worth_knowing(setting, model)
    blocks = [_policy(solution), *_known(setting, model, worth)]
    best = f"{_first(solution)}, worth {value}." if model.choices else f"It is worth {value}."
    return Section(
        "diagram",
        TITLE,
        (f"The best policy is worth {value}.",),
        tuple(blocks),
        {"diagram": model, "diagram: solution": solution},
        (Figure("diagram", "The influence diagram", partial(plot.diagram, model)),),
        {"Best": best, **_findings(worth, unit)},
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


def _first(solution: diagrams.Solution) -> str:
    """Say what the first choice should be, in each information state where there are few."""
    choice, rules = next(iter(solution.policy.items()))
    told = [
        f"{option} if {' and '.join(state)}" if state else option for state, option in rules.items()
    ]
    options = list(dict.fromkeys(rules.values()))
    if len(options) == 1:
        return f"{choice}: {options[0]}"
    if len(told) > FEW:
        return f"{choice}: {' or '.join(options)}, as the table of the policy says"
    return f"{choice}: {'; '.join(told)}"


def _findings(worth: list[list[Any]], unit: str) -> dict[str, str]:
    """Name the one or two uncertainties most worth finding out."""
    useful = [(name, value) for name, value in worth if value > WORTH]
    if not worth:
        return {}
    told = [f"{name}, worth up to {value:.3g}{unit}" for name, value in useful[:2]]
    said = "; ".join(told) or "nothing: no finding would change the choice"
    return {"Worth finding out": f"{said}."}


def _worth_knowing(setting: Setting, model: diagrams.InfluenceDiagram) -> list[list[Any]]:
    """Return the worth of knowing each uncertainty before the first choice, but what it knows."""
    first = next(iter(model.choices), None)
    if first is None:
        return []
    rows: list[list[Any]] = []
    for name in model.uncertainties:
        if name in model.parents(first):
            continue
        try:
            gain = diagrams.value_of_information(
                model, of=name, before=first, goal=setting.study.goal
            )
        except DecisionAnalysisError:
            # what a choice influences cannot be known before it
            continue
        rows.append([name, float(gain.value)])
    rows.sort(key=lambda row: -row[1])
    return rows


def _known(
    setting: Setting, model: diagrams.InfluenceDiagram, rows: list[list[Any]]
) -> list[Block]:
    if not rows:
        return []
    first = next(iter(model.choices))
    unit = f", {setting.study.unit}" if setting.study.unit else ""
    return [Block(f"Worth of knowing it before {first!r}{unit}", ["uncertainty", "worth"], rows)]
