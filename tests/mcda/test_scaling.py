"""Sums over criteria in parts that stay on one thread: the parts are those of the whole."""

import numpy as np
import pytest

from decision_analysis import mcda
from decision_analysis._limits import MOST_IN_PARTS, ONE_THREAD
from decision_analysis.core import weights_array
from decision_analysis.mcda import _scaling
from small_tables import table


@pytest.mark.parametrize(
    ("rows", "columns", "count"), [(10, 5, 9000), (1, 3, 7000), (400, 700, 3), (3, 1, 0)]
)
def test_a_product_in_parts_is_the_whole_one(rows, columns, count):
    rng = np.random.default_rng(1)
    values, weights = rng.normal(size=(rows, columns)), rng.random((count, columns))
    sums = _scaling.product(values, weights)
    np.testing.assert_allclose(sums, values @ weights.T, rtol=1e-12, atol=1e-12)


def test_parts_are_small_enough_for_one_thread_and_large_products_are_whole(monkeypatch):
    assert 10 * 6 * _scaling.in_one_thread(10, 6) <= ONE_THREAD
    assert _scaling.in_one_thread(10**4, 10**4) == 1
    monkeypatch.setattr(_scaling, "in_one_thread", None)
    rows = MOST_IN_PARTS * ONE_THREAD // 2**10
    assert _scaling.product(np.ones((rows, 2)), np.ones((2**9 + 1, 2))).max() == 2


@pytest.mark.parametrize("method", [mcda.topsis, mcda.vikor, mcda.edas, mcda.weighted_sum])
def test_many_weights_are_as_single_ones(method):
    rng = np.random.default_rng(2)
    ten = table(rng.uniform(1, 9, (10, 6)), ["max", "min"] * 3)
    many = rng.dirichlet(np.ones(6), 3001)
    scores = method(ten, many).scores
    for place in (0, 749, 750, 1500, 3000):
        alone = method(ten, many[place]).scores
        np.testing.assert_allclose(scores[place], alone, rtol=0, atol=1e-14)


@pytest.mark.parametrize("count", range(1, 10))
def test_shares_of_many_are_those_of_each(count):
    rows = np.random.default_rng(3).random((50, count))
    names = [f"c{j}" for j in range(count)]
    each = [weights_array(names, row).tolist() for row in rows]
    assert weights_array(names, rows).tolist() == each
