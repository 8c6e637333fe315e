"""Expressions of a study file: arithmetic over names, and nothing else."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.study._expressions import evaluate

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
