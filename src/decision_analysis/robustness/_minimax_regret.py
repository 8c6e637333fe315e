"""Minimax regret: the largest shortfall of an alternative behind the best one in each state."""

from __future__ import annotations

import dataclasses

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, step
from decision_analysis.robustness._payoffs import payoffs, regrets


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MinimaxRegretResult(Scores):
    """Worst regrets in `scores`, lower is better, and the regrets they are taken from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better
        As in `Scores`.
    regret : ndarray of float, shape (..., A, C), or None
        Shortfall behind the best alternative in each state, in the payoff's unit.
    """

    regret: FloatArray | None = step("Regret", "r_{ij}", "AC")


@cites("savage_1951")
@named
def minimax_regret(table: DecisionTable, *, steps: bool | None = None) -> MinimaxRegretResult:
    """Score each alternative by its largest regret over the states.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.
    steps : bool, optional
        Whether to keep the regrets; None keeps them for a single table and not for a batch.

    Returns
    -------
    MinimaxRegretResult
        Worst regrets in the payoff's unit, lower is better for either goal, and `.regret`.

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit.

    See Also
    --------
    savage_matrix : The regrets as a table, for other rules.
    mixed_minimax_regret : The best mixture of alternatives.

    Notes
    -----
    The regret of an alternative in a state is how much it falls short of the best alternative in
    that state. Adding or removing an alternative may change the order of the others. O(A C) for
    each sample.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> robustness.minimax_regret(table)
    minimax regret
       alternative  rank  score
       small           1  110,000
       large           2  120,000
       none            3  200,000
    """
    values, more_is_better = payoffs(table)
    regret = regrets(values, more_is_better)
    keep = _checks.steps_kept(steps, single=not table.sample_shape)
    return MinimaxRegretResult(
        method="minimax regret",
        references=cited("savage_1951"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=regret.max(axis=-1),
        higher_is_better=False,
        regret=regret if keep else None,
    )
