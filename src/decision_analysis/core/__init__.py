"""The legs' common ground: tables, parameters, results, dominance, and the loop over chunks."""

from decision_analysis.core._axes import axes
from decision_analysis.core._criterion import Criterion
from decision_analysis.core._dominance import dominance
from decision_analysis.core._parameter import Parameter
from decision_analysis.core._parameters import Parameters
from decision_analysis.core._relation import Relation
from decision_analysis.core._results import Result
from decision_analysis.core._sampler import Sampler
from decision_analysis.core._scores import Scores
from decision_analysis.core._sorting import Sorting
from decision_analysis.core._step import Step, step
from decision_analysis.core._table import DecisionTable
from decision_analysis.core._weights_array import Weights, weights_array
from decision_analysis.core._weights_result import WeightsResult

__all__ = [
    "Criterion",
    "DecisionTable",
    "Parameter",
    "Parameters",
    "Relation",
    "Result",
    "Sampler",
    "Scores",
    "Sorting",
    "Step",
    "Weights",
    "WeightsResult",
    "axes",
    "dominance",
    "step",
    "weights_array",
]
