"""Trees from plain data and from distributions, and one tree made of another."""

from decision_analysis.trees.rewriting._read_data import read

__all__ = [
    "read",
]
