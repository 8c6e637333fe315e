"""The least share of weight to move, against a grid search and by its own conditions."""

import itertools

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import weight_move


def table(values):
    values = np.asarray(values, dtype=float)
    return da.DecisionTable(
        values, [f"c{j}" for j in range(values.shape[-1])], [f"a{i}" for i in range(len(values))]
    )


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_a_grid_of_weights(seed):
    rng = np.random.default_rng(seed)
    values, start = rng.random((4, 3)), rng.dirichlet([1, 1, 1])
    result = weight_move(table(values), start)
    steps = 60
    grid = (
        np.array([w for w in itertools.product(range(steps + 1), repeat=3) if sum(w) == steps])
        / steps
    )
    scores = grid @ values.T
    for a in range(4):
        wins = grid[scores[:, a] >= scores.max(axis=1) - 1e-12]
        if len(wins):
            nearest = np.abs(wins - start).sum(axis=1).min() / 2
            assert nearest - 3 / steps <= result.moved[a] <= nearest + 1e-9
        if not np.isnan(result.moved[a]):
            reached = result.weights[a] @ values.T
            assert reached[a] >= reached.max() - 1e-9
            assert result.weights[a].sum() == pytest.approx(1)


def test_the_best_of_now_need_not_move_and_a_dominated_one_cannot():
    result = weight_move(table([[0.9, 0.8], [0.1, 0.2], [0.5, 0.9]]), [0.5, 0.5])
    assert result.moved[0] == pytest.approx(0)
    assert np.isnan(result.moved[1])
    assert result.moved[2] == pytest.approx(0.3)


def test_one_alternative_is_always_best():
    assert weight_move(table([[0.2, 0.3]]), [1, 1]).moved.tolist() == [0]


def test_batches_are_refused():
    with pytest.raises(InvalidInputError, match="needs one table and one vector"):
        weight_move(table([[0.2, 0.3]]), np.ones((5, 2)))
    with pytest.raises(InvalidInputError, match="must be a DecisionTable"):
        weight_move([[1, 2]], [1, 1])


def test_some_move_against_all():
    values = table([[1.0, 0.0], [0.0, 1.0], [0.3, 0.3], [0.6, 0.6]])
    whole, some = weight_move(values, [0.7, 0.3]), weight_move(values, [0.7, 0.3], of=["a2", "a1"])
    assert some.alternatives == ("a2", "a1")
    np.testing.assert_array_equal(some.moved, whole.moved[[2, 1]])
    np.testing.assert_array_equal(some.weights, whole.weights[[2, 1]])


@pytest.mark.parametrize("unit", [1e-12, 1.0, 1e12])
def test_the_unit_of_values_and_equal_alternatives_do_not_matter(unit):
    values = unit * np.array([[0.9, 0.8], [0.1, 0.2], [0.5, 0.9], [0.5, 0.9]])
    result = weight_move(table(values), [0.5, 0.5])
    np.testing.assert_allclose(result.moved, [0, np.nan, 0.3, 0.3], atol=1e-9)
    np.testing.assert_allclose(result.weights[2:], [[0.2, 0.8]] * 2, atol=1e-9)
