"""Picture of scores."""

import numpy as np
import pytest
from matplotlib.figure import Figure

import picture_boxes
from decision_analysis import Scores, plot


def _scores(values, *, higher=True):
    values = np.asarray(values, dtype=float)
    names = tuple("abcdefghijkl"[: values.shape[-1]])
    return Scores(method="TOPSIS", alternatives=names, scores=values, higher_is_better=higher)


def _labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_bars_best_first_with_values():
    ax = plot.scores(_scores([0.2, 0.7482, -0.4]))
    assert _labels(ax) == ["b", "a", "c"]
    assert ax.yaxis_inverted()
    assert [bar.get_width() for bar in ax.patches] == [0.7482, 0.2, -0.4]
    assert [text.get_text() for text in ax.texts] == ["0.7482", "0.2000", "-0.4000"]
    assert ax.get_title(loc="left") == "TOPSIS"
    assert ax.get_xlabel() == "score"


def test_lower_is_better_and_ties_share_the_color():
    ax = plot.scores(_scores([3, 1, 1, 2], higher=False))
    assert _labels(ax) == ["b", "c", "d", "a"]
    assert ax.get_xlabel() == "score; lower is better"
    colors = [tuple(color) for color in ax.collections[-1].get_facecolor()]
    assert colors[0] == colors[1] != colors[2]


@pytest.mark.parametrize(("values", "higher"), [([0, 3, 7], False), ([0, -3, -7], True)])
def test_a_winner_without_length_is_seen(values, higher):
    ax = plot.scores(_scores(values, higher=higher))
    assert len(ax.patches) == 0
    dots = ax.collections[-1]
    np.testing.assert_allclose(dots.get_offsets()[:, 0], values)
    assert dots.get_sizes()[0] > 30


def test_top_title_and_unit():
    ax = plot.scores(_scores(np.arange(12)), top=3, title="Costs", unit="million $")
    assert _labels(ax) == ["l", "k", "j"]
    assert ax.get_title(loc="left") == "Costs\ntop 3 of 12 alternatives"
    assert ax.get_xlabel() == r"score (million \$)"


def test_of_many_the_best_sixty_are_drawn_and_the_title_says_so():
    many = Scores(
        method="m", alternatives=tuple(f"a{i}" for i in range(3000)), scores=np.arange(3000.0)
    )
    ax = plot.scores(many)
    assert _labels(ax)[::59] == ["a2999", "a2940"]
    assert ax.get_title(loc="left") == "m\ntop 60 of 3,000 alternatives"
    small = Figure(figsize=(5, 2)).subplots()
    plot.scores(many, ax=small)
    assert 5 < len(_labels(small)) < 30
    assert f"top {len(_labels(small))} of 3,000" in small.get_title(loc="left")


@pytest.mark.parametrize("higher", [True, False])
def test_a_batch_shows_quantiles_in_the_order_of_the_means(higher):
    samples = np.stack([np.arange(101.0), np.arange(101.0) + 50], axis=-1).reshape(101, 1, 2)
    ax = plot.scores(_scores(samples, higher=higher))
    assert _labels(ax) == (["b", "a"] if higher else ["a", "b"])
    whiskers, medians = (collection.get_segments() for collection in ax.collections)
    row = 1 if higher else 0
    np.testing.assert_allclose(whiskers[row][:, 0], [5, 95])
    np.testing.assert_allclose(medians[row][:, 0], [50, 50])
    box = ax.patches[row]
    assert (box.get_x(), box.get_width()) == (25, 50)
    assert ax.get_legend().get_title().get_text() == "101 samples"
    assert {text.get_text() for text in ax.get_legend().get_texts()} == {
        "5 to 95%",
        "25 to 75%",
        "median",
        "mean",
    }


def test_a_row_is_as_high_as_its_label():
    long = Scores(method="m", alternatives=("name " * 15, "b"), scores=np.array([1.0, 2.0]))
    assert (
        plot.scores(long).figure.get_figheight()
        > plot.scores(_scores([1, 2])).figure.get_figheight()
    )
    assert _labels(plot.scores(long))[1].count("\n") == 2


def test_values_stay_inside_the_axes():
    ax = plot.scores(_scores(np.linspace(-1e6, 1e6, 12)))
    ax.figure.canvas.draw()
    box = ax.get_window_extent()
    for text in ax.texts:
        extent = text.get_window_extent()
        assert box.x0 <= extent.x0
        assert extent.x1 <= box.x1 + 1


def test_long_numbers_at_the_ticks_keep_apart():
    figure = Figure(figsize=(3, 2), layout="constrained")
    plot.scores(_scores([1.2e8, 9.9e8]), ax=figure.subplots())
    assert picture_boxes.meeting(picture_boxes.all_texts(figure)) == []


@pytest.mark.parametrize("higher", [True, False])
def test_scores_that_are_nearly_equal_are_dots_on_an_axis_that_says_where_it_begins(higher):
    values = 0.8 + np.linspace(0, 0.01, 5)
    ax = plot.scores(_scores(values, higher=higher))
    assert not ax.patches
    np.testing.assert_allclose(np.sort(ax.collections[-1].get_offsets()[:, 0]), values)
    assert ax.get_xlim()[0] > 0.79
    assert ax.get_xlabel().endswith("the axis does not begin at 0")


@pytest.mark.parametrize("values", [[0.5, 0.5, 0.5], [1, 0.8, 0.9], [-1, 1, 0.99]])
def test_bars_begin_at_zero_where_they_can_be_told_apart_or_are_equal(values):
    ax = plot.scores(_scores(values))
    assert len(ax.patches) == 3
    assert ax.get_xlim()[0] <= 0
    assert ax.get_xlabel() == "score"


def test_no_line_of_the_grid_goes_through_a_number():
    ax = plot.scores(_scores([0.2, 0.7, 0.4]))
    assert all(text.get_bbox_patch().get_facecolor() == ax.get_facecolor() for text in ax.texts)


def test_texts_keep_apart_on_axes_that_shrink_when_others_are_drawn():
    figure = Figure(figsize=(10, 7), layout="constrained")
    axes = figure.subplots(2, 2).ravel()
    names = tuple(f"conditional_direct_escalation_of_the_conflict {i}" for i in range(9))
    for ax in axes[:3]:
        plot.scores(Scores(method="m", alternatives=names, scores=np.arange(-4.0, 5.0)), ax=ax)
    plot.scores(
        Scores(
            method="m", alternatives=names, scores=np.random.default_rng(1).normal(size=(50, 9))
        ),
        ax=axes[3],
    )
    found = picture_boxes.all_texts(figure)
    assert picture_boxes.meeting(found) == []
    assert picture_boxes.outside(axes[0], found) == []
    assert all(
        ax.get_yticklabels()[i].get_text().endswith(str(8 - i)) for ax in axes[:3] for i in range(9)
    )
