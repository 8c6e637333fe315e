"""MABAC: distances from the border approximation area."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import minmax, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MabacResult(Scores):
    """Distances from the border area in `scores`, above 0 in the upper area, and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances from 0, the worst, to 1, the best of their column.
    weighted : ndarray of float, shape (..., A, C)
        Weights times 1 plus the normalized performance.
    border : ndarray of float, shape (..., C)
        The border approximation area: the geometric mean of each column.
    distances : ndarray of float, shape (..., A, C)
        How far each weighted performance is above the border.
    """

    normalized: FloatArray | None = step("Normalized performances", "n_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted performances", "v_{ij}", "AC")
    border: FloatArray | None = step("Border approximation area", "g_j", "C")
    distances: FloatArray | None = step("Distance from the border area", "q_{ij}", "AC")


@cites("pamucar_cirovic_2015")
@named
@remembered
def mabac(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> MabacResult:
    """Score alternatives by their distance from the border approximation area (MABAC).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    MabacResult
        Sums of distances (..., A), higher is better; above 0 in the upper approximation area.

    Raises
    ------
    InvalidInputError
        If the weights do not fit.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: everybody is at its border.

    Notes
    -----
    Pamucar and Cirovic (2015): n_ij is the place between the worst (0) and the best (1) of a
    column, v_ij = w_j (n_ij + 1), the border g_j is the geometric mean of column j of these, and
    the score S_i = sum_j (v_ij - g_j). The border is the same for all alternatives, so that they
    are ordered as by the weighted sum of n_ij; what it adds is the zero of the scale. S sets of
    weights on one table take O(S A C) time.

    Examples
    --------
    The forklifts of the source:

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("pamucar_2015/mabac")
    >>> mcda.mabac(case.table, case.weights).scores.round(4)
    array([ 0.0826,  0.2183, -0.0488,  0.0246, -0.0704,  0.0465,  0.0464])
    """
    asked = door(table, weights, steps=steps)
    # Step 2: the normalized performances n_ij
    normalized = minmax(table)
    # Steps 3 and 4: v_ij = w_j (n_ij + 1), and the border g_j, in which w_j is a factor too
    shifted = normalized + 1
    mean = np.exp(np.log(shifted).mean(axis=-2))
    # Steps 5 and 6: the distances q_ij from the border, and their sums S_i
    distances = shifted - mean[..., None, :]
    return MabacResult(
        method="MABAC",
        references=cited("pamucar_cirovic_2015"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=total(distances, asked.weights),
        normalized=normalized if asked.keep else None,
        weighted=shifted * asked.weights[..., None, :] if asked.keep else None,
        border=mean * asked.weights if asked.keep else None,
        distances=distances * asked.weights[..., None, :] if asked.keep else None,
    )
