"""The mixed-integer program: the optimum with limited memory where no order of updating is
exact."""

import numpy as np
import pytest

from decision_analysis.diagrams import InfluenceDiagram, Value, solve
from decision_analysis.errors import ConvergenceError, InvalidInputError
from oracles.enumerated_diagrams import Enumerated
from oracles.pigs import pigs
from oracles.random_diagrams import draw
from oracles.teams import team


@pytest.mark.parametrize("seed", range(8))
def test_a_team_without_communication(seed):
    diagram = team(np.random.default_rng(seed), 3)
    listed = Enumerated(diagram)
    best = max(map(listed.mean, listed.policies()))
    assert solve(diagram, recall=False).value == pytest.approx(best, abs=1e-9)


def test_the_program_alone_is_right_too(monkeypatch):
    """Without the bound by perfect recall, which spares it."""
    monkeypatch.setattr(
        "decision_analysis.diagrams.solving._solve.reaches_bound", lambda *given: False
    )
    monkeypatch.setattr(
        "decision_analysis.diagrams.solving._solve.exact_order", lambda diagram: None
    )
    rng = np.random.default_rng(5)
    compared = 0
    while compared < 15:
        diagram = draw(rng, ordered=False)
        listed = Enumerated(diagram)
        if listed.count() <= 300:
            best = max(map(listed.mean, listed.policies()))
            assert solve(diagram, recall=False).value == pytest.approx(best, abs=1e-9)
            compared += 1


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
    monkeypatch.setattr("decision_analysis.diagrams.solving._moments.MOST_PROGRAM_STATES", 20)
    match = (
        r"solve\(\): the mixed-integer program must have at most 20 joint states; it has more from"
        r" '.*' on, where '"
    )
    with pytest.raises(InvalidInputError, match=match):
        solve(pigs(4), recall=False)


def test_a_program_that_is_not_confirmed_is_no_answer(monkeypatch):
    monkeypatch.setattr(
        "decision_analysis.diagrams.solving._program.expected",
        lambda diagram, rules: np.array([700.0]),
    )
    with pytest.raises(
        ConvergenceError, match=r"the evaluation of its policy must agree; got 726.8121 and 700"
    ):
        solve(pigs(4), recall=False)
