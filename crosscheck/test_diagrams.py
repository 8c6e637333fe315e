"""Influence diagrams against enumeration, their own trees and pyAgrum, on a thousand random ones."""

import numpy as np
import pytest

from crosscheck import peers
from crosscheck.random_diagrams import Enumerated, draw
from decision_analysis import diagrams, trees
from decision_analysis.diagrams._order import temporal

COUNT = 1000
EXACT = {"rel": 1e-9, "abs": 1e-9}


def drawn(seed, count=COUNT, **options):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        yield draw(rng, **options)


def time_of(diagram):
    """Return choices and what becomes known before each, in time order."""
    order = {}
    for stage in temporal("crosscheck", diagram):
        order |= dict.fromkeys([*stage.known, stage.choice])
    return list(order)


def test_perfect_recall_is_the_optimum_of_all_policies():
    for diagram in drawn(61):
        listed = Enumerated(diagram)
        best = listed.recalled(listed.rows, time_of(diagram))
        assert diagrams.solve(diagram).value == pytest.approx(best, **EXACT)


def test_the_tree_of_a_diagram_is_worth_as_much():
    for diagram in drawn(62):
        solution = diagrams.solve(diagram)
        tree = diagrams.to_tree(diagram)
        rolled = trees.rollback(tree)
        assert rolled.value == pytest.approx(solution.value, **EXACT)
        profile = trees.risk_profile(tree)
        assert profile.mean == pytest.approx(solution.distribution.mean, **EXACT)
        assert diagrams.solve(diagrams.from_tree(tree)).value == pytest.approx(solution.value, **EXACT)


def test_limited_memory_is_the_optimum_of_all_policies():
    compared = 0
    for diagram in drawn(63, ordered=False):
        listed = Enumerated(diagram)
        if listed.count() > 500:
            continue
        best = max(listed.mean(policy) for policy in listed.policies())
        assert diagrams.solve(diagram, recall=False).value == pytest.approx(best, **EXACT)
        updated = diagrams.solve(diagram, recall=False, method="single_policy_updating").value
        assert updated <= best + 1e-9
        compared += 1
    assert compared > COUNT / 4


def test_information_is_worth_no_less_than_nothing_and_less_than_clairvoyance():
    compared = 0
    rng = np.random.default_rng(64)
    for diagram in drawn(64, 300):
        first = temporal("crosscheck", diagram)[0].choice
        for name in diagram.uncertainties:
            if name in diagrams._order.descendants(diagram, [first]):
                continue
            size = len(diagram.states(name))
            table = rng.dirichlet(np.ones(3), size)
            signal = diagrams.Uncertain("signal", ["s0", "s1", "s2"], table, given=[name])
            signalled = diagrams.InfluenceDiagram([*diagram.nodes.values(), signal])
            perfect = diagrams.value_of_information(diagram, of=name, before=first).value
            imperfect = diagrams.value_of_information(signalled, of="signal", before=first).value
            assert 0 <= imperfect <= perfect + 1e-9
            compared += 1
    assert compared > 100


@peers.needs("pyagrum")
def test_pyagrum_agrees():
    compared = 0
    for diagram in drawn(65):
        theirs = peers.pyagrum_value(diagram, recall=True)
        if theirs is not None:
            assert diagrams.solve(diagram).value == pytest.approx(theirs, **EXACT)
            compared += 1
    assert compared > COUNT / 2


@peers.needs("pyagrum")
def test_pyagrum_agrees_with_limited_memory():
    compared = 0
    for diagram in drawn(66, ordered=False):
        theirs = peers.pyagrum_value(diagram, recall=False)
        if theirs is not None:
            assert diagrams.solve(diagram, recall=False).value == pytest.approx(theirs, **EXACT)
            compared += 1
    assert compared > COUNT / 2
