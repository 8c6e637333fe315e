"""Influence diagrams solved by enumerating every joint state: no factor, no elimination, no order
but time."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value
from decision_analysis.diagrams.factors import temporal

Policy = dict[str, np.ndarray]

EXACT = {"rel": 1e-9, "abs": 1e-9}
CLOSE = {"rtol": 1e-9, "atol": 1e-9}


def exactly(value):
    return pytest.approx(value, **EXACT)


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


def remembered(diagram):
    """Return what each choice knows with perfect recall, and the same in order of time with the
    choices between."""
    stages = temporal(diagram)
    time = {}
    for stage in stages:
        time |= dict.fromkeys([*stage.known, stage.choice])
    return {stage.choice: stage.known for stage in stages}, list(time)


def rows_with(listed, labels):
    """Return which joint states have some labels."""
    found = np.ones(len(listed.p), dtype=bool)
    for name, label in labels.items():
        found &= listed.states[:, listed.at(name)] == listed.diagram.states(name).index(label)
    return found


def chance_of(listed, rows, choices):
    """Return the probability of rows in which `choices` are free, which their probability does not
    depend on."""
    return listed.p[rows].sum() / np.prod([float(k) for k in listed.sizes(choices)])


def positions(listed, solution):
    """Return the policy of a solution as arrays; where it has none because a state is impossible,
    the first option."""
    found = {}
    for choice, known in listed.knows.items():
        chosen = np.zeros(listed.sizes(known), dtype=int)
        labels = [listed.diagram.states(n) for n in known]
        for key, option in solution.policy[choice].items():
            place = tuple(words.index(label) for words, label in zip(labels, key, strict=True))
            chosen[place] = listed.diagram.states(choice).index(option)
        found[choice] = chosen
    return found


def worth_by_sample(diagram):
    """Return what enumeration says that a diagram is worth, in every sample."""
    shape = diagram.sample_shape
    found = np.empty(shape)
    for index in np.ndindex(*shape):
        full = (*(0,) * (2 - len(shape)), *index)
        alone = InfluenceDiagram([one(node, full) for node in diagram.nodes.values()])
        listed = Enumerated(alone)
        every = np.ones(len(listed.p), dtype=bool)
        found[index] = listed.recalled(every, remembered(alone)[1])
    return found


def one(node, index):
    """Return the node of one sample."""
    if isinstance(node, Choice):
        return node
    array = np.asarray(node.probabilities if isinstance(node, Uncertain) else node.payoffs)
    samples = (
        array.ndim
        - len(node.given if isinstance(node, Uncertain) else node.of)
        - isinstance(node, Uncertain)
    )
    place = tuple(
        0 if size == 1 else i for i, size in zip(index[2 - samples :], array.shape, strict=False)
    )
    if isinstance(node, Uncertain):
        return Uncertain(node.name, node.states, array[place], node.given)
    return Value(node.name, array[place], node.of)
