"""`choice_probabilities`: how often each alternative is the best of sampled scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, competition_ranks, optional_import
from decision_analysis._limits import BLOCK
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.core.parts import own_index, sampled_values
from decision_analysis.errors import InvalidInputError

if TYPE_CHECKING:
    import pandas


@named
def choice_probabilities(
    scores: Scores | DecisionTable | Mapping[str, Any] | Any,
    *,
    goal: Literal["max", "min"] | None = None,
) -> FloatArray | pandas.Series[float]:
    """Return how often each alternative is best over all samples.

    Parameters
    ----------
    scores : Scores, DecisionTable, DataFrame, mapping or array_like of float, shape (..., S, A)
        Scores with at least one sample axis, all samples weighing the same: `Scores`, a sampled
        table (..., S, A, 1) of one criterion, a simulation of it, a data frame whose columns are
        the alternatives, a mapping {alternative: samples}, whose Series are aligned to the first,
        the column of a batch's `to_frame()`, or an array.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest score is best, 'max' where None; `Scores` and tables
        know it themselves.

    Returns
    -------
    ndarray of float, shape (A,), or pandas.Series
        Shares of the samples in the order of the alternatives, summing to 1; alternatives tied for
        the best share a sample equally. Of a data frame or a Series they are a Series by its own
        labels.

    Raises
    ------
    InvalidInputError
        If there is no sample axis, a score is missing or not a finite number, a table has several
        criteria, or a goal is given for `Scores` or a table.

    Examples
    --------
    >>> from decision_analysis.uncertainty import choice_probabilities
    >>> choice_probabilities([[1.0, 2.0], [3.0, 3.0], [0.0, 4.0], [5.0, 1.0]]).tolist()
    [0.375, 0.625]
    """
    read = sampled_values("scores", scores, goal)
    array, higher = read.values, read.higher
    if array.ndim < 2 or 0 in array.shape:
        raise InvalidInputError(
            f"scores must have shape (..., S, A) with samples; got {array.shape}"
        )
    rows = array.reshape(-1, array.shape[-1])
    block = max(1, BLOCK // rows.shape[1])
    total = np.zeros(rows.shape[1])
    for start in range(0, len(rows), block):
        best = competition_ranks(rows[start : start + block], higher_is_better=higher) == 1
        total += (best / best.sum(axis=-1, keepdims=True)).sum(axis=0)
    shares = total / len(rows)
    if not _checks.is_pandas(scores):
        return shares
    pd = optional_import("pandas", extra="frame")
    return pd.Series(shares, index=own_index(pd, read.alternatives, "alternative"))  # type: ignore[no-any-return]
