"""Sums that should be 1: which are refused, in which words, and which are rescaled."""

import numpy as np
import pytest

from decision_analysis import _checks
from decision_analysis._probabilities import probability_problem, rescaled, within
from decision_analysis.errors import InvalidInputError

OFFER = "; rescale=True divides them by their sum"
SINGLE = np.array([0.1, 0.2, 0.7], np.float32).astype(float)


@pytest.mark.parametrize(
    ("row", "ending"),
    [
        ([0.33, 0.33, 0.33], "got 0.99 ('a' 0.33, 'b' 0.33, 'c' 0.33)" + OFFER),
        ([0.5, 0.3, 0.18], "got 0.98 ('a' 0.5, 'b' 0.3, 'c' 0.18)" + OFFER),
        ([0.5, 0.3, 0.1], "got 0.9 ('a' 0.5, 'b' 0.3, 'c' 0.1)"),
        (SINGLE, "'c' 0.6999999881), as they are of single (float32) precision" + OFFER),
        (
            np.array([0.1, 0.2, 0.6992], np.float16),
            "as they are of half (float16) precision" + OFFER,
        ),
        ([0.5, 0.25, 0.125], "got 0.875 ('a' 0.5, 'b' 0.25, 'c' 0.125)"),
        ([1e308, 1e308, 0], "got inf ('a' 1e+308, 'b' 1e+308, 'c' 0)"),
    ],
)
def test_the_message_names_what_explains_the_sum_and_offers_to_rescale_only_then(row, ending):
    assert str(probability_problem("abc", np.asarray(row, float), rescale=False)).endswith(ending)
    assert OFFER not in str(probability_problem("abc", np.asarray(row, float)))


def test_nothing_is_offered_where_one_sample_is_far_off():
    rows = np.array([[0.33, 0.33, 0.33], [0.5, 0.3, 0.1]])
    assert str(probability_problem("abc", rows, rescale=False)).endswith(
        "got 0.99 ('a' 0.33, 'b' 0.33, 'c' 0.33)"
    )
    problem = str(probability_problem("abc", rescaled(rows), rescale=True))
    assert problem.endswith(
        "got 0.9 ('a' 0.5, 'b' 0.3, 'c' 0.1); rescale=True is for sums within 0.02 of 1"
    )


def test_long_rows_are_listed_in_part():
    problem = str(probability_problem([f"s{i}" for i in range(1000)], np.full(1000, 0.002)))
    assert problem.endswith("'s9' 0.002, and 990 more)")
    assert len(problem) < 250


def test_sums_within_rounding_become_one_and_others_stay():
    rows = np.array(
        [[0.33, 0.33, 0.33], [0.2, 0.3, 0.5], [0.1, 0.2, 0.3], [np.nan, 1, 0], [1e308, 1e308, 0]]
    )
    found = rescaled(rows)
    np.testing.assert_allclose(found[0], 1 / 3, rtol=1e-15)
    np.testing.assert_array_equal(found[1:], rows[1:])
    below, above = rescaled(np.array([[0.33, 0.66], [0.34, 0.67]]), beside_rest=True)
    np.testing.assert_array_equal(below, [0.33, 0.66])
    assert above.sum() == pytest.approx(1, abs=1e-15)


def test_probabilities_takes_the_wish_to_rescale():
    np.testing.assert_allclose(
        _checks.probabilities("ab", [0.49, 0.5], rescale=True), [49 / 99, 50 / 99]
    )
    with pytest.raises(
        InvalidInputError, match=r"got 0.99 .*; rescale=True divides them by their sum"
    ):
        _checks.probabilities("ab", [0.49, 0.5], rescale=False)


def test_little_before_much_takes_its_part_of_a_share():
    """Nothing is left of a share of 1e-18 for the second of these."""
    assert within(np.array([1e-18, 1.0]), 1e-18, 0).tolist() == [1e-18, 0]
    assert within(np.array([[1e-18, 1.0]]).T, 2e-18, 0).T.tolist() == [[1e-18, 1e-18]]
    # a rare event counts, and at the share of 1 all do
    assert within(np.array([1 - 9e-13, 9e-13]), 1, 0).tolist() == [1 - 9e-13, 9e-13]
    assert within(np.array([0.5 - 9e-13, 9e-13, 0.5]), 0.5, 0)[1] == pytest.approx(9e-13, rel=1e-3)
