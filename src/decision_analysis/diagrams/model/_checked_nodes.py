"""All nodes of a diagram checked together: names, arcs, their order, tables and samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import MOST_TABLE_AXES
from decision_analysis._shown import shown
from decision_analysis.diagrams.model._nodes import Choice, Node, Uncertain, Value
from decision_analysis.diagrams.model._tables import note_missing, parents, place, table, words
from decision_analysis.errors import MOST, InvalidInputError, InvalidModelError


@dataclass(frozen=True)
class CheckedNodes:
    """Checked nodes by name in the order given, tuples of labels and arrays for tables.

    With them: the labels of uncertainties and choices, an order in which arcs lead forward, and the
    shape of the samples.
    """

    nodes: dict[str, Node]
    states: dict[str, tuple[str, ...]]
    topological: tuple[str, ...]
    sample_shape: tuple[int, ...]


def checked_nodes(nodes: Iterable[Node]) -> CheckedNodes:
    """Return the nodes as a diagram holds them, or refuse them with all their faults."""
    # Problems are collected through all checks, so that a user sees them at once.
    problems: list[str] = []
    listed = _listed(nodes, problems)
    states = {
        node.name: words(place(node), *_labels(node), problems, empty=False)
        for node in listed
        if not isinstance(node, Value)
    }
    values = {node.name for node in listed if isinstance(node, Value)}
    arcs = {node.name: _arcs(node, states, values, problems) for node in listed}
    order = _topological(arcs, problems)
    clean = {node.name: _clean(node, states, arcs[node.name], problems) for node in listed}
    if not problems:
        problems += _sample_problems(clean)
    if problems:
        raise InvalidModelError(problems, where="InfluenceDiagram")
    shapes = (shape for _, shape in _sample_shapes(clean))
    return CheckedNodes(clean, states, order, np.broadcast_shapes(*shapes))


def _listed(nodes: Any, problems: list[str]) -> list[Node]:
    """Return the nodes that have a name of their own."""
    if (
        isinstance(nodes, str | Mapping)
        or not isinstance(nodes, Iterable)
        or getattr(nodes, "ndim", 1) != 1
    ):
        problem = f"nodes must be a sequence of nodes; got {type(nodes).__name__}"
        raise InvalidModelError([problem], where="InfluenceDiagram")
    found = []
    for i, node in enumerate(nodes):
        if not isinstance(node, Uncertain | Choice | Value):
            problems.append(f"node {i} must be Uncertain, Choice or Value; got {shown(node)}")
        elif not isinstance(node.name, str) or not node.name:
            what = f"name of {type(node).__name__.lower()} {i}"
            problems.append(f"{what} must be a non-empty string; got {shown(node.name)}")
        else:
            found.append(node)
    # Of nodes by one name the last goes on, so that other faults are found too.
    counted = Counter(node.name for node in found)
    problems += [
        f"names must not repeat; got {shown(name)} {n} times"
        for name, n in counted.items()
        if n > 1
    ]
    if not found and not problems:
        problems.append("must have at least one node")
    return list({node.name: node for node in found}.values())


def _labels(node: Node) -> tuple[str, object]:
    return (
        ("options", node.options)
        if isinstance(node, Choice)
        else ("states", getattr(node, "states", ()))
    )


def _arcs(
    node: Node, states: Mapping[str, tuple[str, ...]], values: Collection[str], problems: list[str]
) -> tuple[str, ...] | None:
    """Return the names that arcs into the node come from; None where they are faulty."""
    field = {Uncertain: "given", Choice: "knows", Value: "of"}[type(node)]
    before = len(problems)
    names = words(place(node), field, parents(node), problems, empty=True)
    for name in names:
        if name in values:
            problems.append(
                f"{place(node)}: {field} must name uncertainties and choices; got the value"
                f" {name!r}"
            )
        elif name not in states and len(problems) > MOST:
            # what may be meant is looked for where it is told
            problems.append(f"{place(node)}: unknown name in {field} {shown(name)}")
        elif name not in states:
            try:
                _checks.known(f"name in {field}", name, states)
            except InvalidInputError as error:
                problems.append(f"{place(node)}: {error.message}")
    return names if len(problems) == before else None


def _topological(
    arcs: Mapping[str, tuple[str, ...] | None], problems: list[str]
) -> tuple[str, ...]:
    """Return the names so that arcs lead forward, or note a cycle."""
    # Arcs from names that do not exist were noted, and lead nowhere.
    waiting = {
        name: [above for above in found or () if above in arcs] for name, found in arcs.items()
    }
    below: dict[str, list[str]] = {name: [] for name in arcs}
    for name, above in waiting.items():
        for parent in above:
            below[parent].append(name)
    # A name is ready once all its parents are in the order.
    missing = {name: len(above) for name, above in waiting.items()}
    order = {name: None for name, n in missing.items() if not n}
    ready = list(order)
    for name in ready:
        for child in below[name]:
            missing[child] -= 1
            if not missing[child]:
                order[child] = None
                ready.append(child)
    if len(order) < len(arcs):
        # Whoever is left has a parent that is left: walk up until a name comes again.
        name = next(n for n in arcs if n not in order)
        walk: dict[str, None] = {}
        while name not in walk:
            walk[name] = None
            name = next(above for above in waiting[name] if above not in order)
        cycle = [*list(walk)[list(walk).index(name) :], name]
        problems.append(f"arcs must not form a cycle; got {' -> '.join(reversed(cycle))}")
    return tuple(order)


def _clean(
    node: Node,
    states: Mapping[str, tuple[str, ...]],
    arcs: tuple[str, ...] | None,
    problems: list[str],
) -> Node:
    """Return the node with tuples of labels and an array for its table."""
    if isinstance(node, Choice):
        return Choice(node.name, states[node.name], arcs or ())
    # Without labels of its own or of a parent a table has no shape to be checked by.
    if arcs is None or any(not states[name] for name in (*arcs, node.name) if name in states):
        note_missing(node, problems)
        return node
    node = replace(node, given=arcs) if isinstance(node, Uncertain) else replace(node, of=arcs)
    found = table(node, states, problems)
    if isinstance(node, Uncertain):
        return replace(node, states=states[node.name], probabilities=found)
    return replace(node, payoffs=found)


def _sample_shapes(nodes: Mapping[str, Node]) -> list[tuple[str, tuple[int, ...]]]:
    found = []
    for name, node in nodes.items():
        if not isinstance(node, Choice):
            array = node.probabilities if isinstance(node, Uncertain) else node.payoffs
            # Axes in front of those of parents and states are samples.
            own = len(parents(node)) + isinstance(node, Uncertain)
            found.append((name, array.shape[: array.ndim - own]))
    return found


def _sample_problems(nodes: Mapping[str, Node]) -> list[str]:
    # Reversed, so that of nodes with one shape the first is told.
    shapes = {shape: name for name, shape in reversed(_sample_shapes(nodes))}
    most = max(map(len, shapes), default=0)
    own = {name: len(parents(node)) + isinstance(node, Uncertain) for name, node in nodes.items()}
    widest = max(own, key=own.__getitem__)
    if own[widest] + most > MOST_TABLE_AXES and most:
        return [
            f"a table must have at most {MOST_TABLE_AXES} axes, those of samples included; "
            f"that of {widest!r} has {own[widest]}, and samples {most}"
        ]
    try:
        np.broadcast_shapes(*shapes)
    except ValueError:
        listed = ", ".join(
            f"the table of {name!r} has {shape}" for shape, name in reversed(shapes.items())
        )
        return [f"samples must broadcast together; {listed}"]
    return []
