"""CRADIS: one ideal for the whole table, equal weights, what is optimal."""

import numpy as np

from decision_analysis import Criterion, DecisionTable, mcda


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


def by_the_source(values, maximize, weights):
    """Return Q by the steps of the source, on the whole matrix v."""
    n = np.where(maximize, values / values.max(axis=0), values.min(axis=0) / values)
    v = n * weights
    above, below = (v.max() - v).sum(axis=1), (v - v.min()).sum(axis=1)
    best = v.max(axis=0)
    return ((v.max() - best).sum() / above + below / (best - v.min()).sum()) / 2


def test_the_steps_of_the_source():
    rng = np.random.default_rng(7)
    data = table(rng.uniform(1, 9, (5, 4, 3)), ["max", "min", "max"])
    many = rng.dirichlet(np.ones(3), 5)
    found = mcda.cradis(data, many)
    for i in range(5):
        expected = by_the_source(data.values[i], data.maximize, many[i])
        np.testing.assert_allclose(found.scores[i], expected, rtol=1e-12)
    np.testing.assert_array_equal(found.ranks, mcda.weighted_sum(data, many).ranks)


def test_the_ideal_is_one_number_for_all_criteria():
    result = mcda.cradis(table([[4, 1], [2, 2]]), [0.75, 0.25])
    np.testing.assert_allclose(result.weighted, [[0.75, 0.125], [0.375, 0.25]])
    np.testing.assert_allclose(result.distance_to_ideal, [0.625, 0.875])
    np.testing.assert_allclose(result.utility_to_ideal, [0.8, 4 / 7])
    np.testing.assert_allclose(result.utility_to_anti_ideal, [0.625 / 0.75, 0.5])


def test_equal_weights_leave_the_ideal_to_what_is_best_everywhere():
    thirds = mcda.cradis(table([[3, 1, 2], [1, 3, 2], [2, 2, 1]]), [1, 1, 1])
    assert thirds.utility_to_ideal.tolist() == [0, 0, 0]
    best = mcda.cradis(table([[3, 3], [1, 2]]), [1, 1])
    assert best.utility_to_ideal.tolist() == [1, 0]
    assert best.scores[0] == 1


def test_one_alternative_equal_ones_and_a_zero():
    assert mcda.cradis(table([[3, 4]], ["max", "min"]), [1, 1]).scores == 1
    assert mcda.cradis(table([[3, 4]] * 2), [0.3, 0.7]).scores.tolist() == [1, 1]
    assert mcda.cradis(table([[0, 4], [3, 4]]), [1, 1]).ranks.tolist() == [2, 1]
    assert mcda.cradis(table([[1, 4], [3, 4]]), [0, 1]).ranks.tolist() == [1, 1]
