"""What is left of a diagram while variables are eliminated: potentials of probability and of expected payoff."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from decision_analysis.diagrams._factor import Factor, add, contract, sum_out, union


class Potentials:
    """Factors whose product is a probability, and factors whose sum is the expected payoff given what they hold."""

    def __init__(self, probabilities: Iterable[Factor], payoffs: Iterable[Factor]) -> None:
        self.probabilities = list(probabilities)
        self.payoffs = list(payoffs)

    def pop(self, name: str) -> tuple[list[Factor], list[Factor]]:
        """Take out the potentials that hold a variable."""
        chances = [f for f in self.probabilities if name in f.variables]
        gains = [f for f in self.payoffs if name in f.variables]
        self.probabilities = [f for f in self.probabilities if name not in f.variables]
        self.payoffs = [f for f in self.payoffs if name not in f.variables]
        return chances, gains

    def sum_all(self, names: Collection[str]) -> None:
        """Sum variables out, at each step the one with the fewest joint states with its neighbors."""
        cost = {name: self._cost(name) for name in names}
        while cost:
            name = min(cost, key=cost.__getitem__)
            del cost[name]
            for neighbor in self._sum(name):
                if neighbor in cost:
                    cost[neighbor] = self._cost(neighbor)

    def _cost(self, name: str) -> float:
        sizes: dict[str, int] = {}
        for factor in (*self.probabilities, *self.payoffs):
            if name in factor.variables:
                sizes.update(zip(factor.variables, factor.array.shape, strict=False))
        return math.prod(map(float, sizes.values()))

    def _sum(self, name: str) -> tuple[str, ...]:
        """Sum a variable out and return its neighbors."""
        chances, gains = self.pop(name)
        sure = not chances or (len(chances) == 1 and chances[0].child == name)
        keep = [n for n in union(chances) if n != name]
        mass = None if sure else contract(chances, keep)
        if gains:
            whole = add(gains)
            rest = [n for n in whole.variables if n != name and n not in keep]
            joint = contract([*chances, whole], [*keep, *rest]) if chances else sum_out(whole, [name])
            self.payoffs.append(joint if mass is None else _given(joint, mass))
        if mass is not None:
            self.probabilities.append(mass)
        return union([*chances, *gains])


def _given(joint: Factor, mass: Factor) -> Factor:
    """Return an expected payoff given what has the probability `mass`; zero where that is impossible."""
    divisor = mass.aligned(joint.variables)
    return Factor(joint.variables, joint.array / np.where(divisor > 0, divisor, 1.0))


def total(payoffs: Sequence[Factor]) -> np.ndarray:
    """Return the sum of payoffs of which everything was eliminated, (*samples)."""
    return np.asarray(add(payoffs).array)
