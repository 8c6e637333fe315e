"""FUCOM: priorities in any order and batches, and what is refused."""

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


@pytest.mark.parametrize(
    ("priorities", "message"),
    [
        ({"a": 2, "b": 4}, "must be 1 for the most important .*smallest is 2$"),
        ({"a": 1, "b": 0}, "priorities of 'b' must be at least 1; got 0$"),
        ([1, 2], "priorities must be a mapping"),
    ],
)
def test_what_is_refused(priorities, message):
    with pytest.raises(InvalidInputError, match=r"^fucom\(\): .*" + message):
        weights.fucom(priorities)
