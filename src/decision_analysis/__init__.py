"""Decision trees, beliefs and multi-criteria methods that meet in one labelled table, with uncertainty as an axis."""

from decision_analysis import beliefs, core, errors, group, mcda, ranking, robustness, utility, value, weights
from decision_analysis.core import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    Relation,
    Result,
    Scores,
    Sorting,
    WeightsResult,
)

__version__ = "0.1.0"

__all__ = [
    "Criterion",
    "DecisionTable",
    "Parameter",
    "Parameters",
    "Relation",
    "Result",
    "Scores",
    "Sorting",
    "WeightsResult",
    "beliefs",
    "core",
    "errors",
    "group",
    "mcda",
    "ranking",
    "robustness",
    "utility",
    "value",
    "weights",
]
