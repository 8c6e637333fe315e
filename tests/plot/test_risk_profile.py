"""Picture of risk profiles."""

import numpy as np
import pytest

from decision_analysis import plot, trees
from decision_analysis.errors import InvalidInputError

OIL = trees.Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
DRILL, STAY = trees.risk_profile(OIL), trees.risk_profile(trees.Terminal(0))


def _legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_steps_of_the_cumulative_probability():
    ax = plot.risk_profile(DRILL)
    line = ax.lines[1]
    assert line.get_drawstyle() == "steps-post"
    np.testing.assert_allclose(line.get_xdata()[1:-1], [-70, 50, 200])
    np.testing.assert_allclose(line.get_ydata(), [0, 0.5, 0.8, 1, 1])
    assert line.get_xdata()[0] == ax.get_xlim()[0] < -70
    assert line.get_xdata()[-1] == ax.get_xlim()[1] > 200
    np.testing.assert_allclose(ax.lines[0].get_xdata(), [20, 20])
    assert _legend(ax) == ["profile\nmean 20 (dotted)"]


def test_several_profiles_with_certainty_equivalents():
    ax = plot.risk_profile(DRILL, STAY, labels=["drill", "_stay"], certainty_equivalents=[-100, 0])
    assert [text.strip() for text in _legend(ax)] == [
        "drill\nmean 20 (dotted)\ncertainty equivalent -100 (diamond)",
        "_stay\nmean 0 (dotted)\ncertainty equivalent 0 (diamond)",
    ]
    assert ax.get_xlim()[0] < -100
    diamonds = [line for line in ax.lines if line.get_marker() == "D" and len(line.get_xdata())]
    assert [list(line.get_xdata()) for line in diamonds] == [[-100], [0]]
    steps = [line for line in ax.lines if line.get_drawstyle() == "steps-post"]
    assert len({(line.get_color(), line.get_linestyle()) for line in steps}) == 2


def test_without_means():
    ax = plot.risk_profile(DRILL, mean=False)
    assert len(ax.lines) == 1
    assert _legend(ax) == ["profile"]


def test_twelve_profiles_look_different_and_are_numbered():
    ax = plot.risk_profile(*[DRILL] * 12, mean=False)
    assert len({(line.get_color(), str(line._dash_pattern)) for line in ax.lines}) == 12
    assert _legend(ax) == [f"profile {i + 1}" for i in range(12)]


def test_the_strategy_is_the_label():
    tree = trees.Decision("drill", {"yes": OIL, "no": 0})
    label = _legend(plot.risk_profile(trees.risk_profile(tree)))[0]
    assert label == "drill=yes\nmean 20 (dotted)"


def test_needles_stand_at_the_values_side_by_side():
    ax = plot.risk_profile(DRILL, STAY, kind="mass", mean=False)
    heads = [line for line in ax.lines if len(line.get_xdata())]
    np.testing.assert_allclose(heads[0].get_xdata(), [-70, 50, 200])
    np.testing.assert_allclose(heads[0].get_ydata(), [0.5, 0.3, 0.2])
    ax.figure.canvas.draw()
    shifts = [(line.get_transform() - ax.transData).transform((0, 0)) for line in heads]
    assert shifts[0][0] < 0 < shifts[1][0]
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylim()[1] > 1
    assert ax.get_ylabel() == "probability"


def test_a_sure_payoff_has_room_on_both_sides():
    low, high = plot.risk_profile(STAY).get_xlim()
    assert low < 0 < high


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "density"}, "kind must be one of 'cumulative', 'mass'; got 'density'"),
        ({"labels": ["a"]}, r"labels must name the 2 profiles; got 1: \['a'\]"),
        ({"labels": ["a", "a"]}, "labels must not repeat"),
        ({"labels": "ab"}, "labels must be a sequence of names"),
        (
            {"certainty_equivalents": [1]},
            r"must be 2 numbers, one for each profile; got shape \(1,\)",
        ),
        ({"certainty_equivalents": [1, np.nan]}, "certainty_equivalents must be finite"),
        ({"certainty_equivalents": [1, "2"]}, "certainty_equivalents must be numbers"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=message):
        plot.risk_profile(DRILL, STAY, **options)


def test_refuses_none_and_batches():
    with pytest.raises(InvalidInputError, match="at least one risk profile is needed"):
        plot.risk_profile()
    batch = trees.risk_profile(trees.Chance("c", {"a": (0.5, np.array([1.0, 2.0])), "b": (0.5, 0)}))
    with pytest.raises(
        InvalidInputError,
        match=r"result 2 must be of one sample; got a batch \(2,\): .*result.at\(i\)",
    ):
        plot.risk_profile(DRILL, batch)
    assert plot.risk_profile(DRILL, batch.at(0)).has_data()


def test_of_many_profiles_the_first_are_drawn():
    ax = plot.risk_profile(*[DRILL] * 30, top=13, mean=False, title="Wells", unit="$")
    assert ax.get_title(loc="left") == "Wells\nfirst 13 of 30 profiles"
    assert ax.get_xlabel() == r"payoff (\$)"
    assert (
        len({(line.get_color(), str(line._dash_pattern)) for line in ax.lines})
        == len(_legend(ax))
        == 13
    )
    assert "first 12 of 30" in plot.risk_profile(*[DRILL] * 30).get_title(loc="left")
    assert "first 24 of 30" in plot.risk_profile(*[DRILL] * 30, top=100).get_title(loc="left")
