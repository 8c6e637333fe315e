"""ROV: half the weighted sum on min-max, its two ends."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


FLUIDS = table(
    [
        [0.035, 34.5, 847, 1.76, 0.335, 0.5, 0.59, 0.59],
        [0.027, 36.8, 834, 1.68, 0.335, 0.665, 0.665, 0.665],
        [0.037, 38.6, 808, 2.4, 0.59, 0.59, 0.41, 0.5],
        [0.028, 32.6, 821, 1.59, 0.5, 0.59, 0.59, 0.41],
    ],
    ["min", "min", "min", "min", "max", "min", "min", "max"],
)
WEIGHTS = [0.3306, 0.0718, 0.1808, 0.0718, 0.0459, 0.126, 0.126, 0.0472]


def test_the_peers_figures_have_weights_that_sum_to_more_than_1():
    result = mcda.rov(FLUIDS, WEIGHTS)
    quoted = [0.18414533, 0.26171444, 0.21331578, 0.34285244]
    np.testing.assert_allclose(result.scores * 1.0001, quoted, atol=5e-9)
    np.testing.assert_allclose(result.scores, (result.benefits + result.costs) / 2)


def test_it_is_half_the_weighted_sum_on_min_max():
    many = np.random.default_rng(6).dirichlet(np.ones(8), (2, 3))
    whole = mcda.rov(FLUIDS, many)
    expected = mcda.weighted_sum(FLUIDS, many, normalization="minmax").scores / 2
    np.testing.assert_allclose(whole.scores, expected, rtol=1e-13)
    assert whole.steps() == {}


def test_constant_columns_one_alternative_and_any_sign():
    with pytest.warns(DegenerateDataWarning, match=r"^rov\(\): criterion 'c1' is constant"):
        assert mcda.rov(table([[-1, 3], [1, 3]]), [1, 1]).scores.tolist() == [0, 0.25]
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant"):
        assert mcda.rov(table([[-4]]), [1]).scores == 0
