"""The conformance suite: what every method `(table, weights, *, options) -> result` promises."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import call
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.testing._method import Method, Options
from decision_analysis.testing._method_properties import PROPERTIES, Property
from decision_analysis.testing._random_tables import table_and_weights


@named
def check_method(
    method: Callable[..., Any],
    *,
    options: Callable[[DecisionTable], Options] | None = None,
    exceptions: Iterable[str] = (),
    examples: int = 30,
) -> None:
    """Push a method through the properties that all methods have, on many random tables.

    Parameters
    ----------
    method : callable
        `(table, weights, *, ...)`, or `(table, *, ...)` for a method without weights, returning
        `Scores`, a `Relation`, a `Sorting`, an array (..., A, A) or a result whose main array (...,
        A) is the larger the better.
    options : callable, optional
        From a table (single or a batch) to the method's required options for it, such as thresholds
        as shares of its range.
    exceptions : iterable of str
        Properties that the method rightly breaks: 'order of alternatives', 'order of criteria',
        'ratios of weights', 'weights matter', 'weights by name', 'dominance', 'duplicates',
        'batch', 'inputs', 'frozen', 'labels', 'bad input'.
    examples : int
        How many random tables each property is tried on, at most 1,000,000.

    Raises
    ------
    AssertionError
        If a property fails; the message names it, and hypothesis shows the smallest table found.
    InvalidInputError
        If `method` or `options` is no function, an exception names no property, or `examples` is no
        positive integer.
    MissingDependencyError
        If hypothesis is not installed.

    Examples
    --------
    >>> from decision_analysis import mcda, testing
    >>> testing.check_method(mcda.topsis, examples=5)
    """
    # hypothesis is needed here alone, so that the package does without it
    optional_import("hypothesis", extra="testing")
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    for what, function in (("method", method), ("options", options)):
        if not callable(function) and not (what == "options" and function is None):
            raise InvalidInputError(f"{what} must be a function; got {shown(function)}")
    exceptions = [
        _checks.known("property", name, list(PROPERTIES))
        for name in _checks.entries("exceptions", exceptions)
    ]
    examples = _checks.integer("examples", examples, high=10**6)

    def asked(table: DecisionTable) -> Any:
        return {} if options is None else call("options", "a function of a table", options, table)

    # the same tables in every run, so that a method passes always or never
    checked = Method(method, asked)
    limits = settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    for name, holds in PROPERTIES.items():
        if name in exceptions or ("weight" in name and not checked.weighted):
            continue
        try:
            limits(given(st.integers(0, 2**32 - 1))(_one_example(holds, checked)))()
        except AssertionError as error:
            title = getattr(method, "__name__", repr(method))
            raise AssertionError(f"{title}() breaks the property {name!r}: {error}") from error


def _one_example(holds: Property, method: Method) -> Callable[[int], None]:
    def one(seed: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DegenerateDataWarning)
            holds(method, *table_and_weights(np.random.default_rng(seed)))

    return one
