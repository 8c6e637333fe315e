"""`savage_matrix`: the regret of every alternative in every state, as a table."""

from __future__ import annotations

import dataclasses

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.robustness._payoffs import payoffs, regrets


@cites("savage_1951")
@named
def savage_matrix(table: DecisionTable) -> DecisionTable:
    """Tabulate the regret of every alternative in every state, also called opportunity loss.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.

    Returns
    -------
    DecisionTable
        Regrets (..., A, C) in the payoff's unit, with the goal 'min' whatever that of the payoffs.
        Every other rule takes it: `maximin` of it is minimax regret, and `expected` of it the
        expected opportunity loss, whose minimum is the expected value of perfect information.

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit.

    See Also
    --------
    minimax_regret : The largest regret of each alternative.

    Notes
    -----
    Of payoffs x the regret is max_b x_bs - x_as, of costs x_as - min_b x_bs. Adding or removing an
    alternative may change those of the others. O(A C) for each sample.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> regrets = robustness.savage_matrix(table)
    >>> regrets
    DecisionTable: 3 alternatives, 3 criteria
                high (min)  moderate (min)  low (min)
       large             0               0    120,000
       small       110,000          50,000     20,000
       none        200,000         100,000          0
    >>> expected = robustness.expected(regrets, {"high": 0.3, "moderate": 0.5, "low": 0.2})
    >>> expected.best, float(expected.scores.min())
    ('large', 24000.0)
    """
    values, more_is_better = payoffs(table)
    found = regrets(values, more_is_better)
    # a regret is a cost, whatever the goal of the payoffs
    states = tuple(dataclasses.replace(state, goal="min") for state in table.criteria)
    return DecisionTable._trusted(found, states, table.criterion_names, table.alternatives)
