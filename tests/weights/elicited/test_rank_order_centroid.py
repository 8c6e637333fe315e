"""Rank-order-centroid weights."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


@pytest.mark.parametrize(
    "expected",
    [
        [1.0],
        [0.75, 0.25],
        [0.6111, 0.2778, 0.1111],
        [0.5208, 0.2708, 0.1458, 0.0625],
        [0.4567, 0.2567, 0.1567, 0.0900, 0.0400],
        [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278],
    ],
)
def test_table_of_barron_and_barrett(expected):
    result = weights.rank_order_centroid(len(expected))
    np.testing.assert_allclose(result.weights, expected, atol=5e-5)
    assert result.criteria is None


def test_mean_of_ordered_weights():
    rng = np.random.default_rng(11)
    ordered = -np.sort(-rng.dirichlet(np.ones(4), 40_000), axis=1)
    # standard errors are below 0.0007: five of them
    np.testing.assert_allclose(
        weights.rank_order_centroid(4).weights, ordered.mean(axis=0), atol=0.0035
    )
    assert weights.rank_order_centroid(1000).weights.sum() == pytest.approx(1, abs=1e-13)


@pytest.mark.parametrize(
    ("n", "message"), [(0, "at least 1"), (2.5, "must be an integer"), (True, "must be an integer")]
)
def test_what_is_refused(n, message):
    with pytest.raises(
        InvalidInputError,
        match=r"^rank_order_centroid\(\): n " + f"must.*{message.split(' ', 1)[-1]}",
    ):
        weights.rank_order_centroid(n)
