"""Influence diagrams in pyAgrum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from crosscheck.peers._peer import peer
from decision_analysis import diagrams
from decision_analysis.diagrams.factors import temporal


@peer("pyagrum")
def pyagrum_value(diagram: diagrams.InfluenceDiagram, *, recall: bool) -> float | None:
    """Return the expected utility of a diagram in pyAgrum; None where it finds no order to solve it
    in."""
    engine = _solved(diagram, recall)
    return None if engine is None else float(engine.MEU()["mean"])


@peer("pyagrum")
def pyagrum_option(
    diagram: diagrams.InfluenceDiagram, choice: str, known: Mapping[str, str]
) -> str:
    """Return the option that pyAgrum's policy with perfect recall takes where some labels are
    known."""
    engine = _solved(diagram, True)
    names = {name: f"n{i}" for i, name in enumerate(diagram.nodes)}
    policy = engine.optimalDecision(names[choice])
    cell = {names[name]: diagram.states(name).index(label) for name, label in known.items()}
    cell = {name: k for name, k in cell.items() if name in policy.names}
    taken = [policy[{**cell, names[choice]: k}] for k in range(len(diagram.states(choice)))]
    return diagram.states(choice)[int(np.argmax(taken))]


def _solved(diagram: diagrams.InfluenceDiagram, recall: bool) -> Any:
    """Return pyAgrum's engine after solving a diagram; None where it finds no order to solve it
    in."""
    import pyagrum

    theirs: Any = pyagrum.InfluenceDiagram()
    names = {name: f"n{i}" for i, name in enumerate(diagram.nodes)}
    for name, node in diagram.nodes.items():
        if isinstance(node, diagrams.Value):
            theirs.addUtilityNode(pyagrum.LabelizedVariable(names[name], "", 1))
            continue
        variable = pyagrum.LabelizedVariable(names[name], "", list(diagram.states(name)))
        choice = isinstance(node, diagrams.Choice)
        (theirs.addDecisionNode if choice else theirs.addChanceNode)(variable)
    for name in diagram.nodes:
        for above in diagram.parents(name):
            theirs.addArc(names[above], names[name])
    for name, node in diagram.nodes.items():
        if isinstance(node, diagrams.Choice):
            continue
        chance = isinstance(node, diagrams.Uncertain)
        array = node.probabilities if chance else node.payoffs
        axes = [*diagram.parents(name), *([name] if chance else [])]
        tensor = theirs.cpt(names[name]) if chance else theirs.utility(names[name])
        for index in np.ndindex(array.shape):
            cell = {names[a]: i for a, i in zip(axes, index, strict=True)}
            tensor[cell if chance else {**cell, names[name]: 0}] = float(array[index])
    try:
        engine = pyagrum.ShaferShenoyLIMIDInference(theirs)
    except pyagrum.NotFound:  # where a node stands apart from the others
        return None
    if recall:
        engine.addNoForgettingAssumption([names[s.choice] for s in temporal(diagram)])
    if not engine.isSolvable():
        return None
    engine.makeInference()
    return engine
