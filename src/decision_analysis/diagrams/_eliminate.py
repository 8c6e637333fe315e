"""Exact solution with perfect recall: variables eliminated from potentials of probability and of utility."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._factor import Factor, add, contract, sum_out, table, union
from decision_analysis.diagrams._order import Stage, ancestors
from decision_analysis.diagrams._policy import Rule, tie_tolerance


@dataclass
class _Potentials:
    """What is left: factors whose product is a probability, and factors whose sum is an expected payoff given it."""

    probabilities: list[Factor]
    payoffs: list[Factor]

    def pop(self, name: str) -> tuple[list[Factor], list[Factor]]:
        """Take out the potentials that hold a variable."""
        chances = [f for f in self.probabilities if name in f.variables]
        gains = [f for f in self.payoffs if name in f.variables]
        self.probabilities = [f for f in self.probabilities if name not in f.variables]
        self.payoffs = [f for f in self.payoffs if name not in f.variables]
        return chances, gains


def solve_exact(
    diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float
) -> tuple[FloatArray, Mapping[str, Rule]]:
    """Return the value (*samples) and the rule of each choice, for choices in time order with all that is known.

    Strong elimination (Jensen, Jensen and Dittmer 1994): what nobody comes to know is summed out first, then choices
    are maximized and what they knew is summed out, the last choice first. Where the sum of probabilities is zero, the
    payoff given it does not matter and is set to zero.
    """
    relevant = ancestors(diagram, [*diagram.value_nodes, *diagram.choices])
    left = _Potentials(
        [table(diagram, name) for name in diagram.uncertainties if name in relevant],
        [_signed(table(diagram, name), sign) for name in diagram.value_nodes],
    )
    tolerance = tie_tolerance(left.payoffs)
    known = {name for stage in stages for name in stage.known}
    hidden = [n for n in diagram.uncertainties if n in relevant and n not in known]
    _sum_all(left, hidden)
    rules = {}
    for i in range(len(stages) - 1, -1, -1):
        stage = stages[i]
        rules[stage.choice] = _maximize(left, stage, len(diagram.states(stage.choice)), tolerance)
        before = {*stages[i - 1].known, stages[i - 1].choice} if i else set()
        _sum_all(left, [n for n in stage.known if n not in before])
    return np.asarray(add(left.payoffs).array), {name: rules[name] for name in diagram.choices}


def _signed(factor: Factor, sign: float) -> Factor:
    return factor if sign > 0 else Factor(factor.variables, -factor.array)


def _sum_all(left: _Potentials, names: Collection[str]) -> None:
    """Sum variables out, at each step the one whose result is smallest."""
    waiting = list(names)
    while waiting:
        name = min(waiting, key=lambda n: _size(left, n))
        waiting.remove(name)
        _sum(left, name)


def _size(left: _Potentials, name: str) -> float:
    sizes: dict[str, int] = {}
    for factor in [*left.probabilities, *left.payoffs]:
        if name in factor.variables:
            sizes.update(zip(factor.variables, factor.array.shape, strict=False))
    return float(np.prod([float(size) for size in sizes.values()]))


def _sum(left: _Potentials, name: str) -> None:
    chances, gains = left.pop(name)
    if not gains:
        if chances and not _is_own(chances, name):
            keep = [n for n in union(chances) if n != name]
            left.probabilities.append(contract(chances, keep))
        return
    whole = add(gains)
    if not chances:
        left.payoffs.append(sum_out(whole, [name]))
        return
    keep = [n for n in union(chances) if n != name]
    mass = None if _is_own(chances, name) else contract(chances, keep)
    joint = contract([*chances, whole], [*keep, *(n for n in whole.variables if n not in keep and n != name)])
    left.payoffs.append(joint if mass is None else _given(joint, mass))
    if mass is not None:
        left.probabilities.append(mass)


def _is_own(chances: Sequence[Factor], name: str) -> bool:
    """Say whether the only factor is the variable's own table, which sums to one."""
    return len(chances) == 1 and chances[0].child == name


def _given(joint: Factor, mass: Factor) -> Factor:
    """Return an expected payoff given what has the probability `mass`; zero where that is impossible."""
    divisor = mass.aligned(joint.variables)
    safe = np.where(divisor > 0, divisor, 1.0)
    return Factor(joint.variables, joint.array / safe)


def _maximize(left: _Potentials, stage: Stage, n_options: int, tolerance: FloatArray) -> Rule:
    """Maximize a choice out of the potentials, and return the option taken for each state of what matters."""
    name = stage.choice
    chances, gains = left.pop(name)
    for factor in chances:
        first = factor.array.take(0, axis=factor.variables.index(name))
        left.probabilities.append(Factor(tuple(n for n in factor.variables if n != name), first))
    if not gains:
        samples = (1,) * tolerance.ndim
        return Rule(name, stage.known, (), np.zeros(samples, dtype=np.int16))
    whole = add(gains)
    order = [n for n in stage.known if n in whole.variables]
    by_option = whole.aligned([name, *order])
    best = by_option.max(axis=0)
    level = best - tolerance
    chosen = np.zeros(best.shape, dtype=np.int16)
    for option in range(n_options - 1, -1, -1):
        chosen[by_option[option] >= level] = option
    left.payoffs.append(Factor(tuple(order), best))
    return Rule(name, stage.known, tuple(order), chosen)
