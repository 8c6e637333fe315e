"""What a message shows of a value: always text, never long."""

from fractions import Fraction

import numpy as np
import pytest

from bad_input.kinds import STRANGERS
from decision_analysis import _render
from decision_analysis._shown import few, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "'a'"),
        ([1, None], "[1, None]"),
        pytest.param(10**5000, "an integer of about 5001 digits", id="long"),
        ({"a": [-(10**5000)]}, "{'a': [an integer of about 5001 digits]}"),
        (Fraction(1, 10**5000), "Fraction(1, an integer of about 5001 digits)"),
        (np.array(10**5000, dtype=object), "array(an integer of about 5001 digits)"),
        (STRANGERS["a list 100,000 deep"], "[[[[[...]]]]]"),
        (STRANGERS["a list that holds itself"], "[[...]]"),
    ],
)
def test_a_value_is_shown(value, text):
    assert shown(value) == text


def test_what_cannot_be_shown_is_named():
    assert "Unreadable" in shown(STRANGERS["what numpy cannot read"])
    assert "Unreadable" in shown([STRANGERS["what numpy cannot read"], 1])


def test_a_long_text_is_cut():
    text = shown(list(range(100_000)))
    assert len(text) < 700
    assert text.endswith("(688890 characters)")


def test_long_doubles_become_plain_numbers():
    given = {"x": np.longdouble("0.5"), "y": np.array([1, 2], dtype=np.longdouble)}
    assert _render.plain(given) == {"x": 0.5, "y": [1.0, 2.0]}
    assert type(_render.plain(given)["x"]) is float


def test_few_labels_are_written_and_dots_for_the_others():
    assert few(["a", "b"], 2) == "'a', 'b'"
    assert few(["a", "b", "c"], 2) == "'a', 'b', ..."
    assert few([10**5000], 2) == "an integer of about 5001 digits"
