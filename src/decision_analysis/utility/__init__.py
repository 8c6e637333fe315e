"""Utility functions: attitudes to risk over one payoff, and what a gamble is worth under them."""

from decision_analysis.utility._base import Utility
from decision_analysis.utility._certainty_equivalent import certainty_equivalent
from decision_analysis.utility._exponential import exponential
from decision_analysis.utility._linear import linear
from decision_analysis.utility._logarithmic import logarithmic
from decision_analysis.utility._piecewise import piecewise
from decision_analysis.utility._power import power
from decision_analysis.utility._prospect import prospect
from decision_analysis.utility._risk_premium import risk_premium

__all__ = [
    "Utility",
    "certainty_equivalent",
    "exponential",
    "linear",
    "logarithmic",
    "piecewise",
    "power",
    "prospect",
    "risk_premium",
]
