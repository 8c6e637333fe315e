"""Calling a user's sorting method: its categories, and which alternative goes to which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, read_only
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import by_alternative, call
from decision_analysis.errors import InvalidInputError


def assigned(
    method: Callable[..., Any],
    table: DecisionTable,
    weights: FloatArray,
    drawn: Mapping[str, FloatArray] | None,
) -> tuple[tuple[str, ...], IntArray]:
    """Return categories, worst first, and the indices of those of the alternatives (rows, A).

    A method that does not look at weights may assign (A,).
    """
    wanted = (
        "a function of a table and weights (rows, C) that returns a Sorting with .assignment"
        " (rows, A)"
    )
    arguments: list[Any] = [table, weights]
    if drawn is not None:
        wanted = wanted.replace(" and weights (rows, C)", ", weights (rows, C) and preferences")
        arguments.append({name: read_only(sample) for name, sample in drawn.items()})
    result = call("method", wanted, method, *arguments)
    if not (hasattr(result, "assignment") and hasattr(result, "categories")):
        raise InvalidInputError(
            "method must return a Sorting, with .assignment and .categories; got"
            f" {type(result).__name__}"
        )
    categories = _checks.names("categories of what method returns", result.categories)
    rows, count = len(weights), len(table.alternatives)
    try:
        places = np.asarray(by_alternative("method", table, result, result.assignment))
    except InvalidInputError:
        raise
    except (TypeError, ValueError) as error:
        raise InvalidInputError(f"method must return an array of categories; {error}") from error
    if places.shape not in ((rows, count), (count,)):
        raise InvalidInputError(
            f"method must return an assignment of shape ({rows}, {count}), a row for each of the"
            f" weights; got {places.shape}"
        )
    if places.dtype.kind not in "iu" or places.min() < 0 or places.max() >= len(categories):
        raise InvalidInputError(
            f"method's assignment must be indices of its {len(categories)} categories, from 0 on;"
            f" got {places.dtype} from {places.min()} to {places.max()}"
        )
    return categories, np.broadcast_to(places, (rows, count)).astype(np.intp)
