"""`plot.contributions`: bars to both sides for two alternatives, stacked ones for all scores."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, mcda, plot
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable([[8, 2, 5], [4, 6, 7]], ["x", "y", "z"], ["a", "b"])
RESULT = mcda.weighted_sum(TABLE, [0.5, 0.3, 0.2], normalization=None)


def drawn(result, **options):
    ax = plot.contributions(result, ax=Figure(figsize=(8, 6)).subplots(), **options)
    return ax, [bar.get_width() for bar in ax.patches]


def test_bars_for_the_first_to_the_right_and_the_lead_below():
    ax, bars = drawn(mcda.explain(RESULT, "a", "b"), unit="points")
    np.testing.assert_allclose(bars, [2, -1.2, -0.4])
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["x (8 : 4)", "y (2 : 6)", "z (5 : 7)", "lead"]
    assert [text.get_text() for text in ax.texts] == ["+2.0", "-1.2", "-0.4", "+0.4"]
    (diamond,) = [line for line in ax.lines if line.get_marker() == "D"]
    assert float(diamond.get_xdata()[0]) == pytest.approx(0.4)
    assert ax.get_xlabel() == "what adds to the lead of a over b (points)"


def test_what_is_not_drawn_is_one_bar():
    ax, bars = drawn(mcda.explain(RESULT, "a", "b"), top=1)
    np.testing.assert_allclose(bars, [2, -1.6])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["x (8 : 4)", "2 others", "lead"]
    assert "top 1 of 3 criteria" in ax.get_title(loc="left")


def test_scores_that_are_sums_are_stacked():
    ax, bars = drawn(RESULT)
    np.testing.assert_allclose(sorted(bars), sorted([4, 0.6, 1, 2, 1.8, 1.4]))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match="result must be ExplainResult or Scores; got 3"):
        plot.contributions(3)
    with pytest.raises(InvalidInputError, match="must have a step"):
        plot.contributions(mcda.topsis(TABLE, [1, 1, 1]))
