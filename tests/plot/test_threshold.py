"""`plot.threshold`: scores along a parameter with every change of the best marked."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Parameter, Parameters, plot
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import threshold

PARAMETERS = Parameters([Parameter("x", 2, unit="m")])


def wave(x):
    return DecisionTable.from_rows({"flat": [0.0], "wave": [np.sin(np.pi * x["x"])]}, ["v"])


def touching(x):
    return DecisionTable.from_rows({"flat": [1.0], "wave": [np.sin(np.pi * x["x"])]}, ["v"])


def drawn(model, between, **options):
    result = threshold(model, PARAMETERS, "x", between=between)
    return result, plot.threshold(result, ax=Figure(figsize=(9, 5)).subplots(), **options)


def test_changes_are_marked_at_their_scores_and_told_by_value():
    result, ax = drawn(wave, (0.5, 3.5), unit="EUR")
    dots = next(line for line in ax.lines if line.get_marker() == "o")
    np.testing.assert_allclose(dots.get_xydata(), [[1, 0], [2, 0], [3, 0]], atol=1e-6)
    assert [text.get_text() for text in ax.texts] == ["1", "2", "3"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x (m); dotted: base", "score (EUR)")
    assert ax.get_xlim() == result.between
    assert ax.get_title(loc="left") == "Best along x"


def test_the_band_is_behind_the_best():
    result, ax = drawn(wave, (0.5, 3.5))
    bands = [line for line in ax.lines if line.get_alpha()]
    for band, name in zip(bands, result.alternatives, strict=True):
        x, y = band.get_data()
        best = np.sin(np.pi * x) > 0 if name == "wave" else np.sin(np.pi * x) < 0
        far = np.abs(np.sin(np.pi * x)) > 0.02
        np.testing.assert_array_equal(~np.isnan(y)[far], best[far])


def test_touches_are_circles_and_no_change_is_told():
    _, ax = drawn(touching, (0, 4))
    circles = next(line for line in ax.lines if line.get_markerfacecolor() == "white")
    np.testing.assert_allclose(circles.get_xydata(), [[0.5, 1], [2.5, 1]], atol=1e-5)
    assert "flat is best throughout" in ax.get_title(loc="left")
    assert "circle: only touched" in ax.get_xlabel()
    assert not ax.texts


def test_of_many_changes_the_first_are_told():
    _, ax = drawn(wave, (0.5, 40.5))
    assert "first 20 of 40 changes with their value" in ax.get_title(loc="left")
    dots = next(line for line in ax.lines if line.get_marker() == "o")
    assert len(dots.get_xdata()) == 40


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match=r"threshold\(\): result must be a Threshold"):
        plot.threshold(3)
