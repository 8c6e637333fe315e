"""Picture of rank acceptabilities."""

import numpy as np
import pytest

import picture_boxes
from decision_analysis import DecisionTable, Scores, Sorting, plot, uncertainty
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _smaa


def _weighted(table, weights):
    scores = (table.values * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return Scores(method="weighted", alternatives=table.alternatives, scores=scores)


@pytest.mark.parametrize("count", [2, 10])
def test_bars_are_the_acceptabilities_stacked(count):
    values = np.random.default_rng(5).random((count, 3))
    result = uncertainty.smaa(
        DecisionTable(values, list("pqr"), [f"x{i}" for i in range(count)]), _weighted, rng=1
    )
    ax = plot.smaa(result)
    shares = result.rank_acceptability
    names = [label.get_text() for label in ax.get_yticklabels()]
    rows = [result.alternatives.index(name) for name in names]
    widths = np.array([bar.get_width() for bar in ax.patches]).reshape(count, count).T
    np.testing.assert_allclose(widths, shares[rows], atol=1e-12)
    starts = np.array([bar.get_x() for bar in ax.patches]).reshape(count, count).T
    np.testing.assert_allclose(starts + widths, np.cumsum(shares[rows], axis=1))
    assert [tuple(-row) for row in shares[rows]] == sorted(tuple(-row) for row in shares)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        str(r + 1) for r in range(count)
    ]
    assert ax.get_title(loc="left") == "Rank acceptability"
    assert ax.get_xlabel() == "share of 10,000 samples"


def test_rank_one_is_darkest_and_narrow_shares_are_not_labelled():
    table = DecisionTable([[1, 0.5], [0, 1], [0.99, 0.5]], ["p", "q"], ["a", "b", "c"])
    result = uncertainty.smaa(table, _weighted, rng=1)
    ax = plot.smaa(result)
    brightness = [sum(ax.containers[rank][0].get_facecolor()[:3]) for rank in range(3)]
    assert brightness == sorted(brightness)
    texts = [text.get_text() for text in ax.texts if text.get_text()]
    widths = [bar.get_width() for bar in ax.patches]
    assert set(texts) >= {f"{share:.0%}" for share in widths if share >= 0.08}
    assert not set(texts) & {f"{share:.0%}" for share in widths if share < 0.03}
    assert len(texts) < len(widths)


def test_of_many_ranks_the_later_ones_share_a_color():
    values = np.random.default_rng(5).random((60, 3))
    table = DecisionTable(values, list("pqr"), [f"x{i}" for i in range(60)])
    result = uncertainty.smaa(table, _weighted, n_samples=200, rng=1)
    ax = plot.smaa(result, top=4)
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["1", "2", "3", "4 to 5", "6 to 10", "11 to 20", "21 to 50", "51 to 60"]
    names = [label.get_text() for label in ax.get_yticklabels()]
    rows = result.rank_acceptability[[result.alternatives.index(name) for name in names]]
    widths = np.array([bar.get_width() for bar in ax.patches]).reshape(8, 4).T
    np.testing.assert_allclose(widths[:, 4], rows[:, 5:10].sum(axis=1))
    np.testing.assert_allclose(widths.sum(axis=1), 1)
    assert ax.get_title(loc="left") == "Rank acceptability\ntop 4 of 60 alternatives"


@pytest.mark.parametrize("count", [11, 500, 20_000])
def test_groups_of_ranks_cover_all_once_and_are_ten_at_most(count):
    groups = _smaa._groups(count)
    assert len(groups) <= 10
    assert [rank for first, last in groups for rank in range(first, last + 1)] == list(
        range(1, count + 1)
    )


def test_categories_are_stacked_best_first():
    table = DecisionTable([[1, 0.2], [0.1, 1], [0.9, 0.9]], ["p", "q"], ["a", "b", "c"])

    def three(table, weights):
        scores = (table.values * weights[:, None, :]).sum(axis=-1)
        return Sorting(
            method="three",
            alternatives=table.alternatives,
            categories=("poor", "fair", "good"),
            assignment=np.digitize(scores, [0.5, 0.8]),
        )

    result = uncertainty.smaa_tri(table, three, rng=1)
    ax = plot.smaa(result)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names[0] == "c"
    rows = result.category_acceptability[[result.alternatives.index(name) for name in names]]
    widths = np.array([bar.get_width() for bar in ax.patches]).reshape(3, 3).T
    np.testing.assert_allclose(widths, rows[:, ::-1], atol=1e-12)
    legend = ax.get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["good", "fair", "poor"]
    assert legend.get_title().get_text() == "category"
    assert ax.get_title(loc="left") == "Category acceptability"
    texts = picture_boxes.texts(ax)
    assert picture_boxes.outside(ax, texts) == []
    assert picture_boxes.meeting(texts) == []


def test_exact_acceptabilities_are_shares_of_weights():
    table = DecisionTable([[1, 0.5], [0, 1], [0.99, 0.5]], ["p", "q"], ["a", "b", "c"])
    ax = plot.smaa(uncertainty.exact_acceptability(table, _weighted))
    assert ax.get_xlabel() == "share of possible weights"
    assert ax.get_title(loc="left") == "Rank acceptability"


def test_other_results_are_refused():
    with pytest.raises(
        InvalidInputError, match=r"smaa\(\): result must be SmaaResult, Exact.*got 3"
    ):
        plot.smaa(3)
