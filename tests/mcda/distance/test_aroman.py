"""AROMAN: the published sum rewards costs, the extended form does not; degenerate data, batches."""

import functools

import numpy as np
import pytest

from decision_analysis import catalog, mcda, testing
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import assert_batch_is_a_loop, table

PAIR = table([[1, 100], [1.1, 50], [2, 70]], ["max", "min"])


def test_the_sum_of_the_source_rewards_a_cost_and_the_exponential_does_not():
    cheap = table([[5, 100], [6, 50], [7, 50]], ["max", "min"])
    # the cost of 100 is first by the sum, and last by the exponential
    assert mcda.aroman(cheap, [1, 1]).ranks.tolist() == [1, 3, 2]
    found = mcda.aroman(cheap, [1, 1], aggregation="exponential")
    assert found.ranks.tolist() == [3, 2, 1]


def test_the_exponential_keeps_all_promises_of_the_conformance_suite():
    extended = functools.partial(mcda.aroman, aggregation="exponential")
    testing.check_method(extended, examples=5)


def test_steps_are_the_source_s():
    case = catalog.load("boskovic_2023/aroman")
    result = case.run()
    np.testing.assert_allclose(result.linear[:, 0], [0.1579, 0, 0.0947, 1], atol=5e-5)
    np.testing.assert_allclose(result.vector[:, 0], [0.4802, 0.4622, 0.4730, 0.5762], atol=5e-5)
    np.testing.assert_allclose(result.normalized, (result.linear + result.vector) / 4)
    np.testing.assert_allclose(result.costs, [0.0447, 0.0324, 0.0397, 0.1103], atol=5e-5)
    np.testing.assert_allclose(result.benefits, [0.2128, 0.1396, 0.0744, 0.2912], atol=5e-5)
    roots = np.sqrt(result.costs), np.sqrt(result.benefits)
    np.testing.assert_allclose(result.scores, roots[0] + roots[1])
    extended = mcda.aroman(case.table, case.weights, aggregation="exponential")
    np.testing.assert_allclose(extended.scores, np.exp(roots[1] - roots[0]))


@pytest.mark.filterwarnings("ignore:.*is constant")
def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.aroman)
    options = {"mixture": 0.2, "cost_exponent": 0.9, "aggregation": "exponential"}
    assert_batch_is_a_loop(functools.partial(mcda.aroman, **options))


@pytest.mark.parametrize("goal", ["max", "min"])
@pytest.mark.parametrize("exponent", [0, 0.5, 1])
def test_one_goal_alone_is_finite(goal, exponent):
    scores = mcda.aroman(table([[1], [0], [3]], [goal]), [1], cost_exponent=exponent).scores
    assert np.isfinite(scores).all()


def test_equal_alternatives_and_zeros():
    with pytest.warns(DegenerateDataWarning, match=r"^aroman\(\): criterion 'c0' is constant"):
        same = mcda.aroman(table([[3, 4], [3, 4], [3, 5]], ["max", "min"]), [1, 2]).scores
    assert same[0] == same[1]
    with pytest.warns(DegenerateDataWarning, match="criterion 'c0' is constant") as caught:
        assert mcda.aroman(table([[0]]), [1]).scores.tolist() == [0]
    # two normalizations, one warning
    assert len(caught) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mixture": 1.2}, r"mixture must be in \[0, 1\]; got 1.2"),
        ({"cost_exponent": -1}, r"cost_exponent must be in \[0, 1\]; got -1"),
        ({"aggregation": "max"}, "aggregation must be one of 'sum', 'exponential'; got 'max'"),
    ],
)
def test_options_that_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=r"^aroman\(\): " + message):
        mcda.aroman(PAIR, [1, 1], **options)


def test_negative_performances_are_refused():
    with pytest.raises(
        InvalidInputError, match=r"^aroman\(\): 'a1' on 'c0' must be at least 0; got -2"
    ):
        mcda.aroman(table([[1], [-2]]), [1])
