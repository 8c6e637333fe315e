"""`from_quantiles`: a distribution from a few elicited quantiles."""

from __future__ import annotations

from collections.abc import Mapping

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.beliefs._families import Family
from decision_analysis.beliefs._fit_best import ascending, fitted
from decision_analysis.beliefs._fitted_distribution import FittedDistribution


@cites("ohagan_et_al_2006, chapter 6", "keelin_2016")
@named
def from_quantiles(
    quantiles: Mapping[float, float],
    family: Family | None = None,
    low: float | None = None,
    high: float | None = None,
    *,
    degrees_of_freedom: float | None = None,
    n_terms: int | None = None,
) -> FittedDistribution:
    """Return the distribution whose distribution function is nearest to elicited quantiles.

    Parameters
    ----------
    quantiles : mapping of float to float, or Series
        Level of the quantity by cumulative probability, such as {0.1: a, 0.5: b, 0.9: c} or
        `Series.quantile([...])`: probabilities strictly between 0 and 1, levels strictly ascending
        with them.
    family : str, optional
        The family: 'normal', 'student_t', 'lognormal', 'gamma', 'weibull', 'beta', 'uniform',
        'triangular', 'mirror_lognormal', 'mirror_gamma' or 'metalog'. None fits all that the bounds
        allow, but for 'metalog', and takes the best.
    low : float, optional
        Least possible level: 0 where not given for 'lognormal', 'gamma' and 'weibull'; required for
        'beta'; for 'triangular' given together with `high`, or fitted. It truncates 'normal' and
        'student_t'.
    high : float, optional
        Greatest possible level: the upper end of 'beta' and the mirrored families (required), of
        'triangular' and 'metalog'; it truncates 'normal', 'student_t', 'lognormal', 'gamma' and
        'weibull'.
    degrees_of_freedom : float, optional
        For 'student_t'; 3 where not given.
    n_terms : int, optional
        For 'metalog': how many terms, from 2 to 10; as many as quantiles, up to 10, where not
        given.

    Returns
    -------
    FittedDistribution
        A distribution with `.family`, `.misfit` at each quantile and `.candidates`, the sum of
        squares of every family tried.

    Raises
    ------
    InvalidInputError
        If a probability or level is not allowed, there are fewer quantiles than the family has
        parameters to fit, the family cannot have the given bounds, a quantile lies outside them, or
        the metalog's quantile function would fall somewhere.
    ConvergenceError
        If the fit does not converge, or quantiles lie so near or so far apart that floats cannot
        hold it; `.partial` holds the last parameters.

    Notes
    -----
    Minimizes the sum of (F(x_i) - p_i)^2, which has several minima where the quantiles are of no
    member: the search starts from all minima along curves through the parameters; 'uniform' is
    solved by regression over each range of the points. With as many quantiles as free parameters
    the fit of the two-parameter families without truncation is exact; with more, read `.misfit`
    before using it. Every family has two parameters to fit, except 'triangular', which has one with
    bounds and three without, and 'metalog'.

    `family=None` compares 'normal', 'student_t' and 'uniform', for positive quantiles or with `low`
    also 'lognormal', 'gamma' and 'weibull', with `high` also those of them mirrored, so that minus
    the quantity has them, with both bounds 'beta' and 'triangular'; families are truncated to
    bounds that are not their own. Of families that fit equally well, as all do to two quantiles,
    the first is taken, and `.tied_best` names the others: the quantiles cannot tell. Where the best
    truncated member is a limit, such as a level stretch of ever wider normal distributions, the fit
    comes as near to it as floats let it.

    'metalog' (Keelin 2016) is least squares on the quantile function instead, on the scale of log(x
    - low), -log(high - x) or log((x - low)/(high - x)) where there are bounds, and meets as many
    quantiles exactly as it has terms. Not all coefficients are of a distribution: a quantile
    function that falls somewhere is refused.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> cost = beliefs.from_quantiles({0.05: 80, 0.5: 100, 0.95: 120})
    >>> cost.family, cost.ppf([0.05, 0.5, 0.95]).round(6)
    ('normal', array([ 80., 100., 120.]))
    >>> share = beliefs.from_quantiles({0.25: 0.2, 0.75: 0.5}, family="beta", low=0, high=1)
    >>> share.cdf([0.2, 0.5]).round(6)
    array([0.25, 0.75])
    >>> skewed = beliefs.from_quantiles({0.1: 15, 0.5: 20, 0.9: 50}, "metalog", low=0)
    >>> float(skewed.ppf(0.9).round(6))
    50.0
    """
    p, x = _points(quantiles)
    options = {
        "family": family,
        "low": low,
        "high": high,
        "degrees_of_freedom": degrees_of_freedom,
        "n_terms": n_terms,
    }
    metalog = isinstance(family, str) and family == "metalog"
    sources = cited("keelin_2016" if metalog else "ohagan_et_al_2006")
    return fitted("quantile fit", p, x, options, sources)


def _points(quantiles: Mapping[float, float]) -> tuple[FloatArray, FloatArray]:
    given = _labelled.entries("quantiles", quantiles)
    pairs: list[tuple[float, float]] = []
    for probability, level in given.items():
        p = _checks.number("probability", probability, low=0, high=1, open_low=True, open_high=True)
        pairs.append((p, _checks.number(f"quantile at {p:g}", level)))
    return ascending(sorted(pairs), "quantiles")
