"""`plot.value_functions`: a chart for each function, over its own levels or those of a table."""

import dataclasses

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import Criterion, DecisionTable, Scores, plot, value
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable.from_rows(
    {"bus": [40, 3], "car": [90, 8]}, [Criterion("price", "min", unit="EUR"), "comfort"]
)
FUNCTIONS = {
    "price": value.linear(worst=100, best=0),
    "comfort": value.piecewise([0, 4, 10], [0, 0.8, 1]),
}


def words(ax):
    return [text.get_text() for text in ax.texts]


def curves(ax):
    return [line for line in ax.lines if len(line.get_xdata()) > 100]


def test_each_curve_goes_over_its_own_levels():
    ax = plot.value_functions(FUNCTIONS, ax=Figure().subplots())
    assert words(ax) == ["price", "0", "100", "comfort", "0", "10"]
    price, comfort = curves(ax)
    # downward is more on the page: the price begins at the top of its chart
    assert price.get_ydata()[0] == price.get_ydata().min()
    assert comfort.get_ydata()[0] == comfort.get_ydata().max()
    bend = np.interp(0.4, np.linspace(0, 1, len(comfort.get_ydata())), comfort.get_ydata())
    low, high = comfort.get_ydata()[[0, -1]]
    np.testing.assert_allclose((low - bend) / (low - high), 0.8, atol=0.01)


def test_alternatives_of_a_table_are_dots_and_names_have_units():
    ax = plot.value_functions(FUNCTIONS, table=TABLE, ax=Figure().subplots())
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [len(line.get_xdata()) for line in dots] == [2, 2]
    assert words(ax)[0] == "price (EUR)"
    assert ax.get_xlabel() == "levels across; value from 0 to 1 upward; dots: alternatives"


def test_functions_of_ones_own_go_over_the_levels_of_the_table():
    own = {"comfort": lambda x: x / 16}
    ax = plot.value_functions(own, table=TABLE, ax=Figure().subplots())
    assert words(ax) == ["comfort", "3", "8"]
    assert ax.get_xlabel().startswith("levels across; value from 0 to 0.5 upward")
    with pytest.raises(InvalidInputError, match=r"'comfort' does not know its levels: table="):
        plot.value_functions(own)


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (value.discrete({"poor": 0, "fair": 0.5, "good": 1}), ["poor", "fair", "good"]),
        (value.discrete({1: 0, 2: 0.3, 4: 1}), ["1", "2", "4"]),
        (value.step([10, 20], [0, 0.5, 1]), ["5", "25"]),
        (value.logistic(worst=0, best=8, steepness=2), ["0", "8"]),
        (value.exponential(worst=8, best=-1, curvature=3), ["-1", "8"]),
    ],
)
def test_all_kinds_of_functions(function, told):
    ax = plot.value_functions({"quality": function}, ax=Figure().subplots())
    assert words(ax) == ["quality", *told]


def test_learned_functions_tell_their_weights():
    @dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
    class Learned(Scores):
        weights: np.ndarray
        value_functions: dict

    result = Learned(
        method="m",
        alternatives=("a",),
        scores=np.zeros(1),
        weights=np.array([0.25, 0.75]),
        value_functions=FUNCTIONS,
    )
    ax = plot.value_functions(result, ax=Figure().subplots())
    assert "price (weight 0.25)" in " ".join(words(ax)).replace("\n", " ")


def test_the_first_ones_are_drawn_and_the_others_told():
    many = {f"c{i}": value.linear(worst=0, best=1) for i in range(40)}
    ax = plot.value_functions(many)
    assert len(curves(ax)) == 30
    assert ax.get_title(loc="left") == "Value functions\nfirst 30 of 40 functions"
    assert len(curves(plot.value_functions(many, top=2))) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"result": {"price": 3}}, "must hold value functions; got 3 for 'price'"),
        ({"result": {"p": value.linear(worst=0, best=1)}, "table": TABLE}, "unknown criterion 'p'"),
        ({"result": {"comfort": lambda x: x * np.nan}, "table": TABLE}, "a finite number for each"),
        ({"table": TABLE.with_values(np.ones((2, 2, 2)))}, r"no sample axes; got samples \(2,\)"),
        ({"result": {}}, "result"),
    ],
)
def test_what_it_refuses(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^value_functions\(\): .*{message}"):
        plot.value_functions(**{"result": FUNCTIONS, **arguments})
