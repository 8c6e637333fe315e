"""Influence diagrams: uncertainties, choices and values, solved exactly or with limited memory."""

from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._dict import from_dict, to_dict
from decision_analysis.diagrams._from_tree import from_tree
from decision_analysis.diagrams._information import DiagramGain, control, value_of_information
from decision_analysis.diagrams._nodes import Choice, Uncertain, Value
from decision_analysis.diagrams._solution import Solution
from decision_analysis.diagrams._solve import solve
from decision_analysis.diagrams._to_tree import to_tree

__all__ = [
    "Choice",
    "DiagramGain",
    "InfluenceDiagram",
    "Solution",
    "Uncertain",
    "Value",
    "control",
    "from_dict",
    "from_tree",
    "solve",
    "to_dict",
    "to_tree",
    "value_of_information",
]
