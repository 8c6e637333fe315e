"""Acceptability curves: each alternative's, in bold where it is the one to choose."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import Criterion, DecisionTable, mcda, plot, voi
from decision_analysis.errors import InvalidInputError

RNG = np.random.default_rng(4)
VALUES = np.stack(
    [
        RNG.normal([0.0, 900.0, 2500.0], 150, (500, 3)),
        RNG.normal([0.0, 0.1, 0.16], 0.03, (500, 3)),
    ],
    axis=-1,
)
TABLE = DecisionTable(
    VALUES, [Criterion("cost", "min", unit="GBP"), Criterion("effect", unit="QALY")], list("abc")
)
PRICES = np.linspace(0, 60_000, 13)
FOUND = mcda.cost_effectiveness(TABLE, cost="cost", effect="effect", willingness_to_pay=PRICES)


def drawn(result=FOUND, **options):
    return plot.acceptability(result, ax=Figure((9, 4)).subplots(), **options)


def lines(ax, *, bold):
    return [line for line in ax.lines if (line.get_linewidth() > 4) == bold]


def test_a_curve_for_each_and_the_frontier_in_bold():
    ax, curve = drawn(), FOUND.acceptability
    for line, shares in zip(lines(ax, bold=False), curve.probabilities.T, strict=True):
        np.testing.assert_array_equal(line.get_xdata(), PRICES)
        np.testing.assert_array_equal(line.get_ydata(), shares)
    heights = np.array([line.get_ydata() for line in lines(ax, bold=True)])[:, ::2]
    # at each price one is bold, at the height of the frontier
    assert (np.isfinite(heights).sum(axis=0) == 1).all()
    np.testing.assert_allclose(np.nanmax(heights, axis=0), curve.frontier)
    colors = {line.get_label(): line.get_color() for line in lines(ax, bold=False)}
    for label, line in zip("abc", lines(ax, bold=True), strict=True):
        at = [label == best for best in curve.best]
        np.testing.assert_array_equal(np.isfinite(line.get_ydata()[::2]), at)
        assert line.get_color() == colors[label]


def test_words_around():
    ax = drawn()
    assert ax.get_xlabel() == "willingness to pay for a unit of effect (GBP per QALY)"
    assert ax.get_ylabel() == "probability of being best"
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["a", "b", "c", "bold: best on average"]
    assert "(kGBP)" in drawn(unit="kGBP").get_xlabel()
    assert drawn(FOUND.acceptability).get_xlabel() == "willingness to pay for a unit of effect"


def test_plot_voi_draws_the_same():
    ax = plot.voi(FOUND.acceptability, ax=Figure((9, 4)).subplots())
    own = drawn(FOUND.acceptability)
    for one, other in zip(ax.lines, own.lines, strict=True):
        np.testing.assert_array_equal(one.get_ydata(), other.get_ydata())


def test_top_takes_the_frontier_first():
    """Of many the drawn are those that are to be chosen at some price, though others are likelier
    at most prices."""
    more = np.concatenate([VALUES, VALUES + np.array([60.0, 0.0])], axis=1)
    table = DecisionTable(more, TABLE.criteria, ["a", "b", "c", "a2", "b2", "c2"])
    ax = drawn(voi.acceptability_curve(table, PRICES, cost="cost", effect="effect"), top=3)
    assert [line.get_label() for line in lines(ax, bold=False)] == ["a", "b", "c"]
    assert "top 3 of 6 alternatives" in ax.get_title(loc="left")


def test_one_price_is_a_dot():
    ax = drawn(voi.acceptability_curve(TABLE, [20_000], cost="cost", effect="effect"))
    assert {line.get_marker() for line in ax.lines} >= {"o"}


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (3, "result must be AcceptabilityCurveResult or CostEffectivenessResult; got 3"),
        (FOUND.at(0), "result must have acceptability, .*; got None"),
    ],
)
def test_what_has_no_acceptability_is_refused(result, message):
    with pytest.raises(InvalidInputError, match=rf"acceptability\(\): {message}"):
        plot.acceptability(result)
