"""Several people: judgements joined, votes, bargaining, concurrence, and agreement sought."""

from decision_analysis.group._agreement import AgreementResult, agreement
from decision_analysis.group._approval import approval
from decision_analysis.group._borda import borda
from decision_analysis.group._concurrence import ConcurrenceResult, concurrence
from decision_analysis.group._condorcet_winner import condorcet_winner
from decision_analysis.group._consensus import ConsensusResult, consensus
from decision_analysis.group._copeland import CopelandResult, copeland
from decision_analysis.group._geometric_mean import geometric_mean
from decision_analysis.group._instant_runoff import InstantRunoffResult, instant_runoff
from decision_analysis.group._kemeny import KemenyResult, kemeny
from decision_analysis.group._kendall_w import kendall_w
from decision_analysis.group._mean import mean
from decision_analysis.group._nash_bargaining import NashBargainingResult, nash_bargaining
from decision_analysis.group._plurality import plurality
from decision_analysis.group._ranked_pairs import RankedPairsResult, ranked_pairs
from decision_analysis.group._schulze import SchulzeResult, schulze

__all__ = [
    "AgreementResult",
    "ConcurrenceResult",
    "ConsensusResult",
    "CopelandResult",
    "InstantRunoffResult",
    "KemenyResult",
    "NashBargainingResult",
    "RankedPairsResult",
    "SchulzeResult",
    "agreement",
    "approval",
    "borda",
    "concurrence",
    "condorcet_winner",
    "consensus",
    "copeland",
    "geometric_mean",
    "instant_runoff",
    "kemeny",
    "kendall_w",
    "mean",
    "nash_bargaining",
    "plurality",
    "ranked_pairs",
    "schulze",
]
