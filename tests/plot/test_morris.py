"""`plot.morris`: points, crosses, names that keep apart, and what is refused."""

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


RESULT = sensitivity.morris(model, PARAMETERS, n_samples=32, rng=1)


def test_points_are_mean_and_spread_and_crosses_the_intervals():
    ax = plot.morris(RESULT, unit="EUR", ax=Figure(figsize=(6, 5)).subplots())
    rest, named = ax.lines[:2]
    assert len(rest.get_xdata()) == 0
    order = np.argsort(-RESULT.mu_star[:, 0])
    np.testing.assert_allclose(named.get_xdata(), RESULT.mu_star[order, 0])
    np.testing.assert_allclose(named.get_ydata(), RESULT.sigma[order, 0])
    across, up = ax.collections
    ends = np.array([segment[:, 0] for segment in across.get_segments()])
    np.testing.assert_allclose(ends, np.maximum(RESULT.mu_star_interval[order, 0], 0))
    ends = np.array([segment[:, 1] for segment in up.get_segments()])
    np.testing.assert_allclose(ends, np.maximum(RESULT.sigma_interval[order, 0], 0))
    assert [text.get_text() for text in ax.texts] == ["much", "little", "none"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == (
        "mean absolute effect μ* (EUR)",
        "spread of effects σ (EUR)",
    )


def test_names_for_which_there_is_no_room_are_counted():
    many = Parameters([Parameter(f"parameter {i}", 0.5, low=0, high=1) for i in range(30)])

    def alike(x):
        return DecisionTable.from_rows({"go": [sum(x.values())]}, ["y"])

    result = sensitivity.morris(alike, many, n_samples=8, rng=1)
    ax = plot.morris(result, ax=Figure(figsize=(6, 5)).subplots())
    # all thirty points are in one place
    assert ax.get_title(loc="left").endswith(f"{len(ax.texts)} of 30 parameters are named")
    assert len(ax.texts) < 15


def test_of_another_alternative_and_the_top_ones():
    ax = plot.morris(RESULT, of="turn", top=1, ax=Figure(figsize=(6, 5)).subplots())
    assert [text.get_text() for text in ax.texts] == ["little"]
    assert ax.get_title(loc="left") == "Elementary effects: turn\n1 of 3 parameters are named"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"result": 3}, "result must be a MorrisResult; got int"),
        ({"of": "trun"}, r"unknown entry of of 'trun' \(did you mean 'turn'\?\)"),
        ({"unit": 3}, "unit must be a str"),
    ],
)
def test_bad_input_is_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^morris\(\): {message}"):
        plot.morris(**{"result": RESULT, "ax": Figure().subplots(), **arguments})
