"""Logarithmic utility of final wealth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.utility._base import Utility, refuse, representable
from decision_analysis.utility._ratios import grown, log_ratios


@dataclass(frozen=True)
class LogarithmicUtility(Utility):
    """u = log(x + wealth)."""

    wealth: float

    @property
    def _name(self) -> str:
        return f"utility.logarithmic({self.wealth:g})"

    def _utilities(self, payoffs: FloatArray) -> FloatArray:
        final, wealth = self._final(payoffs), self.wealth or 1.0
        # beside wealth by log1p, which keeps the digits of payoffs that are small beside it
        near = np.abs(payoffs) < 0.5 * self.wealth
        beside = np.log(wealth) + np.log1p(np.where(near, payoffs, 0.0) / wealth)
        return np.asarray(np.where(near, beside, np.log(final)))[()]

    def _payoffs(self, utilities: FloatArray) -> FloatArray:
        wealth = self.wealth or 1.0
        beside = utilities - np.log(wealth)
        near = (np.abs(beside) < 0.5) & (self.wealth > 0)
        with np.errstate(over="ignore", under="ignore"):
            far = np.exp(utilities) - self.wealth
        payoffs = np.where(near, wealth * np.expm1(np.where(near, beside, 0.0)), far)
        return representable("the payoff of utilities", utilities, payoffs)

    def relative_to(self, payoff: float) -> tuple[Utility, float]:
        """Return the utility of what is had beside a payoff, as a share of wealth with it."""
        return LogarithmicUtility(1.0), float(self._final(np.asarray(payoff)))

    @named("{self._name}")
    def certainty_equivalent_of(
        self, values: FloatArray, probabilities: FloatArray, axis: int = -1
    ) -> FloatArray:
        # w + x = (w + x0) (1 + (x - x0) / (w + x0)) with the most probable payoff x0: the geometric
        # mean is taken of the second factor, which keeps its digits
        values, probabilities = np.broadcast_arrays(values, probabilities)
        final = self._final(values)
        likeliest = np.expand_dims(probabilities.argmax(axis=axis), axis)
        anchor = np.take_along_axis(values, likeliest, axis=axis)
        base = np.take_along_axis(final, likeliest, axis=axis)
        logs = (probabilities * log_ratios(final, base, values - anchor)).sum(axis=axis)
        anchor, base = np.squeeze(anchor, axis=axis), np.squeeze(base, axis=axis)
        near = np.abs(logs) < 1
        beside = anchor + base * np.expm1(np.where(near, logs, 0.0))
        return np.asarray(np.where(near, beside, grown(base, logs) - self.wealth))[()]

    def _final(self, payoffs: FloatArray) -> FloatArray:
        final = payoffs + self.wealth
        rule = f"payoffs must exceed {-self.wealth:.10g}, the loss of all wealth"
        refuse(rule, payoffs, final <= 0)
        return final


@cites("bernoulli_1954")
@named("utility.logarithmic()")
def logarithmic(wealth: float) -> Utility:
    """Return the logarithmic utility u(x) = log(x + wealth) of final wealth.

    Parameters
    ----------
    wealth : float
        Wealth before the payoff, not negative, in the payoffs' unit.

    Returns
    -------
    Utility
        The function, vectorized over arrays of any shape.

    Raises
    ------
    InvalidInputError
        If the wealth is negative or not finite. The function itself refuses payoffs that do not
        exceed -wealth.

    Notes
    -----
    Absolute risk aversion is 1/(x + wealth), decreasing; relative risk aversion of final wealth is
    1. The certainty equivalent is the geometric mean of final wealth less the wealth, computed from
    relative differences, so that large wealth costs no digits.

    Examples
    --------
    An even chance of 0 or 300 on top of a wealth of 100 is worth sqrt(100 * 400) - 100:

    >>> from decision_analysis import utility
    >>> float(
    ...     utility.certainty_equivalent([0, 300], [0.5, 0.5], utility.logarithmic(100)).round(10)
    ... )
    100.0
    """
    return LogarithmicUtility(_checks.number("wealth", wealth, low=0))
