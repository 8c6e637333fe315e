"""How far the choice depends on what is thought of another party: his spread and his cells."""

from __future__ import annotations

import dataclasses
from typing import Any

from decision_analysis import _render
from decision_analysis.study.questions._section import Block
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side import Side, tree_side

FACTORS = (0.0, 0.5, 1.0, 2.0)
"""Of the spread of a party's performances."""


def other_parties(setting: Setting) -> tuple[list[str], list[Block], dict[str, Any]]:
    """Return sentences and a table of the best strategy as the spread of each party changes."""
    study = setting.study
    side = setting.sides.get("tree")
    if side is None:
        return [], [], {}
    text, rows = [], []
    for party in dict.fromkeys(entry.party for entry in study.predictions):
        own = [entry for entry in study.predictions if entry.party == party]
        used = [entry for entry in own if study.used & set(entry.gives.values())]
        if not used:
            continue
        if any(entry.spread > 0 for entry in used):
            sides = {factor: _with_spread(setting, party, factor) for factor in FACTORS}
            for factor, found in sides.items():
                row: list[Any] = [party, factor, found.best, found.runner_up, found.ahead]
                rows.append(row)
            text.append(_spread(party, side, sides))
        # types of a party share cells
        cells = list(dict.fromkeys(name for entry in used for name in entry.cells.varying))
        if cells:
            able = [name for name in cells if name in setting.decisive["tree"]]
            can = f"{len(able)} of the" if able else "None of the"
            text.append(
                f"{can} {len(cells)} uncertain numbers of what {party} cares about can alone change"
                " the best strategy."
            )
    unit = f", {side.unit}" if side.unit else ""
    caption = (
        "The best strategy as the spread of what is not known of a party's performances is"
        f" multiplied; lead{unit}"
    )
    headers = ["party", "spread times", "best", "runner-up", "lead"]
    return text, [Block(caption, headers, rows)] if rows else [], {}


def _with_spread(setting: Setting, party: str, factor: float) -> Side:
    """Return the tree's strategies with another spread of one party's performances."""
    if factor == 1:
        return setting.sides["tree"]
    predictions = tuple(
        dataclasses.replace(entry, spread=factor * entry.spread) if entry.party == party else entry
        for entry in setting.study.predictions
    )
    study = dataclasses.replace(setting.study, predictions=predictions)
    return tree_side(study, study.strategies())


def _spread(party: str, side: Side, sides: dict[float, Side]) -> str:
    about = f"the spread of {party}'s performances from none to double what is assumed"
    others = {factor: found for factor, found in sides.items() if found.best != side.best}
    if not others:
        leads = [found.ahead for found in sides.values()]
        least, most = (_render.short(float(f"{end(leads):.3g}")) for end in (min, max))
        ahead = least if least == most else f"{least} to {most}"
        told = f"With {about}, {side.best} stays the best strategy, ahead by {ahead}"
        return f"{told} {side.unit}".rstrip() + "."
    told = ", ".join(f"{found.best} at {factor:g} times" for factor, found in others.items())
    return f"With {about}, the best strategy changes: {told}."
