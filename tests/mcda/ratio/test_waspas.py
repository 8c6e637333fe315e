"""WASPAS: the published columns of lambda, its two ends, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


MACHINES = table(
    [
        [581818, 54.49, 3, 5500],
        [595454, 49.73, 3, 4500],
        [586060, 51.24, 3, 5000],
        [522727, 45.71, 3, 5800],
        [561818, 52.66, 3, 5200],
        [543030, 74.46, 4, 5600],
        [522727, 75.42, 4, 5800],
        [486970, 62.62, 4, 5600],
        [509394, 65.87, 4, 6400],
        [513333, 70.67, 4, 6000],
    ],
    ["min", "min", "min", "max"],
)
WEIGHTS = [0.467, 0.16, 0.095, 0.278]


@pytest.mark.parametrize(
    ("balance", "first_five"),
    [
        (0.1, [0.858, 0.8149, 0.841, 0.9414, 0.8633]),
        (0.2, [0.8581, 0.8154, 0.8412, 0.9415, 0.8634]),
        (0.6, [0.8585, 0.8174, 0.8421, 0.9417, 0.864]),
        (0.9, [0.8589, 0.8189, 0.8427, 0.9419, 0.8644]),
    ],
)
def test_columns_of_chakraborty_et_al(balance, first_five):
    result = mcda.waspas(MACHINES, WEIGHTS, balance=balance)
    np.testing.assert_allclose(result.scores[:5], first_five, atol=1e-4)
    assert result.parameters == {"balance": balance}


def test_the_ends_are_the_weighted_sum_and_the_weighted_product():
    for balance, method in ((1, mcda.weighted_sum), (0, mcda.weighted_product)):
        mixed = mcda.waspas(MACHINES, WEIGHTS, balance=balance).scores
        np.testing.assert_allclose(mixed, method(MACHINES, WEIGHTS).scores, rtol=1e-14)


def test_a_zero_leaves_the_share_of_the_sum():
    assert mcda.waspas(table([[0, 4], [1, 1]]), [1, 1]).scores.tolist() == [0.25, 0.5625]


def test_steps_of_a_batch_only_where_asked():
    many = np.ones((3, 4))
    assert mcda.waspas(MACHINES, many).steps() == {}
    kept = mcda.waspas(MACHINES, many, steps=True)
    assert kept.weighted_sum.shape == kept.scores.shape == (3, 10)


@pytest.mark.parametrize("balance", [-0.1, 1.1, np.nan, "half"])
def test_a_balance_that_is_no_share_is_refused(balance):
    with pytest.raises(InvalidInputError, match=r"^waspas\(\): balance must be"):
        mcda.waspas(MACHINES, WEIGHTS, balance=balance)
