"""The mixed-integer program: the optimum with limited memory where no order of updating is
exact."""

import numpy as np
import pytest

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.diagrams.factors import without_recall
from decision_analysis.diagrams.solving import _moments, _program
from decision_analysis.diagrams.solving._bound import reaches_bound
from decision_analysis.diagrams.solving._soluble import exact_order
from decision_analysis.errors import ConvergenceError, InvalidInputError
from oracles.enumerated_diagrams import Enumerated
from oracles.pigs import pigs
from oracles.random_diagrams import draw


def team(rng, members):
    """Return a team that must agree without a word: each sees a sign of its own, and pairs are paid
    for their policies."""
    nodes = [Uncertain("state", ["a", "b", "c"], rng.dirichlet(np.ones(3)))]
    for k in range(members):
        nodes += [
            Uncertain(f"sign {k}", ["plus", "minus"], rng.dirichlet(np.ones(2), 3), ["state"]),
            Choice(f"act {k}", ["x", "y"], [f"sign {k}"]),
        ]
    for k in range(members - 1):
        pay = rng.integers(-9, 10, (3, 2, 2))
        nodes.append(Value(f"pay {k}", pay, ["state", f"act {k}", f"act {k + 1}"]))
    return InfluenceDiagram(nodes)


@pytest.mark.parametrize("seed", range(8))
def test_a_team_without_communication(seed):
    diagram = team(np.random.default_rng(seed), 3)
    assert exact_order(diagram) is None
    listed = Enumerated(diagram)
    best = max(map(listed.mean, listed.policies()))
    assert solve(diagram, recall=False).value == pytest.approx(best, abs=1e-9)


def test_the_program_alone_is_right_too(monkeypatch):
    """Without the bound by perfect recall, which spares it."""
    from decision_analysis.diagrams.solving import _solve

    monkeypatch.setattr(_solve, "reaches_bound", lambda *given: False)
    monkeypatch.setattr(_solve, "exact_order", lambda diagram: None)
    rng = np.random.default_rng(5)
    compared = 0
    while compared < 15:
        diagram = draw(rng, ordered=False)
        listed = Enumerated(diagram)
        if listed.count() <= 300:
            best = max(map(listed.mean, listed.policies()))
            assert solve(diagram, recall=False).value == pytest.approx(best, abs=1e-9)
            compared += 1


def test_recall_bounds_what_limited_memory_is_worth():
    diagram = pigs(4)
    stages = without_recall(diagram)
    rules = solve(diagram, recall=False).rules
    assert not reaches_bound(diagram, stages, 1.0, rules)
    two = pigs(2)
    assert reaches_bound(two, without_recall(two), 1.0, solve(two, recall=False).rules)
    long = pigs(40)
    assert not reaches_bound(long, without_recall(long), 1.0, {})


def test_payoffs_of_any_size():
    for scale in (1e-300, 1e-9, 1.0, 1e9, 1e290):
        nodes = [
            Value(n.name, n.payoffs * scale, n.of) if isinstance(n, Value) else n
            for n in pigs(4).nodes.values()
        ]
        assert solve(InfluenceDiagram(nodes), recall=False).value == pytest.approx(
            726.8121 * scale, rel=1e-9
        )


def test_a_program_that_is_too_large_says_from_where_on(monkeypatch):
    monkeypatch.setattr(_moments, "MOST_PROGRAM_STATES", 20)
    match = (
        r"solve\(\): the mixed-integer program must have at most 20 joint states; it has more from"
        r" '.*' on, where '"
    )
    with pytest.raises(InvalidInputError, match=match):
        solve(pigs(4), recall=False)


def test_a_program_that_is_not_confirmed_is_no_answer(monkeypatch):
    monkeypatch.setattr(_program, "expected", lambda diagram, rules: np.array([700.0]))
    with pytest.raises(
        ConvergenceError, match=r"the evaluation of its policy must agree; got 726.8121 and 700"
    ):
        solve(pigs(4), recall=False)
