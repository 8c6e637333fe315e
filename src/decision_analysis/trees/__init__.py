"""Decision trees: nested or flat, rolled back, listed by strategy, profiled and informed."""

from decision_analysis.trees.arrays._to_arrays import to_arrays
from decision_analysis.trees.arrays._tree_arrays import TreeArrays
from decision_analysis.trees.by_strategy._consequences import consequences
from decision_analysis.trees.by_strategy._efficient_strategies import (
    EfficientStrategiesResult,
    efficient_strategies,
)
from decision_analysis.trees.by_strategy._risk_profile import risk_profile
from decision_analysis.trees.by_strategy._risk_profile_result import RiskProfile
from decision_analysis.trees.by_strategy._score_strategies import score_strategies
from decision_analysis.trees.by_strategy._strategies import Strategies, Strategy, strategies
from decision_analysis.trees.imprecise._interval_choice import interval_choice
from decision_analysis.trees.imprecise._interval_choice_result import IntervalResult
from decision_analysis.trees.imprecise._stability import stability
from decision_analysis.trees.imprecise._stability_result import StabilityResult
from decision_analysis.trees.induction._rollback import rollback
from decision_analysis.trees.induction._rollback_result import RollbackResult
from decision_analysis.trees.information._clairvoyance import clairvoyance
from decision_analysis.trees.information._control import control
from decision_analysis.trees.information._information_result import InformationResult
from decision_analysis.trees.markov._recur import recur
from decision_analysis.trees.markov._recur_result import RecurrentResult
from decision_analysis.trees.markov._trace import trace
from decision_analysis.trees.markov._unroll import unroll
from decision_analysis.trees.nodes._again import Again
from decision_analysis.trees.nodes._chance import Chance
from decision_analysis.trees.nodes._decision import Decision
from decision_analysis.trees.nodes._node import Node
from decision_analysis.trees.nodes._rest import REST
from decision_analysis.trees.nodes._terminal import Terminal
from decision_analysis.trees.rewriting._from_dict import from_dict
from decision_analysis.trees.rewriting._from_distribution import from_distribution
from decision_analysis.trees.rewriting._rename import rename
from decision_analysis.trees.rewriting._reverse import reverse
from decision_analysis.trees.rewriting._to_dict import to_dict

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
