"""Payoffs in a Series or a data frame have utilities with the same labels; gambles are read by the
outcomes' names."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError

FUNCTIONS = [
    utility.linear(),
    utility.exponential(10),
    utility.logarithmic(100),
    utility.power(0.5),
    utility.piecewise([0, 5, 20], [0, 0.7, 1]),
    utility.prospect(),
]
PAYOFFS = pd.Series({"win": 10.0, "draw": 4.0, "lose": 1.0}, name="payoff")
CHANCES = pd.Series({"lose": 0.5, "win": 0.2, "draw": 0.3})
ROWS = pd.DataFrame([[10.0, 4.0, 1.0], [6.0, 5.0, 4.0]], ["bold", "meek"], ["win", "draw", "lose"])
U = utility.exponential(10)
WORTH = utility.certainty_equivalent([10, 4, 1], [0.2, 0.3, 0.5], U)


@pytest.mark.parametrize("function", FUNCTIONS, ids=repr)
def test_payoffs_and_utilities_keep_their_labels(function):
    utilities = function(PAYOFFS)
    assert utilities.tolist() == function(PAYOFFS.tolist()).tolist()
    assert utilities.index.equals(PAYOFFS.index)
    assert utilities.name == "payoff"
    pd.testing.assert_series_equal(function.inverse(utilities), PAYOFFS)
    pd.testing.assert_frame_equal(function.inverse(function(ROWS)), ROWS)
    with pytest.raises(InvalidInputError, match=r"must be .*got a labelled dict"):
        function(PAYOFFS.to_dict())


@pytest.mark.parametrize("payoffs", [PAYOFFS, PAYOFFS.to_dict()], ids=["series", "mapping"])
@pytest.mark.parametrize("chances", [CHANCES, CHANCES.to_dict()], ids=["series", "mapping"])
def test_a_gamble_is_read_by_the_names_of_its_outcomes(payoffs, chances):
    assert utility.certainty_equivalent(payoffs, chances, U) == pytest.approx(WORTH)
    expected = 10 * 0.2 + 4 * 0.3 + 0.5
    assert utility.risk_premium(payoffs, chances, U) == pytest.approx(expected - WORTH)


@settings(deadline=None, max_examples=20)
@given(st.permutations(["win", "draw", "lose"]), st.permutations(["win", "draw", "lose"]))
def test_the_order_of_outcomes_changes_nothing(first, second):
    assert utility.certainty_equivalent(PAYOFFS[first], CHANCES[second], U) == pytest.approx(
        WORTH, rel=1e-12
    )


def test_rows_of_a_frame_name_the_answers():
    worth = utility.certainty_equivalent(ROWS, CHANCES, U)
    assert worth.index.tolist() == ["bold", "meek"]
    assert worth["bold"] == pytest.approx(WORTH)
    chances = pd.DataFrame(
        [[0.5, 0.5, 0.0], [0.5, 0.2, 0.3]], ["meek", "bold"], ["lose", "win", "draw"]
    )
    both = utility.certainty_equivalent(ROWS, chances, U)
    assert both["bold"] == pytest.approx(WORTH)
    assert both["meek"] == pytest.approx(utility.certainty_equivalent([6, 4], [0.5, 0.5], U))


@pytest.mark.parametrize(
    ("payoffs", "chances", "message"),
    [
        (PAYOFFS, [0.2, 0.3, 0.5], "values has labels and probabilities has none"),
        ([10, 4, 1], CHANCES, "probabilities has labels and values has none"),
        (PAYOFFS, CHANCES.drop("win"), r"must name each outcome once; missing \['win'\]"),
        (PAYOFFS, CHANCES.rename({"win": "won"}), r"missing \['win'\], unknown \['won'\]"),
        (
            ROWS,
            ROWS.rename({"bold": "old"}),
            r"must have the rows of values, each once; missing \['bold'\]",
        ),
        (ROWS, [CHANCES, CHANCES], r"name their rows alike; only the index of values is labelled"),
    ],
)
def test_gambles_that_do_not_fit_are_refused(payoffs, chances, message):
    with pytest.raises(InvalidInputError, match=rf"certainty_equivalent\(\): .*({message})"):
        utility.certainty_equivalent(payoffs, chances, U)


def test_labels_that_count_places_are_no_labels():
    assert utility.certainty_equivalent(pd.Series([10, 4, 1]), [0.2, 0.3, 0.5], U) == pytest.approx(
        WORTH
    )
    frame = utility.certainty_equivalent(pd.DataFrame([[10, 4, 1]]), np.array([0.2, 0.3, 0.5]), U)
    assert np.asarray(frame) == pytest.approx([WORTH])


def test_points_of_two_series_are_paired_by_label():
    x, u = pd.Series({"a": 0.0, "b": 5.0, "c": 20.0}), pd.Series({"c": 1.0, "b": 0.7, "a": 0.0})
    assert utility.piecewise(x, u) == utility.piecewise([0, 5, 20], [0, 0.7, 1])
    with pytest.raises(InvalidInputError, match=r"u has labels and x has none"):
        utility.piecewise([0, 5, 20], u)
