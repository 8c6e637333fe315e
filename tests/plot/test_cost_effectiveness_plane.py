"""The cost-effectiveness plane: increments, their means and frontier, the worth of effects."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import Criterion, DecisionTable, mcda, plot
from decision_analysis.errors import InvalidInputError

RNG = np.random.default_rng(4)
COSTS = RNG.normal([100.0, 900.0, 2500.0, 1500.0], 150, (5000, 4))
EFFECTS = RNG.normal([1.0, 1.1, 1.16, 1.05], 0.03, (5000, 4))
CRITERIA = [Criterion("cost", "min", unit="$"), Criterion("effect", unit="QALY")]


def found(samples=slice(None)):
    values = np.stack([COSTS[samples], EFFECTS[samples]], axis=-1)
    table = DecisionTable(values, CRITERIA, list("abcd"))
    return mcda.cost_effectiveness(table, cost="cost", effect="effect")


def drawn(result, **options):
    return plot.cost_effectiveness_plane(result, ax=Figure((9, 4)).subplots(), **options)


def marks(ax):
    return {
        line.get_label(): (line.get_xdata()[0], line.get_ydata()[0])
        for line in ax.lines
        if line.get_linestyle() == "None"
    }


def line(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_means_are_marks_over_the_cheapest():
    ax = drawn(found())
    more = EFFECTS.mean(axis=0) - EFFECTS[:, 0].mean(), COSTS.mean(axis=0) - COSTS[:, 0].mean()
    assert list(marks(ax)) == list("abcd")
    np.testing.assert_allclose(np.array(list(marks(ax).values())).T, more, atol=1e-9)
    assert ax.get_xlabel() == "more effect than a (QALY)"
    assert ax.get_ylabel() == r"more cost than a (\$)"


def test_samples_are_dots_taken_at_equal_distances():
    ax = drawn(found())
    assert "666 of 5,000 samples drawn" in ax.get_title(loc="left")
    rows = np.arange(666) * 5000 // 666
    for cloud, place in zip(ax.collections, (1, 2, 3), strict=True):
        dots = EFFECTS[:, place] - EFFECTS[:, 0], COSTS[:, place] - COSTS[:, 0]
        np.testing.assert_allclose(cloud.get_offsets(), np.stack(dots, axis=1)[rows])
    few = drawn(found(slice(40)))
    assert "drawn" not in few.get_title(loc="left")
    assert [len(cloud.get_offsets()) for cloud in few.collections] == [40] * 3
    assert not drawn(found(0)).collections


def test_the_line_joins_the_frontier_of_the_means():
    """d costs more than a mixture of a and b, and is less effective than b."""
    ax = drawn(found())
    at = marks(ax)
    np.testing.assert_allclose(
        line(ax, "frontier of the means").get_xydata(), [at["a"], at["b"], at["c"]]
    )


def test_another_comparator_and_fewer_alternatives():
    ax = drawn(found(), comparator="b", top=2)
    assert marks(ax)["b"] == (0, 0)
    assert list(marks(ax)) == list("abc")
    assert "top 2 of 3 alternatives" in ax.get_title(loc="left")


def test_what_effects_are_worth_is_a_line_through_the_origin():
    ax = drawn(found(), willingness_to_pay=20_000)
    worth = line(ax, r"20,000 \$ per QALY")
    assert worth.get_slope() == 20_000
    assert tuple(worth.get_xy1()) == (0, 0)
    # which moves no limits
    assert ax.get_ylim() == drawn(found()).get_ylim()


def test_sample_axes_are_one():
    flat = drawn(found(slice(40)))
    values = np.stack([COSTS[:40], EFFECTS[:40]], axis=-1).reshape(4, 10, 4, 2)
    table = DecisionTable(values, CRITERIA, list("abcd"))
    ax = drawn(mcda.cost_effectiveness(table, cost="cost", effect="effect"))
    for one, other in zip(ax.collections, flat.collections, strict=True):
        np.testing.assert_array_equal(one.get_offsets(), other.get_offsets())


def test_one_alternative_alone_is_at_the_origin():
    table = DecisionTable([[5.0, 1.0]], CRITERIA, ["only"])
    ax = drawn(mcda.cost_effectiveness(table, cost="cost", effect="effect"))
    assert marks(ax) == {"only": (0, 0)}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"comparator": "B"}, "unknown alternative 'B'; known are"),
        ({"willingness_to_pay": -1}, "willingness_to_pay must be"),
        ({"top": 0}, "top must be"),
    ],
)
def test_bad_input_is_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"cost_effectiveness_plane\(\): {message}"):
        drawn(found(slice(40)), **options)


def test_other_results_are_refused():
    with pytest.raises(InvalidInputError, match="result must be a CostEffectivenessResult"):
        plot.cost_effectiveness_plane(found().net_benefit(1.0))
