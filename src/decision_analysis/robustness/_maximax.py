"""`maximax`: the best payoff over the states."""

from __future__ import annotations

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.robustness._payoffs import best_and_worst, payoff_scores, payoffs


@cites("hurwicz_1951")
@named
def maximax(table: DecisionTable) -> Scores:
    """Score each alternative by its best payoff over the states.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.

    Returns
    -------
    Scores
        Best payoffs in the payoff's unit; higher is better, for the goal 'min' lower.

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit.

    Notes
    -----
    The limit of full optimism in `hurwicz`. With the goal 'min' the best payoff is the smallest.
    O(A C) for each sample.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> robustness.maximax(table)
    maximax
       alternative  rank  score
       large           1  200,000
       small           2   90,000
       none            3        0
    """
    values, more_is_better = payoffs(table)
    best, _ = best_and_worst(values, more_is_better)
    return payoff_scores("maximax", table, best, more_is_better, cited("hurwicz_1951"))
