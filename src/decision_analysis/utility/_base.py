"""`Utility`: what every utility function is, and what engines may ask of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cites
from decision_analysis._elementwise import elementwise
from decision_analysis._named import named
from decision_analysis.core.parts import call
from decision_analysis.errors import InvalidInputError

if TYPE_CHECKING:
    import pandas


@cites("von_neumann_morgenstern_1947, section 3")
class Utility:
    """A frozen, strictly increasing utility function of one payoff, with its inverse.

    The functions of this package return subclasses. They are compared by their parameters, and can
    be pickled.

    See Also
    --------
    certainty_equivalent : What a gamble is worth, for any callable with `.inverse`.

    Notes
    -----
    Engines ask four things beside the call and `inverse`: `additive` (only expectations matter),
    `delta` (certainty equivalents roll back on their own), `homogeneous` (they grow in proportion
    to payoffs), and `certainty_equivalent_of`, which never goes through numbers that overflow. An
    exponential utility has the field `risk_tolerance` besides, a logarithmic one the method
    `relative_to`, which counts payoffs as shares of wealth.

    Examples
    --------
    >>> from decision_analysis import utility
    >>> u = utility.exponential(risk_tolerance=1000)
    >>> isinstance(u, utility.Utility), u.delta, u.additive
    (True, True, False)
    """

    @overload
    def __call__(self, payoffs: pandas.Series[Any]) -> pandas.Series[Any]: ...

    @overload
    def __call__(self, payoffs: pandas.DataFrame) -> pandas.DataFrame: ...

    @overload
    def __call__(self, payoffs: Any) -> FloatArray: ...

    @named("{self._name}")
    def __call__(self, payoffs: Any) -> Any:
        """Return the utilities of payoffs.

        Parameters
        ----------
        payoffs : array_like, Series or DataFrame of float, shape (...)
            Payoffs, in the unit of the utility's own parameters.

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Their utilities; those of a Series or a DataFrame with the same labels.

        Raises
        ------
        InvalidInputError
            If a payoff is not finite, outside the function's domain, or its utility overflows.
        """
        return elementwise("payoffs", payoffs, self._utilities)

    @overload
    def inverse(self, utilities: pandas.Series[Any]) -> pandas.Series[Any]: ...

    @overload
    def inverse(self, utilities: pandas.DataFrame) -> pandas.DataFrame: ...

    @overload
    def inverse(self, utilities: Any) -> FloatArray: ...

    @named("{self._name}.inverse()")
    def inverse(self, utilities: Any) -> Any:
        """Return the payoffs that have the given utilities.

        Parameters
        ----------
        utilities : array_like, Series or DataFrame of float, shape (...)
            Utilities.

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Payoffs; those of a Series or a DataFrame with the same labels.

        Raises
        ------
        InvalidInputError
            If a utility is not finite or no payoff has it.
        """
        return elementwise("utilities", utilities, self._payoffs)

    @property
    def _name(self) -> str:
        """The function's name for messages."""
        return f"{type(self).__name__}()"

    def _utilities(self, payoffs: FloatArray) -> FloatArray:
        """Return the utilities of an array of payoffs."""
        raise NotImplementedError

    def _payoffs(self, utilities: FloatArray) -> FloatArray:
        """Return the payoffs of an array of utilities."""
        raise NotImplementedError

    @property
    def additive(self) -> bool:
        """Whether utility is linear, so that expectations of payoffs add up along a path."""
        return False

    @property
    def delta(self) -> bool:
        """Whether adding to every payoff adds as much to the certainty equivalent.

        This is constant risk aversion.
        """
        return False

    @property
    def homogeneous(self) -> bool:
        """Whether multiplying every payoff multiplies the certainty equivalent by as much.

        This is constant relative risk aversion.
        """
        return False

    @named("{self._name}")
    def certainty_equivalent_of(
        self, values: FloatArray, probabilities: FloatArray, axis: int = -1
    ) -> FloatArray:
        """Return certainty equivalents without checking the probabilities.

        It is for engines that have checked them.

        Parameters
        ----------
        values : ndarray of float
            Payoffs.
        probabilities : ndarray of float
            Their probabilities, of a shape that broadcasts with `values`, summing to 1 along
            `axis`.
        axis : int
            The axis of the outcomes.

        Returns
        -------
        ndarray of float
            Sure payoffs as good as the gambles; the shape of the two without `axis`.

        Raises
        ------
        InvalidInputError
            If a payoff is outside the function's domain.
        """
        return through_utilities(self, values, probabilities, axis)


def through_utilities(
    utility: Any, values: FloatArray, probabilities: FloatArray, axis: int
) -> FloatArray:
    """Return u^-1(sum p u(x))."""
    utilities = applied("utility", utility, values)
    expected = (probabilities * utilities).sum(axis=axis)
    # rounding may have carried the sum beyond the utilities of the outcomes
    inside = np.clip(expected, utilities.min(axis=axis), utilities.max(axis=axis))
    return applied("utility.inverse", utility.inverse, inside)[()]


def applied(what: str, function: Callable[[Any], Any], given: FloatArray) -> FloatArray:
    """Return what a utility or its inverse, maybe the user's, makes of numbers: as many of them."""
    got = call(what, "a function of an array", function, given)
    found = _checks.numeric_array(f"what {what} returns", got, finite=False)
    if found.shape != np.shape(given):
        raise InvalidInputError(
            f"{what} must return as many numbers as it is given; got {found.shape} for"
            f" {np.shape(given)}"
        )
    return found


def expectation(values: FloatArray, probabilities: FloatArray, axis: int) -> FloatArray:
    """Return sum p x, counted from the most probable outcome.

    So equal outcomes give exactly themselves.
    """
    values, probabilities = np.broadcast_arrays(values, probabilities)
    # x0 + sum p (x - x0), with x0 the most probable outcome
    likeliest = np.expand_dims(probabilities.argmax(axis=axis), axis)
    anchor = np.take_along_axis(values, likeliest, axis=axis)
    rest = (probabilities * (values - anchor)).sum(axis=axis)
    return np.asarray(np.squeeze(anchor, axis=axis) + rest)[()]


def refuse(rule: str, values: FloatArray, bad: BoolArray) -> None:
    """Raise an error that names the first of the bad values, if there are any."""
    if bad.any():
        index = tuple(np.argwhere(bad)[0])
        raise InvalidInputError(f"{rule}; got {values[index]:.10g}{_checks.at(index)}")


def representable(what: str, values: FloatArray, results: FloatArray) -> FloatArray:
    """Return `results` as they are; refuse those that overflowed, naming what they came from."""
    refuse(f"{what} must stay within floating-point range", values, ~np.isfinite(results))
    return results[()]
