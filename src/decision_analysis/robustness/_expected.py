"""`expected`: the expected payoff under given probabilities of the states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.robustness._payoffs import (
    chances_of,
    payoff_scores,
    payoffs,
    refuse_unpaired,
)


@cites("luce_raiffa_1957, chapter 13")
@named
def expected(
    table: DecisionTable,
    probabilities: Mapping[str, float | FloatArray] | Sequence[float] | FloatArray,
) -> Scores:
    """Score each alternative by its expected payoff.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.
    probabilities : mapping of str to float, Series, DataFrame, or array_like of shape (..., C)
        Probability of each state, by name or in the table's order; leading axes, the rows of a
        DataFrame, are samples and pair with those of the table.

    Returns
    -------
    Scores
        Expected payoffs in the payoff's unit; higher is better, for the goal 'min' lower.

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit, a state has no probability or an unknown one has, or
        the probabilities are negative or do not sum to 1 within 1e-9.

    Notes
    -----
    O(A C) for each sample.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> robustness.expected(table, {"high": 0.3, "moderate": 0.5, "low": 0.2})
    expected value
       alternative  rank  score
       large           1  86,000
       small           2  48,000
       none            3       0
    """
    values, more_is_better = payoffs(table)
    chances = chances_of(table.criterion_names, probabilities)
    refuse_unpaired(chances, table.sample_shape)
    # sum_j p_j x_ij for each sample, which both may have
    scores = np.matmul(values, chances[..., None])[..., 0]
    sources = cited("luce_raiffa_1957")
    return payoff_scores("expected value", table, scores, more_is_better, sources)
