"""`maximin`: the worst payoff over the states."""

from __future__ import annotations

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.robustness._payoffs import best_and_worst, payoff_scores, payoffs


@cites("wald_1945")
@named
def maximin(table: DecisionTable) -> Scores:
    """Score each alternative by its worst payoff over the states.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.

    Returns
    -------
    Scores
        Worst payoffs in the payoff's unit; higher is better, for the goal 'min' lower.

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit.

    Notes
    -----
    With the goal 'min' the worst payoff is the largest, and the rule is minimax cost. O(A C) for
    each sample.

    Examples
    --------
    The table of Milnor (1954), in which four criteria choose four different acts:

    >>> from decision_analysis import DecisionTable, robustness
    >>> table = DecisionTable(
    ...     [[2, 2, 0, 1], [1, 1, 1, 1], [0, 4, 0, 0], [1, 3, 0, 0]],
    ...     ["s1", "s2", "s3", "s4"],
    ...     list("abcd"),
    ... )
    >>> robustness.maximin(table).best
    'b'
    """
    values, more_is_better = payoffs(table)
    _, worst = best_and_worst(values, more_is_better)
    return payoff_scores("maximin", table, worst, more_is_better, cited("wald_1945"))
