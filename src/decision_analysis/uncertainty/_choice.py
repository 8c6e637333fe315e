"""`choice_probabilities`: how often each alternative is the best of sampled scores."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis.core import Scores
from decision_analysis.errors import InvalidInputError

_CELLS = 2**22


def choice_probabilities(scores: Scores | Any, *, goal: Literal["max", "min"] | None = None) -> FloatArray:
    """Return how often each alternative is best over all samples.

    Parameters
    ----------
    scores : Scores or array_like of float, shape (..., S, A)
        Scores with at least one sample axis, all samples weighing the same.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest score of an array is best, 'max' where None; `Scores` know it themselves.

    Returns
    -------
    ndarray of float, shape (A,)
        Shares of the samples, summing to 1; alternatives tied for the best share a sample equally.

    Raises
    ------
    InvalidInputError
        If there is no sample axis, a score is not a finite number, or a goal is given for `Scores`.

    Examples
    --------
    >>> from decision_analysis.uncertainty import choice_probabilities
    >>> choice_probabilities([[1.0, 2.0], [3.0, 3.0], [0.0, 4.0], [5.0, 1.0]]).tolist()
    [0.375, 0.625]
    """
    where = "choice_probabilities()"
    if isinstance(scores, Scores):
        if goal is not None:
            raise InvalidInputError(f"{where}: Scores know their goal; leave out goal={goal!r}")
        array, higher = scores.scores, scores.higher_is_better
    else:
        higher = _checks.one_of(where, "goal", "max" if goal is None else goal, ("max", "min")) == "max"
        array = _checks.numeric_array(where, "scores", scores)
    if array.ndim < 2 or 0 in array.shape:
        raise InvalidInputError(f"{where}: scores must have shape (..., S, A) with samples; got {array.shape}")
    rows = array.reshape(-1, array.shape[-1])
    block = max(1, _CELLS // rows.shape[1])
    total = np.zeros(rows.shape[1])
    for start in range(0, len(rows), block):
        best = competition_ranks(rows[start : start + block], higher_is_better=higher) == 1
        total += (best / best.sum(axis=-1, keepdims=True)).sum(axis=0)
    return total / len(rows)
