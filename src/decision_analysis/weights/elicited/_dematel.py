"""DEMATEL: what each criterion gives to and takes from all others, directly and indirectly."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.weights.elicited._square import refuse_cells, square_matrix


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class DematelResult(WeightsResult):
    """Weights, and who influences whom.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    prominence : ndarray of float, shape (..., C)
        D + R, how much influence goes through each criterion.
    relation : ndarray of float, shape (..., C)
        D - R, positive for causes and negative for effects.
    given : ndarray of float, shape (..., C)
        D, row sums of the total influence.
    received : ndarray of float, shape (..., C)
        R, its column sums.
    total : ndarray of float, shape (..., C, C)
        The total influence of each row on each column.
    threshold : float or ndarray, shape (...)
        Above which an influence is drawn in the map of influences.
    influences : ndarray of bool, shape (..., C, C)
        Whether the total influence is above the threshold.
    """

    prominence: FloatArray = axes("C", "Prominence", "D_i + R_i")
    relation: FloatArray = axes("C", "Relation", "D_i - R_i")
    given: FloatArray = axes("C", "Influence given", "D_i")
    received: FloatArray = axes("C", "Influence received", "R_i")
    total: FloatArray = axes("CC", "Total influence", "T")
    threshold: float | FloatArray = axes("")
    influences: BoolArray = axes("CC")


@cites("gabus_fontela_1972", "baykasoglu_et_al_2013")
@named
def dematel(
    direct: Any,
    *,
    names: Sequence[str] | None = None,
    normalization: Literal["rows and columns", "rows"] = "rows and columns",
    weighting: Literal["length", "prominence"] = "length",
    threshold: float | None = None,
) -> DematelResult:
    """Return weights and causal relations by DEMATEL.

    Parameters
    ----------
    direct : array_like (..., C, C), DataFrame or list of DataFrames
        How much the row influences the column directly, customarily 0 to 4; non-negative, 0 on the
        diagonal. Leading axes are respondents or samples.
    names : sequence of str, optional
        Names of the criteria, in order; a DataFrame is brought into that order.
    normalization : {'rows and columns', 'rows'}
        Divide by the largest of all row and column sums, or of the row sums only.
    weighting : {'length', 'prominence'}
        Weights in proportion to sqrt((D + R)^2 + (D - R)^2), or to D + R.
    threshold : float, optional
        Above which a total influence counts for the map; None for the mean of all.

    Returns
    -------
    DematelResult
        Weights (..., C), prominence, relation and the total influences.

    Raises
    ------
    InvalidInputError
        If an influence is negative, the diagonal is not 0, nobody influences anybody, influences
        circulate without loss, so that their total is infinite, or an option is unknown.

    Notes
    -----
    N = A / s, with s the largest row or column sum, and T = N + N^2 + ... = N (I - N)^-1. With s of
    rows only some columns of N may sum to more than 1. DEMATEL itself ends with the map of
    prominence and relation; weights from it are a later custom, and say how central a criterion is
    in a network of causes, not how much anybody cares for it. O(C^3) for each sample.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> result = weights.dematel([[0, 3, 2], [1, 0, 2], [0, 1, 0]], names=["a", "b", "c"])
    >>> result.prominence.round(3)
    array([2.337, 2.541, 1.98 ])
    >>> result.relation.round(3)
    array([ 1.378, -0.255, -1.122])
    """
    _checks.one_of("normalization", normalization, ("rows and columns", "rows"))
    _checks.one_of("weighting", weighting, ("length", "prominence"))
    level = None if threshold is None else _checks.number("threshold", threshold)
    array, labels = square_matrix("direct", direct, names)
    n = array.shape[-1]
    refuse_cells("direct", array, labels, array < 0, "must not be negative")
    diagonal = np.eye(n, dtype=bool) & (array != 0)
    refuse_cells("direct", array, labels, diagonal, "must be 0 on the diagonal")
    largest = array.sum(axis=-1).max(axis=-1)
    if normalization == "rows and columns":
        largest = np.maximum(largest, array.sum(axis=-2).max(axis=-1))
    _checks.all_finite("sums of direct", largest)
    empty = np.argwhere(largest == 0)
    if len(empty):
        raise InvalidInputError(
            f"direct must have an influence that is not 0{_checks.at(tuple(empty[0]))}"
        )
    # N = A / s and T = N (I - N)^-1
    normalized = array / largest[..., None, None]
    _refuse_endless(normalized)
    total = normalized @ np.linalg.inv(np.eye(n) - normalized)
    given, received = total.sum(axis=-1), total.sum(axis=-2)
    prominence, relation = given + received, given - received
    size = np.hypot(prominence, relation) if weighting == "length" else prominence
    limit = total.mean(axis=(-1, -2)) if level is None else np.full(array.shape[:-2], level)
    return DematelResult(
        method="DEMATEL",
        parameters={"normalization": normalization, "weighting": weighting, "threshold": level},
        references=cited("gabus_fontela_1972"),
        weights=size / size.sum(axis=-1, keepdims=True),
        criteria=labels,
        prominence=prominence,
        relation=relation,
        given=given,
        received=received,
        total=total,
        threshold=limit[()],
        influences=total > limit[..., None, None],
    )


def _refuse_endless(normalized: FloatArray) -> None:
    """Refuse influences (..., C, C) whose powers do not die out: the spectral radius is 1."""
    radius = np.abs(np.linalg.eigvals(normalized)).max(axis=-1)
    endless = np.argwhere(radius >= 1 - 1e-12)
    if len(endless):
        raise InvalidInputError(
            "direct must have influences that die out: within some criteria each hands on as much"
            f" as the largest sum{_checks.at(tuple(endless[0]))}, and their total is infinite"
        )
