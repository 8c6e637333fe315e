"""`ends_of`: between which values a judged number lies."""

from __future__ import annotations

from decision_analysis.core import Parameter


def ends_of(parameter: Parameter) -> tuple[float, float]:
    """Return the least and the greatest value of a number, as far as it is bounded."""
    if parameter.low is not None and parameter.high is not None:
        return parameter.low, parameter.high
    if parameter.distribution is None:
        return parameter.base, parameter.base
    # one in ten thousand is beyond
    low, high = (float(end) for end in parameter.quantile([1e-4, 1 - 1e-4]))
    return min(low, parameter.base), max(high, parameter.base)
