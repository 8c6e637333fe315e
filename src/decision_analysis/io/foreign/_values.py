"""Values for the variables of other programs' files: numbers or samples by name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.nodes import Number, clean_number


def checked_values(values: object) -> dict[str, Number]:
    """Return numbers, or arrays of samples, for variables by name."""
    if values is None:
        return {}
    given = _labelled.entries("values", values, empty=True)
    problems: list[str] = []
    clean: dict[str, Number] = {}
    for key, value in given.items():
        if not isinstance(key, str) or not len(key):
            raise InvalidInputError(
                f"values must name variables by non-empty strings; got {shown(key)}"
            )
        name = str.__str__(key)
        found = clean_number(f"value of {name!r}", value, problems)
        if found is not None:
            clean[name] = found
    if problems:
        raise InvalidInputError(problems[0])
    try:
        np.broadcast_shapes(*map(np.shape, clean.values()))
    except ValueError:
        shapes = ", ".join(
            f"{name!r} has {np.shape(value)}" for name, value in clean.items() if np.shape(value)
        )
        raise InvalidInputError(f"samples in values must broadcast together; {shapes}") from None
    return clean


def refuse_values(what: str, given: Mapping[str, Number]) -> None:
    """Refuse values where there are no variables."""
    if given:
        raise InvalidInputError(
            f"values must be None for {what}, which has numbers in place of variables; got"
            f" {_checks.listed(list(given))}"
        )
