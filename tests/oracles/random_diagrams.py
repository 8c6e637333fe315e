"""Small random influence diagrams, sampled and renamed ones, and evidence on them."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.diagrams.factors import descendants
from oracles.enumerated_diagrams import Enumerated

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


def observed(diagram, rng):
    """Return possible evidence on uncertainties that no choice influences, {} where there are
    none."""
    later = descendants(diagram, diagram.choices)
    free = [n for n in diagram.uncertainties if n not in later]
    if not free:
        return {}
    listed = Enumerated(diagram)
    row = listed.states[int(rng.integers(len(listed.p)))]
    some = rng.permutation(free)[: int(rng.integers(1, len(free) + 1))].tolist()
    return {name: diagram.states(name)[row[listed.at(name)]] for name in some}


def observed_in_all(diagram, rng):
    """Return evidence that is possible in every sample, or None."""
    later = descendants(diagram, diagram.choices)
    solution = solve(diagram)
    likely = {n: solution.marginal(n) for n in diagram.uncertainties if n not in later}
    found = [(n, s) for n, states in likely.items() for s, p in states.items() if np.all(p > 0)]
    return dict([found[int(rng.integers(len(found)))]]) if found else None
