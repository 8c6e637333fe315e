"""A tree as users write it, as plain data, and what makes one tree of another."""

from decision_analysis.trees.nodes import _inputs as inputs
from decision_analysis.trees.nodes._again import Again, Discount, agains, graft, like
from decision_analysis.trees.nodes._inputs import (
    LARGEST,
    REST,
    Number,
    Payoff,
    Rest,
    number,
    probabilities,
    shown,
)
from decision_analysis.trees.nodes._kinds import CHANCE, DECISION, OPEN, TERMINAL
from decision_analysis.trees.nodes._nodes import (
    Chance,
    Decision,
    Node,
    NodeLike,
    Terminal,
    as_node,
    branches,
    branches_problem,
    name_problems,
    post_order,
    put,
    terminal,
)
from decision_analysis.trees.nodes._outline import amount

__all__ = [
    "CHANCE",
    "DECISION",
    "LARGEST",
    "OPEN",
    "REST",
    "TERMINAL",
    "Again",
    "Chance",
    "Decision",
    "Discount",
    "Node",
    "NodeLike",
    "Number",
    "Payoff",
    "Rest",
    "Terminal",
    "agains",
    "amount",
    "as_node",
    "branches",
    "branches_problem",
    "graft",
    "inputs",
    "like",
    "name_problems",
    "number",
    "post_order",
    "probabilities",
    "put",
    "shown",
    "terminal",
]
