"""`hurwicz`: a weighted mean of the best and the worst payoff."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.robustness._payoffs import best_and_worst, payoff_scores, payoffs


@cites("hurwicz_1951", "milnor_1954")
@named
def hurwicz(table: DecisionTable, optimism: float = 0.5) -> Scores:
    """Score each alternative by a weighted mean of its best and its worst payoff.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.
    optimism : float
        Weight of the best payoff, in [0, 1]; 0 is `maximin`, 1 is `maximax`.

    Returns
    -------
    Scores
        In the payoff's unit; higher is better, for the goal 'min' lower.

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit, or the optimism is outside [0, 1].

    Notes
    -----
    Hurwicz wrote the index on the worst payoff and called it pessimism; textbooks have the weight
    of the best payoff, some as "coefficient of realism". O(A C) for each sample.

    Examples
    --------
    Thompson Lumber at a coefficient of realism of .45 (Balakrishnan, Render, Stair, chapter 8):

    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> robustness.hurwicz(table, optimism=0.45)
    hurwicz  (optimism=0.45)
       alternative  rank  score
       small           1  29,500
       large           2  24,000
       none            3       0
    """
    values, more_is_better = payoffs(table)
    optimism = _checks.number("optimism", optimism, low=0, high=1)
    # by goal: of costs the best is the smallest
    best, worst = best_and_worst(values, more_is_better)
    # a * best + (1 - a) * worst, where a = 1 is maximax and a = 0 maximin
    scores = optimism * best + (1 - optimism) * worst
    return payoff_scores(
        "hurwicz",
        table,
        scores,
        more_is_better,
        cited("hurwicz_1951", "milnor_1954"),
        optimism=optimism,
    )
