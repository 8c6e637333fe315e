"""Mixed minimax regret: how likely to take each alternative so that the worst regret is least."""

from __future__ import annotations

import dataclasses

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, axes
from decision_analysis.robustness._game import solve_games
from decision_analysis.robustness._payoffs import payoffs, regrets


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MixedMinimaxRegretResult(Scores):
    """Probabilities of taking each alternative, the worst expected regret, and the worst belief.

    The probabilities are in `scores`; they may be read as shares of a whole that can be divided.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better
        As in `Scores`.
    value : float or ndarray of float, shape (...)
        The largest expected regret over the states, in the payoff's unit: no mixture has a smaller
        one.
    states : tuple of str
        The states.
    least_favorable : ndarray of float, shape (..., C)
        Probabilities of the states under which every alternative is expected to be regretted by
        `value` or more.
    """

    value: float | FloatArray = axes("")
    states: tuple[str, ...]
    least_favorable: FloatArray = axes("C")

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        return f"{self.method}: regret {self.value:.6g}{_render.options(self.parameters)}"


@cites("savage_1951", "manski_2009")
@named
def mixed_minimax_regret(table: DecisionTable) -> MixedMinimaxRegretResult:
    """Return how likely to take each alternative for the least expected regret in the worst state.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states that share one goal and one unit.

    Returns
    -------
    MixedMinimaxRegretResult
        Probabilities of the alternatives as `.scores` (..., A), which sum to 1; `.value` (...), and
        `.least_favorable` (..., C).

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit.
    ConvergenceError
        If the linear program is not solved.

    See Also
    --------
    minimax_regret : The best alternative that is taken for sure.
    mixed_maximin : The mixture with the best guaranteed payoff.

    Notes
    -----
    The linear program min v subject to sum_i p_i r_ij <= v for each state j, with r the regrets of
    `savage_matrix`, on HiGHS, one for each sample; its dual variables are the least favorable
    probabilities. Between an alternative that is known to bring s and one that brings a or b > s >
    a, the share of the latter is (b - s) / (b - a) (Manski 2009). There may be other mixtures of
    the same value.

    Examples
    --------
    A treatment known to cure half, and a new one that cures between 40% and 70%: two thirds of the
    people get the new one.

    >>> from decision_analysis import DecisionTable, robustness
    >>> table = DecisionTable([[50, 50], [40, 70]], ["worse", "better"], ["known", "new"])
    >>> robustness.mixed_minimax_regret(table)
    mixed minimax regret: regret 6.66667
       alternative  rank   score
       new             1  0.6667
       known           2  0.3333
    """
    values, more_is_better = payoffs(table)
    # gains are negative regrets: what is guaranteed is the largest expected regret
    solved = solve_games(-regrets(values, more_is_better))
    return MixedMinimaxRegretResult(
        method="mixed minimax regret",
        references=cited("savage_1951", "manski_2009"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=solved.probabilities,
        higher_is_better=True,
        value=0.0 - solved.guaranteed,
        states=table.criterion_names,
        least_favorable=solved.belief,
    )
