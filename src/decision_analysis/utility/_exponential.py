"""Exponential utility: constant absolute risk aversion."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.utility._base import Utility, refuse, representable
from decision_analysis.utility._constant import constant_aversion_equivalent


@dataclass(frozen=True)
class ExponentialUtility(Utility):
    """u = s (1 - exp(-x/R)) with s the sign of R."""

    risk_tolerance: float

    @property
    def _name(self) -> str:
        return f"utility.exponential({self.risk_tolerance:g})"

    def _utilities(self, payoffs: FloatArray) -> FloatArray:
        # expm1 keeps the digits of payoffs that are small beside R
        r = self.risk_tolerance
        with np.errstate(over="ignore", under="ignore"):
            utilities = np.asarray(-math.copysign(1, r) * np.expm1(-payoffs / r))
        return representable("the utility of payoffs", payoffs, utilities)

    def _payoffs(self, utilities: FloatArray) -> FloatArray:
        # utilities have the limit s, the sign of R
        r = self.risk_tolerance
        signed = math.copysign(1, r) * utilities
        side = "below 1" if r > 0 else "above -1"
        refuse(f"utilities must be {side}", utilities, signed >= 1)
        return np.asarray(-r * np.log1p(-signed))[()]

    @property
    def delta(self) -> bool:
        return True

    def certainty_equivalent_of(
        self, values: FloatArray, probabilities: FloatArray, axis: int = -1
    ) -> FloatArray:
        return constant_aversion_equivalent(values, probabilities, 1 / self.risk_tolerance, axis)


@cites("howard_matheson_1972", "mcnamee_celona_2001, chapter 5")
@named("utility.exponential()")
def exponential(risk_tolerance: float) -> Utility:
    """Return the exponential utility u(x) = 1 - exp(-x/R) of constant absolute risk aversion 1/R.

    Parameters
    ----------
    risk_tolerance : float
        R, in the unit of the payoffs: about the amount for which an even chance of winning it or
        losing half of it is just acceptable. Positive is averse to risk; negative is fond of it,
        with u(x) = exp(-x/R) - 1; 0 and infinity are refused (indifference to risk is `linear()`).

    Returns
    -------
    Utility
        The function, vectorized over arrays of any shape; `.delta` is True, and `.risk_tolerance`
        is R.

    Raises
    ------
    InvalidInputError
        If the risk tolerance is 0 or not finite. The function itself refuses payoffs whose utility
        overflows; certainty equivalents have no such limit.

    Notes
    -----
    The certainty equivalent -R log(sum p exp(-x/R)) is computed by an anchored log-sum-exp, at any
    ratio of payoff and risk tolerance. It has the delta property: adding an amount to every payoff
    adds it to the certainty equivalent, so that certainty equivalents roll back through a tree on
    their own (Howard and Matheson 1972).

    Examples
    --------
    Bids of 300, 500 and 700 of McNamee and Celona (figure 5.11), against competitors at 400, 600 or
    800 and costs of 200, 400 or 600:

    >>> import numpy as np
    >>> from decision_analysis import utility
    >>> bid, rival, cost = np.ix_([300, 500, 700], [400, 600, 800], [200, 400, 600])
    >>> profit = np.where(bid < rival, bid - cost, 0).reshape(3, 9)
    >>> p = np.outer([0.35, 0.5, 0.15], [0.25, 0.5, 0.25]).ravel()
    >>> utility.certainty_equivalent(profit, p, utility.exponential(1000)).round(2)
    array([-109.98,   57.58,   38.49])
    """
    r = _checks.number("risk_tolerance", risk_tolerance)
    if r == 0 or not math.isfinite(1 / r):
        raise InvalidInputError(f"risk_tolerance must not be 0; got {r:g}")
    return ExponentialUtility(r)
