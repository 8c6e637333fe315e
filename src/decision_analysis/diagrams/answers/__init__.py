"""`Solution`: what a solved diagram answers."""

from decision_analysis.diagrams.answers._samples import halves
from decision_analysis.diagrams.answers._solution import Solution
from decision_analysis.diagrams.answers._solved import expected, solved

__all__ = [
    "Solution",
    "expected",
    "halves",
    "solved",
]
