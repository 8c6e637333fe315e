"""Weights of every form become one array in the table's order."""

import math

import numpy as np
import pytest

from decision_analysis.core import WeightsResult, weights_array
from decision_analysis.errors import InvalidInputError

NAMES = ("price", "space")


@pytest.mark.parametrize(
    "weights",
    [
        {"space": 3, "price": 1},
        [1, 3],
        np.array([0.25, 0.75]),
        WeightsResult(method="W", weights=np.array([0.75, 0.25]), criteria=("space", "price")),
    ],
)
def test_rescaled_and_in_the_order_of_the_names(weights):
    assert weights_array(NAMES, weights).tolist() == [0.25, 0.75]


def test_batches_keep_their_leading_axes():
    assert weights_array(NAMES, np.ones((5, 4, 2))).shape == (5, 4, 2)


def test_weights_as_given():
    assert weights_array(NAMES, [0.2, 0.3], rescale=False).tolist() == [0.2, 0.3]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (
            {"price": 1, "spce": 1},
            (
                r"weights_array\(\): weights must name each criterion once; missing \['space'\],"
                r" unknown \['spce'\]"
            ),
        ),
        ({"price": 1}, r"missing \['space'\]"),
        ({"price": -1, "space": 2}, "weight of 'price' must not be negative; got -1"),
        ([[1, 1], [1, -2]], r"weight of 'space' must not be negative; got -2 at \(1,\)"),
        ([0, 0], "must not all be zero"),
        ([[1, 1], [0, 0]], r"must not all be zero at \(1,\)"),
        ([1, math.nan], "finite"),
        ({"price": math.inf, "space": 1}, "weight of 'price' must be finite"),
        ({"price": "1", "space": 1}, "weight of 'price' must be a number; got '1'"),
        ([1, 2, 3], r"need 2 weights, one for each of \['price', 'space'\]; got shape \(3,\)"),
        (3, "need 2 weights"),
        (["a", "b"], "must be numbers"),
        (WeightsResult(method="W", weights=np.ones(2) / 2, criteria=("price", "x")), "missing"),
    ],
)
def test_bad_weights_are_refused_by_label(weights, message):
    with pytest.raises(InvalidInputError, match=message):
        weights_array(NAMES, weights)
