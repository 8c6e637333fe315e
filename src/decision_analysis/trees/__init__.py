"""Decision trees: nested literals or flat arrays, rolled back, listed by strategy, profiled and informed."""

from decision_analysis.trees._arrays import TreeArrays
from decision_analysis.trees._consequences import consequences
from decision_analysis.trees._control import control
from decision_analysis.trees._dict import from_dict, to_dict
from decision_analysis.trees._flat import to_arrays
from decision_analysis.trees._gain import InformationResult
from decision_analysis.trees._information import clairvoyance
from decision_analysis.trees._inputs import REST
from decision_analysis.trees._nodes import Chance, Decision, Node, Terminal
from decision_analysis.trees._profile import RiskProfile
from decision_analysis.trees._risk import risk_profile
from decision_analysis.trees._rollback import rollback
from decision_analysis.trees._rolled import RollbackResult
from decision_analysis.trees._strategies import Strategies, Strategy, strategies

__all__ = [
    "REST",
    "Chance",
    "Decision",
    "InformationResult",
    "Node",
    "RiskProfile",
    "RollbackResult",
    "Strategies",
    "Strategy",
    "Terminal",
    "TreeArrays",
    "clairvoyance",
    "consequences",
    "control",
    "from_dict",
    "risk_profile",
    "rollback",
    "strategies",
    "to_arrays",
    "to_dict",
]
