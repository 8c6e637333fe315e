"""Pictures of results: each function takes a result and returns Axes, never showing them."""

from decision_analysis.plot._acceptability import acceptability
from decision_analysis.plot._agreement import agreement
from decision_analysis.plot._change import change
from decision_analysis.plot._compare import compare
from decision_analysis.plot._contributions import contributions
from decision_analysis.plot._cost_effectiveness_plane import cost_effectiveness_plane
from decision_analysis.plot._diagram import diagram
from decision_analysis.plot._distribution import distribution
from decision_analysis.plot._evidence import evidence
from decision_analysis.plot._flows import flows
from decision_analysis.plot._gaia import gaia
from decision_analysis.plot._heat_map import heat_map
from decision_analysis.plot._history import history
from decision_analysis.plot._hurwicz import hurwicz
from decision_analysis.plot._info_gap import info_gap
from decision_analysis.plot._morris import morris
from decision_analysis.plot._one_way import one_way
from decision_analysis.plot._outranking import outranking
from decision_analysis.plot._parallel_coordinates import parallel_coordinates
from decision_analysis.plot._radar import radar
from decision_analysis.plot._regret import regret
from decision_analysis.plot._risk_profile import risk_profile
from decision_analysis.plot._scores import scores
from decision_analysis.plot._smaa import smaa
from decision_analysis.plot._sobol import sobol
from decision_analysis.plot._sorting import sorting
from decision_analysis.plot._spider import spider
from decision_analysis.plot._stability import stability
from decision_analysis.plot._stakeholders import stakeholders
from decision_analysis.plot._steps import steps
from decision_analysis.plot._threshold import threshold
from decision_analysis.plot._tornado import tornado
from decision_analysis.plot._tree import tree
from decision_analysis.plot._two_way import two_way
from decision_analysis.plot._value_functions import value_functions
from decision_analysis.plot._voi import voi
from decision_analysis.plot._walking_weights import walking_weights
from decision_analysis.plot._weight_regions import weight_regions

__all__ = [
    "acceptability",
    "agreement",
    "change",
    "compare",
    "contributions",
    "cost_effectiveness_plane",
    "diagram",
    "distribution",
    "evidence",
    "flows",
    "gaia",
    "heat_map",
    "history",
    "hurwicz",
    "info_gap",
    "morris",
    "one_way",
    "outranking",
    "parallel_coordinates",
    "radar",
    "regret",
    "risk_profile",
    "scores",
    "smaa",
    "sobol",
    "sorting",
    "spider",
    "stability",
    "stakeholders",
    "steps",
    "threshold",
    "tornado",
    "tree",
    "two_way",
    "value_functions",
    "voi",
    "walking_weights",
    "weight_regions",
]
