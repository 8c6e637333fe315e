"""`choice_probabilities`: how often each alternative is the best of sampled scores."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from decision_analysis._arrays import competition_ranks
from decision_analysis._elementwise import like
from decision_analysis._labelled import is_frame
from decision_analysis.core._sampled import sampled_values
from decision_analysis.errors import InvalidInputError

_CELLS = 2**22


def choice_probabilities(scores: Any, *, goal: Literal["max", "min"] | None = None) -> Any:
    """Return how often each alternative is best over all samples.

    Parameters
    ----------
    scores : Scores, DecisionTable, pandas.DataFrame or array_like of float, shape (..., S, A)
        Scores with at least one sample axis, all samples weighing the same: `Scores`, a sampled table (..., S, A, 1) of
        one criterion, a simulation of it, a data frame whose columns are the alternatives, or an array.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest score of an array or data frame is best, 'max' where None; `Scores` and
        tables know it themselves.

    Returns
    -------
    ndarray of float, shape (A,), or Series
        Shares of the samples in the order of the alternatives, summing to 1; alternatives tied for the best share a
        sample equally. Those of a data frame are a Series by its columns.

    Raises
    ------
    InvalidInputError
        If there is no sample axis, a score is missing or not a finite number, a table has several criteria, or a goal
        is given for `Scores` or a table.

    Examples
    --------
    >>> from decision_analysis.uncertainty import choice_probabilities
    >>> choice_probabilities([[1.0, 2.0], [3.0, 3.0], [0.0, 4.0], [5.0, 1.0]]).tolist()
    [0.375, 0.625]
    """
    where = "choice_probabilities()"
    read = sampled_values(where, "scores", scores, goal)
    array, higher = read.values, read.higher
    if array.ndim < 2 or 0 in array.shape:
        raise InvalidInputError(f"{where}: scores must have shape (..., S, A) with samples; got {array.shape}")
    rows = array.reshape(-1, array.shape[-1])
    block = max(1, _CELLS // rows.shape[1])
    total = np.zeros(rows.shape[1])
    for start in range(0, len(rows), block):
        best = competition_ranks(rows[start : start + block], higher_is_better=higher) == 1
        total += (best / best.sum(axis=-1, keepdims=True)).sum(axis=0)
    shares = total / len(rows)
    return like(scores.iloc[0].rename(None), shares) if is_frame(scores) else shares
