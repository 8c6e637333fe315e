"""AROMAN: two normalizations in one, costs and benefits apart."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import refuse_cells, remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import by_length, minmax, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AromanResult(Scores):
    """Final values in `scores` and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    linear, vector : ndarray of float, shape (..., A, C)
        The two normalizations, the larger a performance the larger, of costs too.
    normalized : ndarray of float, shape (..., A, C)
        Half their mixture.
    costs, benefits : ndarray of float, shape (..., A)
        Weighted sums of these over the criteria of each goal.
    """

    linear: FloatArray | None = step("Linear normalization", "t_{ij}", "AC")
    vector: FloatArray | None = step("Vector normalization", "t_{ij}^*", "AC")
    normalized: FloatArray | None = step("Averaged normalization", "t_{ij}^{norm}", "AC")
    costs: FloatArray | None = step("Sum over costs", "L_i", "A")
    benefits: FloatArray | None = step("Sum over benefits", "A_i", "A")


@cites("boskovic_et_al_2023", "boskovic_et_al_2023b")
@named
@remembered
def aroman(
    table: DecisionTable,
    weights: Weights,
    *,
    mixture: float = 0.5,
    cost_exponent: float = 0.5,
    aggregation: Literal["sum", "exponential"] = "sum",
    steps: bool | None = None,
) -> AromanResult:
    """Score alternatives by AROMAN, whose published form rewards costs: see `aggregation`.

    AROMAN stands for alternative ranking order method accounting for two-step normalization.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) of at least 0.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    mixture : float
        Weight beta in [0, 1] of the linear against the vector normalization.
    cost_exponent : float
        Exponent lambda in [0, 1] of the sum over costs; that over benefits has 1 - lambda.
    aggregation : {'sum', 'exponential'}
        'sum' is L^lambda + A^(1 - lambda), as first published, with its figures: *the
        larger a cost, the higher the score*. 'exponential' is e to the power of A^(1 - lambda) -
        L^lambda, of the extended method of the same authors, in which a cost counts against.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    AromanResult
        Final values (..., A), higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, an option is out of its range or a performance is negative; the
        cell is named.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: its linear normalization counts 0.

    Notes
    -----
    Boskovic et al. (2023a): t is (x - min x) / (max x - min x), t* is x over the Euclidean length
    of its column, for costs as for benefits; t^norm = (beta t + (1 - beta) t*) / 2. L_i and A_i are
    the weighted sums of t^norm over costs and over benefits, R_i = L_i^lambda + A_i^(1 - lambda),
    ranked from the highest. Boskovic et al. (2023b) take the exponential of the difference. S sets
    of weights on one table take O(S A C) time.

    Examples
    --------
    The electric vehicles of the source; the dearest comes first:

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("boskovic_2023/aroman")
    >>> mcda.aroman(case.table, case.weights).scores.round(4)
    array([0.6727, 0.5535, 0.4721, 0.8718])
    >>> mcda.aroman(case.table, case.weights, aggregation="exponential").best
    'A1'
    """
    asked = door(table, weights, steps=steps)
    beta = _checks.number("mixture", mixture, low=0, high=1)
    exponent = _checks.number("cost_exponent", cost_exponent, low=0, high=1)
    _checks.one_of("aggregation", aggregation, ("sum", "exponential"))
    # powers of sums need sums that are not negative
    refuse_cells(table, table.values < 0, "at least 0")
    # Steps 1.1 to 1.3: the two normalizations and half their mixture, costs like benefits
    linear, vector = minmax(table, by_goal=False), by_length(table, told=True)
    normalized = (beta * linear + (1 - beta) * vector) / 2
    # Steps 2 and 3: weighted sums L_i over costs and A_i over benefits
    costs = total(np.where(table.maximize, 0.0, normalized), asked.weights)
    benefits = total(np.where(table.maximize, normalized, 0.0), asked.weights)
    # Steps 4 and 5: the final value R_i
    against, for_ = costs**exponent, benefits ** (1 - exponent)
    return AromanResult(
        method="AROMAN",
        parameters={"mixture": beta, "cost_exponent": exponent, "aggregation": aggregation},
        references=cited("boskovic_et_al_2023"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=against + for_ if aggregation == "sum" else np.exp(for_ - against),
        linear=linear if asked.keep else None,
        vector=vector if asked.keep else None,
        normalized=normalized if asked.keep else None,
        costs=costs if asked.keep else None,
        benefits=benefits if asked.keep else None,
    )
