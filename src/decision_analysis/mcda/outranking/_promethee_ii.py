"""PROMETHEE II: alternatives ranked by their net flow."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, axes, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._preference_functions import (
    Preference,
    preference_functions,
)
from decision_analysis.mcda.outranking._flows import criterion_flows, net_flow, weighted


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PrometheeIIResult(Scores):
    """Net flows in `scores`, from -1 to 1, and the flows that they follow from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (..., A)
        Net flow: positive less negative flow.
    higher_is_better : bool
        Always True.
    positive : ndarray of float, shape (..., A)
        Positive flow: mean preference over the others.
    negative : ndarray of float, shape (..., A)
        Negative flow: mean preference of the others over it.
    criterion_flows : ndarray of float, shape (..., A, C), or None
        Net flows of each criterion by itself.
    weighted : ndarray of float, shape (..., A, C), or None
        What each criterion adds to the net flow.
    """

    positive: FloatArray = axes("A", "Positive flow", r"\phi^+(a)")
    negative: FloatArray = axes("A", "Negative flow", r"\phi^-(a)")
    criterion_flows: FloatArray | None = step("Net flows of single criteria", r"\phi_j(a)", "AC")
    weighted: FloatArray | None = step(
        "Weighted net flows of single criteria", r"w_j \phi_j(a)", "AC"
    )


@cites("brans_vincke_1985", "brans_vincke_mareschal_1986", "calders_van_assche_2018")
@named
@remembered
def promethee_ii(
    table: DecisionTable, weights: Weights, *, preference: Preference, steps: bool | None = None
) -> PrometheeIIResult:
    """Score alternatives by their net flow: mean preference over others less theirs over them.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    preference : callable or mapping of str to callable
        A preference function for all criteria, or one for each criterion by name; see
        `mcda.preference`. Its thresholds are absolute differences in the criterion's unit.
    steps : bool, optional
        Whether to keep the flows of single criteria; None keeps them for one table and not for a
        batch.

    Returns
    -------
    PrometheeIIResult
        Scores in [-1, 1], higher is better, that sum to 0.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, sample axes do not broadcast together, or a preference function
        is missing, unknown or returns no degrees.

    Notes
    -----
    Flows are means over the other alternatives, where the source of 1986 has sums; of one
    alternative they are 0. A net flow within 1e-12 of the sum of both flows is 0, so that flows
    which cancel tie; performances that differ by at most 1e-12 of the criterion's largest absolute
    one are equal. Flows are linear in the weights: for a batch of weights on one table O(A C) each.
    Per table they take O(C A log A) by sorting, without an array of all pairs; O(C A^2), block by
    block, for Gaussian and own functions.

    Examples
    --------
    Offshore wind farms of Ziemba et al. (2017), https://doi.org/10.3390/en10111755, quoted with the
    net flows -.0445, .1884, -.0954 and -.0485:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> goals = ["min"] * 5 + ["max"] + ["min"] * 2 + ["max", "min", "max", "max"]
    >>> criteria = [Criterion(f"c{i + 1}", goal) for i, goal in enumerate(goals)]
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "A1": [16347, 9, 73.8, 36.7, 1.5, 3730, 2, 1, 38.8, 4, 1720524, 40012],
    ...         "A2": [14219, 8.5, 55, 36, 2, 3240, 1, 1, 33.1, 2, 1496512, 34803],
    ...         "A3": [8160, 9, 64.8, 28.5, 2, 1860, 2, 2, 45.8, 4, 858830, 19973],
    ...         "A4": [8160, 8.5, 62.5, 29.5, 1.5, 1860, 1, 3, 27.3, 3, 858830, 19973],
    ...     },
    ...     criteria,
    ... )
    >>> full = [7280, 4, 13.4, 7.4, 3, 1662, 3, 3, 13.8, 3, 766240, 17820]
    >>> weights = [20, 5, 5, 1.67, 1.67, 11.67, 11.67, 5, 5, 16.67, 8.33, 8.33]
    >>> mcda.promethee_ii(
    ...     table,
    ...     weights,
    ...     preference={c.name: mcda.preference.v_shape(p) for c, p in zip(criteria, full)},
    ... )
    PROMETHEE II
       alternative  rank    score
       A2              1   0.1884
       A1              2  -0.0445
       A4              3  -0.0485
       A3              4  -0.0954
    """
    asked = door(table, weights, steps=steps)
    functions = preference_functions(table.criterion_names, preference)
    # phi_j(a) of each criterion in both directions: all that is not linear happens here
    above, below = criterion_flows(asked.gains, functions)
    # phi+(a) and phi-(a), whose difference phi(a) ranks
    positive, negative = weighted(asked.weights, above), weighted(asked.weights, below)
    flows = np.moveaxis(above - below, -1, -2) if asked.keep else None
    return PrometheeIIResult(
        method="PROMETHEE II",
        parameters=asked.recorded(preference=preference),
        references=cited("brans_vincke_1985", "brans_vincke_mareschal_1986"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=net_flow(positive, negative),
        positive=positive,
        negative=negative,
        criterion_flows=flows,
        weighted=None if flows is None else flows * asked.weights[..., None, :],
    )
