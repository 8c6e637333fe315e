"""Uncertainties moved before the first decision in turn, each given the states before it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.trees.arrays import TreeArrays, in_sample
from decision_analysis.trees.information._asked import Asked
from decision_analysis.trees.passes import reach


class Moved(Protocol):
    """One uncertainty before the first decision: its states, their probabilities, and the tree
    given each of them."""

    @property
    def states(self) -> tuple[str, ...]: ...
    @property
    def prior(self) -> FloatArray: ...
    @property
    def probability(self) -> FloatArray: ...


@dataclass(frozen=True)
class Chain:
    """The joint states of what was moved, by name, their `prior` (states, ...), and `probability`
    (N, states, ...)."""

    states: tuple[dict[str, str], ...]
    prior: FloatArray
    probability: FloatArray

    @classmethod
    def of(cls, tree: TreeArrays) -> Self:
        """Move nothing yet."""
        return cls(
            ({},), np.ones((1, *(1,) * (tree._probability.ndim - 1))), tree._probability[:, None]
        )

    def given(self, tree: TreeArrays) -> TreeArrays:
        """Return the tree whose samples are the states."""
        return tree._with(self.probability, tree._payoffs, tree._single)

    def ask(self, tree: TreeArrays, nodes: IntArray, *, partly: bool) -> Asked:
        """Ask about another uncertainty given the states of these."""
        given = self.given(tree)
        return Asked(given, nodes, reach(given) * self.prior, self._in_state, partly)

    def then(self, name: str, told: Moved) -> Chain:
        """Move another uncertainty, P(a, b) = P(a) P(b | a)."""
        states = tuple(
            {**before, name: state} for before, state in itertools.product(self.states, told.states)
        )
        prior = self.prior[:, None] * np.swapaxes(told.prior, 0, 1)
        rest = np.swapaxes(told.probability, 1, 2)
        merged = rest.reshape(len(rest), len(states), *rest.shape[3:])
        return Chain(states, prior.reshape(len(states), *prior.shape[2:]), merged)

    def _in_state(self, sample: tuple[int, ...]) -> str:
        known = ", ".join(f"{name}={state}" for name, state in self.states[sample[0]].items())
        return f"{' given ' if known else ''}{known}{in_sample(sample[1:])}"
