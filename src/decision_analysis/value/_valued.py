"""Columns of a table as value functions by criterion make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, settled
from decision_analysis._named import leads_out
from decision_analysis._shown import shown
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.core.parts import call, warn_of_wide_scales
from decision_analysis.errors import InvalidInputError
from decision_analysis.value._base import ValueFunction

Values: TypeAlias = Mapping[str, Callable[[Any], Any]]


def valued(table: DecisionTable, values: Values) -> FloatArray:
    """Return the values (..., A, C) of performances, each by the function of its criterion."""
    functions = _labelled.by_name("values", values, table.criterion_names)
    for criterion in table.criteria:
        _check_direction(criterion, functions[criterion.name])
    columns = [
        _column(table, column, functions[name]) for column, name in enumerate(table.criterion_names)
    ]
    scaled = [functions[name] for name in table.criterion_names]
    spans = [each._span if isinstance(each, ValueFunction) else 0.0 for each in scaled]
    warn_of_wide_scales(table, np.array(spans), lambda column: scaled[column]._scale)
    return np.stack(columns, axis=-1)


def _check_direction(criterion: Criterion, function: object) -> None:
    """Refuse what is no function, or rises where less is better."""
    if not callable(function):
        raise InvalidInputError(
            f"value function of {criterion.name!r} must be callable; got {shown(function)}"
        )
    increasing = getattr(function, "increasing", None)
    if increasing is not None and increasing != (criterion.goal == "max"):
        raise InvalidInputError(
            f"value function of {criterion.name!r} must agree with its goal"
            f" {criterion.goal!r}; it is {'increasing' if increasing else 'decreasing'}"
        )


@leads_out
def _column(table: DecisionTable, column: int, function: Callable[[Any], Any]) -> FloatArray:
    """Return the values (..., A) of one column; name what the function refuses by its labels."""
    levels, name = table.values[..., column], table.criterion_names[column]
    of_column = function
    if isinstance(function, ValueFunction):
        of_column = function._of_column
    # another function may jump anywhere, so that equal performances must be the same number
    else:
        levels = settled(levels, -1)
    what, wanted = f"value function of {name!r}", "a function of an array of performances"
    try:
        return _checked(what, call(what, wanted, of_column, levels), levels.shape)
    except InvalidInputError as error:
        # the first performance that is refused alone is the one to name
        for index in np.ndindex(levels.shape):
            cell = f"{table.alternatives[index[-1]]!r} on {name!r}{_checks.at(index[:-1])}"
            try:
                _checked(what, function(levels[index]), ())
            except InvalidInputError as reason:
                raise InvalidInputError(f"{cell} must have a value; {reason}") from error
            except Exception:  # it takes arrays only: what it made of one is said
                break
        raise


def _checked(what: str, values: object, shape: tuple[int, ...]) -> FloatArray:
    """Return what a value function gave, as numbers in the shape of the performances."""
    array = _checks.numeric_array(f"{what}: values", values)
    if array.shape != shape:
        raise InvalidInputError(
            f"{what}: values must have the shape {shape} of the performances; got {array.shape}"
        )
    return array
