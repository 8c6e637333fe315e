"""Pictures of results: each function takes a result and returns Axes, never showing them."""

from decision_analysis.plot._diagram import diagram
from decision_analysis.plot._explain_change import explain_change
from decision_analysis.plot._one_way import one_way
from decision_analysis.plot._risk_profile import risk_profile
from decision_analysis.plot._scores import scores
from decision_analysis.plot._smaa import smaa
from decision_analysis.plot._spider import spider
from decision_analysis.plot._stability import stability
from decision_analysis.plot._threshold import threshold
from decision_analysis.plot._tornado import tornado
from decision_analysis.plot._tree import tree
from decision_analysis.plot._two_way import two_way
from decision_analysis.plot._weight_regions import weight_regions

__all__ = [
    "diagram",
    "explain_change",
    "one_way",
    "risk_profile",
    "scores",
    "smaa",
    "spider",
    "stability",
    "threshold",
    "tornado",
    "tree",
    "two_way",
    "weight_regions",
]

change = explain_change
"""A short name of `explain_change`; it is no second picture."""
