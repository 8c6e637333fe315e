"""Two successive chance nodes in the other order: Bayes' rule, and payoffs moved along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis._equal import equal
from decision_analysis._limits import PROBABILITY_TOLERANCE
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.arrays import LISTED, Path, join, write
from decision_analysis.trees.nodes import Chance, Node, Number, Payoff, clean_payoff, like


class Faults:
    """What is wrong with a tree, counted, and written out for as many as are shown."""

    def __init__(self) -> None:
        self.count = 0
        self._written: list[str] = []

    def add(self, write_out: Callable[[], str]) -> None:
        """Note a fault, whose sentence is written only where it is shown.

        A path may have to be found for it.
        """
        if self.count < LISTED:
            self._written.append(write_out())
        self.count += 1

    def refuse(self) -> None:
        """Raise if there is any fault."""
        if self.count:
            hidden = self.count - len(self._written)
            raise InvalidModelError(
                [*self._written, f"and {hidden} more"] if hidden else self._written
            )


class Swap:
    """Puts chance nodes `second` before the chance nodes `first` that they follow."""

    def __init__(
        self, first: str, second: str, path: Callable[[Node], Path], faults: Faults
    ) -> None:
        self.first, self.second = first, second
        self.path, self.faults = path, faults
        self._paying: dict[tuple[int, int], Node] = {}

    def swapped(self, node: Chance, new: Mapping[int, Node]) -> Node:
        """Return what takes the place of a chance node `first`.

        `new` has the nodes that others are to give way to.
        """
        before = self.faults.count
        seconds = {a: child for a, (_, child) in node.outcomes.items() if isinstance(child, Chance)}
        joint = self._joint(node, seconds)
        marginal = self._marginal(node, joint)
        paid = [child.payoff for child in seconds.values()]
        # what `second` pays stays with it where it does not depend on a; else it moves down
        # numbers, samples and mappings alike
        alike = all(equal(paid[0], other) for other in paid[1:])
        given: dict[str, dict[str, tuple[Number, Node]]] = {}
        for b, p in marginal.items():
            given[b] = {}
            for a, q in joint[b].items():
                follows = seconds[a].outcomes[b][1]
                follows = new.get(id(follows), follows)
                if not alike:
                    follows = self._paid(node, (a, b), follows, seconds[a].payoff)
                # Bayes' rule: P(a | b) = P(a) P(b | a) / P(b)
                given[b][a] = q / p, follows
        if self.faults.count > before:
            return node
        outcomes = {
            b: (p, Chance(self.first, given[b], node.payoff)) for b, p in _to_one(marginal).items()
        }
        return Chance(self.second, outcomes, paid[0] if alike else None)

    def _joint(self, node: Chance, seconds: Mapping[str, Chance]) -> dict[str, dict[str, Number]]:
        """Return P(a) P(b | a) as {b: {a: probability}}, without those of missing outcomes."""
        joint: dict[str, dict[str, Number]] = {}
        chances = node.probabilities
        given = {a: child.probabilities for a, child in seconds.items()}
        every = [p for known in (chances, *given.values()) for p in known.values()]
        shapes = list(dict.fromkeys(map(np.shape, every)))
        try:
            np.broadcast_shapes(*shapes)
        except ValueError:
            self._note(node, f"samples must broadcast together; got shapes {shapes}")
            return joint
        # P(a, b) = P(a) P(b | a)
        for a, known in given.items():
            for b, p in known.items():
                joint.setdefault(b, {})[a] = chances[a] * p
        return joint

    def _marginal(
        self, node: Chance, joint: Mapping[str, Mapping[str, Number]]
    ) -> dict[str, Number]:
        """Return P(b) of the possible outcomes; note those possible in some samples only."""
        found: dict[str, Number] = {}
        for b, chances in joint.items():
            # P(b) = sum over a of P(a, b)
            total: Any = sum(chances.values())
            # an outcome that never happens leaves the tree: P(a | b) would be 0 / 0
            impossible = int(np.sum(total == 0))
            if not impossible:
                found[b] = total
            elif impossible < np.size(total):
                self._note(
                    node,
                    f"outcome {b!r} of {self.second!r} must be possible in every sample or in none,"
                    f" since it tells nothing of {self.first!r} where it is not; it has probability"
                    f" 0 in {impossible} of {np.size(total)} samples",
                )
        return found

    def _paid(self, node: Chance, labels: Path, follows: Node, paid: Payoff | None) -> Node:
        """Return `follows` with what was paid before it added.

        The same two give the same object.
        """
        if paid is None:
            return follows
        # one new object for the same two, so that shared nodes stay shared
        key = id(follows), id(paid)
        if key not in self._paying:
            problems: list[str] = []
            total = _sum(follows.payoff, paid, problems)
            if problems:
                place = f"{self.second!r} must add to the one that follows at {join(labels)!r}"
                self._note(node, f"the payoff of {place}; {problems[0]}")
                return follows
            self._paying[key] = like(follows, follows.children, total)
        return self._paying[key]

    def _note(self, node: Chance, problem: str) -> None:
        self.faults.add(lambda: f"chance {self.first!r} {write(self.path(node))}: {problem}")


def _to_one(marginal: Mapping[str, Number]) -> Mapping[str, Number]:
    """Divide by the sum where two sums within the tolerance of 1 have a product that is not."""
    total: Any = sum(marginal.values())
    beyond = np.abs(total - 1) > PROBABILITY_TOLERANCE
    if not np.any(beyond):
        return marginal
    return {b: p / np.where(beyond, total, 1.0) for b, p in marginal.items()}


def _sum(one: Payoff | None, other: Payoff, problems: list[str]) -> Payoff:
    """Return the sum of two payoffs, or note why there is none."""
    if one is None:
        return other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        # attributes of either; one that is missing counts 0
        every = dict.fromkeys([*one, *other])
        total: Any = {
            name: _plus(one.get(name, 0.0), other.get(name, 0.0), problems) for name in every
        }
    elif isinstance(one, Mapping) or isinstance(other, Mapping):
        problems.append("one is a number and the other a mapping by attribute")
        return other
    else:
        total = _plus(one, other, problems)
    clean = None if problems else clean_payoff(total, problems)
    return other if clean is None else clean


def _plus(one: Number, other: Number, problems: list[str]) -> Number:
    try:
        with np.errstate(over="ignore"):
            return one + other
    except ValueError:
        problems.append(f"samples {np.shape(one)} and {np.shape(other)} do not broadcast together")
        return one
