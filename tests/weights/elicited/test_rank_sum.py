"""Rank-sum weights: the formula, names, many criteria, refusals."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


def test_the_formula_names_and_size():
    assert weights.rank_sum(["a", "b", "c"]).as_dict() == pytest.approx(
        {"a": 1 / 2, "b": 1 / 3, "c": 1 / 6}
    )
    n = 1000
    expected = 2 * (n + 1 - np.arange(1, n + 1)) / (n * (n + 1))
    np.testing.assert_allclose(weights.rank_sum(n).weights, expected, rtol=1e-12)
    assert weights.rank_sum(1).weights.tolist() == [1]


@pytest.mark.parametrize("n", [0, 2.5, True, "ab", {"a": 1}, {"a", "b"}, ["a", "a"]])
def test_what_has_no_order_is_refused(n):
    for rule in (weights.rank_sum, weights.rank_reciprocal):
        with pytest.raises(InvalidInputError, match=rf"^{rule.__name__}\(\): n "):
            rule(n)
