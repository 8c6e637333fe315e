"""What makes a comparison with the figures of a case fail."""

import math
from decimal import Decimal
from types import SimpleNamespace

import numpy as np
import pytest

from decision_analysis.catalog._compare import figures, mismatches
from decision_analysis.catalog._figure import last_digit


@pytest.mark.parametrize(
    ("got", "want", "tolerance", "fits"),
    [
        (0.50004, 0.5, 5e-5, True),
        (0.50006, 0.5, 5e-5, False),
        (0.15, 0.1, 0.05, True),
        (math.nan, 0.5, 5e-5, False),
        (None, 0.5, 5e-5, False),
        ("0.5", 0.5, 5e-5, False),
        (True, 1, "exact", False),
        (1, True, "exact", False),
        (np.True_, True, "exact", True),
        (1 + 1e-14, 1, "exact", True),
        (1 + 1e-9, 1, "exact", False),
        ("a", "a", "exact", True),
        ("a", "b", "exact", False),
        (None, None, "exact", True),
        ("a", None, "exact", False),
        (("a", "b"), ["a", "b"], "exact", True),
        (("b", "a"), ["a", "b"], "exact", False),
        (np.array([1.0, 2.0]), [1, None], "exact", True),
        (np.array([1.0, 2.0]), [1], "exact", False),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), [None, [3, 4]], "exact", True),
        (np.array([1.0, 2.0]), 1, "exact", False),
        ({"a": 1.0, "b": 2.0}, {"a": 1}, "exact", True),
        ({"a": 1.0}, {"a": 1, "b": 2}, "exact", False),
        (
            {("test", "dry"): "drill", (): "test"},
            {"test > dry": "drill", "": "test"},
            "exact",
            True,
        ),
        ([1.0], {"a": 1}, "exact", False),
        (lambda: ("a",), ["a"], "exact", True),
        (lambda x: 2 * x, {"1.5": 3}, "exact", True),
        (lambda x: 2 * x, {"1.5": 3.5}, "exact", False),
    ],
)
def test_comparison(got, want, tolerance, fits):
    for result, key in ((SimpleNamespace(member=got), "member"), (got, "result")):
        problems = mismatches(result, {key: want}, {key: tolerance})
        assert (problems == []) == fits, problems
        assert all(problem.startswith(key) for problem in problems)


@pytest.mark.parametrize(
    ("written", "tolerance", "unit"),
    [
        (["0.463", "0.12"], 0.0005, 0.001),
        (["0.50"], 0.005, 0.01),
        # the zeros of .5000 are lost
        (["0.5"], 0.00005, 0.0001),
        (["24000"], 0.5, 1),
        (["24000"], 500, 1),
        # a tolerance wider than half a unit does not make the last digit another
        (["0.2198", "0.33"], 0.001, 0.0001),
        (["23752"], 5, 1),
        # significant digits, no decimals
        (["0.00003621", "0.608"], 0.0005, 0.001),
        # significant digits come with small numbers; else zeros are lost
        (["0.090475", "0.071"], 0.0005, 1e-6),
        # a float in full, and a fraction
        (["0.03636363636363636"], 1e-9, 2e-9),
        (["0.03636363636363636", "300"], 1e9, 6e-6),
        (["1/2"], 0.05, 2e-8),
        (["0.463"], "exact", None),
    ],
)
def test_the_unit_of_the_last_digit(written, tolerance, unit):
    readers = {".": Decimal, "/": str}
    numbers = [
        next((readers[sign] for sign in readers if sign in number), int)(number)
        for number in written
    ]
    assert last_digit(numbers, tolerance) == unit
    assert last_digit({"a": [None, *numbers], "b": True, "c": "x"}, tolerance) == unit


def test_words_have_no_last_digit():
    assert last_digit(["a", None, True], 0.5) is None


def test_a_figure_tells_how_far_off_it_is():
    result = SimpleNamespace(scores=np.array([0.1234, 2.0]), best="a", ranks=(1, 2))
    expected = {"scores": [0.12, None], "best": "b", "ranks": [1, 3]}
    tolerance = {"scores": 0.005, "best": "exact", "ranks": "exact"}
    score, best, first, second = figures(result, expected, tolerance, {"scores": 0.01})
    assert (score.where, score.given, score.computed) == ("scores[0]", 0.12, 0.1234)
    assert score.off == pytest.approx(0.34)
    assert score.problem == ""
    assert (best.off, first.off, second.off) == (math.inf, 0, math.inf)
    assert second.problem.startswith("ranks[1] must be 3")
    absent = figures(SimpleNamespace(a={}), {"a": {"x": 0.5}}, {"a": 0.05}, {"a": 0.1})
    assert [figure.off for figure in absent] == [math.inf]
