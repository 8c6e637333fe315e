"""A table, a method and weights from which an analysis of weights or alternatives starts."""

from __future__ import annotations

from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable, Weights, weights_array
from decision_analysis.core.parts import checked_method
from decision_analysis.errors import InvalidInputError


def weights_here(table: DecisionTable, method: object, weights: Weights) -> FloatArray:
    """Check table and method, and return the weights (C,); none of them may have sample axes."""
    if not isinstance(table, DecisionTable) or table.sample_shape:
        single = isinstance(table, DecisionTable)
        got = f"samples {table.sample_shape}" if single else type(table).__name__
        raise InvalidInputError(f"table must be a DecisionTable without sample axes; got {got}")
    checked_method(method)
    start = weights_array(table.criterion_names, weights)
    if start.ndim != 1:
        raise InvalidInputError(
            f"weights must have shape ({len(table.criteria)},); got {start.shape}"
        )
    return start
