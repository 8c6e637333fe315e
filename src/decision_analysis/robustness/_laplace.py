"""`laplace`: the mean payoff, all states being equally probable."""

from __future__ import annotations

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.robustness._payoffs import payoff_scores, payoffs


@cites("luce_raiffa_1957, chapter 13")
@named
def laplace(table: DecisionTable) -> Scores:
    """Score each alternative by its mean payoff, all states being equally probable.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.

    Returns
    -------
    Scores
        Mean payoffs in the payoff's unit; higher is better, for the goal 'min' lower.

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit.

    Notes
    -----
    The principle of insufficient reason: splitting one state into two changes the scores. O(A C)
    for each sample.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> robustness.laplace(table)
    laplace
       alternative  rank  score
       large           1  60,000
       small           2  40,000
       none            3       0
    """
    values, more_is_better = payoffs(table)
    scores = values.mean(axis=-1)
    return payoff_scores("laplace", table, scores, more_is_better, cited("luce_raiffa_1957"))
