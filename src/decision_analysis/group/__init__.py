"""Several people: consensus of judgements, and voting rules on rankings."""

from decision_analysis.group._borda import borda
from decision_analysis.group._condorcet_winner import condorcet_winner
from decision_analysis.group._copeland import CopelandResult, copeland
from decision_analysis.group._geometric_mean import geometric_mean
from decision_analysis.group._kemeny import KemenyResult, kemeny
from decision_analysis.group._kendall_w import kendall_w
from decision_analysis.group._mean import mean
from decision_analysis.group._plurality import plurality

__all__ = [
    "CopelandResult",
    "KemenyResult",
    "borda",
    "condorcet_winner",
    "copeland",
    "geometric_mean",
    "kemeny",
    "kendall_w",
    "mean",
    "plurality",
]
