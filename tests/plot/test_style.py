"""Texts of pictures: numbers, wrapped labels, legends."""

import pytest
from matplotlib.figure import Figure

from decision_analysis.plot import _style


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.12345, "0.1235"),
        (-12.5, "-12.5"),
        (999.96, "1000"),
        (1421.06, "1,421.1"),
        (1500.0, "1,500"),
        (-12_345_678.9, "-12,345,679"),
        (2.5e9, "2.5e+09"),
        (1e-7, "1e-07"),
    ],
)
def test_number(value, text):
    assert _style.number(value) == text


def test_written_wraps_cuts_and_disarms_dollars():
    assert _style.written("a staged transfer", 10) == "a staged\ntransfer"
    assert _style.written("one two three four five six", 5, lines=2) == "one\ntwo …"
    assert _style.written("x" * 70, 28).splitlines() == ["x" * 47 + "…"]
    assert _style.written("conditional_direct_escalation").splitlines() == ["conditional_direct_", "escalation"]
    assert _style.written("p_hold") == "p_hold"
    assert _style.written("$5 to $10") == r"\$5 to \$10"
    assert _style.written("") == ""


def test_dollars_are_drawn_as_they_are():
    figure = Figure()
    text = figure.text(0, 0, _style.written("$x_5$ to $10"))
    assert text._preprocess_math(text.get_text()) == ("$x_5$ to $10", False)


def test_a_legend_keeps_names_that_begin_with_an_underscore():
    ax = Figure().subplots()
    ax.plot([0, 1], label=_style.key("_p"))
    ax.legend()
    assert [text.get_text().strip() for text in ax.get_legend().get_texts()] == ["_p"]
