"""`threshold`: closed-form crossings, several of them, ties, touching curves, jumps, bad input."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, Parameter, Parameters
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.sensitivity import one_way, spider, threshold, tornado, two_way

PARAMETERS = Parameters([Parameter("x", 0.5, low=0, high=1), Parameter("k", 2)])


def curves(goal="max", **functions):
    return lambda given: DecisionTable.from_rows(
        {name: [f(given["x"])] for name, f in functions.items()}, [Criterion("v", goal)]
    )


def test_one_crossing_to_the_last_digits():
    result = threshold(curves(a=lambda x: 0.45, b=lambda x: x), PARAMETERS, "x", between=(0, 1))
    np.testing.assert_allclose(result.values, [0.45], rtol=1e-11)
    assert [change[1:] for change in result.changes] == [("a", "b")]
    assert (result.best_low, result.best_high, result.base) == ("a", "b", 0.5)
    lower = threshold(
        curves("min", a=lambda x: 0.45, b=lambda x: x), PARAMETERS, "x", between=(0, 1)
    )
    assert lower.changes[0][1:] == ("b", "a")


def test_several_crossings():
    model = curves(sin=lambda x: np.sin(6 * np.pi * x), cos=lambda x: np.cos(6 * np.pi * x))
    result = threshold(model, PARAMETERS, "x", between=(0, 1))
    np.testing.assert_allclose(result.values, (np.arange(6) + 0.25) / 6, rtol=1e-10)
    assert [change[1] for change in result.changes] == ["cos", "sin"] * 3
    assert [change[0] for change in result.changes] == result.values.tolist()


def test_two_crossings_within_one_cell_of_the_grid():
    model = curves(a=lambda x: 0.51 - x, b=lambda x: 0.0 * x, c=lambda x: x - 0.52)
    result = threshold(model, PARAMETERS, "x", between=(0, 1), n_points=2)
    np.testing.assert_allclose(result.values, [0.51, 0.52], rtol=1e-10)
    assert [change[1:] for change in result.changes] == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize("points", [3, 1025, 7])
def test_a_crossing_on_or_off_the_grid(points):
    for first, second in (("a", "b"), ("b", "a")):
        functions = {first: lambda x: 1 - x, second: lambda x: x}
        result = threshold(curves(**functions), PARAMETERS, "x", between=(0, 1), n_points=points)
        np.testing.assert_allclose(result.values, [0.5], rtol=1e-11)
        assert result.changes[0][1:] == (first, second)


def test_touching_or_equal_curves_are_no_change():
    for names in ("ab", "ba"):
        touching = curves(**{names[0]: lambda x: 0.0, names[1]: lambda x: -((x - 0.5) ** 2)})
        assert threshold(touching, PARAMETERS, "x", between=(0, 1)).changes == ()
    equal = threshold(
        curves(a=lambda x: np.minimum(x, 0.5), b=lambda x: x), PARAMETERS, "x", between=(0, 1)
    )
    np.testing.assert_allclose(equal.values, [0.5], rtol=1e-10)
    never = threshold(curves(a=lambda x: x, b=lambda x: x - 1), PARAMETERS, "x", between=(0, 1))
    assert never.values.shape == (0,)
    assert repr(never) == "threshold: 'x' from 0 to 1, base 0.5: a is best throughout"


def test_a_jump_is_found():
    model = curves(a=lambda x: np.where(x < 1 / 3, 1.0, 0.0), b=lambda x: 0.5)
    np.testing.assert_allclose(
        threshold(model, PARAMETERS, "x", between=(-5, 5)).values, [1 / 3], rtol=1e-10
    )


def test_scores_of_a_table_and_other_parameters_at_their_base():
    def model(given):
        return DecisionTable.from_rows({"a": [given["x"], 1.0], "b": [0.5, given["k"]]}, ["u", "v"])

    result = threshold(
        model,
        PARAMETERS,
        "x",
        between=(0, 10),
        score=lambda table: table.values[..., 0] + 2 * table.values[..., 1],
    )
    np.testing.assert_allclose(result.values, [2.5], rtol=1e-11)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "y"}, "unknown parameter 'y'"),
        ({"between": (1, 0)}, r"between must be \(low, high\) with low < high; got \(1, 0\)"),
        ({"between": (-1.7e308, 1.7e308)}, r"between must be within 1e\+300 of 0"),
        ({"between": (0, 1, 2)}, "between must be"),
        ({"between": (0, np.inf)}, "between must be finite"),
        ({"n_points": 1}, "n_points must be at least 2"),
    ],
)
def test_bad_input_is_refused(options, message):
    options = {"name": "x", "between": (0, 1)} | options
    with pytest.raises(InvalidInputError, match=rf"threshold\(\).*{message}"):
        threshold(curves(a=lambda x: x), PARAMETERS, options.pop("name"), **options)


def test_changes_without_end_are_an_error(monkeypatch):
    monkeypatch.setattr("decision_analysis.sensitivity._threshold.MOST_CHANGES", 5)
    model = curves(sin=lambda x: np.sin(6 * np.pi * x), cos=lambda x: np.cos(6 * np.pi * x))
    with pytest.raises(
        ConvergenceError, match=r"threshold\(\): found more than 5 changes of the best"
    ):
        threshold(model, PARAMETERS, "x", between=(0, 1))


def test_labels_must_not_change():
    def fickle(given):
        return DecisionTable.from_rows(
            {"a": [given["x"]], "b" if len(given["x"]) > 100 else "c": [0.5]}, ["v"]
        )

    with pytest.raises(
        InvalidInputError,
        match=r"same alternatives in every call; got \['a', 'b'\] and \['a', 'c'\]",
    ):
        threshold(fickle, PARAMETERS, "x", between=(0, 1))


def in_turn(*functions, goal="max"):
    """Return a model with an alternative a, b, c, ... for each function; those least if "min"."""
    sign = 1 if goal == "max" else -1
    named = dict(zip("abcdef", functions, strict=False))
    return curves(goal, **{k: lambda x, f=f: sign * f(x) + 0 * x for k, f in named.items()})


X = Parameters([Parameter("x", 0.5, unit="m")])
NARROW = {
    "a dip of a parabola": lambda x: 1e-9 - (x - 0.3333) ** 2,
    "a dip with a kink": lambda x: 3e-5 - abs(x - 0.3333),
    "a dip before the first point of the grid": lambda x: 1e-7 - abs(x - 0.01),
    "a dip after the last but one": lambda x: 1e-7 - abs(x - 0.999),
}


@pytest.mark.parametrize("goal", ["max", "min"])
@pytest.mark.parametrize("what", NARROW)
def test_a_change_that_is_undone_within_a_cell_is_found(what, goal):
    function = NARROW[what]
    found = threshold(
        in_turn(lambda x: 0, function, goal=goal), X, "x", between=(0, 1), n_points=17
    )
    assert [change[1:] for change in found.changes] == [("a", "b"), ("b", "a")]
    np.testing.assert_allclose(function(found.values), 0, atol=1e-13)
    assert found.resolution == 1 / 16
    assert found.touches == ()


def test_three_within_a_cell_are_found_in_their_order():
    found = threshold(
        in_turn(
            lambda x: 0,
            lambda x: 1e-7 - abs(x - 0.3333),
            lambda x: 0.9e-7 - abs(x - 0.3333 - 0.3e-7),
        ),
        X,
        "x",
        between=(0, 1),
        n_points=17,
    )
    assert [change[1:] for change in found.changes] == [("a", "b"), ("b", "c"), ("c", "a")]
    np.testing.assert_allclose(found.values, 0.3333 + 1e-7 * np.array([-1, 0.2, 1.2]), atol=1e-13)


@pytest.mark.parametrize(
    "function", [lambda x: -((x - 0.3333) ** 2), lambda x: -abs(x - 0.3333)], ids=["round", "sharp"]
)
@pytest.mark.parametrize("shift", [0.0, 5.0])
def test_a_touch_is_told_and_is_no_change(function, shift):
    model = in_turn(lambda x: shift, lambda x: shift + function(x))
    found = threshold(model, X, "x", between=(0, 1), n_points=17)
    assert found.changes == ()
    ((value, best, other),) = found.touches
    assert (best, other) == ("a", "b")
    # of a parabola within 1e-12 of the score for 1e-6 of x on either side
    assert abs(value - 0.3333) < 3e-6
    assert "touched by another 1 time(s)" in repr(found)


def test_every_touch_of_a_wave_is_told():
    model = in_turn(lambda x: 1, lambda x: np.sin(40 * x))
    found = threshold(model, X, "x", between=(0, 1), n_points=65)
    tops = (np.pi / 2 + 2 * np.pi * np.arange(7)) / 40
    np.testing.assert_allclose([value for value, _, _ in found.touches], tops, atol=1e-6)
    assert found.changes == ()


def test_back_and_forth_is_found_whole():
    model = in_turn(lambda x: 0, lambda x: np.sin(40 * x - 0.1))
    found = threshold(model, X, "x", between=(0, 1), n_points=40)
    zeros = (np.pi * np.arange(13) + 0.1) / 40
    np.testing.assert_allclose(found.values, zeros, atol=1e-12)
    assert found.best_low == "a"


def test_leads_that_never_come_near_cost_no_calls():
    calls = []

    def counted(given):
        calls.append(len(given["x"]))
        return in_turn(lambda x: 10 + x, lambda x: x**2)(given)

    assert threshold(counted, X, "x", between=(-1, 1)).changes == ()
    assert calls == [1025]


def test_the_scores_along_the_way_are_kept():
    found = threshold(in_turn(lambda x: x, lambda x: 1 - x), X, "x", between=(0, 1), n_points=5)
    np.testing.assert_array_equal(found.points, [0, 0.25, 0.5, 0.75, 1])
    np.testing.assert_array_equal(found.scores[:, 1], 1 - found.points)
    assert (found.unit, found.higher_is_better) == ("m", True)


def test_of_very_many_near_misses_the_nearest_are_followed(monkeypatch):
    monkeypatch.setattr("decision_analysis.sensitivity._dips.MOST_DIPS", 3)
    rows = []

    def counted(given):
        rows.append(len(given["x"]))
        wave = 1.2 - np.abs(np.sin(40 * given["x"]))
        # the dip at .3333 is nearest to 0, and beyond it
        dip = 0.3 * np.exp(-(((given["x"] - 0.3333) / 0.01) ** 2))
        values = np.stack([wave - dip, 0 * wave], axis=-1)[..., None]
        return DecisionTable(values, ["v"], ["a", "b"])

    threshold(counted, X, "x", between=(0, 1), n_points=400)
    # the grid, and three intervals of 63 points in all other calls
    assert rows[0] == 400
    assert set(rows[1:]) <= {63 * n for n in (1, 2, 3)} | {64}


@pytest.mark.parametrize(("gain", "best"), [(1e-14, "b"), (1e-16, "a")])
def test_of_those_that_tie_each_analysis_names_the_same_best(gain, best):
    model = curves(a=lambda x: 0.3 + 0 * x, b=lambda x: 0.3 + gain + 0 * x, c=lambda x: x - 0.1)
    found = threshold(model, PARAMETERS, "x", between=(0, 1))
    assert (found.best_low, *found.changes[0][1:]) == (best, best, "c")
    assert one_way(model, PARAMETERS, "x", grid=[0.1]).best == (best,)
    assert spider(model, Parameters([Parameter("x", 0.1, low=0, high=1)])).best == best
    assert two_way(model, PARAMETERS, ("x", "k"), grid=([0.1], [1])).best == ((best,),)


@pytest.mark.parametrize("extreme", [-1e13, -1e300])
def test_an_awful_alternative_hides_no_change(extreme):
    def model(p):
        x = np.asarray(p["x"])
        worths = np.stack([3 * x, 2 + 0 * x, extreme + 0 * x], axis=-1)
        return DecisionTable(worths[..., None], ["worth"], ["bold", "safe", "awful"])

    parameters = Parameters([Parameter("x", 0.5, low=0, high=1)])
    (change,) = threshold(model, parameters, "x", between=(0, 1)).changes
    assert change == (pytest.approx(2 / 3), "safe", "bold")
    bars = tornado(model, parameters, quantiles=None)
    assert bars.best_high == ("bold",)
    assert bars.changes_best.tolist() == [True]
