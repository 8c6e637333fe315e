"""Probability and expected payoff passed through the junction tree of a diagram under a policy that changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis.diagrams._clusters import rooted_junction_tree
from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._factor import Factor, add, contract, signed, table
from decision_analysis.diagrams._order import late_order


@dataclass(frozen=True)
class Pair:
    """A factor of probability, None for one, and it times the payoffs that were counted with it, None for none.

    Pairs (p, p u) and (q, q v) multiply to (p q, p u q + p q v) and are summed term by term, so that no division is
    needed.
    """

    mass: Factor | None
    gain: Factor | None


class Messages:
    """Messages between the clusters of a diagram, each kept until a policy that it rests on changes."""

    def __init__(self, diagram: InfluenceDiagram, policies: Mapping[str, Factor], sign: float) -> None:
        order = late_order(diagram)
        self._clusters = rooted_junction_tree(order, {name: diagram.parents(name) for name in order})
        self._own: dict[str, Pair] = {}
        for name in order:
            if name in diagram.value_nodes:
                self._own[name] = Pair(None, signed(table(diagram, name), sign))
            else:
                self._own[name] = Pair(policies[name] if name in policies else table(diagram, name), None)
        self._neighbors: dict[str, list[str]] = {name: [] for name in order}
        for cluster in self._clusters.values():
            if cluster.parent is not None:
                self._neighbors[cluster.node].append(cluster.parent)
                self._neighbors[cluster.parent].append(cluster.node)
        self._sent: dict[tuple[str, str], Pair] = {}

    def set_policy(self, choice: str, policy: Factor) -> None:
        """Change the policy of a choice, and forget the messages that rest on it."""
        self._own[choice] = Pair(policy, None)
        waiting = [(choice, neighbor) for neighbor in self._neighbors[choice]]
        while waiting:
            sender, receiver = waiting.pop()
            if self._sent.pop((sender, receiver), None) is not None:
                waiting.extend((receiver, onward) for onward in self._neighbors[receiver] if onward != sender)

    def family(self, choice: str, names: Sequence[str]) -> Pair:
        """Return what the choice and what it knows, `names`, bring and how probable that is, its policy left out."""
        for neighbor in self._neighbors[choice]:
            self._send(neighbor, choice)
        return _combined([self._sent[neighbor, choice] for neighbor in self._neighbors[choice]], names)

    def _send(self, sender: str, receiver: str) -> None:
        """Find the message between two neighbors, without recursion those before it that it rests on."""
        waiting = [(sender, receiver)]
        while waiting:
            here, there = waiting[-1]
            missing = [(n, here) for n in self._neighbors[here] if n != there and (n, here) not in self._sent]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            if (here, there) not in self._sent:
                cluster = self._clusters[here] if self._clusters[here].parent == there else self._clusters[there]
                received = [self._sent[n, here] for n in self._neighbors[here] if n != there]
                self._sent[here, there] = _combined([self._own[here], *received], cluster.shared)


def _combined(pairs: Sequence[Pair], keep: Sequence[str]) -> Pair:
    """Return the product of pairs, summed over all variables but `keep`."""
    masses = [pair.mass for pair in pairs if pair.mass is not None]
    gains = []
    for pair in pairs:
        if pair.gain is not None:
            others = [other.mass for other in pairs if other is not pair and other.mass is not None]
            gains.append(contract([pair.gain, *others], keep))
    return Pair(contract(masses, keep) if masses else None, add(gains) if gains else None)


def uniform(diagram: InfluenceDiagram, choice: str) -> Factor:
    """Return the policy that takes every option equally often."""
    n = len(diagram.states(choice))
    return Factor((choice,), np.full((n, *(1,) * len(diagram.sample_shape)), 1 / n), choice)
