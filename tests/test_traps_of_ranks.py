"""Inputs on which other libraries go wrong, of ranks and of criteria that count twice or not at
all: each test asserts the right answer."""

import warnings

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda, weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values):
    """Return a table of criteria c1, c2, ... to maximize and alternatives a1, a2, ..."""
    rows, columns = np.shape(values)
    names = [f"c{j + 1}" for j in range(columns)]
    return DecisionTable(values, names, [f"a{i + 1}" for i in range(rows)])


def test_ranks_are_no_argsort():
    scores = np.array([[0.3], [0.7], [0.4], [0.1], [0.9]])
    ranks = mcda.weighted_sum(table(scores), [1]).ranks
    assert ranks.tolist() == [4, 2, 3, 5, 1]
    assert (np.argsort(-scores[:, 0]) + 1).tolist() != ranks.tolist()
    assert (np.argsort(np.argsort(-scores[:, 0])) + 1).tolist() == ranks.tolist()


def test_a_criterion_split_in_two_changes_topsis_and_vikor_and_no_sum():
    whole = table([[1, 3], [5, 4], [4, 1]])
    halves = table([[1, 1, 3], [5, 5, 4], [4, 4, 1]])
    for method, before, after in [
        (mcda.topsis, [3, 1, 2], [2, 1, 3]),
        (mcda.vikor, [3, 1, 2], [2, 1, 3]),
    ]:
        assert method(whole, [2, 2]).ranks.tolist() == before
        assert method(halves, [1, 1, 2]).ranks.tolist() == after
    np.testing.assert_allclose(
        mcda.weighted_sum(halves, [1, 1, 2]).scores, mcda.weighted_sum(whole, [2, 2]).scores
    )


@pytest.mark.parametrize(
    ("values", "shares", "dropped"),
    [
        ([[3, 1]], [1, 1], ["'c1' is constant", "'c2' is constant", "utility S", "regret R"]),
        ([[1, 2], [2, 1]], [1, 1], ["utility S", "regret R"]),
        # S differs, and both miss the best of some criterion by all its weight
        ([[1, 2, 2], [2, 1, 1]], [2, 1, 1], ["utility S"]),
        ([[3, 1], [3, 2]], [1, 1], ["'c1' is constant"]),
    ],
)
def test_vikor_says_in_one_warning_which_terms_drop_out(values, shares, dropped):
    with pytest.warns(DegenerateDataWarning, match=r"^vikor\(\): ") as told:
        result = mcda.vikor(table(values), shares)
    (only,) = told
    assert all(term in str(only.message) for term in dropped)
    assert np.isfinite(result.scores).all()


def test_vikor_takes_a_weight_of_zero_without_a_word():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mcda.vikor(table([[1, 2], [2, 1], [3, 3]]), [1, 0]).scores.tolist() == [1, 0.5, 0]


@pytest.mark.parametrize("method", [weights.merec, weights.cilos, weights.idocriw])
def test_weights_from_ratios_refuse_what_is_none_and_keep_whole_numbers_whole(method):
    with pytest.raises(InvalidInputError, match="'a1' on 'c1' must be"):
        method(table([[-1, 10], [2, 30], [4, 20]]))
    whole = [[1, 10, 5], [2, 30, 1], [4, 20, 2]]
    np.testing.assert_array_equal(
        method(table(whole)).weights, method(table(np.array(whole, dtype=float))).weights
    )
