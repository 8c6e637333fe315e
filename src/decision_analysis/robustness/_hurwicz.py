"""Criteria that look at the best and the worst payoff only: maximin, maximax, Hurwicz."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.robustness._payoffs import best_and_worst, payoffs

_WALD = (
    "Wald A. (1945) Statistical decision functions which minimize the maximum risk. Annals of"
    " Mathematics 46(2) 265-280. https://doi.org/10.2307/1969022"
)
_MILNOR = (
    "Milnor J. (1954) Games against nature. In Thrall, Coombs, Davis (eds) Decision Processes,"
    " Wiley, 49-59"
)
_HURWICZ = (
    "Hurwicz L. (1951) Optimality criteria for decision making under ignorance. Cowles Commission,"
    " Statistics 370"
)


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

    References
    ----------
    Wald A. (1945) Statistical decision functions which minimize the maximum risk. Annals of
    Mathematics 46(2) 265-280. https://doi.org/10.2307/1969022

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
    return _scores("maximin", table, worst, more_is_better, (_WALD,))


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

    References
    ----------
    Hurwicz L. (1951) Optimality criteria for decision making under ignorance. Cowles Commission
    Discussion Paper, Statistics 370.

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
    return _scores("maximax", table, best, more_is_better, (_HURWICZ,))


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

    References
    ----------
    Hurwicz L. (1951) Optimality criteria for decision making under ignorance. Cowles Commission
    Discussion Paper, Statistics 370.

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
    best, worst = best_and_worst(values, more_is_better)
    scores = optimism * best + (1 - optimism) * worst
    return _scores("hurwicz", table, scores, more_is_better, (_HURWICZ, _MILNOR), optimism=optimism)


def _scores(
    method: str,
    table: DecisionTable,
    scores: FloatArray,
    more_is_better: bool,
    references: tuple[str, ...],
    **options: float,
) -> Scores:
    return Scores(
        method=method,
        parameters=options,
        references=references,
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        higher_is_better=more_is_better,
    )
