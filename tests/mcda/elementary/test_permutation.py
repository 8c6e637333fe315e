"""The permutation method: brute force over all orders, ties, its two exceptions, batches."""

import itertools

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError


def best_value(table, weights):
    """Return the largest evaluation of any permutation, and how many have it."""
    x = np.where(table.maximize, table.values, -table.values)
    c = (np.asarray(weights)[:, None, None] * (x.T[:, :, None] >= x.T[:, None, :])).sum(axis=0)
    values = [
        sum(c[k, b] - c[b, k] for k, b in itertools.combinations(order, 2))
        for order in itertools.permutations(range(len(x)))
    ]
    return max(values), int(np.isclose(values, max(values), atol=1e-12).sum())


def test_no_permutation_is_better():
    rng = np.random.default_rng(0)
    for _ in range(25):
        size, columns = int(rng.integers(1, 6)), int(rng.integers(1, 5))
        table = DecisionTable(
            rng.integers(0, 4, (size, columns)),
            [Criterion(f"c{j}", str(rng.choice(["max", "min"]))) for j in range(columns)],
            [f"a{i}" for i in range(size)],
        )
        weights = rng.integers(1, 5, columns) / 10
        found = mcda.permutation(table, weights)
        value, count = best_value(table, weights / weights.sum())
        assert found.value == pytest.approx(value, abs=1e-12)
        assert found.unique == (count == 1)
        assert sorted(found.scores) == list(range(1, size + 1))


def test_equal_alternatives_take_places_and_it_says_so():
    # why the conformance suite leaves out 'duplicates' and 'order of alternatives'
    table = DecisionTable([[1], [1], [2]], ["x"], ["a", "b", "c"])
    found = mcda.permutation(table, [1])
    assert found.order == ("c", "a", "b")
    assert not found.unique
    swapped = mcda.permutation(table.select(alternatives=["b", "a", "c"]), [1])
    assert swapped.order == ("c", "b", "a")


def test_a_batch_is_a_loop():
    rng = np.random.default_rng(1)
    table = DecisionTable(rng.normal(size=(3, 5, 4)), list("wxyz"), list("abcde"))
    weights = rng.dirichlet(np.ones(4), 3)
    whole = mcda.permutation(table, weights)
    assert whole.value.shape == whole.unique.shape == (3,)
    for i in range(3):
        one = mcda.permutation(table.at(i), weights[i])
        assert whole.at(i).order == one.order
        assert whole.at(i).value == pytest.approx(one.value)
        np.testing.assert_allclose(whole.at(i).concordance, one.concordance)


def test_more_alternatives_than_anybody_would_permute():
    rng = np.random.default_rng(2)
    table = DecisionTable(rng.normal(size=(14, 5)), list("vwxyz"), [f"a{i}" for i in range(14)])
    assert mcda.permutation(table, [1] * 5).value > 0


def test_a_bad_limit_is_refused():
    table = DecisionTable([[1], [2]], ["x"], ["a", "b"])
    with pytest.raises(InvalidInputError, match=r"permutation\(\): time_limit must be"):
        mcda.permutation(table, [1], time_limit=0)
