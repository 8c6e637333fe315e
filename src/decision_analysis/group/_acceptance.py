"""Who accepts which alternative: by truth values, or by numbers and the least that will do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labels, _together
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis._labels import Labels
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._approvals import approvals_of
from decision_analysis.group._judgements import rows_of_people
from decision_analysis.group._people import labels_of, rows_by_person


def accepted(
    judgements: Any, at_least: Any, at_most: Any, alternatives: Sequence[str] | None
) -> tuple[BoolArray, FloatArray | None, tuple[str, ...], Labels | None]:
    """Return who accepts what (..., K, A), the numbers behind it, and the names of both.

    Of the numbers more is better; they are None where there were truth values.
    """
    if at_least is not None and at_most is not None:
        raise InvalidInputError("at_least and at_most must not both be given")
    if at_least is None and at_most is None:
        read = approvals_of("judgements", judgements, alternatives)
        return read.approves, None, read.alternatives, labels_of(read.people, "judgements")
    rows, names = rows_by_person("judgements", judgements)
    numbers, found = rows_of_people("judgements", rows)
    if numbers.ndim < 2 or 0 in numbers.shape:
        raise InvalidInputError(
            f"judgements must have shape (..., people, alternatives); got {numbers.shape}"
        )
    labels = found or tuple(str(i) for i in range(numbers.shape[-1]))
    if alternatives is not None:
        wanted = _checks.names("alternatives", alternatives)
        if found is not None:
            _checks.same_names("alternatives must name each alternative", wanted, found)
            numbers = numbers[..., _labels.places(found, wanted)]
        elif len(wanted) != len(labels):
            raise InvalidInputError(
                f"need {len(labels)} alternatives, one for each column; got {listed(wanted)}"
            )
        labels = wanted
    what, limit, sign = ("at_least", at_least, 1) if at_most is None else ("at_most", at_most, -1)
    numbers = sign * numbers
    limits = sign * _limits(what, limit, names, numbers.shape[-2])[:, None]
    # the slack of a limit near the largest float may be more than any number
    with np.errstate(over="ignore"):
        slack = limits - LEVEL_TOLERANCE * np.abs(limits)
    return numbers >= slack, numbers, labels, names


def _limits(what: str, given: Any, names: Labels | None, count: int) -> FloatArray:
    """Return a threshold for each person (K,)."""
    if _checks.is_number(given):
        return np.full(count, _checks.number(what, given))
    array = _together.beside(
        what, given, "judgements", names, each="person", rows="people", one="threshold"
    )
    if array.shape != (count,):
        raise InvalidInputError(
            f"need one {what}, or {count}, one for each person; got shape {array.shape}"
        )
    return array
