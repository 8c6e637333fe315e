"""The order of choices in time, what is known at each under recall, and who precedes whom."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from decision_analysis.diagrams.model import Choice, InfluenceDiagram, Uncertain
from decision_analysis.errors import InvalidModelError


@dataclass(frozen=True)
class Stage:
    """A choice, and all names known when it is made: the order of the keys of its policy."""

    choice: str
    known: tuple[str, ...]


def temporal(diagram: InfluenceDiagram) -> tuple[Stage, ...]:
    """Return the choices in time order with what is known at each, under perfect recall.

    Known are what earlier choices knew and they themselves, in time order, each once, then what the
    choice itself knows.

    Raises
    ------
    InvalidModelError
        If two choices that follow one another are not ordered by a directed path.
    """
    order = _choices_in_time(diagram)
    problems = [
        "choices must be ordered by directed paths where recall is assumed; none leads from"
        f" {first!r} to {second!r} (let the later one know the earlier, or solve with recall=False)"
        for first, second in itertools.pairwise(order)
        if first not in ancestors(diagram, [second], until=first)
    ]
    if problems:
        raise InvalidModelError(problems)
    # No forgetting: what is known grows by what each choice names, and by the choice.
    known: dict[str, None] = {}
    found = []
    for name in order:
        known |= dict.fromkeys(diagram.parents(name))
        found.append(Stage(name, tuple(known)))
        known[name] = None
    return tuple(found)


def without_recall(diagram: InfluenceDiagram) -> tuple[Stage, ...]:
    """Return the choices so that arcs lead forward, each with just what it knows itself."""
    return tuple(Stage(name, diagram.parents(name)) for name in _choices_in_time(diagram))


def _choices_in_time(diagram: InfluenceDiagram) -> list[str]:
    return [name for name in diagram.topological if isinstance(diagram.nodes[name], Choice)]


def ancestors(
    diagram: InfluenceDiagram, names: Iterable[str], *, until: str | None = None
) -> set[str]:
    """Return the names from which a directed path leads to `names`, these included; nearest first.

    The search ends where it meets the name `until`.
    """
    found = dict.fromkeys(names)
    waiting = list(found)
    for name in waiting:
        if name == until:
            break
        new = [above for above in diagram.parents(name) if above not in found]
        found |= dict.fromkeys(new)
        waiting.extend(new)
    return set(found)


def descendants(diagram: InfluenceDiagram, names: Iterable[str]) -> set[str]:
    """Return the names to which a directed path leads from one of `names`, these included."""
    found = set(names)
    for name in diagram.topological:
        if not found.isdisjoint(diagram.parents(name)):
            found.add(name)
    return found


def path(diagram: InfluenceDiagram, first: str, last: str) -> str:
    """Write a shortest path of arcs between two nodes."""
    import networkx as nx

    return " -> ".join(nx.shortest_path(diagram.graph(), first, last))


def late_order(diagram: InfluenceDiagram) -> tuple[str, ...]:
    """Return all names so that arcs lead forward and uncertainties come late.

    They come as late as the choices and values they matter to.
    """
    rank = {name: i for i, name in enumerate(diagram.topological)}
    found: dict[str, None] = {}
    for name in diagram.topological:
        if not isinstance(diagram.nodes[name], Uncertain):
            # Whatever it depends on that has not come yet comes right before it.
            new = {name}
            waiting = [name]
            while waiting:
                above = [
                    n for n in diagram.parents(waiting.pop()) if n not in found and n not in new
                ]
                new.update(above)
                waiting.extend(above)
            found |= dict.fromkeys(sorted(new, key=rank.__getitem__))
    return tuple(found | dict.fromkeys(diagram.topological))
