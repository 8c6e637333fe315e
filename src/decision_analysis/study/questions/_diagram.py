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
CASES = 4
"""Most of them in the summary."""
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
    blocks = [_policy(solution), *worth]
    return Section(
        "diagram",
        TITLE,
        (f"The best policy is worth {value}.",),
        tuple(blocks),
        {"diagram": model, "diagram: solution": solution},
        (Figure("diagram", "The influence diagram", partial(plot.diagram, model)),),
        {"Best": f"{_first(solution)} worth {value}.", **_summary(worth, unit)},
    )


def _first(solution: diagrams.Solution) -> str:
    """Say what to choose first, and after what; of many cases that there is a best policy."""
    choice, rules = next(iter(solution.policy.items()), ("", {}))
    by_option: dict[str, list[str]] = {}
    for state, option in rules.items():
        by_option.setdefault(option, []).append(", ".join(state))
    if len(by_option) == 1:
        return f"{choice}: {next(iter(by_option))},"
    if not by_option or len(rules) > CASES:
        return "The diagram's best policy is"
    told = (f"{option} if {' or '.join(states)}" for option, states in by_option.items())
    return f"{choice}: {', '.join(told)},"


def _summary(worth: list[Block], unit: str) -> dict[str, str]:
    """Name the uncertainties that are most worth knowing."""
    rows: list[Any] = [row for block in worth for row in block.rows]
    useful = [row for row in rows if row[1] > WORTH]
    if not rows:
        return {}
    if not useful:
        return {"Worth finding out": "nothing: no finding would change the choice."}
    told = (f"{row[0]}, worth up to {row[1]:,.6g}{unit}" for row in useful[:2])
    return {"Worth finding out": f"{'; '.join(told)}."}


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
