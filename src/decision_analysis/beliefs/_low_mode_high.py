"""The lowest, most likely and highest level of a quantity, checked together."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis.errors import InvalidInputError


def ordered(low: object, mode: object, high: object) -> tuple[float, float, float]:
    """Return the three as numbers, of which the ends differ."""
    given = {"low": low, "mode": mode, "high": high}
    least, likely, most = (_checks.number(name, value) for name, value in given.items())
    if not least <= likely <= most:
        raise InvalidInputError(
            f"low <= mode <= high must hold; got {least:.10g}, {likely:.10g}, {most:.10g}"
        )
    if least == most:
        raise InvalidInputError(
            f"low must be less than high; both are {least:.10g}, a certain quantity: use"
            " the number itself"
        )
    return least, likely, most
