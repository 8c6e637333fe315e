"""The weighted product: ratios of products, zeros, refusals, batches."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


TRAP = table([[10, 2], [8, 8], [6, 10]])
MIXED = table([[4, 2], [2, 1]], ["max", "min"])


def test_ratios_to_the_best_and_not_min_max():
    result = mcda.weighted_product(TRAP, [1, 1])
    np.testing.assert_allclose(result.scores, [0.4472, 0.8, 0.7746], atol=5e-5)
    np.testing.assert_allclose(result.powers, np.sqrt([[1, 0.2], [0.8, 0.8], [0.6, 1]]))


def test_the_quoted_logarithms_of_products_of_column_shares():
    values = np.array([[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10.0]])
    result = mcda.weighted_product(table(values), [0.2, 0.15, 0.4, 0.25])
    quoted = 10 ** np.array([-0.50128589, -0.50448471, -0.52947246])
    np.testing.assert_allclose(result.pairwise, quoted[:, None] / quoted, rtol=5e-8)


def test_units_change_no_ratio_and_costs_are_inverted():
    result = mcda.weighted_product(MIXED, [1, 3])
    np.testing.assert_allclose(result.scores, [0.5**0.75, 0.5**0.25])
    scaled = mcda.weighted_product(MIXED.with_values(MIXED.values * [1e6, 1e-6]), [1, 3])
    np.testing.assert_allclose(scaled.pairwise, result.pairwise, rtol=1e-12)


def test_a_zero_takes_all_unless_it_has_no_weight():
    zero = table([[0, 9], [1, 1]])
    np.testing.assert_allclose(mcda.weighted_product(zero, [0.1, 0.9]).scores, [0, (1 / 9) ** 0.9])
    assert mcda.weighted_product(zero, [0, 1]).best == "a0"
    with pytest.raises(
        InvalidInputError, match=r"pairwise: ratios need positive products; that of 'a0' is 0"
    ):
        _ = mcda.weighted_product(zero, [0.1, 0.9]).pairwise


def test_one_alternative_equal_ones_and_only_costs():
    assert mcda.weighted_product(table([[4, 2]], ["max", "min"]), [1, 1]).scores == 1
    assert mcda.weighted_product(table([[4, 2], [4, 2]]), [1, 1]).scores.tolist() == [1, 1]
    only = mcda.weighted_product(table([[4, 2], [2, 4]], ["min", "min"]), [1, 1])
    assert only.ranks.tolist() == [1, 1]


def test_a_batch_equals_the_loop():
    rng = np.random.default_rng(2)
    batch = table(rng.uniform(0, 9, (5, 4, 3)), ["max", "min", "max"])
    many = rng.dirichlet(np.ones(3), (2, 5))
    whole = mcda.weighted_product(batch, many)
    assert whole.pairwise.shape == (2, 5, 4, 4)
    assert whole.powers is None
    for i, j in np.ndindex(2, 5):
        alone = mcda.weighted_product(batch.at(j), many[i, j])
        np.testing.assert_allclose(whole.at((i, j)).scores, alone.scores, rtol=1e-13)


@pytest.mark.parametrize(
    ("values", "goals", "message"),
    [
        ([[-1, 2], [2, 3]], None, r"'a0' on 'c0' must be at least 0, as a benefit on a ratio sc"),
        ([[0, 2], [0, 3]], None, r"'a0' on 'c0' must be positive, as the maximum on a ratio sc"),
        ([[1, 2], [1, 0]], ["max", "min"], r"'a1' on 'c1' must be positive, as a cost.*got 0"),
        ([[1, 2], [1, -1]], ["max", "min"], r"'a1' on 'c1' must be positive, as a cost.*got -1"),
        ([[[1, 2]], [[-1, 2]]], None, r"'a0' on 'c0' at \(1,\) must be at least 0"),
    ],
)
def test_what_has_no_ratio_is_refused_by_every_method_of_ratios_to_the_best(values, goals, message):
    for name in ("weighted_product", "waspas", "aras", "cradis", "marcos"):
        with pytest.raises(InvalidInputError, match=rf"^{name}\(\): {message}"):
            getattr(mcda, name)(table(values, goals), [1, 1])


@pytest.mark.parametrize("method", [mcda.weighted_product, mcda.waspas])
def test_a_ratio_that_floats_do_not_reach_is_refused_and_not_0(method):
    """1e-600 to the power of 1 / 200 is .001, which makes products of 1e-3 and of 1e-6 differ."""
    far = np.full((3, 200), 1e300)
    far[1, 0] = far[2, :2] = 1e-300
    with pytest.raises(InvalidInputError, match=r"'a1' on 'c0' must be 0 or at least 2.3e-308 as"):
        method(table(far), np.ones(200))
    near = mcda.weighted_product(table(far**0.5), np.ones(200))
    np.testing.assert_allclose(near.scores, [1, 10**-1.5, 1e-3], rtol=1e-12)
