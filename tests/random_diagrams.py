"""Random influence diagrams, solved by enumerating every joint state: no factor, no elimination, no
order but time."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value

Policy = dict[str, np.ndarray]


def draw(rng: np.random.Generator, *, ordered: bool = True) -> InfluenceDiagram:
    """Return a small random diagram; `ordered` lets each choice know the one before, as perfect
    recall needs.

    Some have no choice, no effect of a choice, nodes with one state, values of nothing, or parts
    that stand apart.
    """
    n_choices, n_chances = (
        int(rng.integers(0 if rng.random() < 0.2 else 1, 4)),
        int(rng.integers(0, 5)),
    )
    kinds = rng.permutation(["choice"] * n_choices + ["chance"] * n_chances)
    sizes: dict[str, int] = {}
    nodes: list[Any] = []
    before: str | None = None
    for i, kind in enumerate(kinds):
        name = f"{kind} {i}"
        labels = [f"{name[0]}{k}" for k in range(int(rng.choice([1, 2, 3], p=[0.1, 0.5, 0.4])))]
        above = some(rng, list(sizes), 3 if kind == "choice" else 2)
        if kind == "choice":
            known = [*above, before] if ordered and before and before not in above else above
            nodes.append(Choice(name, labels, [n for n in known if n]))
            before = name
        else:
            nodes.append(
                Uncertain(
                    name, labels, probabilities(rng, [sizes[a] for a in above], len(labels)), above
                )
            )
        sizes[name] = len(labels)
    for i in range(int(rng.integers(1, 4))):
        of = some(rng, list(sizes), 3)
        nodes.append(
            Value(f"value {i}", rng.integers(-20, 21, [sizes[a] for a in of]).astype(float), of)
        )
    return InfluenceDiagram(
        [nodes[i] for i in rng.permutation(len(nodes))] if not ordered else nodes
    )


def some(rng: np.random.Generator, names: list[str], most: int) -> list[str]:
    """Return a few of the names, in random order."""
    count = int(rng.integers(0, min(most, len(names)) + 1))
    return [str(name) for name in rng.permutation(names)[:count]] if names else []


def probabilities(rng: np.random.Generator, sizes: list[int], states: int) -> np.ndarray:
    """Return a random table in which every fourth number or so is zero, and some distributions are
    sure."""
    table = rng.random((*sizes, states)) * (rng.random((*sizes, states)) < 0.75)
    table[..., 0] += (table.sum(axis=-1) == 0) * 1.0
    return np.asarray(table / table.sum(axis=-1, keepdims=True))


def sampled(diagram: InfluenceDiagram, rng: np.random.Generator) -> InfluenceDiagram:
    """Return the diagram with some tables sampled, by several shapes, and other zeros in each
    sample."""
    nodes: list[Any] = []
    for node in diagram.nodes.values():
        leading = [(), (3,), (2, 1), (2, 3)][int(rng.integers(4))]
        if isinstance(node, Uncertain):
            sizes = list(node.probabilities.shape)
            table = probabilities(rng, [*leading, *sizes[:-1]], sizes[-1])
            nodes.append(Uncertain(node.name, node.states, table, node.given))
        elif isinstance(node, Value):
            paid = node.payoffs + rng.integers(-5, 6, (*leading, *node.payoffs.shape))
            nodes.append(Value(node.name, paid, node.of))
        else:
            nodes.append(node)
    return InfluenceDiagram(nodes)


OURS = [
    "payoff",
    "payoff of payoff",
    "payoff of a",
    "(payoff)",
    "a",
    "not met",
    "situation",
    "\0total a",
]
UNMET = ["not met", "(not met)", "((not met))"]


def renamed(diagram: InfluenceDiagram, rng: np.random.Generator) -> InfluenceDiagram:
    """Return the diagram with names and labels that the library makes up itself."""
    words = rng.permutation(sorted({*OURS, *(f"payoff of {name}" for name in OURS)})).tolist()
    new = dict(zip(diagram.nodes, words, strict=False))
    nodes: list[Any] = []
    for name, node in diagram.nodes.items():
        above = [new[parent] for parent in diagram.parents(name)]
        if isinstance(node, Value):
            nodes.append(Value(new[name], node.payoffs, above))
        else:
            labels = rng.permutation(UNMET)[: len(diagram.states(name))].tolist()
            table = node.probabilities if isinstance(node, Uncertain) else None
            made = Choice(new[name], labels, above)
            nodes.append(made if table is None else Uncertain(new[name], labels, table, above))
    return InfluenceDiagram(nodes)


class Enumerated:
    """The joint states of a diagram that are possible, `(rows, variables)`, their probabilities
    given all choices `(rows,)`, and their payoffs `(rows,)`.

    `knows` says what each choice knows; what it names itself where not given.
    """

    def __init__(
        self, diagram: InfluenceDiagram, knows: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.diagram = diagram
        self.names = [*diagram.uncertainties, *diagram.choices]
        self.knows = {c: tuple(knows[c] if knows else diagram.parents(c)) for c in diagram.choices}
        sizes = [len(diagram.states(name)) for name in self.names]
        states = np.indices(sizes).reshape(len(sizes), math.prod(sizes)).T
        likely = np.ones(len(states))
        for name in diagram.uncertainties:
            node = diagram.nodes[name]
            likely = (
                likely
                * node.probabilities[tuple(states[:, self.at(n)] for n in (*node.given, name))]
            )
        self.states, self.p = states[likely > 0], likely[likely > 0]
        self.payoff = np.zeros(len(self.p))
        for name in diagram.value_nodes:
            node = diagram.nodes[name]
            self.payoff += node.payoffs[tuple(self.states[:, self.at(n)] for n in node.of)]

    def at(self, name: str) -> int:
        return self.names.index(name)

    def sizes(self, names: Sequence[str]) -> tuple[int, ...]:
        return tuple(len(self.diagram.states(name)) for name in names)

    def count(self) -> float:
        """Return how many deterministic policies there are."""
        each = (
            float(self.sizes([c])[0]) ** float(np.prod(self.sizes(known)))
            for c, known in self.knows.items()
        )
        return float(np.prod(list(each)))

    def policies(self) -> Iterator[Policy]:
        """Yield every deterministic policy: for each choice the options by what it knows."""
        listed = []
        for choice, known in self.knows.items():
            shape = self.sizes(known)
            options = itertools.product(range(self.sizes([choice])[0]), repeat=int(np.prod(shape)))
            listed.append([np.array(taken, dtype=int).reshape(shape) for taken in options])
        for combination in itertools.product(*listed):
            yield dict(zip(self.knows, combination, strict=True))

    def draw_policy(self, rng: np.random.Generator) -> Policy:
        """Return one of the policies."""
        return {
            c: rng.integers(0, self.sizes([c])[0], self.sizes(known))
            for c, known in self.knows.items()
        }

    def written(self, policy: Policy) -> dict[str, dict[tuple[str, ...], str]]:
        """Return a policy by labels, as users write it."""
        found = {}
        for choice, chosen in policy.items():
            labels = [self.diagram.states(name) for name in self.knows[choice]]
            keys = itertools.product(*labels)
            options = self.diagram.states(choice)
            found[choice] = dict(zip(keys, (options[k] for k in chosen.ravel()), strict=True))
        return found

    def kept(self, policy: Policy) -> np.ndarray:
        """Say which rows a policy leads to."""
        found = np.ones(len(self.p), dtype=bool)
        for choice, chosen in policy.items():
            known = tuple(self.states[:, self.at(n)] for n in self.knows[choice])
            found &= chosen[known] == self.states[:, self.at(choice)]
        return found

    def mean(self, policy: Policy) -> float:
        rows = self.kept(policy)
        return float(self.p[rows] @ self.payoff[rows])

    def distribution(self, policy: Policy) -> tuple[np.ndarray, np.ndarray]:
        """Return the distinct totals, ascending, and their probabilities."""
        rows = self.kept(policy)
        values, which = np.unique(self.payoff[rows], return_inverse=True)
        return values, np.bincount(which.reshape(-1), self.p[rows], len(values))

    def recalled(self, rows: np.ndarray, time: Sequence[str]) -> float:
        """Return the sum of p times payoff over some rows when choices in `time` are made with
        perfect recall.

        `time` lists choices and, before each, what becomes known for it; the rest is never known.
        """
        if not time:
            return float(self.p[rows] @ self.payoff[rows])
        name, later = time[0], time[1:]
        own = self.states[:, self.at(name)]
        found = [self.recalled(rows & (own == k), later) for k in range(self.sizes([name])[0])]
        return max(found) if name in self.knows else sum(found)
