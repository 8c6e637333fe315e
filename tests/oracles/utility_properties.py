"""What holds of utility and of values that are pursued, checked against trees and enumeration.

Each property takes a diagram and a generator, and says whether there was anything to compare.
"""

from __future__ import annotations

import functools

import numpy as np

from decision_analysis import diagrams, trees, utility
from decision_analysis.diagrams import solve
from oracles.enumerated_diagrams import CLOSE, Enumerated, exactly, remembered, rows_with
from oracles.random_diagrams import sampled

FEW = 400
UTILITIES = [
    utility.exponential(30.0),
    utility.exponential(-50.0),
    utility.logarithmic(200.0),
    utility.power(0.5),
    utility.linear(),
]


def drawn(listed, rng):
    """Return a goal, a utility function that is defined for all totals, and the utilities."""
    goal, sign = (("max", 1), ("min", -1))[int(rng.integers(2))]
    defined = [u for u in UTILITIES if u != UTILITIES[3] or (sign * listed.payoff > 0).all()]
    u = defined[int(rng.integers(len(defined)))]
    return goal, sign, u, u(sign * listed.payoff)


def utility_is_the_optimum_of_all_policies_with_recall(diagram, rng):
    """And each option's certainty equivalent, where it stands, that of the best that follows."""
    knows, time = remembered(diagram)
    listed = Enumerated(diagram, knows)
    goal, sign, u, listed.payoff = drawn(listed, rng)
    totals = Enumerated(diagram, knows).payoff
    solution = solve(diagram, utility=u, goal=goal)
    best = listed.recalled(np.ones(len(listed.p), dtype=bool), time)
    assert solution.value == exactly(best)
    assert solution.certainty_equivalent == exactly(sign * float(u.inverse(best)))
    assert solution.distribution.mean == exactly(solution.expected_value)
    assert np.isin(np.round(solution.distribution.values, 9), np.round(totals, 9)).all()
    for choice, known in knows.items():
        own, later = listed.states[:, listed.at(choice)], time[time.index(choice) + 1 :]
        free = np.prod([float(k) for k in listed.sizes([n for n in later if n in knows])])
        for key, worth in solution.options[choice].items():
            rows = rows_with(listed, dict(zip(known, key, strict=True)))
            for k, value in enumerate(worth.values()):
                taken = rows & (own == k)
                found = listed.recalled(taken, later) / (listed.p[taken].sum() / free)
                assert value == exactly(sign * float(u.inverse(found)))
    return True


def utility_is_the_optimum_of_all_policies_with_limited_memory(diagram, rng):
    listed = Enumerated(diagram)
    if listed.count() > FEW:
        return False
    goal, sign, u, listed.payoff = drawn(listed, rng)
    best = max(map(listed.mean, listed.policies()))
    solution = solve(diagram, utility=u, goal=goal, recall=False)
    assert solution.value == exactly(best)
    fixed = solve(diagram, utility=u, goal=goal, recall=False, policy=solution)
    assert fixed.certainty_equivalent == exactly(sign * float(u.inverse(best)))
    return True


def utility_and_attribute_are_those_of_the_tree(diagram, rng):
    """By sample too: one value, weighted ones, and a function of them, with and without utility."""
    if rng.random() < 0.6:
        diagram = sampled(diagram, rng)
    tree = diagrams.to_tree(diagram, attributes=True)
    values = diagram.value_nodes
    weights = dict(zip(values, rng.integers(-2, 3, len(values)).astype(float), strict=True))
    chosen = (
        values[int(rng.integers(len(values)))],
        weights,
        lambda totals: functools.reduce(np.maximum, totals.values()),
    )
    for attribute in chosen:
        u = [None, *UTILITIES[:3]][int(rng.integers(4))]
        goal = ("max", "min")[int(rng.integers(2))]
        asked = {"attribute": attribute, "utility": u, "goal": goal}
        ours, theirs = solve(diagram, **asked), trees.rollback(tree, **asked)
        assert np.shape(ours.value) == diagram.sample_shape
        for member in ("value", "certainty_equivalent", "expected_value"):
            np.testing.assert_allclose(getattr(ours, member), getattr(theirs, member), **CLOSE)
        for index in np.ndindex(*diagram.sample_shape):
            if index:
                single = ours.at(index)
                assert single.certainty_equivalent == exactly(ours.certainty_equivalent[index])
                assert single.expected_value == exactly(ours.expected_value[index])
                assert single.distribution.mean == exactly(single.expected_value)
    return True


def information_for_the_averse_is_worth_what_the_tree_says(diagram, rng):
    """With constant aversion to risk, where the tree keeps what is to be known apart."""
    first = next((n for n in diagram.topological if n in diagram.choices), None)
    known = first is not None and diagram.parents(first) == ()
    tree = diagrams.to_tree(diagram)
    if not known or not isinstance(tree, trees.Decision):
        return False
    compared = False
    for name in diagram.uncertainties:
        if diagram.parents(name) or any(name in diagram.parents(c) for c in diagram.choices):
            continue
        asked = {"utility": UTILITIES[0], "goal": ("max", "min")[int(rng.integers(2))]}
        try:
            theirs = trees.clairvoyance(tree, name, **asked)
        except ValueError:  # a tree in which it is summed out, or not said of all paths
            continue
        ours = diagrams.value_of_information(diagram, name, first, **asked)
        for member in ("value", "with_information", "without"):
            assert getattr(ours, member) == exactly(getattr(theirs, member))
        compared = True
    return compared
