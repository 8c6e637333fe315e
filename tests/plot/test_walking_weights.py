"""`plot.walking_weights`: a line for each alternative, rings at crossings, the weight of now."""

import numpy as np
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Scores, plot
from decision_analysis.sensitivity import walking_weights


def total(table, weights):
    scores = (table.values * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


TABLE = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["a", "b", "c"])
WALKED = walking_weights(TABLE, total, [0.7, 0.3], "x", n_points=11)


def rings(ax):
    return [line for line in ax.lines if line.get_marker() == "o"]


def test_lines_are_the_scores_and_rings_stand_where_the_best_changes():
    ax = plot.walking_weights(WALKED, ax=Figure().subplots())
    drawn = [line for line in ax.lines if len(line.get_xdata()) == 11][:3]
    np.testing.assert_allclose([line.get_ydata() for line in drawn], WALKED.scores.T)
    (ring,) = rings(ax)
    np.testing.assert_allclose(ring.get_xdata(), [0.4, 0.6])
    np.testing.assert_allclose(ring.get_ydata(), [0.6, 0.6])
    assert [text.get_text() for text in ax.texts] == ["a", "b", "c"]
    key = [text.get_text() for text in ax.get_legend().get_texts()]
    assert key == ["the best", "another becomes the best", "now: 0.7"]
    assert ax.get_xlabel() == "weight of x"


def test_no_rings_where_one_is_always_the_best():
    table = DecisionTable([[1, 1], [0, 0]], ["x", "y"], ["a", "b"])
    ax = plot.walking_weights(walking_weights(table, total, [1, 1], "x"), ax=Figure().subplots())
    assert rings(ax) == []


def test_the_leading_ones_are_drawn():
    table = DecisionTable(
        np.concatenate([TABLE.values, np.zeros((37, 2))]), ["x", "y"], [f"a{i}" for i in range(40)]
    )
    walked = walking_weights(table, total, [0.7, 0.3], "x", n_points=11)
    ax = plot.walking_weights(walked, top=3)
    assert {text.get_text() for text in ax.texts} == {"a0", "a1", "a2"}
    assert "leading 3 of 40 alternatives" in ax.get_title(loc="left")
    one = plot.walking_weights(walked, top=1)
    assert len(one.texts) == 1
