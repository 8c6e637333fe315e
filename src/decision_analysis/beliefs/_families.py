"""The families of distributions that judgements are turned into, and which bounds each may have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from decision_analysis import _checks
from decision_analysis.errors import InvalidInputError

Family: TypeAlias = Literal[
    "normal",
    "student_t",
    "lognormal",
    "gamma",
    "weibull",
    "beta",
    "uniform",
    "triangular",
    "mirror_lognormal",
    "mirror_gamma",
    "metalog",
]
FAMILIES = ("normal", "student_t", "lognormal", "gamma", "weibull", "beta", "uniform", "triangular")
POSITIVE = ("lognormal", "gamma", "weibull")
MIRROR = "mirror_"
MIRRORED = ("mirror_lognormal", "mirror_gamma")
FITTED = (*FAMILIES, *MIRRORED, "metalog")
STUDENT_DEGREES = 3.0  # the least whole number with a variance: the heaviest such tails


def family_bounds(
    family: object, low: object, high: object, allowed: Sequence[str] = FAMILIES
) -> tuple[str, float | None, float | None]:
    """Return the family and its bounds; bounds that it cannot have, or lacks, are refused."""
    name = _checks.known("family", family, allowed)
    least = None if low is None else _checks.number("low", low)
    most = None if high is None else _checks.number("high", high)
    if name in POSITIVE:
        if most is not None:
            raise InvalidInputError(f"family {name!r} has no upper bound; got high={most:.10g}")
        return name, least or 0.0, None
    if name in ("beta", "triangular"):
        if (least is None) != (most is None) or (name == "beta" and least is None):
            both = "low and high" if name == "beta" else "both low and high or none"
            raise InvalidInputError(f"family {name!r} needs {both}; got low={low!r}, high={high!r}")
        bounds(least, most)
    elif least is not None or most is not None:
        raise InvalidInputError(f"family {name!r} takes no bounds; got low={low!r}, high={high!r}")
    return name, least, most


def fit_bounds(
    family: object, low: object, high: object
) -> tuple[str, float | None, float | None, bool]:
    """Return a family to be fitted, its bounds, and whether they truncate it.

    Families without bounds of their own are truncated to those that are given.
    """
    name = _checks.known("family", family, FITTED)
    least, most = bounds(low, high)
    if name in ("normal", "student_t"):
        return name, least, most, least is not None or most is not None
    if name in POSITIVE and most is not None:
        return name, bounds(least or 0.0, most)[0], most, True
    if name == "metalog":
        return name, least, most, False
    return *family_bounds(name, low, high), False


def bounds(low: object, high: object) -> tuple[float | None, float | None]:
    """Return the least and the greatest possible level, in this order or not given."""
    least = None if low is None else _checks.number("low", low)
    most = None if high is None else _checks.number("high", high)
    if least is not None and most is not None and not least < most:
        raise InvalidInputError(f"low must be less than high; got {least:.10g} and {most:.10g}")
    return least, most


def student_degrees(family: str, degrees_of_freedom: object, *, low: float = 0.0) -> float:
    """Return the degrees of freedom of Student's t, 3 where not given; other families have none."""
    if degrees_of_freedom is None:
        return STUDENT_DEGREES
    if family != "student_t":
        raise InvalidInputError(
            f"degrees_of_freedom is for family 'student_t' only; got it for {family!r}"
        )
    return _checks.number("degrees_of_freedom", degrees_of_freedom, low=low, open_low=True)
