"""Picture of a tornado."""

import dataclasses

import numpy as np
import pytest
from matplotlib.figure import Figure

import picture_boxes
from decision_analysis import DecisionTable, Parameter, Parameters, plot, sensitivity
from decision_analysis.errors import InvalidInputError

PARAMETERS = Parameters(
    [
        Parameter("p", 0.5, low=0.3, high=0.8),
        Parameter("prize", 100, low=90, high=110),
        Parameter("bend", 0, low=-2, high=1),
        Parameter("cost", 1, low=0, high=3),
    ]
)


def _model(x):
    risky = x["p"] * x["prize"] + x["bend"] ** 2 - x["cost"]
    return DecisionTable.from_rows(
        {"safe": [45], "risky": [risky], "none": [0 * risky]}, ["payoff"]
    )


RESULT = sensitivity.tornado(_model, PARAMETERS, quantiles=None)


def _names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def _bars(ax):
    """Return the ends (base, score) of the bars at low and at high, by parameter."""
    spans = [(round(bar.get_x(), 9), round(bar.get_x() + bar.get_width(), 9)) for bar in ax.patches]
    return dict(
        zip(
            _names(ax),
            zip(spans[: len(spans) // 2], spans[len(spans) // 2 :], strict=True),
            strict=True,
        )
    )


def test_bars_run_from_the_base_to_the_scores():
    ax = plot.tornado(RESULT)
    assert _bars(ax) == {
        "p": ((49, 29), (49, 79)),
        "prize": ((49, 44), (49, 54)),
        "bend": ((49, 53), (49, 50)),
        "cost": ((49, 50), (49, 47)),
    }
    assert [text.get_text() for text in ax.texts] == [
        "0.3\n→ safe",
        "0.8",
        "90\n→ safe",
        "110",
        "-2 or 1",
        "0",
        "3",
    ]
    assert ax.get_title(loc="left") == "Tornado: risky"
    assert ax.get_xlabel() == "score; 49 with all parameters at their base"


def test_the_value_stands_on_its_side_of_the_bar():
    ax = plot.tornado(RESULT)
    sides = {text.get_text(): (text.get_horizontalalignment(), text.xy[0]) for text in ax.texts}
    assert sides["0.3\n→ safe"] == ("right", 29)
    assert sides["0.8"] == ("left", 79)
    assert sides["0"] == ("left", 50)
    assert sides["3"] == ("right", 47)
    assert sides["-2 or 1"] == ("left", 53)


def test_of_two_ends_on_one_side_both_are_seen():
    ax = plot.tornado(RESULT)
    low, high = ax.patches[2], ax.patches[6]
    assert high.get_height() < low.get_height()
    assert high.get_zorder() > low.get_zorder()


def test_hatched_where_another_alternative_is_best():
    ax = plot.tornado(RESULT)
    hatched = [bool(bar.get_hatch()) for bar in ax.patches]
    assert hatched == [True, True, False, False, False, False, False, False]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == [
        "parameter at its lowest",
        "parameter at its highest",
        "another alternative is best (→ which)",
    ]
    fixed = [Parameter("p", 0.5), Parameter("prize", 100)]
    calm = sensitivity.tornado(_model, Parameters([*fixed, PARAMETERS["bend"], PARAMETERS["cost"]]))
    legend = [text.get_text() for text in plot.tornado(calm).get_legend().get_texts()]
    assert legend == ["parameter at its 0.1 quantile", "parameter at its 0.9 quantile"]


def test_another_alternative_or_a_difference():
    ax = plot.tornado(RESULT, of="safe")
    assert all(ends == ((45, 45), (45, 45)) for ends in _bars(ax).values())
    ax = plot.tornado(RESULT, of=("safe", "risky"))
    assert _bars(ax)["p"] == ((-4, 16), (-4, -34))
    assert ax.get_title(loc="left") == "Tornado: safe less risky"
    assert ax.get_xlabel().startswith("difference of scores; -4 ")
    own = sensitivity.tornado(_model, PARAMETERS, quantiles=None, of=("safe", "risky"))
    assert _bars(plot.tornado(own)) == _bars(ax)


def _texts(ax):
    return [text.get_text() for text in ax.texts]


def _lead(gains, **options):
    """Return the tornado of a's lead, 1 at the base, of parameters from 0 to 1 that add so much."""
    names = list(gains)

    def model(x):
        lead = 1.0 + sum(x[name] * gains[name] for name in names)
        return DecisionTable.from_rows({"a": [lead], "b": [0 * lead], "c": [0 * lead - 5]}, ["v"])

    parameters = Parameters([Parameter(name, 0, low=0, high=1) for name in names])
    options = {"of": ("a", "b"), **options}
    return sensitivity.tornado(model, parameters, quantiles=None, **options)


def test_a_line_stands_where_neither_leads():
    ax = plot.tornado(_lead({"p": -3.0, "q": 1.0}))
    assert [line.get_xdata()[0] for line in ax.lines] == [1.0, 0.0]
    assert ax.get_legend().get_texts()[-1].get_text() == "neither leads"
    assert _texts(ax)[:2] == ["0", "1\n→ b"]
    far = plot.tornado(_lead({"p": 0.5, "q": 0.25}))
    assert [line.get_xdata()[0] for line in far.lines] == [1.0]
    single = plot.tornado(_lead({"p": -3.0}, of="a"))
    assert [line.get_xdata()[0] for line in single.lines] == [1.0]


def test_bars_without_length_are_left_out_and_counted():
    ax = plot.tornado(_lead({"none": 0.0, "p": -3.0, "neither": 1e-15, "q": 1.0}))
    assert _names(ax) == ["p", "q"]
    assert ax.get_title(loc="left") == "Tornado: a less b\n2 without effect left out"
    nothing = plot.tornado(_lead({"none": 0.0}))
    assert _names(nothing) == ["none"]


def test_all_that_change_the_best_are_drawn_whatever_top_is():
    gains = {"p": 9.0, "q": 8.0, "r": -2.0, "s": 0.5, "t": -1.5, "u": 0.0}
    ax = plot.tornado(_lead(gains), top=2)
    assert _names(ax) == ["p", "q", "r", "t"]
    assert ax.get_title(loc="left") == (
        "Tornado: a less b\ntop 2 of 6 parameters and 2 more that change the best;"
        " 1 without effect left out"
    )
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False] * 6 + [True] * 2


def test_a_bar_without_length_stays_where_another_takes_over():
    ax = plot.tornado(_lead({"p": -3.0, "q": 1.0}, of="b"))
    assert _names(ax) == ["p"]
    assert _texts(ax) == ["0", "1\n→ b"]


def test_on_one_side_it_is_said_at_which_end_another_takes_over():
    bent = Parameters([Parameter("bend", 0, low=-2, high=1)])

    def result(factor):
        def model(x):
            down = 2 - factor * x["bend"] ** 2
            return DecisionTable.from_rows({"a": [down], "b": [0 * down]}, ["v"])

        return sensitivity.tornado(model, bent, quantiles=None)

    assert _texts(plot.tornado(result(1))) == ["-2 → b, or\n1"]
    assert _texts(plot.tornado(result(3))) == ["-2 or 1\n→ b"]


def test_who_takes_over_is_shortened_to_the_room():
    long = "a name of several words which goes on for a while and needs very many lines"

    def model(x):
        return DecisionTable.from_rows({"a": [x["p"]], long: [0.5]}, ["v"])

    result = sensitivity.tornado(
        model, Parameters([Parameter("p", 1, low=0, high=2)]), quantiles=None
    )
    figure = Figure(figsize=(6, 2), layout="constrained")
    ax = plot.tornado(result, ax=figure.subplots())
    named = next(text for text in _texts(ax) if "→" in text)
    assert named.startswith("0")
    assert "→ a name of" in named
    assert named.endswith(("…", "lines"))
    texts = picture_boxes.all_texts(figure)
    assert picture_boxes.outside(ax, texts) == []
    assert picture_boxes.meeting(texts) == []


def test_top():
    ax = plot.tornado(RESULT, top=2)
    assert _names(ax) == ["p", "prize"]
    assert ax.get_title(loc="left") == "Tornado: risky\ntop 2 of 4 parameters"


def test_units_and_title():
    priced = Parameters(
        [
            Parameter("p", 0.5, low=0.3, high=0.8),
            Parameter("prize", 100, low=90, high=110, unit="$\x1b漢"),
        ]
    )

    def model(x):
        return DecisionTable.from_rows({"risky": [x["p"] * x["prize"]]}, ["payoff"])

    ax = plot.tornado(
        sensitivity.tornado(model, priced, quantiles=None), unit="$ a year", title="Prize"
    )
    assert _names(ax) == ["p", r"prize (\$\x1b□)"]
    assert ax.get_xlabel() == r"score (\$ a year); 50 with all parameters at their base"
    assert ax.get_title(loc="left") == "Prize"


def test_a_unit_is_not_cut_off():
    long = "a name of several words which goes on for a while and needs very many lines"
    result = sensitivity.tornado(
        lambda x: DecisionTable.from_rows({"a": [x[long]]}, ["v"]),
        Parameters([Parameter(long, 1, low=0, high=2, unit="points")]),
    )
    assert _names(plot.tornado(result))[0].endswith("\n(points)")
    small = Figure(figsize=(6, 1)).subplots()
    assert _names(plot.tornado(result, ax=small))[0].endswith("(points)")
    result = dataclasses.replace(result, units=["points " * 99])
    assert _names(plot.tornado(result))[0].endswith(
        "\n(points points points points points … points)"
    )


def test_many_bars_and_texts_inside():
    rng = np.random.default_rng(3)
    factors = rng.normal(0, 1e4, 20)
    names = [f"a rather long name of the parameter number {i}" for i in range(20)]

    def model(x):
        return DecisionTable.from_rows(
            {"a": [sum(f * x[n] for f, n in zip(factors, names, strict=True))]}, ["v"]
        )

    result = sensitivity.tornado(
        model, Parameters([Parameter(n, 1, low=-1234.5, high=1234.5) for n in names])
    )
    ax = plot.tornado(result)
    assert len(_names(ax)) == 15
    ax.figure.canvas.draw()
    box = ax.get_window_extent()
    for text in ax.texts:
        extent = text.get_window_extent()
        assert box.x0 <= extent.x0
        assert extent.x1 <= box.x1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"of": "saef"}, "unknown alternative 'saef' .did you mean 'safe'"),
        ({"of": ("safe", "other")}, "unknown alternative 'other'"),
        ({"of": ("safe", "safe")}, "two different alternatives"),
        ({"of": ()}, "two different alternatives"),
        ({"of": (np.zeros(2), "safe")}, "unknown alternative array"),
        ({"of": 3}, "two different alternatives or None; got 3"),
        ({"top": 0}, "top must be at least 1"),
        ({"top": 2.5}, "top must be an integer"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=message):
        plot.tornado(RESULT, **options)


def test_both_ends_are_seen_where_they_give_the_same_score():
    bent = Parameters([Parameter("bend", 0, low=-2, high=2)])
    result = sensitivity.tornado(
        lambda x: DecisionTable.from_rows({"a": [1e6 + x["bend"] ** 2 / 100]}, ["v"]),
        bent,
        quantiles=None,
        of="a",
    )
    ax = plot.tornado(result)
    low, high = ax.patches
    assert low.get_width() == pytest.approx(high.get_width())
    assert low.get_height() < high.get_height()
    assert low.get_zorder() > high.get_zorder()
    assert ax.get_xlabel() == "score; 1,000,000 with all parameters at their base"
