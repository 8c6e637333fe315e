"""Linear utility: indifference to risk."""

from __future__ import annotations

from dataclasses import dataclass

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis.utility._base import Utility, expectation


@dataclass(frozen=True)
class LinearUtility(Utility):
    """Utility equal to the payoff."""

    @property
    def _name(self) -> str:
        return "utility.linear()"

    def _utilities(self, payoffs: FloatArray) -> FloatArray:
        return payoffs[()]

    def _payoffs(self, utilities: FloatArray) -> FloatArray:
        return utilities[()]

    @property
    def additive(self) -> bool:
        return True

    @property
    def delta(self) -> bool:
        return True

    def certainty_equivalent_of(
        self, values: FloatArray, probabilities: FloatArray, axis: int = -1
    ) -> FloatArray:
        return expectation(values, probabilities, axis)


@cites("raiffa_1968, chapter 4")
def linear() -> Utility:
    """Return the linear utility u(x) = x: indifference to risk; only expected payoffs matter.

    Returns
    -------
    Utility
        The function, vectorized over arrays of any shape; `.additive` and `.delta` are True.

    Examples
    --------
    >>> from decision_analysis import utility
    >>> float(utility.certainty_equivalent([-70, 50, 200], [0.5, 0.3, 0.2], utility.linear()))
    20.0
    """
    return LinearUtility()
