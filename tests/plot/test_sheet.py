"""Pictures for files: without pyplot, a notice below."""

import matplotlib.pyplot as plt
import numpy as np

import picture_boxes
from decision_analysis import Scores, plot, trees
from decision_analysis.plot._sheet import sheet

RESULT = Scores(method="m", alternatives=("a", "b"), scores=np.array([1.0, 2.0]))
TREE = trees.Decision("d", {"a": 1, "b": 2})


def test_no_pyplot_and_the_dots_asked_for():
    figure = sheet(lambda: plot.scores(RESULT), dpi=200)
    assert plt.get_fignums() == []
    assert figure.dpi == 200
    assert plot.scores(RESULT).figure.number in plt.get_fignums()


def test_the_figure_grows_by_the_notice():
    for draw in (lambda: plot.scores(RESULT), lambda: plot.tree(TREE)):
        bare, noted = (
            sheet(draw),
            sheet(draw, "a notice of\n  several $5 words " * 12),
        )
        assert noted.get_figheight() > bare.get_figheight() + 0.3
        for figure in (bare, noted):
            figure.draw_without_rendering()
        sizes = [f.axes[0].get_window_extent().size for f in (bare, noted)]
        np.testing.assert_allclose(sizes[0], sizes[1], atol=2)
        texts = picture_boxes.all_texts(noted)
        assert picture_boxes.outside(noted.axes[0], texts) == []
        words, lowest = min(texts, key=lambda pair: pair[1].y0)
        assert words.replace("\n", " ").count(r"\$5") == 12
        assert lowest.y1 <= min(box.y0 for text, box in texts if text != words)


def test_a_picture_of_very_many_rows_keeps_to_what_can_be_drawn():
    big = trees.Decision("d", {f"option {i}": i for i in range(5000)})
    figure = sheet(lambda: plot.tree(big, max_leaves=6000), "notice")
    assert max(figure.get_size_inches()) * figure.dpi < 2**16
