"""Hurwicz curves: the best for every optimism, with exact places of change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from decision_analysis import DecisionTable, robustness
from decision_analysis.errors import InvalidInputError

tables = arrays(
    float, st.tuples(st.integers(1, 6), st.integers(2, 4)), elements=st.integers(-9, 9).map(float)
)


def table_of(values, goal="max"):
    states = {f"s{j}": goal for j in range(len(values[0]))}
    return DecisionTable(values, states, [f"a{i}" for i in range(len(values))])


def test_milnor():
    """Luce and Raiffa (1957): act 3 is picked for every optimism above 1/4."""
    result = robustness.hurwicz_curve(
        table_of([[2, 2, 0, 1], [1, 1, 1, 1], [0, 4, 0, 0], [1, 3, 0, 0]])
    )
    assert result.values.tolist() == [0.25]
    assert result.changes == ((0.25, "a1", "a2"),)
    assert (result.best_low, result.best_high) == ("a1", "a2")


def test_thompson_lumber():
    """Between `none` and `small` at 20/110, between `small` and `large` at 100/210."""
    table = DecisionTable(
        [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]],
        ["high", "moderate", "low"],
        ["large", "small", "none"],
    )
    result = robustness.hurwicz_curve(table)
    np.testing.assert_allclose(result.values, [2 / 11, 10 / 21], rtol=1e-15)
    assert [change[1:] for change in result.changes] == [("none", "small"), ("small", "large")]
    assert result.to_frame()["to optimism"].tolist() == pytest.approx([2 / 11, 10 / 21, 1])
    assert list(result.to_frame().index) == ["none", "small", "large"]


@given(values=tables, goal=st.sampled_from(["max", "min"]))
def test_between_two_changes_one_alternative_is_best_throughout(values, goal):
    table = table_of(values, goal)
    result = robustness.hurwicz_curve(table)
    ends = [0.0, *result.values.tolist(), 1.0]
    names = [result.best_low, *(change[2] for change in result.changes)]
    assert [change[1] for change in result.changes] == names[:-1]
    assert result.best_high == names[-1]
    for name, low, high in zip(names, ends, ends[1:], strict=False):
        assert low < high
        for optimism in np.linspace(low, high, 5):
            assert name in robustness.hurwicz(table, optimism).tied_best
    # at a change both are best, to rounding
    for place, before, after in result.changes:
        scores = robustness.hurwicz(table, place)
        assert scores[before] == pytest.approx(scores[after], abs=1e-12)


def test_three_lines_in_one_point_make_one_change():
    result = robustness.hurwicz_curve(table_of([[1.0, 1], [0, 2], [0.5, 1.5]]))
    assert result.changes == ((0.5, "a0", "a1"),)


def test_one_that_is_always_best():
    result = robustness.hurwicz_curve(table_of([[1, 3], [0, 2]]))
    assert result.changes == ()
    assert repr(result).startswith("hurwicz curve: a0 is best for every optimism")
    assert result.to_frame().shape == (1, 2)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (DecisionTable(np.ones((2, 1, 2)), ["s", "t"], ["a"]), r"one table; got samples \(2,\)"),
        (DecisionTable([[1, 2]], {"s": "max", "t": "min"}, ["a"]), "must share one goal"),
        ([[1, 2]], "table must be a DecisionTable; got list"),
    ],
)
def test_refusals(table, message):
    with pytest.raises(InvalidInputError, match=rf"hurwicz_curve\(\).*{message}"):
        robustness.hurwicz_curve(table)


@pytest.mark.parametrize("extreme", [-1e13, -1e300])
@pytest.mark.parametrize(("goal", "sign"), [("max", 1), ("min", -1)])
def test_an_awful_alternative_makes_no_others_equal(extreme, goal, sign):
    payoffs = sign * np.array([[1, 5], [2, 3], [extreme, 0]])
    table = DecisionTable(payoffs, dict.fromkeys(["s", "t"], goal), ["bold", "safe", "awful"])
    # 1 + 4 x is 2 + x at a third
    (change,) = robustness.hurwicz_curve(table).changes
    assert change == (pytest.approx(1 / 3), "safe", "bold")
