"""Uncertainties moved before the first decision in turn, each given the states before it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Self

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.trees.arrays import TreeArrays, in_sample
from decision_analysis.trees.information._uncertainty import Uncertainty
from decision_analysis.trees.passes import reach


@dataclass(frozen=True)
class Conditioned:
    """An uncertainty before the first decision: states, their probabilities, the rest given each.

    `prior` is (states, ...) and `probability` (N, states, ...), the tree's own given the state.
    """

    states: tuple[str, ...]
    prior: FloatArray
    probability: FloatArray


@dataclass(frozen=True)
class JointStates:
    """The joint states of what was moved, by name, with their prior and probability.

    `prior` is (states, ...) and `probability` (N, states, ...).
    """

    states: tuple[dict[str, str], ...]
    prior: FloatArray
    probability: FloatArray

    @classmethod
    def none_yet(cls, tree: TreeArrays) -> Self:
        """Move nothing yet."""
        sure = np.ones((1,) * tree._probability.ndim)
        return cls(({},), sure, tree._probability[:, None])

    def conditional(self, tree: TreeArrays) -> TreeArrays:
        """Return the tree whose samples are the states."""
        return tree._with(self.probability, tree._payoffs, tree._single)

    def uncertainty(self, tree: TreeArrays, nodes: IntArray, *, partly: bool) -> Uncertainty:
        """Ask about another uncertainty given the states of these."""
        given = self.conditional(tree)
        return Uncertainty(given, nodes, reach(given) * self.prior, self._in_state, partly)

    def then(self, name: str, told: Conditioned) -> JointStates:
        """Move another uncertainty, P(a, b) = P(a) P(b | a)."""
        pairs = itertools.product(self.states, told.states)
        states = tuple({**before, name: state} for before, state in pairs)
        # `told` has the states a of these as samples: put its own states b right behind them
        prior = self.prior[:, None] * np.swapaxes(told.prior, 0, 1)
        rest = np.swapaxes(told.probability, 1, 2)
        merged = rest.reshape(len(rest), len(states), *rest.shape[3:])
        return JointStates(states, prior.reshape(len(states), *prior.shape[2:]), merged)

    def _in_state(self, sample: tuple[int, ...]) -> str:
        known = ", ".join(f"{name}={state}" for name, state in self.states[sample[0]].items())
        return f"{' given ' if known else ''}{known}{in_sample(sample[1:])}"
