"""PROMETHEE I: the partial order in which one alternative stands above another on both flows."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Relation, Weights, axes
from decision_analysis.core.parts import within_memory
from decision_analysis.mcda._door import door
from decision_analysis.mcda._preference_functions import (
    Preference,
    preference_functions,
)
from decision_analysis.mcda.outranking._flows import criterion_flows, weighted


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PrometheeIResult(Relation):
    """The partial order of PROMETHEE I and the two flows that it follows from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a is preferred or indifferent to b; the diagonal is False.
    positive : ndarray of float, shape (..., A)
        Positive flow: mean preference over the others.
    negative : ndarray of float, shape (..., A)
        Negative flow: mean preference of the others over it.
    """

    positive: FloatArray = axes("A", "Positive flow", r"\phi^+(a)")
    negative: FloatArray = axes("A", "Negative flow", r"\phi^-(a)")


@cites("brans_vincke_mareschal_1986", "brans_vincke_1985")
@named
@within_memory
def promethee_i(
    table: DecisionTable, weights: Weights, *, preference: Preference
) -> PrometheeIResult:
    """Compare alternatives by their positive and negative flows, which leaves some incomparable.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    preference : callable or mapping of str to callable
        A preference function for all criteria, or one for each criterion by name; see
        `mcda.preference`. Its thresholds are absolute differences in the criterion's unit.

    Returns
    -------
    PrometheeIResult
        A crisp relation: `matrix[a, b]` where a is preferred or indifferent to b; both directions
        where they are indifferent, neither where they are incomparable.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, sample axes do not broadcast together, or a preference function
        is missing, unknown or returns no degrees.

    Notes
    -----
    a stands above b where its positive flow is not smaller and its negative flow not greater. Flows
    are means over the other alternatives, where the source has sums; of one alternative they are 0.
    Flows tie by the rule of `Scores`; performances that differ by at most 1e-12 of the criterion's
    largest absolute one are equal. Flows cost what they do in `promethee_ii`, and the relation A^2
    bytes for each sample.

    Examples
    --------
    The six power stations of the source, whose criteria weigh the same; Austria stands above all
    others:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [
    ...     Criterion("manpower", "min"),
    ...     Criterion("power"),
    ...     Criterion("cost", "min"),
    ...     Criterion("maintenance", "min"),
    ...     Criterion("villages", "min"),
    ...     Criterion("security"),
    ... ]
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "Italy": [80, 90, 600, 54, 8, 5],
    ...         "Belgium": [65, 58, 200, 97, 1, 1],
    ...         "Germany": [83, 60, 400, 72, 4, 7],
    ...         "Sweden": [40, 80, 1000, 75, 7, 10],
    ...         "Austria": [52, 72, 600, 20, 3, 8],
    ...         "France": [94, 96, 700, 36, 5, 6],
    ...     },
    ...     criteria,
    ... )
    >>> f = mcda.preference
    >>> functions = {
    ...     "manpower": f.u_shape(10),
    ...     "power": f.v_shape(30),
    ...     "cost": f.linear(50, 500),
    ...     "maintenance": f.level(10, 60),
    ...     "villages": f.usual(),
    ...     "security": f.gaussian(5),
    ... }
    >>> mcda.promethee_i(table, [1] * 6, preference=functions)
    PROMETHEE I
                Italy  Belgium  Germany  Sweden  Austria  France
       Italy    .      .        .        .       .        .
       Belgium  .      .        .        .       .        .
       Germany  x      .        .        .       .        .
       Sweden   x      .        .        .       .        x
       Austria  x      x        x        x       .        x
       France   x      .        .        .       .        .
    """
    asked = door(table, weights)
    functions = preference_functions(table.criterion_names, preference)
    # phi+(a) and phi-(a): how much a is preferred to the others, and they to a
    flows = criterion_flows(asked.gains, functions)
    positive, negative = (weighted(asked.weights, flow) for flow in flows)
    # a P b or a I b where neither flow speaks against a
    strength = competition_ranks(positive)
    weakness = competition_ranks(negative, higher_is_better=False)
    above = (strength[..., :, None] <= strength[..., None, :]) & (
        weakness[..., :, None] <= weakness[..., None, :]
    )
    above &= ~np.eye(len(table.alternatives), dtype=bool)
    return PrometheeIResult(
        method="PROMETHEE I",
        parameters=asked.recorded(preference=preference),
        references=cited("brans_vincke_1985", "brans_vincke_mareschal_1986"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        matrix=above,
        positive=positive,
        negative=negative,
    )
