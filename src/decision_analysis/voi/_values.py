"""What analyses of information take: sampled values, turned so that more is better."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import LARGEST_VALUE
from decision_analysis.core.parts import SampledValues, sampled_values
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False)
class Values:
    """Values (S, A) of which the largest is best, and the sign that turns them back."""

    alternatives: tuple[str, ...]
    gains: FloatArray
    sign: float


def values_of(values: Any, goal: object) -> tuple[Values, SampledValues]:
    """Return values (S, A) of anything with one sample axis, more being better; and as read."""
    read = sampled_values("values", values, goal)
    array = read.values
    if array.ndim != 2 or 0 in array.shape:
        raise InvalidInputError(
            f"values must have shape (S, A), one sample axis; got {array.shape}"
        )
    # gains are divided by a power of two before anything is squared
    if max(float(array.max()), -float(array.min())) > LARGEST_VALUE:
        row, column = np.argwhere(np.abs(array) > LARGEST_VALUE)[0]
        raise InvalidInputError(
            f"values must be within {LARGEST_VALUE:g} of 0; "
            f"got {array[row, column]:g} of {read.alternatives[column]!r} in sample {row}"
        )
    sign = 1.0 if read.higher else -1.0
    return Values(read.alternatives, np.asarray(sign * array), sign), read


def best_on_average(gains: FloatArray, shares: FloatArray | None = None) -> tuple[FloatArray, int]:
    """Return the expected value (A,) of each alternative, and which one has the largest.

    That is decided by what others gain over the one that seems best, so that no amount that all
    have in common hides it.
    """
    # column by column, as rows are short, and many
    expected = np.array([mean(column, shares) for column in gains.T])
    seems = int(expected.argmax())
    lead = np.array([mean(column - gains[:, seems], shares) for column in gains.T])
    return expected, int(lead.argmax())


def mean(column: FloatArray, shares: FloatArray | None = None) -> float:
    """Return the mean of values (S,), with probabilities where they are given."""
    if shares is not None:
        return float(shares @ column)
    with np.errstate(over="ignore", invalid="ignore"):
        found = float(column.mean())
    if not np.isfinite(found):
        # the sum is beyond the floats, the mean is not
        power = exponent(column)
        found = float(np.ldexp(np.ldexp(column, -power).mean(), power))
    return found


def scramblings_in(given: object, known: int, count: int) -> int:
    """Return how many scramblings `count` samples are of: as given; None asks the samples."""
    if given is None:
        return known
    result = _checks.integer("scramblings", given)
    if known not in (1, result):
        raise InvalidInputError(
            f"scramblings must be those of the simulation, {known}; got {result}"
        )
    if count % result:
        raise InvalidInputError(
            f"scramblings must part the {count:,} samples into blocks of equal length; got"
            f" {result:,}"
        )
    return result


def independent_means(gain: FloatArray, scramblings: int) -> FloatArray:
    """Return what is independent in the mean of `gain` (S,): samples, or means of scramblings."""
    return gain if scramblings == 1 else np.asarray(gain.reshape(scramblings, -1).mean(axis=1))


def exponent(values: FloatArray) -> int:
    """Return the power of two next above all |values|, which divides them without rounding."""
    return int(np.frexp(np.abs(values).max())[1])


def largest(gains: FloatArray) -> FloatArray:
    """Return the largest of each row (S,), column by column: rows are short, and many."""
    return np.asarray(functools.reduce(np.maximum, gains.T))
