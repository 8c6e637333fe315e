"""Weights from criteria in order: FUCOM, SWARA and Simos, with what each refuses."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


def test_fucom_weighs_by_the_inverse_of_priorities_in_any_order():
    result = weights.fucom({"b": 2, "a": 1, "c": [4, 8]})
    np.testing.assert_allclose(result.weights, [[2, 4, 1], [4, 8, 1]] / np.array([[7], [13]]))
    np.testing.assert_allclose(result.comparative, [[2, 2], [2, 4]])
    assert result.deviation.tolist() == [0, 0]
    assert weights.fucom({"a": 1}).weights.tolist() == [1]


def test_swara_divides_step_by_step():
    result = weights.swara({"a": 0, "b": 1, "c": [0, 0.5]})
    np.testing.assert_allclose(result.recalculated, [[1, 0.5, 0.5], [1, 0.5, 1 / 3]])
    np.testing.assert_allclose(result.weights[0], [0.5, 0.25, 0.25])
    np.testing.assert_allclose(weights.swara([0, 1, 0]).weights, result.weights[0])


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
    ("function", "arguments", "message"),
    [
        (weights.fucom, [{"a": 2, "b": 4}], "must be 1 for the most important .*smallest is 2$"),
        (weights.fucom, [{"a": 1, "b": 0}], "priorities of 'b' must be at least 1; got 0$"),
        (weights.fucom, [[1, 2]], "priorities must be a mapping"),
        (weights.swara, [{"a": 0.2, "b": 0.1}], "the first of ratios of 'a' must be 0.*got 0.2"),
        (weights.swara, [{"a": 0, "b": -0.1}], "ratios of 'b' must not be negative; got -0.1"),
        (weights.simos, [[["a"], []], [0], 2], "group 2 must not be empty"),
        (weights.simos, [[], [], 2], "groups must not be empty"),
        (weights.simos, [["a", "a"], [0], 2], r"each criterion once; got \['a'\] twice"),
        (weights.simos, [["a", "b"], [0, 0], 2], "white_cards must be 1, one number between"),
        (weights.simos, [["a", "b"], [-1], 2], "white_cards must be at least 0; got -1"),
        (weights.simos, [["a", "b"], [0], 1], "ratio must be greater than 1; got 1"),
        (weights.simos, [["a"], [], 2], "ratio must be 1 for a single group; got 2"),
    ],
)
def test_what_is_refused(function, arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^{function.__name__}\(\): .*{message}"):
        function(*arguments)
