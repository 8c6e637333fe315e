"""RANCOM: weights from a ranking, or from which of two criteria is more important."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult, step
from decision_analysis.weights.elicited._square import refuse_cells, square_matrix


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RancomResult(WeightsResult):
    """Weights by RANCOM, and how often each criterion was the more important one.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    summed : ndarray of float, shape (..., C)
        Row sums of the comparisons.
    """

    summed: FloatArray = step("Summed criteria weights", "SCW_i", "C")


@cites("wieckowski_et_al_2023")
@named
def rancom(matrix: Any, *, names: Sequence[str] | None = None) -> RancomResult:
    """Return weights by ranking comparison (RANCOM).

    Parameters
    ----------
    matrix : array_like (..., C, C), DataFrame or list of DataFrames
        1 where the row is more important than the column, .5 where they are equally important, 0
        where it is less; .5 on the diagonal. Leading axes are respondents or samples.
    names : sequence of str, optional
        Names of the criteria, in order; a DataFrame is brought into that order.

    Returns
    -------
    RancomResult
        Weights (..., C): row sums over their sum.

    Raises
    ------
    InvalidInputError
        If an entry is none of 0, .5 and 1, the diagonal is not .5, or an entry and its mirror image
        do not sum to 1.

    Notes
    -----
    w_i = SCW_i / sum SCW. Comparisons need not be transitive. Of a strict ranking of C criteria the
    weights are (2 C + 1 - 2 r) / C^2 for rank r: they know nothing of by how much one is more
    important. O(C^2) for each sample.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.rancom([[0.5, 1, 1], [0, 0.5, 0.5], [0, 0.5, 0.5]], names=["a", "b", "c"]).as_dict()
    {'a': 0.555..., 'b': 0.222..., 'c': 0.222...}
    """
    array, labels = square_matrix("matrix", matrix, names)
    known = (array == 0) | (array == 0.5) | (array == 1)
    refuse_cells("matrix", array, labels, ~known, "must be 0, 0.5 or 1")
    diagonal = np.eye(array.shape[-1], dtype=bool) & (array != 0.5)
    refuse_cells("matrix", array, labels, diagonal, "must be 0.5 on the diagonal")
    turned = array + np.swapaxes(array, -1, -2) != 1
    refuse_cells("matrix", array, labels, turned, "must be 1 minus its mirror image")
    # SCW_i, and w_i = SCW_i / sum SCW
    summed = array.sum(axis=-1)
    return RancomResult(
        method="RANCOM",
        references=cited("wieckowski_et_al_2023"),
        weights=summed / summed.sum(axis=-1, keepdims=True),
        criteria=labels,
        summed=summed,
    )
