"""OCRA: operational competitiveness by inputs (costs) and outputs (benefits)."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray, settled
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import refuse_cells, remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda.ratio._parts import by_goal, quotients


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class OcraResult(Scores):
    """Overall ratings P in `scores` (0 is the worst) and the ratings they are made of.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        How far a performance is from the worst of its column, in units of the column's least.
    input_rating, output_rating : ndarray of float, shape (..., A)
        Ratings by costs and by benefits, 0 for the worst of each.
    """

    normalized: FloatArray | None = step(
        "Distance from the worst over the least", r"|x_{ij} - x_j^-| / \min_i x_{ij}", "AC"
    )
    input_rating: FloatArray | None = step("Rating of inputs", r"\bar{\bar I}_i", "A")
    output_rating: FloatArray | None = step("Rating of outputs", r"\bar{\bar O}_i", "A")


@cites("parkan_1994", "parkan_wu_2000", "figures: kundakci_2017")
@named
@remembered
def ocra(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> OcraResult:
    """Score alternatives by their operational competitiveness rating (OCRA).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), all positive. Costs are the inputs, benefits the outputs.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria, the calibration constants; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    OcraResult
        Overall ratings P (..., A), higher is better; the worst alternative has 0.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a performance is not positive, the cell being named, or those of
        a criterion lie further apart than floats reach.

    Notes
    -----
    I_i = sum_costs w_j (max x_j - x_ij) / min x_j and O_i = sum_benefits w_j (x_ij - min x_j) / min
    x_j; each is taken from its least, and so is their sum: P_i = I_i + O_i - min (I + O). As
    columns are divided by their least performance, a criterion that varies by a large factor counts
    more than its weight says. O(S A C) time for S samples, and O(S A) memory where only weights are
    sampled.

    Examples
    --------
    Tablet computers of Kundakci (2017); a peer's answer on these data is 0.1439, 0.0241, 0.2734,
    0.0430, 0.3185, 0.0025, 0.5922, 0.1139, 0 and 0.4787:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> values = [
    ...     [8, 16, 1.5, 1.2, 4200, 5, 5, 314, 185],
    ...     [8, 16, 1, 1.3, 4200, 5, 4, 360, 156],
    ...     [10.1, 16, 2, 1.3, 4060, 5, 3, 503, 160],
    ...     [10.1, 8, 1, 1.5, 5070, 2, 4, 525, 200],
    ...     [10, 16, 2, 1.2, 6350, 5, 3, 560, 190],
    ...     [10.1, 16, 1, 1.2, 5500, 2, 2, 521, 159],
    ...     [10.1, 64, 2, 1.7, 5240, 5, 3, 770, 199],
    ...     [7, 32, 1, 1.8, 3000, 3, 4, 364, 157],
    ...     [10.1, 16, 1, 1.3, 3540, 5, 3, 510, 171],
    ...     [9.7, 16, 2, 1.83, 7500, 6, 2, 550, 170],
    ... ]
    >>> criteria = [Criterion(f"c{j}", "max" if j < 7 else "min") for j in range(9)]
    >>> table = DecisionTable(values, criteria, [f"A{i}" for i in range(1, 11)])
    >>> weights = [0.167, 0.039, 0.247, 0.247, 0.116, 0.02, 0.056, 0.027, 0.081]
    >>> mcda.ocra(table, weights).scores.round(3)
    array([0.144, 0.024, 0.273, 0.043, 0.319, 0.002, 0.592, 0.114, 0.   ,
           0.479])
    """
    asked = door(table, weights, steps=steps)
    values = table.values
    refuse_cells(table, values <= 0, "positive, as columns are divided by their least")
    low, high = values.min(axis=-2, keepdims=True), values.max(axis=-2, keepdims=True)
    # steps 1 and 3: aggregate performance by inputs, I_i, and by outputs, O_i
    distance = np.where(table.maximize, values - low, high - values)
    normalized = quotients(distance, low, table.criterion_names)
    outputs, inputs = by_goal(table, normalized, asked.weights)
    # steps 2 and 4: linear ratings from the least of each; step 5: the overall rating
    inputs, outputs = _from_least(inputs), _from_least(outputs)
    return OcraResult(
        method="OCRA",
        references=cited("parkan_1994", "parkan_wu_2000"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=_from_least(inputs + outputs),
        normalized=normalized if asked.keep else None,
        input_rating=inputs if asked.keep else None,
        output_rating=outputs if asked.keep else None,
    )


def _from_least(ratings: FloatArray) -> FloatArray:
    """Return ratings (..., A) less their least; those that tie with it by rounding are 0 too."""
    ratings = settled(ratings, -1)
    return np.asarray(ratings - ratings.min(axis=-1, keepdims=True))
