"""Pictures of results: each function takes a result and returns Axes, never showing them."""

from decision_analysis.plot._diagram import diagram
from decision_analysis.plot._risk_profile import risk_profile
from decision_analysis.plot._scores import scores
from decision_analysis.plot._smaa import smaa
from decision_analysis.plot._stability import stability
from decision_analysis.plot._tornado import tornado
from decision_analysis.plot._tree import tree
from decision_analysis.plot._two_way import two_way
from decision_analysis.plot._voi import voi

__all__ = [
    "diagram",
    "risk_profile",
    "scores",
    "smaa",
    "stability",
    "tornado",
    "tree",
    "two_way",
    "voi",
]
