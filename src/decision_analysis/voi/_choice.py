"""The choice that is made without information, from samples, and what it gains to know some."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import (
    LEAST_INFORMATION_SAMPLES,
    MOST_BY_ALL_SETS,
    MOST_INFORMATION_PARAMETERS,
)
from decision_analysis.core.parts import (
    SampledValues,
    chunks,
    parameter_names,
    parameter_samples,
    scramblings_of,
)
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi._policy import Gain, gain_of_knowing
from decision_analysis.voi._values import (
    best_on_average,
    exponent,
    largest,
    scramblings_in,
    values_of,
)


@dataclasses.dataclass(frozen=True, eq=False)
class Uninformed:
    """A choice by expected value alone, more being better.

    Parameters
    ----------
    alternatives : tuple of str
        Their labels.
    best_label : str
        The best on average, the first of equal ones.
    best : int
        The column over which others gain.
    sign, expected : float
        What turns values back, and the largest expected value, turned.
    gains : ndarray of float, shape (S, A)
        What each alternative gains over the best, divided by a power of two.
    power : int
        Its exponent.
    bound : float
        The mean of the largest gains, divided likewise: the value of perfect information.
    scramblings : int
        How many independent scramblings the samples are of.
    read : SampledValues
        The values as they were read.
    """

    alternatives: tuple[str, ...]
    best_label: str
    best: int
    sign: float
    expected: float
    gains: FloatArray
    power: int
    bound: float
    scramblings: int
    read: SampledValues

    def in_unit(self, scaled: float) -> float:
        """Return a number of the scaled gains in the unit of the values."""
        return float(np.ldexp(scaled, self.power))

    def gain_of(self, known: Mapping[str, FloatArray], *, most: float | None = None) -> Gain:
        """Return what it gains to know some of what is `known`, each (S,): what is worth most.

        It is kept between 0 and `most`, the value of perfect information where that is None. What
        all of them together gain less is in doubt.
        """
        if self.gains.shape[1] == 1:
            return Gain(0.0, 0.0, "none")
        names = sorted(known)
        found: list[Gain] = []
        with chunks.blas_limit():
            sizes = range(len(names), 0, -1) if len(names) <= MOST_BY_ALL_SETS else (len(names), 1)
            for size in sizes:
                for some in itertools.combinations(names, size):
                    # columns contiguous, as they are read one by one
                    x = np.stack([known[name] for name in some]).T
                    gain = gain_of_knowing(x, self.gains, self.best, self.scramblings)
                    words = "" if size == len(names) else f" of {', '.join(map(repr, some))}"
                    found.append(dataclasses.replace(gain, smoother=gain.smoother + words))
        # knowing more is never worth less: the largest over all sets of what is known, of many
        # parameters over those of one and of all
        top = max(found, key=lambda gain: gain.value)
        doubt = max(top.value, 0.0) - max(found[0].value, 0.0)
        error = float(np.hypot(top.standard_error, doubt))
        value = min(max(top.value, 0.0), self.bound if most is None else most)
        return Gain(value, error, top.smoother)


def uninformed(values: Any, samples: Any, goal: object, scramblings: object) -> Uninformed:
    """Read values (S, A) and find what is best without information."""
    given, read = values_of(values, goal)
    count = len(given.gains)
    if count < LEAST_INFORMATION_SAMPLES:
        raise InvalidInputError(
            f"values must have at least {LEAST_INFORMATION_SAMPLES} samples; got {count}"
        )
    blocks = scramblings_in(scramblings, max(read.scramblings, scramblings_of(samples)), count)
    # gains over the alternative that is best on average, scaled by a power of two
    expected, best = best_on_average(given.gains)
    gains = given.gains - given.gains[:, best, None]
    power = exponent(gains)
    np.ldexp(gains, -power, out=gains)
    return Uninformed(
        alternatives=given.alternatives,
        best_label=given.alternatives[best],
        best=best,
        sign=given.sign,
        expected=float(expected[best]),
        gains=gains,
        power=power,
        bound=float(largest(gains).mean()),
        scramblings=blocks,
        read=read,
    )


def known_samples(
    choice: Uninformed, samples: Any, of: Any, *, what: str = "of"
) -> dict[str, FloatArray]:
    """Return the samples (S,) of one parameter or of several, in the order they are named."""
    names = parameter_names(samples, of)
    if len(names) > MOST_INFORMATION_PARAMETERS:
        raise InvalidInputError(
            f"{what} must name at most {MOST_INFORMATION_PARAMETERS} parameters, for a"
            f" smoother of them together; got {len(names)}"
        )
    drawn = parameter_samples(samples, names, choice.read)
    return {name: drawn[name] for name in names}
