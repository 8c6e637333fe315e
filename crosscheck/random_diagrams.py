"""Random influence diagrams, solved by enumerating every joint state: no factor, no elimination, no order but time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value


def draw(rng: np.random.Generator, *, ordered: bool = True) -> InfluenceDiagram:
    """Return a small random diagram; `ordered` lets each choice know the one before, as perfect recall needs."""
    n_choices, n_chances = int(rng.integers(1, 4)), int(rng.integers(1, 5))
    kinds = rng.permutation(["choice"] * n_choices + ["chance"] * n_chances)
    sizes: dict[str, int] = {}
    nodes: list[Any] = []
    before: str | None = None
    for i, kind in enumerate(kinds):
        name = f"{kind} {i}"
        labels = [f"{name[0]}{k}" for k in range(int(rng.integers(2, 4)))]
        above = some(rng, list(sizes), 3 if kind == "choice" else 2)
        if kind == "choice":
            known = [*above, before] if ordered and before and before not in above else above
            nodes.append(Choice(name, labels, [n for n in known if n]))
            before = name
        else:
            nodes.append(Uncertain(name, labels, probabilities(rng, [sizes[a] for a in above], len(labels)), above))
        sizes[name] = len(labels)
    for i in range(int(rng.integers(1, 4))):
        of = some(rng, list(sizes), 3)
        nodes.append(Value(f"value {i}", rng.integers(-20, 21, [sizes[a] for a in of]).astype(float), of))
    return InfluenceDiagram(nodes)


def some(rng: np.random.Generator, names: list[str], most: int) -> list[str]:
    """Return a few of the names, in random order."""
    count = int(rng.integers(0, min(most, len(names)) + 1))
    return [str(name) for name in rng.permutation(names)[:count]] if names else []


def probabilities(rng: np.random.Generator, sizes: list[int], states: int) -> np.ndarray:
    """Return a random table in which every fourth number or so is zero."""
    table = rng.random((*sizes, states)) * (rng.random((*sizes, states)) < 0.75)
    table[..., 0] += (table.sum(axis=-1) == 0) * 1.0
    return np.asarray(table / table.sum(axis=-1, keepdims=True))


class Enumerated:
    """The joint states of a diagram with their probabilities given all choices, and their payoffs."""

    def __init__(self, diagram: InfluenceDiagram) -> None:
        self.diagram = diagram
        self.names = [*diagram.uncertainties, *diagram.choices]
        self.rows = []
        for labels in itertools.product(*(range(len(diagram.states(name))) for name in self.names)):
            state = dict(zip(self.names, labels, strict=True))
            p = float(np.prod([self.entry(name, state) for name in diagram.uncertainties]))
            if p > 0:
                self.rows.append((state, p, sum(self.entry(name, state) for name in diagram.value_nodes)))

    def entry(self, name: str, state: Mapping[str, int]) -> float:
        node = self.diagram.nodes[name]
        array = node.probabilities if isinstance(node, Uncertain) else node.payoffs
        axes = [*self.diagram.parents(name), *([name] if isinstance(node, Uncertain) else [])]
        return float(array[tuple(state[a] for a in axes)])

    def policies(self) -> Iterator[dict[str, dict[tuple[int, ...], int]]]:
        """Yield every deterministic policy with limited memory."""
        per_choice = []
        for name in self.diagram.choices:
            keys = list(itertools.product(*(range(len(self.diagram.states(k))) for k in self.diagram.parents(name))))
            options = range(len(self.diagram.states(name)))
            taken = itertools.product(options, repeat=len(keys))
            per_choice.append([dict(zip(keys, chosen, strict=True)) for chosen in taken])
        for combination in itertools.product(*per_choice):
            yield dict(zip(self.diagram.choices, combination, strict=True))

    def count(self) -> float:
        """Return how many policies with limited memory there are."""
        total = 1.0
        for name in self.diagram.choices:
            keys = np.prod([len(self.diagram.states(k)) for k in self.diagram.parents(name)])
            total *= float(len(self.diagram.states(name))) ** float(keys)
        return total

    def distribution(self, policy: Mapping[str, Mapping[tuple[int, ...], int]]) -> dict[float, float]:
        """Return the probability of each total payoff under a policy."""
        found: dict[float, float] = {}
        for state, p, payoff in self.rows:
            keys = {c: tuple(state[k] for k in self.diagram.parents(c)) for c in self.diagram.choices}
            if all(policy[c][keys[c]] == state[c] for c in self.diagram.choices):
                found[payoff] = found.get(payoff, 0.0) + p
        return found

    def mean(self, policy: Mapping[str, Mapping[tuple[int, ...], int]]) -> float:
        return sum(payoff * p for payoff, p in self.distribution(policy).items())

    def recalled(self, rows: list[Any], time: list[str]) -> float:
        """Return the sum of p times payoff over the rows when choices in `time` are made with perfect recall.

        `time` lists choices and, before each, what becomes known for it; the rest is never known.
        """
        if not time:
            return sum(p * payoff for _, p, payoff in rows)
        name, later = time[0], time[1:]
        parts = [[row for row in rows if row[0][name] == k] for k in range(len(self.diagram.states(name)))]
        found = [self.recalled(part, later) for part in parts]
        return max(found) if name in self.diagram.choices else sum(found)
