"""PROMETHEE III: an interval of the net flow for each alternative, and the order of intervals."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Relation, Weights, axes
from decision_analysis.core.parts import within_memory
from decision_analysis.mcda._door import door
from decision_analysis.mcda._preference_functions import (
    Preference,
    preference_functions,
)
from decision_analysis.mcda._preference_index import preference_index


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PrometheeIIIResult(Relation):
    """The interval order of PROMETHEE III and the intervals that it follows from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a is preferred or indifferent to b; the diagonal is False.
    flow : ndarray of float, shape (..., A)
        Net flow, the middle of the interval.
    deviation : ndarray of float, shape (..., A)
        Standard deviation of what the net flow is the mean of.
    low, high : ndarray of float, shape (..., A)
        The ends of the interval.
    """

    flow: FloatArray = axes("A", "Net flow", r"\phi(a)")
    deviation: FloatArray = axes("A", "Deviation of the net flow", r"\sigma_a")
    low: FloatArray = axes("A", "Lower end of the interval", "x_a")
    high: FloatArray = axes("A", "Upper end of the interval", "y_a")


@cites("brans_mareschal_vincke_1984")
@named
@within_memory
def promethee_iii(
    table: DecisionTable, weights: Weights, *, preference: Preference, width: float = 0.15
) -> PrometheeIIIResult:
    """Compare alternatives by intervals of their net flows; those that overlap are indifferent.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    preference : callable or mapping of str to callable
        As in `promethee_ii`.
    width : float
        Half an interval, in standard deviations; at least 0. With 0 the order is that of PROMETHEE
        II; the greater, the more alternatives are indifferent.

    Returns
    -------
    PrometheeIIIResult
        A crisp relation: `matrix[a, b]` where a is preferred or indifferent to b; both directions
        where they are indifferent. Of any two alternatives one stands above the other at least.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, sample axes do not broadcast together, a preference function is
        missing, unknown or returns no degrees, or the width is negative.

    Notes
    -----
    phi(a) is the mean of pi(a, b) - pi(b, a) over the other alternatives b, and sigma_a their
    standard deviation. With x_a = phi(a) - width sigma_a and y_a = phi(a) + width sigma_a, a is
    preferred to b where x_a > y_b, and indifferent where the intervals meet. The source divides by
    the number of all alternatives, itself included; here, as in all PROMETHEE methods of this
    library, means are over the others. Indifference is not transitive. How wide intervals should
    be, the source leaves to the user; 0.15 is what programs take. O(A^2 C) time and A^2 memory for
    each sample.

    Examples
    --------
    Three flats: the two cheap ones are told apart by net flows, and not by intervals.

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> flats = DecisionTable(
    ...     [[700, 40], [720, 44], [1100, 48]], [Criterion("rent", "min"), "area"], ["a", "b", "c"]
    ... )
    >>> functions = {"rent": mcda.preference.v_shape(500), "area": mcda.preference.v_shape(10)}
    >>> result = mcda.promethee_iii(flats, [2, 1], preference=functions, width=0.5)
    >>> result.flow.round(3)
    array([ 0.08,  0.24, -0.32])
    >>> result["a", "b"], result["b", "a"], result["c", "a"]
    (True, True, False)
    """
    asked = door(table, weights)
    half = _checks.number("width", width, low=0)
    functions = preference_functions(table.criterion_names, preference)
    index = preference_index(asked, functions)
    # pi(a, b) - pi(b, a), whose mean over the others is phi(a)
    net = index - np.swapaxes(index, -1, -2)
    others = max(len(table.alternatives) - 1, 1)
    flow = net.sum(axis=-1) / others
    # sigma_a; a's difference from itself, 0, is no part of it
    apart = net - flow[..., None]
    apart *= ~np.eye(len(table.alternatives), dtype=bool)
    deviation = np.sqrt(np.square(apart).sum(axis=-1) / others)
    low, high = flow - half * deviation, flow + half * deviation
    # a P b or a I b: unless b P a, x_b > y_a; flows are in [-1, 1]
    ahead = low[..., None, :] - high[..., :, None] > TIE_TOLERANCE
    matrix = ~ahead & ~np.eye(len(table.alternatives), dtype=bool)
    return PrometheeIIIResult(
        method="PROMETHEE III",
        parameters=asked.recorded(preference=preference, width=half),
        references=cited("brans_mareschal_vincke_1984"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        matrix=matrix,
        flow=flow,
        deviation=deviation,
        low=low,
        high=high,
    )
