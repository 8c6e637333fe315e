"""Decision trees: nested or flat, rolled back, listed by strategy, profiled and informed."""

from decision_analysis.trees.flat._arrays import TreeArrays
from decision_analysis.trees.flat._flat import to_arrays
from decision_analysis.trees.information._control import control
from decision_analysis.trees.information._gain import InformationResult
from decision_analysis.trees.information._information import clairvoyance
from decision_analysis.trees.nodes._again import Again
from decision_analysis.trees.nodes._continuous import from_distribution
from decision_analysis.trees.nodes._dict import from_dict, to_dict
from decision_analysis.trees.nodes._inputs import REST
from decision_analysis.trees.nodes._nodes import Chance, Decision, Node, Terminal
from decision_analysis.trees.nodes._rename import rename
from decision_analysis.trees.nodes._reverse import reverse
from decision_analysis.trees.plans._consequences import consequences
from decision_analysis.trees.plans._efficient import efficient_strategies
from decision_analysis.trees.plans._efficient_result import EfficientStrategiesResult
from decision_analysis.trees.plans._profile import RiskProfile
from decision_analysis.trees.plans._risk import risk_profile
from decision_analysis.trees.plans._score import score_strategies
from decision_analysis.trees.plans._strategies import Strategies, Strategy, strategies
from decision_analysis.trees.recurrent._recur import recur
from decision_analysis.trees.recurrent._recurrent import RecurrentResult
from decision_analysis.trees.recurrent._trace import trace
from decision_analysis.trees.recurrent._unroll import unroll
from decision_analysis.trees.robust._imprecise import IntervalResult
from decision_analysis.trees.robust._intervals import interval_choice
from decision_analysis.trees.robust._stability import stability
from decision_analysis.trees.robust._stable import StabilityResult
from decision_analysis.trees.rolling._rollback import rollback
from decision_analysis.trees.rolling._rolled import RollbackResult

__all__ = [
    "REST",
    "Again",
    "Chance",
    "Decision",
    "EfficientStrategiesResult",
    "InformationResult",
    "IntervalResult",
    "Node",
    "RecurrentResult",
    "RiskProfile",
    "RollbackResult",
    "StabilityResult",
    "Strategies",
    "Strategy",
    "Terminal",
    "TreeArrays",
    "clairvoyance",
    "consequences",
    "control",
    "efficient_strategies",
    "from_dict",
    "from_distribution",
    "interval_choice",
    "recur",
    "rename",
    "reverse",
    "risk_profile",
    "rollback",
    "score_strategies",
    "stability",
    "strategies",
    "to_arrays",
    "to_dict",
    "trace",
    "unroll",
]
