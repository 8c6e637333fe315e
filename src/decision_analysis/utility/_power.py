"""Power utility: constant relative risk aversion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.utility._base import Utility, refuse, representable
from decision_analysis.utility._constant import constant_aversion_equivalent
from decision_analysis.utility._ratios import grown, log_ratios


@dataclass(frozen=True)
class PowerUtility(Utility):
    """u = (x^(1 - g) - 1) / (1 - g), log x at g = 1."""

    risk_aversion: float

    @property
    def _name(self) -> str:
        return f"utility.power({self.risk_aversion:g})"

    @property
    def homogeneous(self) -> bool:
        """Return True: certainty equivalents are power means."""
        return True

    def _utilities(self, payoffs: FloatArray) -> FloatArray:
        # (x^k - 1) / k with k = 1 - g, by logarithms, which has the limit log x
        k = 1 - self.risk_aversion
        logs = np.asarray(np.log(self._positive(payoffs)))
        with np.errstate(over="ignore", under="ignore"):
            utilities = logs if k == 0 else np.asarray(np.expm1(k * logs) / k)
        return representable("the utility of payoffs", payoffs, utilities)

    def _payoffs(self, utilities: FloatArray) -> FloatArray:
        u, k = utilities, 1 - self.risk_aversion
        if k:
            limit = f"{'above' if k > 0 else 'below'} {-1 / k:.10g}"
            refuse(f"utilities must be {limit}", u, k * u <= -1)
        with np.errstate(over="ignore", under="ignore"):
            payoffs = np.asarray(np.exp(np.log1p(k * u) / k if k else u))
        return representable("the payoff of utilities", u, payoffs)

    @named("{self._name}")
    def certainty_equivalent_of(
        self, values: FloatArray, probabilities: FloatArray, axis: int = -1
    ) -> FloatArray:
        # x is exp(y): the power mean of x is the certainty equivalent of y at aversion g - 1, with
        # y counted from the least possible payoff
        values, probabilities = np.broadcast_arrays(self._positive(values), probabilities)
        least = values.min(axis=axis, keepdims=True, where=probabilities > 0, initial=np.inf)
        possible = np.where(probabilities > 0, values, least)
        logs = log_ratios(possible, least, possible - least)
        mean = constant_aversion_equivalent(logs, probabilities, self.risk_aversion - 1, axis)
        base, near = np.squeeze(least, axis=axis), mean < 1
        beside = base + base * np.expm1(np.where(near, mean, 0.0))
        return np.where(near, beside, grown(base, mean))[()]

    def _positive(self, payoffs: FloatArray) -> FloatArray:
        refuse("payoffs must be positive", payoffs, payoffs <= 0)
        return payoffs


@cites("pratt_1964")
@named("utility.power()")
def power(risk_aversion: float) -> Utility:
    """Return the power utility u(x) = (x^(1-g) - 1) / (1-g) of constant relative risk aversion g.

    Parameters
    ----------
    risk_aversion : float
        The coefficient g, without unit: positive is averse to risk, 0 neutral, negative fond of it,
        1 logarithmic.

    Returns
    -------
    Utility
        The function of positive payoffs, vectorized over arrays of any shape.

    Raises
    ------
    InvalidInputError
        If the risk aversion is not finite. The function itself refuses payoffs that are 0 or
        negative.

    Notes
    -----
    The certainty equivalent is the power mean (sum p x^(1-g))^(1/(1-g)), computed as the certainty
    equivalent of log x under constant absolute risk aversion g - 1; continuous in g through 1.

    Examples
    --------
    >>> from decision_analysis import utility
    >>> float(utility.certainty_equivalent([1, 4], [0.5, 0.5], utility.power(0.5)).round(10))
    2.25
    >>> float(utility.certainty_equivalent([1, 4], [0.5, 0.5], utility.power(1)).round(10))
    2.0
    """
    return PowerUtility(_checks.number("risk_aversion", risk_aversion))
