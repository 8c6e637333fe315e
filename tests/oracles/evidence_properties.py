"""What holds of evidence and of the worth of options, checked against enumeration.

Each property takes a diagram and a generator, and says whether there was anything to compare.
"""

from __future__ import annotations

from unittest import mock

import numpy as np

from decision_analysis.diagrams import InfluenceDiagram, solve
from oracles.enumerated_diagrams import (
    CLOSE,
    Enumerated,
    chance_of,
    exactly,
    one,
    remembered,
    rows_with,
)
from oracles.random_diagrams import observed, observed_in_all, sampled


def evidence_conditions_everything(diagram, rng):
    """The value, the policy in every information state, marginals and the distribution of the total
    payoff."""
    evidence = observed(diagram, rng)
    if not evidence:
        return False
    knows, time = remembered(diagram)
    listed = Enumerated(diagram, knows)
    rows = rows_with(listed, evidence)
    solution = solve(diagram, evidence=evidence)
    likely = chance_of(listed, rows, diagram.choices)
    assert solution.value == exactly(listed.recalled(rows, time) / likely)
    for choice, known in knows.items():
        own, later = listed.states[:, listed.at(choice)], time[time.index(choice) + 1 :]
        for key, option in solution.policy[choice].items():
            here = rows & rows_with(listed, dict(zip(known, key, strict=True)))
            worth = [
                listed.recalled(here & (own == k), later)
                for k in range(len(diagram.states(choice)))
            ]
            assert here.any()
            assert worth[diagram.states(choice).index(option)] == exactly(max(worth))
        assert all(
            not (rows & rows_with(listed, dict(zip(known, key, strict=True)))).any()
            for key in solution.impossible[choice]
        )
    policy = Enumerated(diagram).draw_policy(rng)
    fixed = solve(
        diagram, recall=False, policy=Enumerated(diagram).written(policy), evidence=evidence
    )
    rows &= Enumerated(diagram).kept(policy)
    assert fixed.value == exactly(listed.p[rows] @ listed.payoff[rows] / likely)
    for name in listed.names:
        shares = np.bincount(
            listed.states[rows, listed.at(name)], listed.p[rows], listed.sizes([name])[0]
        )
        np.testing.assert_allclose(list(fixed.marginal(name).values()), shares / likely, atol=1e-9)
    values, which = np.unique(listed.payoff[rows], return_inverse=True)
    shares = np.bincount(which.reshape(-1), listed.p[rows], len(values)) / likely
    np.testing.assert_allclose(fixed.distribution.values, values, **CLOSE)
    np.testing.assert_allclose(fixed.distribution.probabilities, shares, atol=1e-9)
    return True


def options_are_worth_what_enumeration_says(diagram, rng, evidence=None):
    """With recall: later choices are optimal, earlier ones part of what is known; the policy takes
    the best."""
    knows, time = remembered(diagram)
    listed = Enumerated(diagram, knows)
    goal, sign = (("max", 1), ("min", -1))[int(rng.integers(2))]
    listed.payoff *= sign
    given = np.ones(len(listed.p), dtype=bool) if evidence is None else rows_with(listed, evidence)
    solution = solve(diagram, goal=goal, evidence=evidence)
    for choice, known in knows.items():
        own, later = listed.states[:, listed.at(choice)], time[time.index(choice) + 1 :]
        free = [n for n in later if n in diagram.choices]
        options = solution.options[choice]
        assert options.known == known
        assert list(options) == list(solution.policy[choice])
        assert len(options) == len(solution.policy[choice])
        for key, worth in options.items():
            rows = given & rows_with(listed, dict(zip(known, key, strict=True)))
            assert tuple(worth) == diagram.states(choice)
            for k, value in enumerate(worth.values()):
                taken = rows & (own == k)
                best = listed.recalled(taken, later) / chance_of(listed, taken, free)
                assert sign * value == exactly(best)
            best = max(sign * value for value in worth.values())
            assert sign * worth[solution.policy[choice][key]] == exactly(best)
    return bool(knows)


def options_given_evidence(diagram, rng):
    evidence = observed(diagram, rng)
    return bool(evidence) and options_are_worth_what_enumeration_says(diagram, rng, evidence)


def options_of_samples_equal_a_loop(diagram, rng):
    """Given evidence too, where it is possible in all samples; all at once, and state by state."""
    diagram = sampled(diagram, rng)
    if not (diagram.sample_shape and diagram.choices):
        return False
    evidence = observed_in_all(diagram, rng)
    solution = solve(diagram, evidence=evidence)
    assert np.shape(solution.value) == diagram.sample_shape
    alone = {index: solution.at(index) for index in np.ndindex(*diagram.sample_shape)}
    for index, single in alone.items():
        full = (*(0,) * (2 - len(index)), *index)
        again = solve(
            InfluenceDiagram([one(n, full) for n in diagram.nodes.values()]), evidence=evidence
        )
        assert single.value == exactly(again.value)
    for choice in diagram.choices:
        options = solution.options[choice]
        every = set.intersection(*(set(single.options[choice]) for single in alone.values()))
        assert set(options) == every
        with mock.patch("decision_analysis.diagrams.answers._options.OPTIONS_AT_ONCE", 0):
            apart = dict(solution.options[choice])
        assert list(apart) == list(options)
        for key, worth in options.items():
            for option, values in worth.items():
                assert values.shape == diagram.sample_shape
                np.testing.assert_allclose(apart[key][option], values, **CLOSE)
                for index, single in alone.items():
                    assert values[index] == exactly(single.options[choice][key][option])
    return True
