"""Exact solution with perfect recall: variables eliminated in reverse order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.diagrams.factors import (
    Factor,
    Potentials,
    Rule,
    Stage,
    add,
    ancestors,
    first_best,
    signed,
    table,
    total,
)
from decision_analysis.diagrams.model import InfluenceDiagram


def solve_exact(
    diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float
) -> tuple[FloatArray, Mapping[str, Rule]]:
    """Return the value (*samples) and the rule of each choice.

    Choices are in time order, with all that is known. Strong elimination (Jensen, Jensen and
    Dittmer 1994): what nobody comes to know is summed out first, then choices are maximized and
    what they knew is summed out, the last choice first. Where the sum of probabilities is zero, the
    payoff given it does not matter and is set to zero.
    """
    # Uncertainties on which no value and no choice depends sum to one.
    relevant = ancestors(diagram, [*diagram.value_nodes, *diagram.choices])
    left = Potentials(
        [table(diagram, name) for name in diagram.uncertainties if name in relevant],
        [signed(table(diagram, name), sign) for name in diagram.value_nodes],
    )
    # First sum out what nobody comes to know.
    known = {name for stage in stages for name in stage.known}
    left.sum_all([n for n in diagram.uncertainties if n in relevant and n not in known])
    rules = {}
    # Then, last choice first: maximize it, and sum out what became known for it.
    for i in range(len(stages) - 1, -1, -1):
        stage = stages[i]
        rules[stage.choice] = _maximize(left, stage, len(diagram.sample_shape))
        before = {*stages[i - 1].known, stages[i - 1].choice} if i else set()
        left.sum_all([n for n in stage.known if n not in before])
    return total(left.payoffs), {name: rules[name] for name in diagram.choices}


def _maximize(left: Potentials, stage: Stage, samples: int) -> Rule:
    """Maximize a choice out of the potentials; return its option for each state of what matters.

    What is known before a choice has the same probability whichever option is taken. There are so
    many axes of `samples`.
    """
    name = stage.choice
    chances, gains = left.pop(name)
    # A probability given what is known is the same for every option: that of the first.
    for factor in chances:
        first = np.asarray(factor.array.take(0, axis=factor.variables.index(name)))
        left.add_probability(Factor(tuple(n for n in factor.variables if n != name), first))
    if not gains:
        return Rule(name, stage.known, (), np.zeros((1,) * samples, dtype=np.int32))
    # The largest expected payoff over the options, by what it depends on.
    whole = add(gains)
    order = tuple(n for n in stage.known if n in whole.variables)
    best, chosen = first_best(whole.aligned([name, *order]))
    left.add_payoff(Factor(order, best))
    return Rule(name, stage.known, order, chosen)
