"""Value functions: from the levels of an attribute to values, 0 the worst and 1 the best."""

from decision_analysis.value._apply import apply
from decision_analysis.value._base import ValueFunction
from decision_analysis.value._bisection import bisection
from decision_analysis.value._discrete import discrete
from decision_analysis.value._exponential import exponential
from decision_analysis.value._linear import linear
from decision_analysis.value._logistic import logistic
from decision_analysis.value._piecewise import piecewise
from decision_analysis.value._step import step
from decision_analysis.value._target import target

__all__ = [
    "ValueFunction",
    "apply",
    "bisection",
    "discrete",
    "exponential",
    "linear",
    "logistic",
    "piecewise",
    "step",
    "target",
]
