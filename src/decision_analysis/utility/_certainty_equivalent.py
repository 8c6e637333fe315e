"""What a gamble is worth: certainty equivalent and risk premium under any utility function."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._cited import cites
from decision_analysis._named import leads_out, named
from decision_analysis._shown import shown
from decision_analysis._together import together
from decision_analysis.errors import InvalidInputError
from decision_analysis.utility._base import Utility, expectation, through_utilities


class Invertible(Protocol):
    """A utility function of one's own: a vectorized callable with its inverse."""

    def __call__(self, payoffs: Any) -> Any: ...

    def inverse(self, utilities: Any) -> Any: ...


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
    payoffs, chances, index = _gamble(values, probabilities)
    return _by_row(index, _equivalent(payoffs, chances, utility))


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
    payoffs, chances, index = _gamble(values, probabilities)
    equivalents = _equivalent(payoffs, chances, utility)
    with np.errstate(over="ignore", invalid="ignore"):
        premiums = np.asarray(expectation(payoffs, chances, -1) - equivalents)
    return _by_row(index, _checks.all_finite("the expected payoff", premiums)[()])


def _gamble(values: Any, probabilities: Any) -> tuple[FloatArray, FloatArray, Any]:
    """Return payoffs and probabilities of one order of outcomes and rows, and the index of the
    rows, if any."""
    read = together("outcome", values=values, probabilities=probabilities)
    payoffs, given = (part.values for part in read)
    if payoffs.ndim == 0 or payoffs.shape[-1] == 0:
        raise InvalidInputError(
            f"values must have a last axis of at least one outcome; got {payoffs.shape}"
        )
    chances = _checks.probabilities([str(i) for i in range(payoffs.shape[-1])], given)
    try:
        np.broadcast_shapes(payoffs.shape, chances.shape)
    except ValueError:
        raise InvalidInputError(
            f"leading axes of values and probabilities must broadcast; got {payoffs.shape}"
            f" and {chances.shape}"
        ) from None
    index = next((part.index for part in read if part.index is not None), None)
    return payoffs, chances, index


def _by_row(index: Any, answers: FloatArray) -> Any:
    """Return answers (rows,) as a Series with the index of the rows, if there is one."""
    if index is None or answers.shape != (len(index),):
        return answers
    return optional_import("pandas", extra="frame").Series(answers, index=index)


@leads_out
def _equivalent(values: FloatArray, probabilities: FloatArray, utility: Any) -> FloatArray:
    if not callable(utility) or not callable(getattr(utility, "inverse", None)):
        raise InvalidInputError(
            f"utility must be callable and have a method .inverse; got {shown(utility)}"
        )
    with np.errstate(over="ignore", invalid="ignore"):
        if isinstance(utility, Utility):
            result = np.asarray(utility.certainty_equivalent_of(values, probabilities))
        else:
            result = through_utilities(utility, values, probabilities, -1)
    if len(bad := np.argwhere(~np.isfinite(result))):
        index = tuple(bad[0])
        raise InvalidInputError(
            f"utility and its inverse must stay finite; got {result[index]}{_checks.at(index)}"
        )
    return result[()]
