"""One sample for which a model's table is refused, found by halving the samples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from decision_analysis._arrays import FloatArray
from decision_analysis.errors import InvalidModelError

_SHOWN = 8


def failing_sample(
    model: Callable[[Any], Any], given: Mapping[str, FloatArray], rows: int, error: Exception
) -> Exception:
    """Return the error that a model's table is refused with, and the first sample that is to blame.

    The error is returned as it is where no half of the samples fails alone, or another error comes.
    """
    if not isinstance(error, InvalidModelError) or error.where != "DecisionTable":
        return error
    low, high = 0, rows
    while high - low > 1:
        middle = (low + high) // 2
        try:
            for start, stop in ((low, middle), (middle, high)):
                if _fails(model, {name: drawn[start:stop] for name, drawn in given.items()}):
                    low, high = start, stop
                    break
            else:
                return error
        except Exception:
            return error
    values = [f"{name} = {drawn[low]:.6g}" for name, drawn in given.items()]
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    said = f"; one of the {rows:,} samples is {', '.join(values[:_SHOWN])}{more}"
    problems = [f"the model's table: {error.problems[0]}{said}", *error.problems[1:]]
    return InvalidModelError(problems, error.count)


def _fails(model: Callable[[Any], Any], samples: Mapping[str, FloatArray]) -> bool:
    try:
        model(samples)
    except InvalidModelError:
        return True
    return False
