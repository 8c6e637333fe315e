"""Fragments: pieces of a tree that are written once and used with arguments."""

from decision_analysis.study.fragments._expand import expand
from decision_analysis.study.fragments._expanded import Expanded

__all__ = ["Expanded", "expand"]
