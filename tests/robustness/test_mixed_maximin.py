"""Mixed maximin: games with known values, the minimax theorem on random tables, bad input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from decision_analysis import Criterion, DecisionTable, robustness
from decision_analysis.errors import ConvergenceError

tables = arrays(
    float, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.integers(-20, 20).map(float)
)


def table_of(values, goal="max"):
    states = [Criterion(f"s{j}", goal) for j in range(len(values[0]))]
    return DecisionTable(values, states, [f"a{i}" for i in range(len(values))])


def test_matching_pennies():
    result = robustness.mixed_maximin(table_of([[1, -1], [-1, 1]]))
    np.testing.assert_allclose(result.scores, [0.5, 0.5], atol=1e-12)
    np.testing.assert_allclose(result.least_favorable, [0.5, 0.5], atol=1e-12)
    assert result.value == pytest.approx(0, abs=1e-12)


def test_poker_of_myerson():
    """Myerson (1991): Alice bluffs a third of the time, Bob meets two thirds; the game is worth
    1/3."""
    plans = ["both", "king", "queen", "none"]
    game = DecisionTable([[0, 1], [0.5, 0], [-1.5, 0], [-1, -1]], ["meet", "pass"], plans)
    result = robustness.mixed_maximin(game)
    assert result.value == pytest.approx(1 / 3, abs=1e-9)
    assert result.as_dict()["both"] == pytest.approx(1 / 3, abs=1e-9)
    np.testing.assert_allclose(result.least_favorable, [2 / 3, 1 / 3], atol=1e-9)


@given(values=tables)
def test_neither_side_can_do_better(values):
    """The mix guarantees the value in every state, and the least favorable belief allows no
    more."""
    result = robustness.mixed_maximin(table_of(values))
    assert (result.scores @ values).min() == pytest.approx(result.value, abs=1e-7)
    assert (values @ result.least_favorable).max() == pytest.approx(result.value, abs=1e-7)
    assert result.value >= values.min(axis=1).max() - 1e-7


@given(values=tables)
def test_costs_are_negated_gains(values):
    gains, costs = (
        robustness.mixed_maximin(table_of(values)),
        robustness.mixed_maximin(table_of(-values, "min")),
    )
    assert costs.value == pytest.approx(-gains.value, abs=1e-7)


@pytest.mark.parametrize(
    ("values", "value", "scores"),
    [
        # a state, or an alternative, with amounts beside which the others are nothing
        ([[1, 0, 1e13], [0, 1, 1e13]], 0.5, [0.5, 0.5]),
        ([[1, 0, 1e300], [0, 1, -5]], 0.5, [0.5, 0.5]),
        ([[1, 0], [0, 1], [-1e13, 1.5]], 0.5, [0.5, 0.5, 0]),
        ([[1, 0], [0, 1], [-1e300, 1e300]], 0.5, [0.5, 0.5, 0]),
        # which matter here: 4e9 q = 1 - q
        ([[1, 0], [0, 1], [-1e9, 3e9]], 0.75, [1, 0, 0]),
        ([[2, 1e300], [0, -1]], 2, [1, 0]),
        ([[1e300, -1e9]], -1e9, [1]),
    ],
)
def test_amounts_of_very_different_size(values, value, scores):
    result = robustness.mixed_maximin(table_of(values))
    assert result.value == pytest.approx(value, rel=1e-6)
    np.testing.assert_allclose(result.scores, scores, atol=1e-6)
    costs = robustness.mixed_maximin(table_of(-np.array(values, float), "min"))
    assert costs.value == pytest.approx(-value, rel=1e-6)


def test_a_game_that_the_solver_leaves_open_is_refused_with_what_is_known():
    with pytest.raises(ConvergenceError, match="the game is worth from 3 to 7"):
        robustness.mixed_maximin(table_of([[7, 3], [-1e9, 1e300], [-1e300, 1]]))


def test_constant_payoffs():
    result = robustness.mixed_maximin(table_of([[3, 3], [3, 3]]))
    assert result.value == 3
    assert result.scores.sum() == pytest.approx(1)


def test_a_batch_equals_a_loop():
    values = np.random.default_rng(8).normal(size=(2, 3, 4, 3))
    states, names = ["s", "t", "u"], list("abcd")
    batch = robustness.mixed_maximin(DecisionTable(values, states, names))
    assert batch.value.shape == batch.sample_shape == (2, 3)
    for place in np.ndindex(2, 3):
        one = robustness.mixed_maximin(DecisionTable(values[place], states, names))
        np.testing.assert_array_equal(batch.scores[place], one.scores)
        np.testing.assert_array_equal(batch.least_favorable[place], one.least_favorable)
        assert batch.at(place).value == batch.value[place] == one.value


def test_a_fair_game_is_worth_nothing_at_all():
    paper = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]
    found = robustness.mixed_maximin(DecisionTable(paper, list("rps"), list("RPS")))
    assert found.value == 0
    np.testing.assert_allclose(found.scores, 1 / 3)
    assert repr(found).startswith("mixed maximin: value 0\n")


def test_an_alternative_far_below_all_others_costs_no_precision():
    # of the first two each guarantees 0, half of each 50
    table = DecisionTable([[100, 0], [0, 100], [-1e13, -1e13]], ["s", "t"], ["a", "b", "awful"])
    found = robustness.mixed_maximin(table)
    assert found.scores.tolist() == pytest.approx([0.5, 0.5, 0], abs=1e-9)
    assert float(found.value) == pytest.approx(50)
