"""Probability and expected payoff passed through a junction tree while the policy changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis.diagrams.factors._clusters import Cluster, rooted_junction_tree
from decision_analysis.diagrams.factors._factor import Factor, add, contract, signed, table
from decision_analysis.diagrams.factors._order import late_order
from decision_analysis.diagrams.model import InfluenceDiagram


@dataclass(frozen=True)
class Pair:
    """A factor of probability, and it times the payoffs that were counted with it.

    The first is None for one, the second None for none. Pairs (p, p u) and (q, q v)
    multiply to (p q, p u q + p q v) and are summed term by term, so that no division is needed.
    """

    mass: Factor | None
    gain: Factor | None


@dataclass(frozen=True)
class Skeleton:
    """What a diagram's messages share under all policies: clusters, neighbors, and their tables."""

    clusters: Mapping[str, Cluster]
    neighbors: Mapping[str, Sequence[str]]
    own: Mapping[str, Pair]


def skeleton(diagram: InfluenceDiagram, sign: float) -> Skeleton:
    """Return the skeleton of a diagram whose payoffs count by `sign`."""
    order = late_order(diagram)
    clusters = rooted_junction_tree(order, {name: diagram.parents(name) for name in order})
    neighbors: dict[str, list[str]] = {name: [] for name in order}
    for cluster in clusters.values():
        if cluster.parent is not None:
            neighbors[cluster.node].append(cluster.parent)
            neighbors[cluster.parent].append(cluster.node)
    # Uncertainties bring a probability, values a payoff; policies come with `Messages`.
    own = {name: Pair(table(diagram, name), None) for name in diagram.uncertainties}
    own |= {name: Pair(None, signed(table(diagram, name), sign)) for name in diagram.value_nodes}
    return Skeleton(clusters, neighbors, own)


class Messages:
    """Messages between a diagram's clusters, each kept until a policy that it rests on changes."""

    def __init__(self, bones: Skeleton, policies: Mapping[str, Factor]) -> None:
        self._clusters, self._neighbors = bones.clusters, bones.neighbors
        self._own = {**bones.own, **{name: Pair(policy, None) for name, policy in policies.items()}}
        self._sent: dict[tuple[str, str], Pair] = {}

    def set_policy(self, choice: str, policy: Factor) -> None:
        """Change the policy of a choice, and forget the messages that rest on it."""
        self._own[choice] = Pair(policy, None)
        # Messages that lead away from the choice rest on its policy.
        waiting = [(choice, neighbor) for neighbor in self._neighbors[choice]]
        while waiting:
            sender, receiver = waiting.pop()
            if self._sent.pop((sender, receiver), None) is not None:
                waiting.extend(
                    (receiver, onward) for onward in self._neighbors[receiver] if onward != sender
                )

    def family(self, choice: str, names: Sequence[str]) -> Pair:
        """Return what the choice and what it knows, `names`, bring, and how probable that is.

        The choice's policy is left out.
        """
        for neighbor in self._neighbors[choice]:
            self._send(neighbor, choice)
        return _combined(
            [self._sent[neighbor, choice] for neighbor in self._neighbors[choice]], names
        )

    def _send(self, sender: str, receiver: str) -> None:
        """Find the message between two neighbors, and first those that it rests on.

        This works without recursion.
        """
        waiting = [(sender, receiver)]
        while waiting:
            here, there = waiting[-1]
            # A message needs those that its sender gets from all its other neighbors.
            missing = [
                (n, here)
                for n in self._neighbors[here]
                if n != there and (n, here) not in self._sent
            ]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            if (here, there) not in self._sent:
                # Up and down, neighbors share the variables of the lower cluster without its own.
                upward = self._clusters[here].parent == there
                cluster = self._clusters[here if upward else there]
                received = [self._sent[n, here] for n in self._neighbors[here] if n != there]
                found = _combined([self._own[here], *received], cluster.shared, gain_only=upward)
                self._sent[here, there] = found


def _combined(pairs: Sequence[Pair], keep: Sequence[str], *, gain_only: bool = False) -> Pair:
    """Return the product of pairs, summed over all variables but `keep`.

    `gain_only` says that the probability sums to one: what hangs below a cluster is given what they
    share.
    """
    # The probability p q r ... of all pairs,
    masses = [pair.mass for pair in pairs if pair.mass is not None]
    sure = [pair.gain for pair in pairs if pair.mass is None and pair.gain is not None]
    # times the sum of the payoffs that no probability was counted with,
    gains = [contract([add(sure), *masses], keep)] if sure else []
    # and, for each pair (p, p u), its p u times the probabilities of the others.
    for pair in pairs:
        if pair.mass is not None and pair.gain is not None:
            others = [other for other in masses if other is not pair.mass]
            gains.append(contract([pair.gain, *others], keep))
    mass = contract(masses, keep) if masses and not gain_only else None
    return Pair(mass, add(gains) if gains else None)


def uniform(diagram: InfluenceDiagram, choice: str) -> Factor:
    """Return the policy that takes every option equally often."""
    n = len(diagram.states(choice))
    return Factor((choice,), np.full((n, *(1,) * len(diagram.sample_shape)), 1 / n), choice)
