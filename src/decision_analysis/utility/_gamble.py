"""Gambles as users write them, payoffs and probabilities, and what they are worth."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import leads_out
from decision_analysis._shown import shown
from decision_analysis._together import together
from decision_analysis.errors import InvalidInputError
from decision_analysis.utility._base import Utility, through_utilities


class Invertible(Protocol):
    """A utility function of one's own: a vectorized callable with its inverse."""

    def __call__(self, payoffs: Any) -> Any: ...

    def inverse(self, utilities: Any) -> Any: ...


def gamble(values: Any, probabilities: Any) -> tuple[FloatArray, FloatArray, Any]:
    """Return payoffs and probabilities of one order of outcomes and rows, and any row index."""
    read = together("outcome", values=values, probabilities=probabilities)
    payoffs, given = (part.values for part in read)
    if payoffs.ndim == 0 or payoffs.shape[-1] == 0:
        raise InvalidInputError(
            f"values must have a last axis of at least one outcome; got {payoffs.shape}"
        )
    chances = _checks.probabilities([str(i) for i in range(payoffs.shape[-1])], given)
    try:
        np.broadcast_shapes(payoffs.shape, chances.shape)
    except ValueError:
        raise InvalidInputError(
            f"leading axes of values and probabilities must broadcast; got {payoffs.shape}"
            f" and {chances.shape}"
        ) from None
    # where both have rows of a frame, these are in one order by now
    index = next((part.index for part in read if part.index is not None), None)
    return payoffs, chances, index


def by_row(index: Any, answers: FloatArray) -> Any:
    """Return answers (rows,) as a Series with the index of the rows, if there is one."""
    if index is None or answers.shape != (len(index),):
        return answers
    return optional_import("pandas", extra="frame").Series(answers, index=index)


@leads_out
def equivalent(values: FloatArray, probabilities: FloatArray, utility: Any) -> FloatArray:
    if not callable(utility) or not callable(getattr(utility, "inverse", None)):
        raise InvalidInputError(
            f"utility must be callable and have a method .inverse; got {shown(utility)}"
        )
    with np.errstate(over="ignore", invalid="ignore"):
        # ours avoid utilities that overflow; others pass through them: u^-1(sum p u(x))
        if isinstance(utility, Utility):
            result = np.asarray(utility.certainty_equivalent_of(values, probabilities))
        else:
            result = through_utilities(utility, values, probabilities, -1)
    bad = np.argwhere(~np.isfinite(result))
    if len(bad):
        index = tuple(bad[0])
        raise InvalidInputError(
            f"utility and its inverse must stay finite; got {result[index]}{_checks.at(index)}"
        )
    return result[()]
