"""PROSA-C: the net flow of PROMETHEE II, less what criteria disagree with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
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

Sustainability: TypeAlias = float | Mapping[str, float]


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ProsaCResult(Scores):
    """Net sustainable values in `scores`, and the flows that they follow from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (..., A)
        Net flow less the deviation.
    higher_is_better : bool
        Always True.
    flow : ndarray of float, shape (..., A)
        Net flow of PROMETHEE II.
    deviation : ndarray of float, shape (..., A)
        Weighted mean of how far the flows of single criteria are from the net flow, each times its
        coefficient.
    criterion_flows : ndarray of float, shape (..., A, C), or None
        Net flows of each criterion by itself.
    """

    flow: FloatArray = axes("A", "Net flow", r"\phi(a)")
    deviation: FloatArray = axes("A", "Weighted mean absolute deviation", r"WMAD(a)")
    criterion_flows: FloatArray | None = step("Net flows of single criteria", r"\phi_j(a)", "AC")


@cites("ziemba_2019")
@named
@remembered
def prosa_c(
    table: DecisionTable,
    weights: Weights,
    *,
    preference: Preference,
    sustainability: Sustainability,
    steps: bool | None = None,
) -> ProsaCResult:
    """Score alternatives by their net flow, less how far it is from those of single criteria.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    preference : callable or mapping of str to callable
        As in `promethee_ii`.
    sustainability : float or mapping of str to float
        The coefficient s_j, in [0, 1], of all criteria or of each by name: how little a criterion
        may be made up for by others. With 0 the scores are those of PROMETHEE II.
    steps : bool, optional
        Whether to keep the flows of single criteria; None keeps them for one table and not for a
        batch.

    Returns
    -------
    ProsaCResult
        Scores, higher is better, at most the net flows.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, sample axes do not broadcast together, a preference function is
        missing, unknown or returns no degrees, or a coefficient is missing or outside [0, 1].

    Notes
    -----
    PSV(a) = phi(a) - sum_j w_j s_j abs(phi(a) - phi_j(a)), with the net flows of PROMETHEE II. An
    alternative that is good on all criteria alike keeps its flow; one that makes up for weakness by
    strength loses. With coefficients above 0.5 an improvement on one criterion may lower the score,
    as it takes the criterion farther from the others. Scores do not sum to 0. The cost is that of
    `promethee_ii`, and O(A C) for each set of weights.

    Examples
    --------
    Two alternatives with the same net flow, of which one is balanced:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable([[4, 0], [2, 2], [0, 4]], ["people", "planet"], ["a", "b", "c"])
    >>> mcda.prosa_c(table, [1, 1], preference=mcda.preference.v_shape(4), sustainability=0.4)
    PROSA-C  (sustainability=0.4)
       alternative  rank  score
       b               1    0.0
       a               2   -0.3
       c               2   -0.3
    """
    asked = door(table, weights, steps=steps)
    names = table.criterion_names
    functions = preference_functions(names, preference)
    coefficients = _coefficients(sustainability, names)
    recorded = sustainability if _labelled.has_labels(sustainability) else coefficients[0]
    # phi_j(a), and phi(a), their weighted mean
    above, below = criterion_flows(asked.gains, functions)
    flow = net_flow(weighted(asked.weights, above), weighted(asked.weights, below))
    each = np.moveaxis(above - below, -1, -2)
    # WMAD(a), the deviations one criterion at a time: a batch of weights on one table is large
    deviation = np.zeros_like(flow)
    for column, coefficient in enumerate(coefficients):
        share = coefficient * asked.weights[..., column, None]
        deviation += share * np.abs(flow - each[..., column])
    return ProsaCResult(
        method="PROSA-C",
        parameters=asked.recorded(preference=preference, sustainability=recorded),
        references=cited("ziemba_2019"),
        alternatives=table.alternatives,
        criteria=names,
        # PSV(a)
        scores=flow - deviation,
        flow=flow,
        deviation=deviation,
        criterion_flows=each if asked.keep else None,
    )


def _coefficients(given: object, names: tuple[str, ...]) -> list[float]:
    """Return the coefficient of each criterion, from a mapping of all or one number."""
    if not _labelled.has_labels(given):
        return [_checks.number("sustainability", given, low=0, high=1)] * len(names)
    each = _labelled.by_name("sustainability", given, names)
    return [
        _checks.number(f"sustainability of {name!r}", each[name], low=0, high=1) for name in names
    ]
