"""Policies of a diagram: by elimination, by updating one choice at a time, by a program."""

from decision_analysis.diagrams.solving._solve import solve

__all__ = [
    "solve",
]
