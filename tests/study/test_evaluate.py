"""Expressions of a study file: arithmetic over names, and nothing else."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.study._evaluate import evaluate

VALUES = {"p": 0.25, "hit": 0.8, "n": np.array([1.0, 2.0])}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (3, 3.0),
        ("0.5", 0.5),
        ("p * hit + (1 - p) * (1 - 0.7)", 0.425),
        ("-p", -0.25),
        ("1 / p", 4.0),
        ("2 - 3 - 4", -5.0),
        ("(1-p)*2/(p)/3", 2.0),
    ],
)
def test_arithmetic(text, expected):
    assert evaluate("f", text, VALUES) == pytest.approx(expected, abs=1e-15)


def test_samples_broadcast():
    np.testing.assert_allclose(evaluate("f", "n * p", VALUES), [0.25, 0.5])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("q * 2", "unknown parameter 'q'"),
        ("hot", r"unknown parameter 'hot' \(did you mean 'hit'\?\)"),
        ("p **", "is not an expression"),
        ("p ** 2", "only numbers, parameters"),
        ("__import__('os').system('true')", "only numbers, parameters"),
        ("p if hit else 1", "only numbers, parameters"),
        ("'a'", "only numbers, parameters"),
        ("True", "only numbers, parameters"),
        ("1 / 0", "is not finite"),
        ("1e999", "is not finite"),
        ([1], "must be a number or an expression"),
        (None, "must be a number or an expression"),
        ("", "is not an expression"),
    ],
)
def test_everything_else_is_refused(text, message):
    with pytest.raises(InvalidInputError, match=message):
        evaluate("f", text, VALUES)


@pytest.mark.parametrize("length", [1_100, 50_000])
def test_neither_length_nor_nesting_is_limited(length):
    assert evaluate("f", "p" + " + p" * (length - 1), VALUES) == 0.25 * length
    assert evaluate("f", "-" * 2 * length + "p", VALUES) == 0.25
    assert evaluate("f", "(" * length + "p" + ")" * length, VALUES) == 0.25
    assert evaluate("f", "1 - (" * length + "p" + ")" * length, VALUES) == 0.25


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "p +" * 50_000, "p " * 50_000, "((p)" * 20_000, "p)" * 3, "*" * 50_000]
)
def test_what_is_no_expression_is_refused_shortly(text):
    with pytest.raises(
        InvalidInputError, match="is not an expression of numbers and parameters"
    ) as caught:
        evaluate("f", text, VALUES)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("digits", [400, 5_000])
@pytest.mark.parametrize("form", ["{}", "p * {}", "1 / (1 / {})", "-{}", "0x{}", "{}.5", "1e{}"])
def test_numbers_that_no_float_holds_are_refused(form, digits):
    with pytest.raises(InvalidInputError, match="is not finite"):
        evaluate("f", form.format("9" * digits), VALUES)
    with pytest.raises(InvalidInputError, match="must be finite"):
        evaluate("f", 10**digits, VALUES)


@pytest.mark.parametrize(
    "written",
    ["1_000", ".5", "5.", "1e-3", "0x1F", "0o17", "0b11", "1_0.0_1e1_0", "00", "2*-3", "2--3"],
)
def test_numbers_are_read_as_python_reads_them(written):
    assert evaluate("f", written, VALUES) == float(eval(written))


@pytest.mark.parametrize(
    "written", ["007", "1__0", "1_", "0xG", "1e", "0x", "1.2.3", "p p", "2 p", "()", "p()"]
)
def test_what_python_would_not_read_is_refused(written):
    with pytest.raises(InvalidInputError, match=r"is not an expression|only numbers, parameters"):
        evaluate("f", written, VALUES)


@pytest.mark.parametrize(
    "written",
    ["n(2)", "p.real", "p[0]", "{p}", "p @ p", "p < 1", "p // 2", "not p", "1j", "p, p", "p = 1"],
)
def test_what_python_would_do_more_is_refused(written):
    with pytest.raises(InvalidInputError, match=r"only numbers, parameters|is not an expression"):
        evaluate("f", written, VALUES)


def test_samples_that_do_not_broadcast_are_refused():
    with pytest.raises(InvalidInputError, match=r"samples must broadcast together; .*shapes"):
        evaluate("f", "n + m", {**VALUES, "m": np.ones(3)})
