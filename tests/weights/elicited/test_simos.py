"""Simos' cards: the rounding of the source, and what is refused."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


def test_simos_rounds_as_its_source_unless_told_not_to():
    exact = weights.simos([["c"], ["b"], ["a", "d"]], [1, 0], 6, decimals=None)
    # three units apart: k is 1, 1 + 2 * 5 / 3 and 6
    np.testing.assert_allclose(exact.unnormalized, [1, 13 / 3, 6, 6])
    rounded = weights.simos([["c"], ["b"], ["a", "d"]], [1, 0], 6)
    np.testing.assert_allclose(rounded.unnormalized, [1, 4.33, 6, 6])
    assert exact.weights[-1] / exact.weights[0] == pytest.approx(6)
    assert weights.simos(["c", "b"], [4], 3).as_dict() == {"c": 0.25, "b": 0.75}
    np.testing.assert_allclose(weights.simos([["a", "b"]], [], 1).weights, 0.5)


@pytest.mark.parametrize(
    ("cards", "message"),
    [
        ([[["a"], []], [0], 2], "group 2 must not be empty"),
        ([[], [], 2], "groups must not be empty"),
        ([["a", "a"], [0], 2], r"each criterion once; got \['a'\] twice"),
        ([["a", "b"], [0, 0], 2], "white_cards must be 1, one number between"),
        ([["a", "b"], [-1], 2], "white_cards must be at least 0; got -1"),
        ([["a", "b"], [0], 1], "ratio must be greater than 1; got 1"),
        ([["a"], [], 2], "ratio must be 1 for a single group; got 2"),
    ],
)
def test_what_is_refused(cards, message):
    with pytest.raises(InvalidInputError, match=r"^simos\(\): .*" + message):
        weights.simos(*cards)
