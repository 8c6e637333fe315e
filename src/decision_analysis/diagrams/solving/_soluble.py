"""Whether choices with limited memory can be optimized one after another, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from decision_analysis.diagrams.factors import ancestors
from decision_analysis.diagrams.model import InfluenceDiagram, Value


def exact_order(diagram: InfluenceDiagram) -> tuple[str, ...] | None:
    """Return an order in which optimizing each choice once is exact, or None.

    It is None where the diagram is not soluble. A choice can go first where, given itself and what
    it knows, the values that it affects do not depend on how the other choices are made (Lauritzen
    and Nilsson 2001, definition 3 and theorem 5).
    """
    trails = _Trails(diagram)
    left = [name for name in reversed(diagram.topological) if name in trails.families]
    order = []
    while left:
        # An extremal choice is optimized first; then it is as good as chance for those left.
        extremal = next((name for name in left if trails.extremal(name, left)), None)
        if extremal is None:
            return None
        order.append(extremal)
        left.remove(extremal)
    return tuple(order)


class _Trails:
    """The arcs of a diagram both ways, and the families of its choices."""

    def __init__(self, diagram: InfluenceDiagram) -> None:
        self.diagram = diagram
        self.children: dict[str, list[str]] = {name: [] for name in diagram.nodes}
        for name in diagram.nodes:
            for above in diagram.parents(name):
                self.children[above].append(name)
        self.families = {choice: {choice, *diagram.parents(choice)} for choice in diagram.choices}

    def extremal(self, name: str, left: Collection[str]) -> bool:
        """Say whether a choice can go before all others that are left."""
        # No family of another choice may matter to the affected values, given its own.
        given = self.families[name]
        others = {n for choice in left if choice != name for n in self.families[choice]} - given
        return not any(n in others for n in self._connected(self._affected(name), given))

    def _affected(self, choice: str) -> Iterator[str]:
        """Yield the values that a choice affects, the nearest first."""
        found = [choice]
        seen = {choice}
        for name in found:
            if isinstance(self.diagram.nodes[name], Value):
                yield name
            new = [child for child in self.children[name] if child not in seen]
            seen.update(new)
            found.extend(new)

    def _connected(self, names: Iterator[str], given: Collection[str]) -> Iterator[str]:
        """Yield what may depend on some of `names` given the rest, along trails not cut.

        It is yielded as it is met. A trail is cut by what is given, and by a node where two arcs
        meet unless it or an effect of it is given (Koller and Friedman 2009, algorithm 3.1).
        """
        # A meeting of arcs lets a trail through where it, or an effect of it, is given.
        opened = ancestors(self.diagram, given)
        seen: set[tuple[str, bool]] = set()
        for start in names:
            waiting = [(start, True)]
            while waiting:
                name, upward = waiting.pop()
                if (name, upward) in seen:
                    continue
                seen.add((name, upward))
                # A chain or a fork lets a trail through where it is not given.
                free = name not in given
                if free:
                    yield name
                    waiting.extend((child, False) for child in self.children[name])
                if (upward and free) or (not upward and name in opened):
                    waiting.extend((above, True) for above in self.diagram.parents(name))
