"""What a method must refuse, by an error of the library's kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.testing._method import Method


def refuses_bad_input(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    """Hold a method to refusing what is no table and weights that are none."""
    options = method.options(table)
    _refuses(lambda: method([[1.0, 2.0]], weights, options), "a nested list for the table")  # type: ignore[arg-type]
    if not method.weighted:
        return
    names = table.criterion_names
    named = dict(zip(names, weights.tolist(), strict=True))
    bad: dict[str, Any] = {
        "NaN among weights": [np.nan, *weights[1:]],
        "an infinite weight": [np.inf, *weights[1:]],
        "a negative weight": [-1.0, *weights[1:]],
        "all-zero weights": np.zeros_like(weights),
        "too many weights": [*weights, 1.0],
        "a single number": 1.0,
        "words": ["heavy"] * len(weights),
        "an unknown name": {**named, "nobody": 1.0},
        "a missing name": dict(list(named.items())[1:]),
        "a word for a weight": {**named, names[0]: "heavy"},
    }
    if method.weights_required:
        bad["no weights"] = None
    for what, wrong in bad.items():
        _refuses(lambda wrong=wrong: method(table, wrong, options), what)  # type: ignore[misc]


def _refuses(call: Callable[[], Any], what: str) -> None:
    try:
        call()
    except InvalidInputError:
        return
    except Exception as error:
        raise AssertionError(f"{what} gave {type(error).__name__}: {error}") from error
    raise AssertionError(f"{what} was accepted")
