"""Entropy weights: published cases, zeros, constant columns, batches and refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


FIGHTERS = [
    [2.0, 1500, 20000, 5.5, 5, 9],
    [2.5, 2700, 18000, 6.5, 3, 5],
    [1.8, 2000, 21000, 4.5, 7, 7],
    [2.2, 1800, 20000, 5.0, 5, 5],
]
ENERGY = [
    [4550, 30, 6.74, 20, 15, 5, 85, 150, 0.87, 4.76],
    [3005, 60.86, 2.4, 35, 27, 4, 26, 200, 0.17, 4.51],
    [2040, 14.85, 1.7, 90, 25, 5, 26, 500, 0.27, 4.19],
    [3370, 99.4, 3.25, 25.3, 54, 3, 45, 222, 0.21, 3.78],
    [3920, 112.6, 4.93, 11.4, 71.7, 2, 50, 100, 0.25, 4.11],
]


def test_fighter_aircraft_of_hwang_and_yoon():
    result = weights.entropy(table(FIGHTERS))
    np.testing.assert_allclose(
        result.entropy, [0.9946, 0.9829, 0.9989, 0.9931, 0.9703, 0.9770], atol=2e-4
    )
    # the book's weights come from d rounded to four decimals
    np.testing.assert_allclose(
        result.weights, [0.0649, 0.2055, 0.0133, 0.0829, 0.3570, 0.2764], atol=2e-3
    )


def test_renewable_energy_of_lee_and_chang():
    expected = [0.026, 0.154, 0.089, 0.199, 0.115, 0.040, 0.080, 0.123, 0.172, 0.002]
    np.testing.assert_allclose(weights.entropy(table(ENERGY)).weights, expected, atol=5e-4)


def test_formula_goals_and_scale():
    share = np.array(FIGHTERS) / np.sum(FIGHTERS, axis=0)
    d = 1 + (share * np.log(share)).sum(axis=0) / np.log(4)
    result = weights.entropy(table(FIGHTERS, ["max", "min"] * 3))
    np.testing.assert_allclose(result.weights, d / d.sum(), atol=1e-12)
    np.testing.assert_allclose(
        weights.entropy(table(np.array(FIGHTERS) * [1, 9, 1e-9, 1e9, 7, 3])).weights, result.weights
    )
    np.testing.assert_allclose(result.entropy, 1 - result.diversification)


def test_zeros_enter_by_their_limit():
    result = weights.entropy(table([[0, 1], [0, 1], [5, 2]]))
    assert result.entropy[0] == 0
    tiny = weights.entropy(table([[1e-14, 1], [1e-14, 1], [5, 2]]))
    np.testing.assert_allclose(result.weights, tiny.weights, atol=1e-10)


@pytest.mark.parametrize("level", [3, 0.1 + 0.2, 0])
def test_a_constant_column_weighs_nothing(level):
    with pytest.warns(
        DegenerateDataWarning, match=r"^entropy\(\): criterion 'c0' is constant; its weight is 0"
    ) as caught:
        result = weights.entropy(table([[level, 1], [level, 2], [level, 4]]))
    assert caught[0].filename == __file__
    np.testing.assert_array_equal(result.weights, [0, 1])
    np.testing.assert_array_equal(result.entropy[:1], [1])


@pytest.mark.parametrize("values", [[[3, 4], [3, 4]], [[3, 4]], [[0, 0], [0, 0]]])
def test_all_constant_columns_weigh_the_same(values):
    with pytest.warns(
        DegenerateDataWarning, match="all criteria are constant; their weights are equal"
    ):
        np.testing.assert_array_equal(weights.entropy(table(values)).weights, [0.5, 0.5])


def test_what_counts_as_constant_does_not_depend_on_the_unit():
    values = np.array([[3, 1], [np.nextafter(3, 4), 2], [3, 4]])
    # rounding is no difference in a large unit, and a small unit makes no difference rounding
    for unit in (1e-15, 1, 1e15):
        with pytest.warns(DegenerateDataWarning, match="criterion 'c0' is constant"):
            result = weights.entropy(table(values * unit))
        np.testing.assert_array_equal(result.weights, [0, 1])


def test_nearly_constant_columns_keep_their_proportion():
    base, way = np.array([1.0, 2.0, -3.0]), 1e-6
    near = table(np.stack([1 + way * base, 1 + 2 * way * base], axis=1))
    np.testing.assert_allclose(weights.entropy(near).weights, [0.2, 0.8], rtol=1e-5)


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
def test_a_batch_equals_the_loop():
    values = np.random.default_rng(5).uniform(0, 9, (6, 4, 3))
    values[2, :, 1] = 4
    values[3] = 2
    with pytest.warns(DegenerateDataWarning, match=r"'c1' is constant in 2 of 6 samples") as caught:
        whole = weights.entropy(table(values))
    assert "all criteria are constant in 1 of 6 samples" in str(caught[-1].message)
    for i in (0, 1, 4, 5):
        np.testing.assert_allclose(
            whole.weights[i], weights.entropy(table(values[i])).weights, atol=1e-14
        )
    np.testing.assert_allclose(whole.weights[3], 1 / 3)
    assert whole.weights[2, 1] == 0


def test_what_is_refused():
    with pytest.raises(
        InvalidInputError, match=r"^entropy\(\): 'a1' on 'c0' must be at least 0; got -2"
    ):
        weights.entropy(table([[1, 1], [-2, 3]]))
    with pytest.raises(InvalidInputError, match=r"'a0' on 'c1' at \(1,\) must be at least 0"):
        weights.entropy(table([[[1, 1], [2, 3]], [[1, -1], [2, 3]]]))
    with pytest.raises(InvalidInputError, match="table must be a DecisionTable; got ndarray"):
        weights.entropy(np.ones((2, 2)))


@pytest.mark.parametrize("n", range(2, 40))
@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
def test_entropies_are_exactly_zero_and_one_at_the_ends(n):
    alone = np.where(np.arange(n) == n // 2, 29.0, 0.0)
    found = weights.entropy(
        table(np.column_stack([alone, np.full(n, 1 / 3), np.arange(1.0, n + 1)]))
    )
    assert found.entropy[:2].tolist() == [pytest.approx(0, abs=1e-15), 1]
    assert (found.entropy >= 0).all()
    assert (found.diversification <= 1).all()
    assert found.weights[1] == 0
    assert not np.signbit(found.weights).any()
