"""`points_along`: the values that a parameter takes from one end to the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import MOST_POINTS
from decision_analysis._shown import shown
from decision_analysis.core import Parameters
from decision_analysis.errors import InvalidInputError


def ends(
    parameters: Parameters, name: str, quantiles: tuple[float, float] | None
) -> tuple[float, float]:
    """Return a parameter's values at two quantiles; its range's ends if `quantiles` is None."""
    parameter = parameters[name]
    if quantiles is None:
        if parameter.low is not None and parameter.high is not None:
            return parameter.low, parameter.high
        # no range was given: the ends of the distribution
        quantiles = (0.0, 1.0)
    low, high = parameter.quantile(np.array(quantiles))
    return float(low), float(high)


def points_along(
    parameters: Parameters,
    name: object,
    given: Any,
    n_points: object,
    quantiles: tuple[float, float] | None,
) -> FloatArray:
    """Return the values (K,) that a parameter takes: those given, or `n_points` from end to end."""
    known: str = _checks.known("parameter", name, list(parameters))
    if given is not None:
        values = _checks.numeric_array("grid", given, labels_matter=False)
        if values.ndim != 1 or not len(values):
            raise InvalidInputError(f"grid must have shape (K,); got {values.shape}")
        return values
    count = _checks.integer("n_points", n_points, low=2, high=MOST_POINTS)
    # at a constant there are no ends to lie between
    if parameters[known].is_constant:
        raise InvalidInputError(f"parameter {known!r} is constant; give its grid=")
    return np.linspace(*ends(parameters, known, quantiles), count)


def checked_quantiles(quantiles: object) -> tuple[float, float] | None:
    """Return two increasing probabilities, or None."""
    if quantiles is None:
        return None
    pair = _checks.numeric_array("quantiles", quantiles)
    if pair.shape != (2,) or not 0 <= pair[0] < pair[1] <= 1:
        raise InvalidInputError(
            f"quantiles must be two increasing probabilities or None; got {shown(quantiles)}"
        )
    return float(pair[0]), float(pair[1])
