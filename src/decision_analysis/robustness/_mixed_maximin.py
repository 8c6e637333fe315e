"""Mixed maximin: how likely to take each alternative so that the worst state leaves most."""

from __future__ import annotations

import dataclasses

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, axes
from decision_analysis.robustness._game import solve_games
from decision_analysis.robustness._payoffs import payoffs


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MixedMaximinResult(Scores):
    """Probabilities of taking each alternative, the payoff they guarantee, and the worst belief.

    The probabilities are in `scores`.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better
        As in `Scores`.
    value : float or ndarray of float, shape (...)
        The expected payoff that is guaranteed whatever the state: the value of the game against the
        states.
    states : tuple of str
        The states.
    least_favorable : ndarray of float, shape (..., C)
        Probabilities of the states under which no alternative is expected to bring more than
        `value`.
    """

    value: float | FloatArray = axes("")
    states: tuple[str, ...]
    least_favorable: FloatArray = axes("C")

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        return f"{self.method}: value {self.value:.6g}{_render.options(self.parameters)}"


@cites("von_neumann_1928", "luce_raiffa_1957, appendix 5")
@named
def mixed_maximin(table: DecisionTable) -> MixedMaximinResult:
    """Return how likely to take each alternative for the best expected payoff in the worst state.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C); the columns are states, or choices of an opponent, that share one goal
        and one unit.

    Returns
    -------
    MixedMaximinResult
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
    maximin : The best alternative that is taken for sure.

    Notes
    -----
    The linear program max v subject to sum_i p_i x_ij >= v for each state j, on HiGHS; its dual
    variables are the least favorable probabilities (minimax theorem). Each sample has a program of
    its own. Where a zero-sum opponent chooses the state after us without seeing the draw, both are
    equilibrium strategies. There may be others of the same value.

    Examples
    --------
    Stripped-down poker (Myerson 1991): raise with a king, and bluff with the other card every third
    time.

    >>> from decision_analysis import DecisionTable, robustness
    >>> policies = ["raise always", "raise with king", "raise with queen", "fold"]
    >>> game = DecisionTable([[0, 1], [0.5, 0], [-1.5, 0], [-1, -1]], ["meet", "pass"], policies)
    >>> robustness.mixed_maximin(game)
    mixed maximin: value 0.333333
       alternative       rank   score
       raise with king      1  0.6667
       raise always         2  0.3333
       raise with queen     3  0.0000
       fold                 3  0.0000
    """
    values, more_is_better = payoffs(table)
    solved = solve_games(values if more_is_better else -values)
    return MixedMaximinResult(
        method="mixed maximin",
        references=cited("von_neumann_1928"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=solved.probabilities,
        higher_is_better=True,
        # back to costs, whose sign was changed
        value=solved.guaranteed if more_is_better else -solved.guaranteed,
        states=table.criterion_names,
        least_favorable=solved.belief,
    )
