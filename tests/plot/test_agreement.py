"""The picture of who must move: bars add up to the totals, in the order of the measure."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, group, plot
from decision_analysis.errors import InvalidInputError

VALUES = DecisionTable(
    [[1.0, 0.0, 0.3], [0.0, 1.0, 0.4], [0.6, 0.7, 0.2], [0.3, 0.3, 0.1]],
    ["price", "comfort", "speed"],
    ["bus", "car", "tram", "walk"],
)
PEOPLE = {
    "Ann": {"price": 0.7, "comfort": 0.1, "speed": 0.2},
    "Bea": {"comfort": 0.4, "price": 0.4, "speed": 0.2},
    "Cy": {"price": 0.2, "comfort": 0.8, "speed": 0.0},
}


def drawn(result, **options):
    return plot.agreement(result, ax=Figure(layout="constrained").subplots(), **options)


def bars(ax):
    """Return by person the lengths of the bars, the first row at the top."""
    return {
        str(group_of.get_label()).strip(): np.array([bar.get_width() for bar in group_of])
        for group_of in ax.containers
    }


def ends_of(ax):
    """Return what stands behind the bars, from the top."""
    return [text.get_text() for text in ax.texts if hasattr(text, "xyann")]


def labels(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def test_bars_are_moves_nearest_first():
    result = group.agreement(VALUES, PEOPLE)
    ax = drawn(result)
    order = ["tram", "car", "bus", "walk"]
    assert labels(ax) == order
    places = [VALUES.alternatives.index(label) for label in order]
    for k, person in enumerate(PEOPLE):
        np.testing.assert_allclose(bars(ax)[person], np.nan_to_num(result.moved[k, places]))
    # the ends of the bars are the totals, written there
    ends = [
        max(bar.get_x() + bar.get_width() for c in ax.containers for bar in [c[i]])
        for i in range(3)
    ]
    np.testing.assert_allclose(ends, result.total[places[:3]])
    assert ends_of(ax) == ["34%", "48%", "53%", "never for 3 people"]
    # in the bars stand the parts that have room
    inside = [text.get_text() for text in ax.texts if text.get_text() not in ends_of(ax)]
    assert {"21%", "13%"} <= set(inside)
    assert ax.get_title(loc="left") == "Who must move for agreement"


def test_people_who_count_as_several():
    result = group.agreement(VALUES, PEOPLE, {"Ann": 3, "Bea": 1, "Cy": 1})
    ax = drawn(result)
    for row, label in enumerate(labels(ax)[:3]):
        i = VALUES.alternatives.index(label)
        assert bars(ax)["Ann"][row] == pytest.approx(3 * result.moved[0, i])
        assert sum(each[row] for each in bars(ax).values()) == pytest.approx(result.total[i])
    assert bars(ax)["Ann"].any()


def test_the_farthest_orders_where_that_is_asked():
    values = DecisionTable([[1.0, 0.0], [0.0, 1.0], [0.56, 0.56]], ["x", "y"], ["a", "b", "c"])
    people = [[0.9, 0.1]] * 3 + [[0.1, 0.9]]
    assert labels(drawn(group.agreement(values, people))) == ["a", "c", "b"]
    assert labels(drawn(group.agreement(values, people, measure="farthest"))) == ["c", "a", "b"]


def test_who_never_would_is_named():
    people = {"漢 $5" if who == "Ann" else who: of for who, of in PEOPLE.items()}
    allowed = {"漢 $5": {"bus"}, "Bea": {"bus", "car"}, "Cy": {"car", "bus"}}
    ax = drawn(group.agreement(VALUES, people, allowed=allowed))
    assert ends_of(ax)[1:] == [r"never for □ \$5", "never for 3 people", "never for 3 people"]


def test_many_people_share_a_bar():
    rng = np.random.default_rng(1)
    result = group.agreement(VALUES, rng.dirichlet([1, 1, 1], 12))
    ax = drawn(result, top=2)
    assert len(ax.containers) == 8
    assert "5 others" in bars(ax)
    assert "top 2 of 4 alternatives" in ax.get_title(loc="left")
    for row, label in enumerate(labels(ax)):
        total = result.total[VALUES.alternatives.index(label)]
        assert sum(each[row] for each in bars(ax).values()) == pytest.approx(total)


def test_where_nobody_moves():
    ax = drawn(group.agreement(VALUES, [[1, 0, 0]]), title="One alone")
    assert ends_of(ax)[0] == "0%"
    assert ax.get_title(loc="left") == "One alone"
    # who moves nowhere is not in the key
    some = drawn(group.agreement(VALUES, {**PEOPLE, "Di": PEOPLE["Ann"]}), top=1)
    assert [text.get_text() for text in some.get_legend().get_texts()] == ["Bea", "Cy"]


@pytest.mark.parametrize("wrong", [None, "agreement", VALUES])
def test_other_things_are_refused(wrong):
    with pytest.raises(
        InvalidInputError, match=r"agreement\(\): result must be an AgreementResult"
    ):
        plot.agreement(wrong)
