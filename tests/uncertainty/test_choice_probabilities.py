"""`choice_probabilities`: goals, ties, leading axes, bad input."""

import numpy as np
import pytest

from decision_analysis import Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import choice_probabilities

ARRAY = [[1.0, 2.0, 0.0], [3.0, 3.0, 3.0], [0.0, 4.0, 1.0]]


def scores(higher):
    return Scores(
        method="m", alternatives=("a", "b", "c"), scores=np.array(ARRAY), higher_is_better=higher
    )


def test_ties_share():
    assert choice_probabilities(ARRAY).tolist() == pytest.approx([1 / 9, 7 / 9, 1 / 9])
    assert choice_probabilities(ARRAY, goal="min").tolist() == pytest.approx([4 / 9, 1 / 9, 4 / 9])


def test_scores_know_their_goal():
    np.testing.assert_array_equal(choice_probabilities(scores(True)), choice_probabilities(ARRAY))
    np.testing.assert_array_equal(
        choice_probabilities(scores(False)), choice_probabilities(ARRAY, goal="min")
    )
    with pytest.raises(InvalidInputError, match="Scores know their goal; leave out goal='max'"):
        choice_probabilities(scores(True), goal="max")


def test_all_sample_axes_count():
    array = np.random.default_rng(0).normal(size=(3, 5, 4))
    np.testing.assert_allclose(
        choice_probabilities(array), choice_probabilities(array.reshape(15, 4)), atol=1e-15
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1.0, 2.0], r"must have shape \(\.\.\., S, A\) with samples; got \(2,\)"),
        ([[1.0, np.nan]], r"scores must be finite; got nan at \(0, 1\)"),
        ([["a", "b"]], "scores must be numbers; got strings"),
        (np.empty((0, 2)), "with samples"),
    ],
)
def test_bad_input_is_refused(value, message):
    with pytest.raises(InvalidInputError, match=message):
        choice_probabilities(value)
    with pytest.raises(InvalidInputError, match="goal must be one of"):
        choice_probabilities(ARRAY, goal="best")


def test_a_list_of_one_is_not_a_single_number():
    assert choice_probabilities({"a": [1.0, 3.0], "b": 2.0}).tolist() == [0.5, 0.5]
    message = r"samples of scores must broadcast; got shapes \[\(1,\), \(2,\)\]: a number stands"
    with pytest.raises(InvalidInputError, match=message):
        choice_probabilities({"a": [1.0, 3.0], "b": [2.0]})
