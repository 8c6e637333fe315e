"""`risk_premium`: how much of the expected payoff of a gamble one would give up for certainty."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.utility._base import Utility, expectation
from decision_analysis.utility._gamble import Invertible, by_row, equivalent, gamble


@cites("pratt_1964, eq. (1)")
@named
def risk_premium(values: Any, probabilities: Any, utility: Utility | Invertible) -> Any:
    """Return how much of the expected payoff one would give up for certainty.

    Parameters
    ----------
    values : array_like, mapping, Series or DataFrame of float, shape (..., n)
        Payoffs of the outcomes; leading axes are samples or alternatives. A mapping, a Series and
        the columns of a DataFrame name the outcomes.
    probabilities : array_like, mapping, Series or DataFrame of float, shape (..., n)
        Their probabilities, summing to 1 along the last axis; leading axes broadcast with those of
        `values`. They are taken by the name of the outcome where payoffs have names, and both must
        have them; so are the rows of two DataFrames.
    utility : Utility or callable
        A function of this package, or any vectorized, strictly monotone callable with a method
        `.inverse`.

    Returns
    -------
    ndarray of float or Series, shape (...)
        Expected payoff less certainty equivalent, in the unit of `values`; positive for aversion to
        risk. A Series by row where a DataFrame is given.

    Raises
    ------
    InvalidInputError
        As `certainty_equivalent`.

    See Also
    --------
    certainty_equivalent : The sure payoff itself.

    Examples
    --------
    The bid of 500 of McNamee and Celona has an expected value of 65 and a certainty equivalent of
    57.58:

    >>> from decision_analysis import utility
    >>> profit, p = [300, 100, -100, 0], [0.65 * 0.25, 0.65 * 0.5, 0.65 * 0.25, 0.35]
    >>> float(utility.risk_premium(profit, p, utility.exponential(1000)).round(2))
    7.42
    """
    payoffs, chances, index = gamble(values, probabilities)
    # eq. (1): the expected payoff less the certainty equivalent
    equivalents = equivalent(payoffs, chances, utility)
    with np.errstate(over="ignore", invalid="ignore"):
        premiums = np.asarray(expectation(payoffs, chances, -1) - equivalents)
    return by_row(index, _checks.all_finite("the expected payoff", premiums)[()])
