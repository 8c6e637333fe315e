"""Ordered weighted averaging: special cases, costs, batches, and weights of places."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda, value, weights
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable([[3.0, 1.0, 2.0], [2.0, 2.0, 2.0]], ["x", "y", "z"], ["a", "b"])


@pytest.mark.parametrize(
    ("order_weights", "scores", "orness"),
    [
        ([1, 0, 0], [3, 2], 1),
        ([0, 0, 5], [1, 2], 0),
        ([1, 1, 1], [2, 2], 0.5),
        ([0, 1, 0], [2, 2], 0.5),
    ],
)
def test_maximum_minimum_mean_and_median(order_weights, scores, orness):
    result = mcda.owa(TABLE, order_weights=order_weights)
    np.testing.assert_allclose(result.scores, scores)
    assert result.orness == orness


def test_the_order_of_criteria_is_without_effect_and_that_of_weights_is_not():
    turned = TABLE.select(criteria=["z", "x", "y"])
    assert mcda.owa(turned, order_weights=[3, 2, 1]).scores.tolist() == (
        mcda.owa(TABLE, order_weights=[3, 2, 1]).scores.tolist()
    )
    assert (
        mcda.owa(TABLE, order_weights=[1, 2, 3])["a"]
        < mcda.owa(TABLE, order_weights=[3, 2, 1])["a"]
    )


def test_costs_are_negated_or_valued():
    table = DecisionTable([[3.0, 1.0]], {"cost": "min", "gain": "max"}, ["a"])
    assert mcda.owa(table, order_weights=[1, 0])["a"] == 1
    assert mcda.owa(table, order_weights=[0, 1])["a"] == -3
    values = {"cost": value.linear(4, 0), "gain": value.linear(0, 4)}
    assert mcda.owa(table, order_weights=[1, 3], values=values)["a"] == 0.25


def test_a_batch_of_weights_and_of_tables():
    degrees = np.array([0.2, 0.5, 0.9])
    many = weights.owa_maximum_entropy(3, degrees)
    tables = TABLE.with_values(TABLE.values * np.array([1.0, 2.0, 3.0])[:, None, None])
    whole = mcda.owa(tables, order_weights=many)
    np.testing.assert_allclose(whole.orness, degrees, atol=1e-12)
    for i in range(3):
        alone = mcda.owa(tables.at(i), order_weights=many.weights[i])
        np.testing.assert_allclose(whole.scores[i], alone.scores)
    assert whole.at(1).orness == pytest.approx(0.5)


def test_a_single_criterion():
    result = mcda.owa(DecisionTable([[4.0]], ["x"], ["a"]), order_weights=[2])
    assert (result["a"], result.orness) == (4, 0.5)
    many = mcda.owa(DecisionTable([[4.0]], ["x"], ["a"]), order_weights=[[2], [3]])
    assert (many.scores.tolist(), many.orness.tolist()) == ([[4], [4]], [0.5, 0.5])


@pytest.mark.parametrize(
    ("order_weights", "message"),
    [
        ([1, 1], r"need 3 order_weights, one for each criterion; got shape \(2,\)"),
        ([1, -1, 1], "order_weights must not be negative; got -1 as number 2"),
        ([0, 0, 0], "order_weights must not all be zero"),
        ({"x": 1, "y": 1, "z": 1}, "they are of places and not of criteria"),
        (weights.direct({"x": 1, "y": 1, "z": 1}), "they are of places and not of criteria"),
    ],
)
def test_weights_that_are_refused(order_weights, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.owa(TABLE, order_weights=order_weights)
