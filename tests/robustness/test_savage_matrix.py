"""The regret matrix: published regrets, a table for every other rule, costs, batches."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, robustness, voi
from decision_analysis.errors import InvalidInputError

STATES = ["high", "moderate", "low"]
THOMPSON = DecisionTable(
    [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]],
    [Criterion(state, unit="USD") for state in STATES],
    ["large", "small", "none"],
)
MILNOR = DecisionTable(
    [[2, 2, 0, 1], [1, 1, 1, 1], [0, 4, 0, 0], [1, 3, 0, 0]], ["s1", "s2", "s3", "s4"], list("abcd")
)
CHANCES = {"high": 0.3, "moderate": 0.5, "low": 0.2}


def test_thompson_lumber():
    regrets = robustness.savage_matrix(THOMPSON)
    np.testing.assert_array_equal(
        regrets.values, [[0, 0, 120_000], [110_000, 50_000, 20_000], [200_000, 100_000, 0]]
    )
    assert regrets.alternatives == THOMPSON.alternatives
    assert regrets.criterion_names == THOMPSON.criterion_names
    assert [(c.goal, c.unit) for c in regrets.criteria] == [("min", "USD")] * 3


@pytest.mark.parametrize("table", [THOMPSON, MILNOR])
def test_other_rules_take_it(table):
    regrets = robustness.savage_matrix(table)
    worst = robustness.maximin(regrets)
    assert worst.scores.tolist() == robustness.minimax_regret(table).scores.tolist()
    assert worst.best == robustness.minimax_regret(table).best
    # regrets of regrets are the regrets
    np.testing.assert_array_equal(robustness.savage_matrix(regrets).values, regrets.values)


def test_the_least_expected_regret_is_the_value_of_perfect_information():
    losses = robustness.expected(robustness.savage_matrix(THOMPSON), CHANCES)
    assert losses.best == robustness.expected(THOMPSON, CHANCES).best
    assert losses["large"] == pytest.approx(24_000, abs=1e-9)
    assert losses["large"] == pytest.approx(voi.evpi(THOMPSON, probabilities=CHANCES).value)


def test_costs_have_the_regrets_of_their_mirror_image():
    costs = DecisionTable(-MILNOR.values, dict.fromkeys("wxyz", "min"), MILNOR.alternatives)
    np.testing.assert_array_equal(
        robustness.savage_matrix(costs).values, robustness.savage_matrix(MILNOR).values
    )


def test_a_batch_equals_a_loop():
    values = np.random.default_rng(3).normal(size=(4, 2, 5, 3))
    states = ["r", "s", "t"]
    batch = robustness.savage_matrix(DecisionTable(values, states, list("abcde"))).values
    for place in np.ndindex(4, 2):
        one = robustness.savage_matrix(DecisionTable(values[place], states, list("abcde")))
        np.testing.assert_array_equal(batch[place], one.values)


def test_what_is_no_table_of_states_is_refused():
    with pytest.raises(InvalidInputError, match=r"savage_matrix\(\).* must share one goal"):
        robustness.savage_matrix(DecisionTable([[1, 2]], {"s": "max", "t": "min"}, ["a"]))
    with pytest.raises(InvalidInputError, match=r"savage_matrix\(\): table must be a DecisionTab"):
        robustness.savage_matrix([[1, 2]])
