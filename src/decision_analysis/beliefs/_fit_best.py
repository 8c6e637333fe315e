"""The fit of one family to judged probabilities, or of the best of all that the bounds allow."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._families import (
    FITTED,
    MIRROR,
    MIRRORED,
    POSITIVE,
    bounds,
    fit_bounds,
    student_degrees,
)
from decision_analysis.beliefs._fit import PARAMETERS, fit
from decision_analysis.beliefs._fit_metalog import fit_metalog
from decision_analysis.beliefs._fit_truncated import fit_truncated
from decision_analysis.beliefs._fitted_distribution import SAME_FIT, FittedDistribution
from decision_analysis.beliefs._metalog import MOST_TERMS
from decision_analysis.beliefs._mirrored import Mirrored
from decision_analysis.errors import ConvergenceError, InvalidInputError


def fitted(
    method: str,
    p: FloatArray,
    x: FloatArray,
    options: dict[str, Any],
    references: tuple[str, ...],
    **more: Any,
) -> FittedDistribution:
    """Return the fit to the points (x, p) with the options `family`, `low`, `high` and others.

    The options are checked here, so that all ways of asking read them alike.
    """
    family, low, high = options["family"], options["low"], options["high"]
    with np.errstate(all="ignore"):
        if family is not None:
            name = _checks.known("family", family, FITTED)
            n_terms = _terms(name, options["n_terms"], np.unique(p).size)
            found = _fitted(name, p, x, low, high, options["degrees_of_freedom"], n_terms)
            candidates = {name: _cost(found, p, x)}
        else:
            found, candidates = _best(p, x, options)
            name = next(iter(candidates))
        misfit, inner = np.asarray(found.cdf(x)) - p, np.asarray(found.ppf(p))
    if not (np.isfinite(misfit).all() and np.isfinite(inner).all()):
        raise ConvergenceError(
            f"the fit of family {name!r} cannot be held by floats: quantiles or bounds lie too far"
            " apart"
        )
    return FittedDistribution(
        method=method,
        parameters={
            # plain numbers, as numpy's are shown with their types
            key: value.item() if isinstance(value, np.generic) else value
            for key, value in options.items()
            if value is not None
        },
        references=references,
        family=name,
        distribution=found,
        probabilities=p,
        levels=x,
        misfit=misfit,
        candidates=candidates,
        **more,
    )


def ascending(pairs: list[tuple[float, float]], what: str) -> tuple[FloatArray, FloatArray]:
    """Return probabilities and levels, both of which must ascend together."""
    for (p, level), (next_p, next_level) in pairwise(pairs):
        if not (p < next_p and level < next_level):
            raise InvalidInputError(
                f"{what} must strictly ascend with their probabilities; "
                f"got {level:.10g} at {p:g} and {next_level:.10g} at {next_p:g}"
            )
    return np.array([p for p, _ in pairs]), np.array([level for _, level in pairs])


def _fitted(
    name: str,
    p: FloatArray,
    x: FloatArray,
    low: object,
    high: object,
    degrees_of_freedom: object,
    n_terms: int | None,
) -> Any:
    """Return the nearest member of one family."""
    if name in MIRRORED:
        student_degrees(name, degrees_of_freedom)
        return _mirrored(name, p, x, low, high)
    _, least, most, truncated = fit_bounds(name, low, high)
    needed = PARAMETERS.get(name, 2)
    needed = 1 if name == "triangular" and least is not None else max(needed, n_terms or 0)
    distinct = np.unique(p).size
    if distinct < needed:
        terms = f" of {n_terms} terms" if n_terms else ""
        raise InvalidInputError(
            f"family {name!r}{terms} needs at least {needed} quantiles; got {distinct}"
        )
    if least is not None and x[0] <= least:
        raise InvalidInputError(
            f"quantiles must be above low={least:.10g}; got {x[0]:.10g} at {p[0]:g}"
        )
    if most is not None and x[-1] >= most:
        raise InvalidInputError(
            f"quantiles must be below high={most:.10g}; got {x[-1]:.10g} at {p[-1]:g}"
        )
    degrees = student_degrees(name, degrees_of_freedom)
    if name == "metalog":
        return fit_metalog(p, x, least, most, n_terms or 0)
    if truncated:
        return fit_truncated(name, p, x, least, most, degrees)
    return fit(name, p, x, least, most, degrees)


def _mirrored(name: str, p: FloatArray, x: FloatArray, low: object, high: object) -> Mirrored:
    """Return the fit of a family to minus the quantity, whose least level is minus `high`."""
    least, most = bounds(low, high)
    if most is None:
        raise InvalidInputError(f"family {name!r} needs high; got high=None")
    if x[-1] >= most:
        raise InvalidInputError(
            f"quantiles must be below high={most:.10g}; got {x[-1]:.10g} at {p[-1]:g}"
        )
    if least is not None and x[0] <= least:
        raise InvalidInputError(
            f"quantiles must be above low={least:.10g}; got {x[0]:.10g} at {p[0]:g}"
        )
    above = None if least is None else -least
    own = name.removeprefix(MIRROR)
    return Mirrored(_fitted(own, 1 - p[::-1], -x[::-1], -most, above, None, None))


def _best(p: FloatArray, x: FloatArray, options: dict[str, Any]) -> tuple[Any, dict[str, float]]:
    """Return the best fit, and the sum of squares of every family tried, the best first."""
    low, high = bounds(options["low"], options["high"])
    if options["n_terms"] is not None:
        raise InvalidInputError(
            "n_terms is for family 'metalog', which is not among those compared, as it meets as"
            f" many quantiles as it has terms; got n_terms={options['n_terms']!r} without family"
        )
    if (distinct := np.unique(p).size) < 2:
        raise InvalidInputError(f"needs at least 2 quantiles; got {distinct}")
    found: dict[str, Any] = {}
    for name in _families(p, x, low, high):
        degrees = options["degrees_of_freedom"] if name == "student_t" else None
        try:
            found[name] = _fitted(name, p, x, low, high, degrees, None)
        except ConvergenceError:
            continue
    costs = {name: _cost(fit, p, x) for name, fit in found.items()}
    costs = {name: cost for name, cost in costs.items() if np.isfinite(cost)}
    if not costs:
        raise ConvergenceError("no family could be fitted to these quantiles")
    # of those that are equally good, the first
    least = min(costs.values())
    order = sorted(costs, key=lambda name: 0.0 if costs[name] <= least + SAME_FIT else costs[name])
    return found[order[0]], {name: costs[name] for name in order}


def _families(p: FloatArray, x: FloatArray, low: float | None, high: float | None) -> list[str]:
    """Return the families that the bounds allow, those with such bounds of their own first.

    Of those without bounds there are the symmetric ones, and for positive quantiles the positive
    ones. One with as many parameters to fit as there are quantiles is none of them, unless it has
    two, as its fit would say nothing.
    """
    both = low is not None and high is not None
    unbounded = ["normal", "student_t"]
    if both:
        return ["beta", "triangular", *unbounded, *POSITIVE, *MIRRORED]
    if low is not None:
        return [*POSITIVE, *unbounded]
    if high is not None:
        return [*MIRRORED, *unbounded]
    free = (
        ["uniform", "triangular"] if np.unique(p).size > PARAMETERS["triangular"] else ["uniform"]
    )
    return [*unbounded, *free, *(POSITIVE if x[0] > 0 else ())]


def _terms(name: str, n_terms: object, size: int) -> int | None:
    """Return the number of terms of a metalog, one for each quantile where it is not given."""
    if name != "metalog":
        if n_terms is not None:
            raise InvalidInputError(f"n_terms is for family 'metalog' only; got it for {name!r}")
        return None
    if n_terms is None:
        return min(size, MOST_TERMS)
    return _checks.integer("n_terms", n_terms, low=2, high=MOST_TERMS)


def _cost(found: Any, p: FloatArray, x: FloatArray) -> float:
    return float(((np.asarray(found.cdf(x)) - p) ** 2).sum())
