"""Influence diagrams: uncertainties, choices and values, solved exactly or with limited memory."""

from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._nodes import Choice, Node, Uncertain, Value

__all__ = [
    "Choice",
    "InfluenceDiagram",
    "Node",
    "Uncertain",
    "Value",
]
