"""Decision trees, beliefs and multi-criteria methods that meet in one labelled table, with uncertainty as an axis."""

from decision_analysis import core, errors
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
    "core",
    "errors",
]
