"""Whether choices with limited memory can be optimized one after another, and in which order."""

from __future__ import annotations

from collections.abc import Collection

from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._order import ancestors, descendants


def exact_order(diagram: InfluenceDiagram) -> tuple[str, ...] | None:
    """Return an order in which optimizing each choice once is exact; None where the diagram is not soluble.

    A choice can go first where, given itself and what it knows, the values that it affects do not depend on how the
    other choices are made (Lauritzen and Nilsson 2001, definition 3 and theorem 5).
    """
    left = [name for name in reversed(diagram.topological) if name in diagram.choices]
    order = []
    while left:
        extremal = next((name for name in left if _extremal(diagram, name, left)), None)
        if extremal is None:
            return None
        order.append(extremal)
        left.remove(extremal)
    return tuple(order)


def _extremal(diagram: InfluenceDiagram, name: str, left: Collection[str]) -> bool:
    family = {name, *diagram.parents(name)}
    affected = [v for v in descendants(diagram, [name]) if v in diagram.value_nodes]
    others = {n for choice in left if choice != name for n in (choice, *diagram.parents(choice))} - family
    return separated(diagram, affected, others, family)


def separated(
    diagram: InfluenceDiagram, some: Collection[str], others: Collection[str], given: Collection[str]
) -> bool:
    """Say whether the arcs make `some` independent of `others` given the rest.

    In the graph of their ancestors with parents married and directions dropped, `given` must cut all connections.
    """
    behind = ancestors(diagram, [*some, *others, *given])
    neighbors: dict[str, set[str]] = {name: set() for name in behind}
    for name in behind:
        family = [*diagram.parents(name), name]
        for member in family:
            neighbors[member].update(family)
    reached = {name for name in some if name not in given}
    waiting = list(reached)
    while waiting:
        for neighbor in neighbors[waiting.pop()]:
            if neighbor not in reached and neighbor not in given:
                reached.add(neighbor)
                waiting.append(neighbor)
    return reached.isdisjoint(others)
