"""`from_quantiles`: a distribution from a few elicited quantiles."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.beliefs._families import Family, family_bounds, student_degrees
from decision_analysis.beliefs._fit import PARAMETERS, fit
from decision_analysis.errors import InvalidInputError


@cites("ohagan_et_al_2006, chapter 6")
@named
def from_quantiles(
    quantiles: Mapping[float, float],
    family: Family = "normal",
    low: float | None = None,
    high: float | None = None,
    *,
    degrees_of_freedom: float | None = None,
) -> Distribution:
    """Return the member of a family whose distribution function is nearest to elicited quantiles.

    Parameters
    ----------
    quantiles : mapping of float to float, or Series
        Level of the quantity by cumulative probability, such as {0.1: a, 0.5: b, 0.9: c} or
        `Series.quantile([...])`: probabilities strictly between 0 and 1, levels strictly ascending
        with them.
    family : str
        The family: 'normal', 'student_t', 'lognormal', 'gamma', 'weibull', 'beta', 'uniform' or
        'triangular'.
    low : float, optional
        Least possible level: 0 where not given for 'lognormal', 'gamma' and 'weibull'; required for
        'beta'; for 'triangular' given together with `high`, or fitted.
    high : float, optional
        Greatest possible level, for 'beta' (required) and 'triangular'.
    degrees_of_freedom : float, optional
        For 'student_t'; 3 where not given.

    Returns
    -------
    Distribution
        A frozen `scipy.stats` distribution.

    Raises
    ------
    InvalidInputError
        If a probability or level is not allowed, there are fewer quantiles than the family has
        parameters to fit, the family cannot have the given bounds, or a quantile lies outside them.
    ConvergenceError
        If the fit does not converge, or quantiles lie so near or so far apart that floats cannot
        hold it; `.partial` holds the last parameters.

    Notes
    -----
    Minimizes the sum of (F(x_i) - p_i)^2, which has several minima where the quantiles are of no
    member: the search starts from all minima along curves through the parameters on which one
    quantile is met; 'uniform' is solved by regression over each range of the points. With as many
    quantiles as free parameters the fit of the two-parameter families is exact; with more, compare
    `.cdf` of the result with what was said before using it. Every family has two parameters to fit,
    except 'triangular', which has one with bounds and three without.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> cost = beliefs.from_quantiles({0.05: 80, 0.5: 100, 0.95: 120})
    >>> cost.ppf([0.05, 0.5, 0.95]).round(6)
    array([ 80., 100., 120.])
    >>> share = beliefs.from_quantiles({0.25: 0.2, 0.75: 0.5}, family="beta", low=0, high=1)
    >>> share.cdf([0.2, 0.5]).round(6)
    array([0.25, 0.75])
    """
    p, x = _points(quantiles)
    name, least, most = family_bounds(family, low, high)
    needed = 1 if name == "triangular" and least is not None else PARAMETERS[name]
    if p.size < needed:
        raise InvalidInputError(f"family {name!r} needs at least {needed} quantiles; got {p.size}")
    if least is not None and x[0] <= least:
        raise InvalidInputError(
            f"quantiles must be above low={least:.10g}; got {x[0]:.10g} at {p[0]:g}"
        )
    if most is not None and x[-1] >= most:
        raise InvalidInputError(
            f"quantiles must be below high={most:.10g}; got {x[-1]:.10g} at {p[-1]:g}"
        )
    degrees = student_degrees(name, degrees_of_freedom)
    frozen: Distribution = fit(name, p, x, least, most, degrees)
    return frozen


def _points(quantiles: Mapping[float, float]) -> tuple[FloatArray, FloatArray]:
    given = _labelled.entries("quantiles", quantiles)
    pairs: list[tuple[float, float]] = []
    for probability, level in given.items():
        p = _checks.number("probability", probability, low=0, high=1, open_low=True, open_high=True)
        pairs.append((p, _checks.number(f"quantile at {p:g}", level)))
    pairs.sort()
    for (p, level), (next_p, next_level) in pairwise(pairs):
        if not (p < next_p and level < next_level):
            raise InvalidInputError(
                "quantiles must strictly ascend with their probabilities; "
                f"got {level:.10g} at {p:g} and {next_level:.10g} at {next_p:g}"
            )
    return np.array([p for p, _ in pairs]), np.array([level for _, level in pairs])
