"""MARCOS: the source's fractions against the closed form, ranks, zeros."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


def by_the_source(values, maximize, weights):
    """Return f(K) by the steps of the source, on the extended table."""
    best = np.where(maximize, values.max(axis=0), values.min(axis=0))
    worst = np.where(maximize, values.min(axis=0), values.max(axis=0))
    rows = np.vstack([worst, values, best])
    s = np.where(maximize, rows / best, best / rows) @ weights
    low, high = s[1:-1] / s[0], s[1:-1] / s[-1]
    f_low, f_high = high / (high + low), low / (high + low)
    return (high + low) / (1 + (1 - f_high) / f_high + (1 - f_low) / f_low)


def test_the_fractions_of_the_source():
    rng = np.random.default_rng(9)
    data = table(rng.uniform(1, 9, (5, 4, 3)), ["max", "min", "max"])
    many = rng.dirichlet(np.ones(3), 5)
    found = mcda.marcos(data, many)
    for i in range(5):
        expected = by_the_source(data.values[i], data.maximize, many[i])
        np.testing.assert_allclose(found.scores[i], expected, rtol=1e-12)
        np.testing.assert_array_equal(found.ranks[i], mcda.weighted_sum(data.at(i), many[i]).ranks)


def test_utility_degrees_by_hand():
    result = mcda.marcos(table([[4, 1], [2, 2]], ["max", "min"]), [0.5, 0.5])
    np.testing.assert_allclose(result.utility_to_ideal, [1, 0.5])
    np.testing.assert_allclose(result.utility_to_anti_ideal, [2, 1])
    np.testing.assert_allclose(result.scores, np.array([1, 0.5]) * 1.5 / 1.75)


def test_zeros_one_alternative_and_equal_ones():
    assert mcda.marcos(table([[0, 4], [3, 4]]), [1, 1]).ranks.tolist() == [2, 1]
    np.testing.assert_allclose(mcda.marcos(table([[3, 4]], ["max", "min"]), [1, 1]).scores, 2 / 3)
    np.testing.assert_allclose(mcda.marcos(table([[3, 4]] * 2), [1, 3]).scores, 2 / 3)


def test_an_anti_ideal_that_is_worth_nothing_is_refused():
    zero = table([[0, 4], [3, 0]])
    with pytest.raises(
        InvalidInputError, match=r"^marcos\(\): the worst performances must not be 0 on every wei"
    ):
        mcda.marcos(zero, [1, 1])
    with pytest.raises(InvalidInputError, match=r"worst performances at \(1,\) must not"):
        mcda.marcos(table([[0, 4], [3, 2]]), [[1, 1], [1, 0]])
