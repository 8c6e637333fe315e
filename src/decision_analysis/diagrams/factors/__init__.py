"""Tables over named variables: products, sums, orders of elimination, messages."""

from decision_analysis.diagrams.factors._clusters import Cluster, rooted_junction_tree
from decision_analysis.diagrams.factors._factor import (
    Factor,
    TooLargeError,
    add,
    contract,
    multiplied,
    signed,
    table,
    union,
)
from decision_analysis.diagrams.factors._in_utilities import (
    InUtilities,
    checked_utility,
    in_utilities,
    neutral,
)
from decision_analysis.diagrams.factors._inference import (
    Accumulated,
    accumulated,
    chances,
    distribution,
    expected,
    marginal,
)
from decision_analysis.diagrams.factors._messages import Messages, Pair, skeleton, uniform
from decision_analysis.diagrams.factors._order import (
    Stage,
    ancestors,
    descendants,
    late_order,
    path,
    temporal,
    without_recall,
)
from decision_analysis.diagrams.factors._policy import (
    Impossible,
    Key,
    NoSuchStateError,
    Policy,
    Rule,
    check_states,
    first_best,
    given_rules,
    listed,
    positions,
    states,
    tie_tolerance,
)
from decision_analysis.diagrams.factors._possible import possible_in_samples
from decision_analysis.diagrams.factors._potentials import Potentials, total
from decision_analysis.diagrams.factors._pursued import pursued

__all__ = [
    "Accumulated",
    "Cluster",
    "Factor",
    "Impossible",
    "InUtilities",
    "Key",
    "Messages",
    "NoSuchStateError",
    "Pair",
    "Policy",
    "Potentials",
    "Rule",
    "Stage",
    "TooLargeError",
    "accumulated",
    "add",
    "ancestors",
    "chances",
    "check_states",
    "checked_utility",
    "contract",
    "descendants",
    "distribution",
    "expected",
    "first_best",
    "given_rules",
    "in_utilities",
    "late_order",
    "listed",
    "marginal",
    "multiplied",
    "neutral",
    "path",
    "positions",
    "possible_in_samples",
    "pursued",
    "rooted_junction_tree",
    "signed",
    "skeleton",
    "states",
    "table",
    "temporal",
    "tie_tolerance",
    "total",
    "uniform",
    "union",
    "without_recall",
]
