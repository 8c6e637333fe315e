"""`cvar`: the mean of the worst share of what each alternative may bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._probabilities import within
from decision_analysis.core import DecisionTable, Result, Scores
from decision_analysis.robustness._outcomes import Outcomes, outcomes


@cites("rockafellar_uryasev_2002, proposition 8")
@named
def cvar(
    values: DecisionTable | Scores | Result | Any,
    level: float,
    probabilities: Mapping[str, float] | Sequence[float] | FloatArray | None = None,
    *,
    goal: Literal["max", "min"] | None = None,
) -> Scores:
    """Score each alternative by its conditional value at risk: the mean of its worst payoffs.

    Parameters
    ----------
    values : DecisionTable, Scores, pandas.DataFrame, mapping or array_like of float, (..., S, A)
        A table (..., A, C) whose columns are states that share goal and unit; or values of
        alternatives in samples, as in `voi.evpi`: `Scores` with a sample axis, a table (..., S, A,
        1) of one criterion, a simulation of it, a data frame whose columns are the alternatives, a
        mapping {alternative: samples}, or an array. Of several sample axes the last is averaged.
    level : float
        Share of the probability in (0, 1] that is averaged, the worst first; 1 gives the mean. It
        is one less the confidence level of Rockafellar and Uryasev.
    probabilities : mapping, pandas.Series or array_like, shape (..., C) or (S,), optional
        Probabilities of the states, by name or in the order of the columns; or of the samples, by
        the label in a data frame's index, by their number ("sample 0") or in order. Equal where
        None.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest value is best, 'max' where None; tables and `Scores`
        know it themselves.

    Returns
    -------
    Scores
        Mean of the lowest payoffs where the goal is 'max', of the highest costs where it is 'min';
        in their unit.

    Raises
    ------
    InvalidInputError
        If the level is outside (0, 1], the columns of a table differ in goal or unit, a value is
        missing or not a finite number, a goal is given for what knows its own, or probabilities are
        negative, do not sum to 1 or name something else.

    See Also
    --------
    expected : The mean of all payoffs.
    maximin : The worst payoff: the limit of small levels.

    Notes
    -----
    With payoffs x_(1), x_(2), ... ordered worst first and their probabilities p_(k), the score is
    sum_k q_k x_(k) / level, where q_k is what of p_(k) lies within the worst `level` of the
    probability: the payoff at the quantile counts with a part of its probability (Rockafellar and
    Uryasev 2002, proposition 8), so that the score is coherent and continuous in the level.
    `trees.RiskProfile.cvar` does the same. O(A K log K) for K outcomes, and O(A K)
    without probabilities.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> robustness.cvar(table, 0.4, {"high": 0.3, "moderate": 0.5, "low": 0.2})
    cvar  (level=0.4)
       alternative  rank    score
       small           1   15,000
       none            2        0
       large           3  -10,000
    """
    share = _checks.number("level", level, low=0, high=1, open_low=True)
    given = outcomes(values, probabilities, goal)
    sign = 1.0 if given.more_is_better else -1.0
    if probabilities is None:
        scores = sign * _mean_of_least(sign * given.payoffs, share)
    else:
        scores = _mean_of_tail(given, sign, share)
    return Scores(
        method="cvar",
        parameters={"level": share},
        references=cited("rockafellar_uryasev_2002"),
        alternatives=given.alternatives,
        criteria=given.criteria,
        scores=scores,
        higher_is_better=given.more_is_better,
    )


def _mean_of_least(gains: FloatArray, share: float) -> FloatArray:
    """Return the means of the least share of gains (..., K), which are equally probable."""
    cut = share * gains.shape[-1]
    if abs(cut - round(cut)) <= TIE_TOLERANCE * cut:
        # a share that is so many outcomes but for rounding
        cut = round(cut)
    # as many count in full, and the next one with what is left
    whole = min(int(cut), gains.shape[-1] - 1)
    least = np.partition(gains, whole, axis=-1)[..., : whole + 1]
    if not whole:
        return np.asarray(least[..., 0])
    # each by its share, so that no sum overflows
    parts = least / cut
    return np.asarray(parts[..., :-1].sum(axis=-1) + (cut - whole) * parts[..., -1])


def _mean_of_tail(given: Outcomes, sign: float, share: float) -> FloatArray:
    """Return the means of the worst share of outcomes of different probabilities."""
    samples = np.broadcast_shapes(given.payoffs.shape[:-2], given.chances.shape[:-1])
    chances = np.broadcast_to(given.chances, (*samples, given.chances.shape[-1]))
    found = np.empty((*samples, len(given.alternatives)))
    # one alternative at a time, so that no more is held
    for a in range(len(given.alternatives)):
        payoffs = np.broadcast_to(given.payoffs[..., a, :], chances.shape)
        # worst first
        order = np.argsort(sign * payoffs, axis=-1)
        ordered = np.take_along_axis(chances, order, axis=-1)
        # q_k: how much of each probability lies in the tail; an atom at the quantile is split
        tail = within(ordered, share, -1)
        worst = np.take_along_axis(payoffs, order, axis=-1)
        found[..., a] = (tail * worst).sum(axis=-1) / tail.sum(axis=-1)
    return found
