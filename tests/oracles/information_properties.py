"""What holds of the value of information and control in every influence diagram.

Each property takes a diagram and a generator, and says whether there was anything to compare.
"""

from __future__ import annotations

import itertools

import numpy as np

from decision_analysis.diagrams import (
    InfluenceDiagram,
    Uncertain,
    control,
    solve,
    value_of_information,
)
from decision_analysis.diagrams.factors import descendants, temporal
from decision_analysis.errors import InvalidInputError
from oracles.enumerated_diagrams import exactly


def information_is_worth_between_nothing_and_clairvoyance(diagram, rng):
    """A signal is worth no more than what it is about, one uncertainty no more than two, and
    control of a root more."""
    stages = temporal(diagram)
    if not stages:
        return False
    first = stages[0].choice
    free = [n for n in diagram.uncertainties if n not in descendants(diagram, [first])]
    worth = {}
    for name in free:
        signal = Uncertain(
            "signal", ["a", "b", "c"], rng.dirichlet(np.ones(3), len(diagram.states(name))), [name]
        )
        signalled = InfluenceDiagram([*diagram.nodes.values(), signal])
        worth[name] = value_of_information(diagram, of=name, before=first).value
        assert (
            0
            <= value_of_information(signalled, of="signal", before=first).value
            <= worth[name] + 1e-9
        )
        if not diagram.parents(name):
            assert control(diagram, of=name, before=first).value >= worth[name] - 1e-9
    for pair in itertools.combinations(free, 2):
        assert (
            value_of_information(diagram, of=pair, before=first).value
            >= max(worth[n] for n in pair) - 1e-9
        )
    return bool(free)


def control_is_the_best_of_all_settings(diagram, rng):
    """Before the first choice, an uncertainty is set to the state with which the diagram is worth
    most."""
    for name in diagram.uncertainties:
        size = len(diagram.states(name))
        worth = []
        for state in np.eye(size):
            nodes = {**diagram.nodes, name: Uncertain(name, diagram.states(name), state)}
            fixed = InfluenceDiagram(list(nodes.values()))
            try:
                worth.append(solve(fixed).value)
            except InvalidInputError:  # choices that were ordered through what is cut
                return False
        stages = temporal(diagram)
        first = stages[0].choice if stages else None
        known = [
            n for n in (stages[0].known if stages else ()) if n not in descendants(diagram, [name])
        ]
        if not known:
            assert control(diagram, of=name, before=first).with_information == exactly(max(worth))
    return bool(diagram.uncertainties)
