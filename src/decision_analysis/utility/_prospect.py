"""The value function of cumulative prospect theory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.utility._base import Utility, representable


@dataclass(frozen=True)
class ProspectUtility(Utility):
    """Gains to one power, losses to another and weighed more."""

    gain_exponent: float
    loss_exponent: float
    loss_aversion: float
    reference_point: float

    @property
    def _name(self) -> str:
        return "utility.prospect()"

    def _utilities(self, payoffs: FloatArray) -> FloatArray:
        # eq. (5): gains and losses from the reference point, each to its power
        change = payoffs - self.reference_point
        with np.errstate(over="ignore", under="ignore"):
            gains = np.maximum(change, 0) ** self.gain_exponent
            losses = self.loss_aversion * np.maximum(-change, 0) ** self.loss_exponent
        utilities = np.where(change >= 0, gains, -losses)
        return representable("the utility of payoffs", payoffs, utilities)

    def _payoffs(self, utilities: FloatArray) -> FloatArray:
        u = utilities
        with np.errstate(over="ignore", under="ignore"):
            gains = np.maximum(u, 0) ** (1 / self.gain_exponent)
            losses = (np.maximum(-u, 0) / self.loss_aversion) ** (1 / self.loss_exponent)
        change = np.where(u >= 0, gains, -losses)
        payoffs = np.asarray(self.reference_point + change)
        return representable("the payoff of utilities", u, payoffs)


@cites("tversky_kahneman_1992")
@named("utility.prospect()")
def prospect(
    *,
    gain_exponent: float = 0.88,
    loss_exponent: float = 0.88,
    loss_aversion: float = 2.25,
    reference_point: float = 0.0,
) -> Utility:
    """Return Tversky and Kahneman's value function of gains and losses.

    Parameters
    ----------
    gain_exponent : float
        Alpha, positive, without unit: 0.88 is the median of the 1992 experiments.
    loss_exponent : float
        Beta, positive, without unit: 0.88 there.
    loss_aversion : float
        Lambda, positive, without unit: how much more a loss of 1 weighs than a gain of 1; 2.25
        there.
    reference_point : float
        Payoff from which gains and losses are counted, in the payoffs' unit.

    Returns
    -------
    Utility
        The function, vectorized over arrays of any shape.

    Raises
    ------
    InvalidInputError
        If a number is not finite, or an exponent or the loss aversion is not positive.

    Notes
    -----
    v = (x - r)^alpha for gains, -lambda (r - x)^beta for losses (1992, eq. 5). The value function
    only: probabilities are used as they are, not weighted, so that a certainty equivalent is not
    that of cumulative prospect theory.

    Examples
    --------
    >>> from decision_analysis import utility
    >>> utility.prospect()([-1, 0, 1, 100]).round(2)
    array([-2.25,  0.  ,  1.  , 57.54])
    """
    positive = {
        "gain_exponent": gain_exponent,
        "loss_exponent": loss_exponent,
        "loss_aversion": loss_aversion,
    }
    checked = {
        name: _checks.number(name, value, low=0, open_low=True) for name, value in positive.items()
    }
    origin = _checks.number("reference_point", reference_point)
    return ProspectUtility(**checked, reference_point=origin)
