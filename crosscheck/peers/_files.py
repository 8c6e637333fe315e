"""Files that pyAgrum writes, with the tables and the value that it finds in them itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from crosscheck.peers._peer import peer

Entries = dict[tuple[str, frozenset[tuple[str, int]]], float]
"""Numbers by the name of the node and the states, by position, of all variables of the table."""


@peer("pyagrum")
def pyagrum_diagram(path: Path, rng: np.random.Generator) -> tuple[Entries, float]:
    """Write a random influence diagram as BIFXML; return its tables and its value as pyAgrum reads
    them again."""
    import pyagrum

    _diagram(pyagrum, rng).saveBIFXML(str(path))
    read: Any = pyagrum.InfluenceDiagram()
    read.loadBIFXML(str(path))
    entries: Entries = {}
    for node in read.nodes():
        if not read.isDecisionNode(node):
            entries |= _entries(
                pyagrum, read, node, read.cpt if read.isChanceNode(node) else read.utility
            )
    engine = pyagrum.ShaferShenoyLIMIDInference(read)
    engine.addNoForgettingAssumption(
        [read.variable(n).name() for n in read.topologicalOrder() if read.isDecisionNode(n)]
    )
    engine.makeInference()
    return entries, float(engine.MEU()["mean"])


@peer("pyagrum")
def pyagrum_network(path: Path, seed: int) -> Entries:
    """Write a random network as BIFXML or XDSL; return its tables."""
    import pyagrum

    pyagrum.initRandom(seed)
    made: Any = pyagrum.randomBN(n=6, domain_size=3)
    (made.saveBIFXML if path.suffix == ".bifxml" else made.saveXDSL)(str(path))
    entries: Entries = {}
    for node in made.nodes():
        entries |= _entries(pyagrum, made, node, made.cpt)
    return entries


def _diagram(pyagrum: Any, rng: np.random.Generator) -> Any:
    """Return a random diagram whose decisions are in order and all count in a value."""
    made = pyagrum.InfluenceDiagram()
    earlier: list[int] = []
    decisions: list[int] = []
    for i in range(int(rng.integers(3, 8))):
        variable = pyagrum.LabelizedVariable(
            f"n{i}", "", [f"s{j}" for j in range(int(rng.integers(2, 4)))]
        )
        choice = i == 1 or rng.random() < 0.3
        node = made.addDecisionNode(variable) if choice else made.addChanceNode(variable)
        above = [other for other in rng.permutation(earlier).tolist() if rng.random() < 0.5]
        if choice:
            above += [other for other in decisions[-1:] if other not in above]
            decisions.append(node)
        for other in above:
            made.addArc(int(other), node)
        earlier.append(node)
    for i in range(2):
        value = made.addUtilityNode(pyagrum.LabelizedVariable(f"u{i}", "", 1))
        some = rng.permutation(earlier)[:3].tolist()
        for other in dict.fromkeys([*decisions, *some] if i == 0 else some):
            made.addArc(int(other), value)
    for node in made.nodes():
        if made.isChanceNode(node):
            size = made.variable(node).domainSize()
            made.cpt(node).fillWith(
                rng.dirichlet(np.ones(size), made.cpt(node).domainSize() // size).ravel().tolist()
            )
        elif made.isUtilityNode(node):
            made.utility(node).fillWith(
                (10 * rng.normal(size=made.utility(node).domainSize())).tolist()
            )
    return made


def _entries(pyagrum: Any, graph: Any, node: int, tensor_of: Any) -> Entries:
    """Return every number of a node's table; a value is no axis of its own."""
    name, tensor = graph.variable(node).name(), tensor_of(node)
    found: Entries = {}
    place = pyagrum.Instantiation(tensor)
    while not place.end():
        states = {
            (v.name(), int(place.val(v))) for v in place.variablesSequence() if v.domainSize() > 1
        }
        found[name, frozenset(states)] = float(tensor.get(place))
        place.inc()
    return found
