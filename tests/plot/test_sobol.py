"""`plot.sobol`: bars, intervals, their order, and what is refused."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Parameter, Parameters, plot, sensitivity
from decision_analysis.errors import InvalidInputError

NAMES = ("little", "much", "none")
PARAMETERS = Parameters([Parameter(name, 0.5, low=0, high=1) for name in NAMES])


def model(x):
    go = x["little"] + 3 * x["much"] * x["little"] + 4 * x["much"]
    return DecisionTable.from_rows({"go": [go], "turn": [x["little"]]}, ["y"])


RESULT = sensitivity.sobol(model, PARAMETERS, n_samples=64, rng=1)


def test_bars_are_the_indices_and_lines_the_intervals():
    ax = plot.sobol(RESULT, ax=Figure().subplots())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["much", "little", "none"]
    order, parts = [1, 0, 2], [RESULT.first, RESULT.total]
    for bars, index in zip(ax.containers, parts, strict=True):
        np.testing.assert_allclose([bar.get_width() for bar in bars], index[order, 0])
    intervals = [RESULT.first_interval, RESULT.total_interval]
    for lines, interval in zip(ax.collections, intervals, strict=True):
        ends = np.array([segment[:, 0] for segment in lines.get_segments()])
        np.testing.assert_allclose(ends, interval[order, 0])
        low, high = ax.get_xlim()
        assert low <= ends.min()
        assert ends.max() <= high
    assert ax.get_title(loc="left") == "Sobol' indices: go"
    assert ax.get_xlabel() == "share of the variance; lines are intervals of level 0.95"


def test_of_another_alternative_and_the_top_ones():
    ax = plot.sobol(RESULT, of="turn", top=1, title="Mine", ax=Figure().subplots())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["little"]
    assert ax.get_title(loc="left") == "Mine\ntop 1 of 3 parameters"


def test_the_first_that_varies_is_drawn():
    def with_rest(x):
        return DecisionTable.from_rows({"rest": [3.0], "go": [x["much"]], "turn": [0.0]}, ["y"])

    result = sensitivity.sobol(with_rest, PARAMETERS, n_samples=64, rng=1)
    ax = plot.sobol(result, ax=Figure().subplots())
    assert ax.get_title(loc="left") == "Sobol' indices: go"
    ax = plot.morris(sensitivity.morris(with_rest, PARAMETERS, rng=1), ax=Figure().subplots())
    assert ax.get_title(loc="left").startswith("Elementary effects: go")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"result": 3}, "result must be SobolResult or ShapleyEffectsResult; got 3"),
        ({"of": "trun"}, r"unknown entry of of 'trun' \(did you mean 'turn'\?\)"),
        ({"top": 0}, "top must be at least 1"),
    ],
)
def test_bad_input_is_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^sobol\(\): {message}"):
        plot.sobol(**{"result": RESULT, "ax": Figure().subplots(), **arguments})
