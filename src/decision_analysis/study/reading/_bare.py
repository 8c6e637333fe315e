"""A bare table, tree or diagram file as a study of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from decision_analysis import diagrams, io, trees
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError

MORE = "more is taken to be better on every criterion"
ALL = "all weights are possible"


def bare(path: Path) -> dict[str, Any]:
    """Return the study document of a file that holds one part of a decision and nothing else."""
    title = {"kind": "study", "title": path.stem.replace("_", " ") or path.name}
    # words and gaps in cells of a spreadsheet are the study's to judge
    if path.suffix.lower() in (".csv", ".xlsx"):
        notice = f"{path.name} says neither what is better nor what matters more: {MORE}, {ALL}."
        return {**title, "notice": notice, "table": path.name}
    found = io.load(path)
    if isinstance(found, DecisionTable):
        if found.sample_shape:
            raise InvalidInputError(f"{str(path)!r} must hold one table without samples")
        notice = f"{path.name} does not say what matters more: {ALL}."
        return {**title, "notice": notice, **_table(found)}
    if isinstance(found, diagrams.InfluenceDiagram):
        return {**title, "diagram": diagrams.to_dict(found)["nodes"]}
    if isinstance(found, trees.Decision | trees.Chance | trees.Terminal):
        data = trees.to_dict(found)
        by_criteria = _attributes(data)
        told = f"{path.name} says neither what is better nor what matters more: {MORE}, {ALL}."
        said = {"notice": told} if by_criteria else {}
        return {**title, **said, "tree": data, **by_criteria}
    raise InvalidInputError(
        f"{str(path)!r} must hold a study, a table, a tree or a diagram; it holds"
        f" {type(found).__name__}"
    )


def _table(table: DecisionTable) -> dict[str, Any]:
    criteria = {
        c.name: {"goal": c.goal, **({"unit": c.unit} if c.unit else {})} for c in table.criteria
    }
    rows = zip(table.alternatives, table.values.tolist(), strict=True)
    return {"criteria": criteria, "table": dict(rows)}


def _attributes(data: Any) -> dict[str, Any]:
    """Return the criteria of a tree whose payoffs are by attribute: nothing says which cost."""
    names: dict[str, None] = {}
    todo, seen = [data], set()
    while todo:
        entry = todo.pop()
        if not isinstance(entry, Mapping) or id(entry) in seen:
            continue
        seen.add(id(entry))
        for payoff in (entry.get("payoff"), entry.get("terminal")):
            names |= dict.fromkeys(payoff) if isinstance(payoff, Mapping) else {}
        if "decision" in entry:
            todo += entry["options"].values()
        elif "chance" in entry:
            todo += [branch["then"] for branch in entry["outcomes"].values()]
        elif "terminal" not in entry:
            names |= dict.fromkeys(entry)
    return {"criteria": {name: {} for name in sorted(names)}} if names else {}
