"""`plot.sorting`: bands of categories, the best first, with degrees where there are any."""

import dataclasses

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Sorting, mcda, plot
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable([[1, 2], [9, 8], [5, 4], [6, 6]], ["p", "q"], list("abcd"))
PROFILES = DecisionTable([[3, 3], [7, 7]], ["p", "q"], ["low", "high"])
SORTED = mcda.electre_tri(
    TABLE,
    [1, 1],
    profiles=PROFILES,
    indifference=0,
    preference=4,
    categories=["bad", "fair", "good"],
)


def colored(ax):
    """Return row by column whether a cell is in color."""
    pale = to_rgba("#F4F5F6")
    return np.array([[bar.get_facecolor() != pale for bar in bars] for bars in ax.containers]).T


def names(ax):
    return [label.get_text() for label in ax.get_yticklabels() if label.get_text()]


def test_the_best_categories_come_first_and_their_cells_are_in_color():
    ax = plot.sorting(SORTED, ax=Figure().subplots())
    assert names(ax)[0] == "b"
    assert names(ax)[-1] == "a"
    assigned = [SORTED.assignment[SORTED.alternatives.index(name)] for name in names(ax)]
    assert sorted(assigned, reverse=True) == assigned
    assert (colored(ax) == np.eye(3, dtype=bool)[assigned]).all()
    words = [text.get_text() for text in ax.texts]
    assert words[:3] == ["bad", "fair", "good"]


def test_cells_hold_how_credibly_the_lower_limit_is_reached():
    ax = plot.sorting(SORTED, ax=Figure().subplots())
    order = [SORTED.alternatives.index(name) for name in names(ax)]
    cells = {text.get_position(): text.get_text() for text in ax.texts[3:]}
    assert {x for x, _ in cells} == {1, 2}
    told = np.array([float(text) for _, text in sorted(cells.items(), key=lambda c: c[0][::-1])])
    np.testing.assert_allclose(told, SORTED.credibility[order].ravel(), atol=5e-3)
    assert "lower limit" in ax.get_xlabel()


def test_a_range_of_categories_is_in_color():
    @dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
    class Between(Sorting):
        lowest: np.ndarray
        highest: np.ndarray
        credibility: np.ndarray

    result = Between(
        method="m",
        alternatives=("a", "b"),
        categories=("bad", "fair", "good"),
        assignment=np.array([1, 0]),
        lowest=np.array([1, 0]),
        highest=np.array([2, 0]),
        credibility=np.full((2, 3), 0.25),
    )
    ax = plot.sorting(result, ax=Figure().subplots())
    assert colored(ax).tolist() == [[False, True, True], [True, False, False]]
    assert "central profile" in ax.get_xlabel()
    assert len(ax.texts) == 3 + 6


def test_bare_sortings_have_no_numbers_and_others_are_told():
    result = Sorting(
        method="m",
        alternatives=tuple("abcd"),
        categories=("bad", "good"),
        assignment=np.array([0, 1, 0, 1]),
    )
    ax = plot.sorting(result, top=3, ax=Figure().subplots())
    assert names(ax) == ["b", "d", "a"]
    assert ax.get_title(loc="left") == "m\ntop 3 of 4 alternatives"
    assert [text.get_text() for text in ax.texts] == ["bad", "good"]


def test_values_by_which_a_method_sorts_stand_in_their_cells():
    @dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
    class Valued(Sorting):
        scores: np.ndarray

    result = Valued(
        method="m",
        alternatives=tuple("abc"),
        categories=("bad", "good"),
        assignment=np.array([0, 1, 1]),
        scores=np.array([0.1, 0.7, 0.9]),
    )
    ax = plot.sorting(result, ax=Figure().subplots())
    assert names(ax) == ["c", "b", "a"]
    assert [text.get_text() for text in ax.texts[2:]] == ["0.90", "0.70", "0.10"]
    assert [text.get_position()[0] for text in ax.texts[2:]] == [1, 1, 0]


def test_refuses_batches():
    batch = Sorting(
        method="m",
        alternatives=("a",),
        categories=("bad", "good"),
        assignment=np.array([[0], [1]]),
    )
    with pytest.raises(InvalidInputError, match=r"^sorting\(\): result must be of one table"):
        plot.sorting(batch)
    plot.sorting(batch.at(1), ax=Figure().subplots())
