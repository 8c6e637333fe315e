"""What is left of a diagram in elimination: potentials of probability and of expected payoff."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from decision_analysis.diagrams.factors._factor import Factor, add, contract, sum_out, union


class Potentials:
    """Factors whose product is a probability, and factors whose sum is the expected payoff.

    The payoff is that given what they hold.
    """

    def __init__(self, probabilities: Iterable[Factor], payoffs: Iterable[Factor]) -> None:
        self._chances: dict[int, Factor] = {}
        self._gains: dict[int, Factor] = {}
        self._holders: dict[str, set[int]] = {}
        self._new = 0
        for factor in probabilities:
            self.add_probability(factor)
        for factor in payoffs:
            self.add_payoff(factor)

    @property
    def payoffs(self) -> list[Factor]:
        """The factors of expected payoff."""
        return list(self._gains.values())

    def add_probability(self, factor: Factor) -> None:
        """Put in a factor of probability."""
        self._chances[self._number(factor)] = factor

    def add_payoff(self, factor: Factor) -> None:
        """Put in a factor of expected payoff."""
        self._gains[self._number(factor)] = factor

    def _number(self, factor: Factor) -> int:
        self._new += 1
        for name in factor.variables:
            self._holders.setdefault(name, set()).add(self._new)
        return self._new

    def pop(self, name: str) -> tuple[list[Factor], list[Factor]]:
        """Take out the potentials that hold a variable."""
        numbers = sorted(self._holders.get(name, ()))
        chances = [self._chances.pop(i) for i in numbers if i in self._chances]
        gains = [self._gains.pop(i) for i in numbers if i in self._gains]
        for other in union([*chances, *gains]):
            self._holders[other].difference_update(numbers)
        return chances, gains

    def sum_all(self, names: Collection[str]) -> None:
        """Sum variables out, next the one with the fewest joint states with its neighbors."""
        cost = {name: self._cost(name) for name in names}
        while cost:
            name = min(cost, key=cost.__getitem__)
            # Eliminate the cheapest, whose neighbors then meet in one factor.
            del cost[name]
            for neighbor in self._sum(name):
                if neighbor in cost:
                    cost[neighbor] = self._cost(neighbor)

    def _cost(self, name: str) -> float:
        sizes: dict[str, int] = {}
        for i in self._holders.get(name, ()):
            factor = self._chances[i] if i in self._chances else self._gains[i]
            sizes.update(zip(factor.variables, factor.array.shape, strict=False))
        return math.prod(map(float, sizes.values()))

    def _sum(self, name: str) -> tuple[str, ...]:
        """Sum a variable out and return its neighbors."""
        chances, gains = self.pop(name)
        # Its own probabilities given its parents sum to one: nothing of them is left.
        sure = not chances or (len(chances) == 1 and chances[0].child == name)
        # Sum of p over the variable, by its neighbors.
        keep = [n for n in union(chances) if n != name]
        mass = None if sure else contract(chances, keep)
        if gains:
            # Sum of p u over it, divided by the sum of p (Jensen, Jensen and Dittmer 1994).
            whole = add(gains)
            rest = [n for n in whole.variables if n != name and n not in keep]
            joint = (
                contract([*chances, whole], [*keep, *rest]) if chances else sum_out(whole, [name])
            )
            self.add_payoff(joint if mass is None else _given(joint, mass))
        if mass is not None:
            self.add_probability(mass)
        return union([*chances, *gains])


def _given(joint: Factor, mass: Factor) -> Factor:
    """Return an expected payoff given what has the probability `mass`; zero where impossible."""
    divisor = mass.aligned(joint.variables)
    return Factor(joint.variables, joint.array / np.where(divisor > 0, divisor, 1.0))


def total(payoffs: Sequence[Factor]) -> np.ndarray:
    """Return the sum of payoffs of which everything was eliminated, (*samples)."""
    return np.asarray(add(payoffs).array)
