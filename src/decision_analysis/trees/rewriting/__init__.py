"""Trees from plain data and from distributions, and one tree made of another."""

from decision_analysis.trees.rewriting._from_dict import read

__all__ = [
    "read",
]
