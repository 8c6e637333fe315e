"""Pictures of tables: `heat_map`, `parallel_coordinates` and `radar`, by goals and with units."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from decision_analysis import Criterion, DecisionTable, Scores, plot, uncertainty
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable.from_rows(
    {"bus": [2, 3, 7, 1], "car": [9, 8, 7, 0], "bike": [3, 1, 7, 0.5]},
    [Criterion("price", "min", unit="EUR"), "comfort", "doors", Criterion("noise", "min")],
)
BATCH = TABLE.with_values(np.ones((2, 3, 4)))


def lines(ax):
    """Return what is drawn over all axes, upright."""
    return [line for line in ax.lines if len(line.get_xdata()) == 4]


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_cells_are_dark_where_a_performance_is_the_best_by_its_goal():
    ax = plot.heat_map(TABLE, ax=Figure().subplots())
    shares = ax.collections[0].get_array().reshape(3, 4)
    np.testing.assert_allclose(shares[:, 0], [1, 0, 6 / 7])
    np.testing.assert_allclose(shares[:, 1], [2 / 7, 1, 0])
    # nothing is better or worse where all are equal
    assert shares.mask[:, 2].all()
    np.testing.assert_allclose(shares[:, 3], [0, 1, 0.5])
    assert words(ax)[:4] == ["price\n(EUR; min)", "comfort", "doors", "noise\n(min)"]
    assert words(ax)[4:8] == ["2", "3", "7", "1.0"]
    key = [text.get_text() for text in ax.get_legend().get_texts()]
    assert key == ["best", "in between", "worst", "all the same"]


def test_heat_map_of_rank_acceptabilities():
    def method(table, weights):
        scores = (table.values * weights[..., None, :]).sum(axis=-1)
        return Scores(method="sum", alternatives=table.alternatives, scores=scores)

    table = DecisionTable([[0, 1], [1, 0.5], [0.1, 0.1]], ["p", "q"], ["b", "a", "c"])
    result = uncertainty.smaa(table, method, n_samples=1000, rng=1)
    ax = plot.heat_map(result, ax=Figure().subplots())
    names = [label.get_text() for label in ax.get_yticklabels() if label.get_text()]
    assert names == ["a", "b", "c"]
    shares = ax.collections[0].get_array().reshape(3, 3)
    np.testing.assert_allclose(shares, result.rank_acceptability[[1, 0, 2]])
    assert words(ax)[:3] == ["rank 1", "rank 2", "rank 3"]
    assert words(ax)[-1] == f"{result.rank_acceptability[2, 2]:.0%}"
    assert ax.get_xlabel() == "share of 1,000 samples; empty below 0.5%"


def test_lines_go_up_to_the_best_whatever_the_goal():
    ax = plot.parallel_coordinates(TABLE, of=["bike", "car"], ax=Figure().subplots())
    bus, bike, car = lines(ax)
    np.testing.assert_allclose(bus.get_ydata(), [1, 2 / 7, 0.5, 0])
    np.testing.assert_allclose(bike.get_ydata(), [6 / 7, 0, 0.5, 0.5])
    np.testing.assert_allclose(car.get_ydata(), [0, 1, 0.5, 1])
    key = [text.get_text() for text in ax.get_legend().get_texts()]
    assert key == ["bike", "car", "1 others"]
    assert words(ax)[:2] == ["2", "9"]
    assert "price\n(EUR; min)" in words(ax)
    assert ax.get_title(loc="left") == "Performances\n2 of 3 alternatives in color"


def test_axes_reach_over_profiles_in_any_order_of_criteria():
    profiles = DecisionTable(
        [[0, 12, 10, 7], [0, 5, 4, 7]],
        [TABLE.criteria[3], TABLE.criteria[0], TABLE.criteria[1], TABLE.criteria[2]],
        ["fair", "good"],
    )
    ax = plot.parallel_coordinates(TABLE, profiles=profiles, ax=Figure().subplots())
    # 12 EUR are the worst and 10 of comfort the best of all that is drawn
    np.testing.assert_allclose(lines(ax)[-2].get_ydata(), [0, 1, 0.5, 1])
    np.testing.assert_allclose(lines(ax)[0].get_ydata(), [1, 2 / 9, 0.5, 0])
    assert ax.get_legend().get_texts()[-1].get_text() == "profiles"
    with pytest.raises(InvalidInputError, match="profiles must have the criteria of the table"):
        plot.parallel_coordinates(TABLE, profiles=TABLE.select(criteria=["price"]))


def test_one_criterion_and_one_alternative():
    one = TABLE.select(alternatives=["car"], criteria=["comfort"])
    for draw in (plot.heat_map, plot.parallel_coordinates):
        ax = draw(one, ax=Figure().subplots())
        assert "comfort" in words(ax)


def test_spokes_end_at_the_best_and_are_named_with_both_ends():
    ax = plot.radar(TABLE, ax=Figure().subplots())
    shapes = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(shapes) == 3
    radius = np.hypot(*shapes[1].get_data())
    # the worst is at .15, the best at 1; where all are equal halfway
    np.testing.assert_allclose(radius, [0.15, 1, 0.575, 1, 0.15])
    found = words(ax)
    assert "price\n9 to 2 EUR" in found
    assert "doors\n7 for all" in found
    assert "noise\n1 to 0" in found


def test_few_shapes_are_drawn_and_the_others_told():
    table = DecisionTable(
        np.random.default_rng(1).normal(size=(40, 5)), list("pqrst"), [f"a{i}" for i in range(40)]
    )
    ax = plot.radar(table)
    assert sum(line.get_marker() == "o" for line in ax.lines) == 6
    assert ax.get_title(loc="left").endswith("6 of 40 alternatives")


@pytest.mark.parametrize("draw", [plot.heat_map, plot.parallel_coordinates, plot.radar])
def test_refuse_samples(draw):
    with pytest.raises(InvalidInputError, match=r"no sample axes; got samples \(2,\)"):
        draw(BATCH)


def test_radar_needs_three_spokes():
    with pytest.raises(InvalidInputError, match=r"at least 3 criteria; got 2: plot\.parallel"):
        plot.radar(TABLE.select(criteria=["price", "comfort"]))


@pytest.mark.parametrize("draw", [plot.parallel_coordinates, plot.radar])
def test_refuse_alternatives_that_are_not_there(draw):
    with pytest.raises(InvalidInputError, match="'train'"):
        draw(TABLE, of=["train"])


def test_axes_stand_upright_at_each_criterion():
    ax = plot.parallel_coordinates(TABLE, ax=Figure().subplots())
    (upright,) = [c for c in ax.collections if isinstance(c, LineCollection)]
    assert [tuple(path[:, 0]) for path in upright.get_segments()] == [(k, k) for k in range(4)]
