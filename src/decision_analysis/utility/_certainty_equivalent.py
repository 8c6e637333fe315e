"""`certainty_equivalent`: the sure payoff that is as good as a gamble."""

from __future__ import annotations

from typing import Any

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.utility._base import Utility
from decision_analysis.utility._gamble import Invertible, by_row, equivalent, gamble


@cites("pratt_1964")
@named
def certainty_equivalent(values: Any, probabilities: Any, utility: Utility | Invertible) -> Any:
    """Return the sure payoff that is as good as each gamble.

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
        Certainty equivalents, in the unit of `values`; a Series by row where a DataFrame is given.

    Raises
    ------
    InvalidInputError
        If an entry is not finite, the probabilities are negative or do not sum to 1 within 1e-9,
        shapes or names do not fit, only one of payoffs and probabilities has names, `utility` lacks
        `.inverse`, or a payoff is outside its domain.

    See Also
    --------
    risk_premium : How much less than the expected payoff that is.

    Notes
    -----
    u^-1(sum p u(x)). The functions of this package compute it without passing through utilities
    that overflow: a sure 1000 at a risk tolerance of 100 is worth 1000. Time and memory are O(size
    of the broadcast arrays).

    Examples
    --------
    >>> from decision_analysis import utility
    >>> float(utility.certainty_equivalent([1000], [1], utility.exponential(100)))
    1000.0
    >>> utility.certainty_equivalent(
    ...     [[-100, 100], [-10, 10]], [0.5, 0.5], utility.exponential(1000)
    ... ).round(4)
    array([-4.9917, -0.05  ])
    """
    payoffs, chances, index = gamble(values, probabilities)
    return by_row(index, equivalent(payoffs, chances, utility))
