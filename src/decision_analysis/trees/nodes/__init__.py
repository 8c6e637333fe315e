"""A tree as users write it: nodes, what they hold and refuse, and walks through them."""

from decision_analysis.trees.nodes._again import Again, Discount, agains, graft
from decision_analysis.trees.nodes._amounts import (
    LARGEST,
    Number,
    Payoff,
    clean_number,
    clean_payoff,
    shown,
)
from decision_analysis.trees.nodes._branching import (
    branches_problem,
    clean_probabilities,
    label_problems,
    name_problems,
)
from decision_analysis.trees.nodes._chance import Chance
from decision_analysis.trees.nodes._decision import Decision
from decision_analysis.trees.nodes._kinds import CHANCE, DECISION, KINDS, OPEN, TERMINAL
from decision_analysis.trees.nodes._node import Node, branches, like, post_order, put
from decision_analysis.trees.nodes._outline import amount
from decision_analysis.trees.nodes._rest import REST, Rest
from decision_analysis.trees.nodes._terminal import NodeLike, Terminal, as_node, terminal

__all__ = [
    "CHANCE",
    "DECISION",
    "KINDS",
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
    "clean_number",
    "clean_payoff",
    "clean_probabilities",
    "graft",
    "label_problems",
    "like",
    "name_problems",
    "post_order",
    "put",
    "shown",
    "terminal",
]
