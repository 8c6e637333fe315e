"""`plot.one_way`: a line for each alternative, a band where it is the best, the base."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Parameter, Parameters, plot
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import one_way

PARAMETERS = Parameters([Parameter("p", 0.5, low=0, high=1, unit="share")])


def model(x):
    rows = {"safe": [45.0], "never": [-3.0], "risky": [100 * x["p"]]}
    return DecisionTable.from_rows(rows, ["payoff"])


def test_lines_bands_and_the_base():
    result = one_way(model, PARAMETERS, "p", grid=[0.6, 0.2, 0.4])
    ax = plot.one_way(result, unit="kEUR", ax=Figure().subplots())
    lines = [line for line in ax.lines if not line.get_label().startswith("_")]
    assert [line.get_label() for line in lines] == ["safe", "never", "risky"]
    np.testing.assert_allclose(lines[2].get_xydata(), [[0.2, 20], [0.4, 40], [0.6, 60]])
    bands = [line for line in ax.lines if line.get_alpha()]
    # to the middle between .4, where safe is best, and .6
    np.testing.assert_allclose(
        np.nanmax(bands[0].get_xdata()[~np.isnan(bands[0].get_ydata())]), 0.5
    )
    np.testing.assert_allclose(
        np.nanmin(bands[1].get_xdata()[~np.isnan(bands[1].get_ydata())]), 0.5
    )
    assert len(bands) == 2
    assert [line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1] == [0.5]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("p (share); dotted: base", "score (kEUR)")


def test_top_draws_those_that_lead():
    result = one_way(model, PARAMETERS, "p", quantiles=None)
    ax = plot.one_way(result, top=2, ax=Figure().subplots())
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["safe", "risky"]
    assert "leading 2 of 3 alternatives" in ax.get_title(loc="left")


def test_a_single_value_is_a_dot():
    ax = plot.one_way(one_way(model, PARAMETERS, "p", grid=[0.5]), ax=Figure().subplots())
    assert sum(line.get_marker() == "o" for line in ax.lines) == 3


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match=r"one_way\(\): result must be an OneWayResult"):
        plot.one_way(3)
