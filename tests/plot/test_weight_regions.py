"""`plot.weight_regions`: cells around points, in the colors of who is the best, and the corners."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Scores, plot
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import weight_regions


def total(table, weights):
    scores = (table.values * weights[..., None, :]).sum(axis=-1)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


TABLE = DecisionTable(
    [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.1, 0.1, 0.1]], ["x", "y", "z"], ["a", "b", "c", "never"]
)
RESULT = weight_regions(TABLE, total, [0.5, 0.3, 0.2], n_points=13)


def test_each_cell_is_around_its_point_in_the_color_of_the_best():
    ax = plot.weight_regions(RESULT, ax=Figure().subplots())
    (cells,) = ax.collections
    paths = [path.vertices for path in cells.get_paths()]
    assert len(paths) == len(RESULT.points)
    legend = ax.get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["a", "b", "c", "weights of now"]
    colors = dict(zip("abc", [p.get_facecolor() for p in legend.get_patches()], strict=True))
    for path, color, point, best in zip(
        paths, cells.get_facecolor(), RESULT.points, RESULT.is_best, strict=True
    ):
        # left corner x, right y, top z
        place = np.array([point[1] + point[2] / 2, 3**0.5 / 2 * point[2]])
        low, high = path.min(axis=0), path.max(axis=0)
        assert (low - 1e-12 <= place).all()
        assert (place <= high + 1e-12).all()
        np.testing.assert_allclose(color, colors["abc"[best.argmax()]])
    # together they cover the triangle: shoelace formula
    areas = [0.5 * abs(np.sum(p[:-1, 0] * p[1:, 1] - p[1:, 0] * p[:-1, 1])) for p in paths]
    assert sum(areas) == pytest.approx(3**0.5 / 4, rel=0.02)


def test_the_corners_are_named_and_the_weights_of_now_marked():
    ax = plot.weight_regions(RESULT, ax=Figure().subplots())
    assert [(text.get_text(), *text.xy) for text in ax.texts] == [
        ("x", 0.0, 0.0),
        ("y", 1.0, 0.0),
        ("z", 0.5, pytest.approx(3**0.5 / 2)),
    ]
    cross = next(line for line in ax.lines if line.get_marker() == "X")
    np.testing.assert_allclose(cross.get_xydata(), [[0.4, 0.1 * 3**0.5]])


def test_top_leaves_others_white():
    ax = plot.weight_regions(RESULT, top=1, ax=Figure().subplots())
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    assert texts[1:] == ["2 others", "weights of now"]
    assert "top 1 of 3 that are best somewhere" in ax.get_title(loc="left")


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match=r"weight_regions\(\): result must be a Weight"):
        plot.weight_regions(3)
