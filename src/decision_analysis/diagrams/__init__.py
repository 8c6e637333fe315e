"""Influence diagrams: uncertainties, choices and values, solved exactly or with limited memory."""

from decision_analysis.diagrams.answers._solution import Solution
from decision_analysis.diagrams.conversion._from_dict import from_dict
from decision_analysis.diagrams.conversion._from_tree import from_tree
from decision_analysis.diagrams.conversion._to_dict import to_dict
from decision_analysis.diagrams.conversion._to_tree import to_tree
from decision_analysis.diagrams.information._control import control
from decision_analysis.diagrams.information._diagram_gain import DiagramGain
from decision_analysis.diagrams.information._value_of_information import value_of_information
from decision_analysis.diagrams.model._influence_diagram import InfluenceDiagram
from decision_analysis.diagrams.model._nodes import Choice, Uncertain, Value
from decision_analysis.diagrams.solving._solve import solve

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
