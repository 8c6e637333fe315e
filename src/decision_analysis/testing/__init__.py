"""Conformance suites: what every method and every analysis promises, for ours and for yours."""

from decision_analysis.testing._check_analysis import check_analysis
from decision_analysis.testing._check_method import check_method

__all__ = ["check_analysis", "check_method"]
