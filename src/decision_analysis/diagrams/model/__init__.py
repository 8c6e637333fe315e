"""The diagram as users write it: nodes, tables, checks."""

from decision_analysis.diagrams.model._free import free
from decision_analysis.diagrams.model._influence_diagram import InfluenceDiagram
from decision_analysis.diagrams.model._memory import memory
from decision_analysis.diagrams.model._nodes import Choice, Node, Uncertain, Value
from decision_analysis.diagrams.model._same import difference

__all__ = [
    "Choice",
    "InfluenceDiagram",
    "Node",
    "Uncertain",
    "Value",
    "difference",
    "free",
    "memory",
]
