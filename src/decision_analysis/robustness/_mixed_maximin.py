"""Mixed maximin: how likely to take each alternative so that the worst state leaves most."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, axes
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.robustness._payoffs import payoffs


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MixedMaximinResult(Scores):
    """Probabilities of taking each alternative, the payoff they guarantee, and the worst belief.

    The probabilities are in `scores`.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better
        As in `Scores`.
    value : float
        The expected payoff that is guaranteed whatever the state: the value of the game against the
        states.
    states : tuple of str
        The states.
    least_favorable : ndarray of float, shape (C,)
        Probabilities of the states under which no alternative is expected to bring more than
        `value`.
    """

    value: float
    states: tuple[str, ...]
    least_favorable: FloatArray = axes("C")

    def _headline(self) -> str:
        return f"{self.method}: value {self.value:.6g}{_render.options(self.parameters)}"


@cites("von_neumann_1928", "luce_raiffa_1957, appendix 5")
@named
def mixed_maximin(table: DecisionTable) -> MixedMaximinResult:
    """Return how likely to take each alternative for the best expected payoff in the worst state.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (A, C); the columns are states, or choices of an opponent, that share one goal and
        one unit.

    Returns
    -------
    MixedMaximinResult
        Probabilities of the alternatives as `.scores` (A,), which sum to 1; `.value`, and
        `.least_favorable` (C,).

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit, or the table has sample axes.
    ConvergenceError
        If the linear program is not solved.

    See Also
    --------
    maximin : The best alternative that is taken for sure.

    Notes
    -----
    The linear program max v subject to sum_i p_i x_ij >= v for each state j, on HiGHS; its dual
    variables are the least favorable probabilities (minimax theorem). Where a zero-sum opponent
    chooses the state after us without seeing the draw, both are equilibrium strategies. There may
    be others of the same value.

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
    from scipy import optimize

    values, more_is_better = payoffs(table)
    if table.sample_shape:
        raise InvalidInputError(f"table must be one table; got samples {table.sample_shape}")
    # gains from 0 to 1, since the solver's tolerance is absolute
    gains = values if more_is_better else -values
    n, states = gains.shape
    shift, scale = gains.min(), max(float(np.ptp(gains)), np.finfo(float).tiny)
    # an affine change of the payoffs changes no optimal probability
    worth = (gains - shift) / scale
    # max v over (p, v): sum_i p_i x_ij >= v for each state j, sum_i p_i = 1, p >= 0
    solved = optimize.linprog(
        np.append(np.zeros(n), -1.0),
        A_ub=np.column_stack([-worth.T, np.ones(states)]),
        b_ub=np.zeros(states),
        A_eq=np.append(np.ones(n), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0.0, 1.0)] * n + [(None, None)],
        method="highs",
    )
    if solved.status != 0:
        raise ConvergenceError(f"the linear program was not solved; {solved.message}", solved)
    assert solved.x is not None
    probabilities = np.maximum(solved.x[:n], 0.0)
    # the dual variables are the least favorable probabilities (minimax theorem)
    # linprog minimizes, so that marginals of <= are not positive
    belief = np.maximum(-solved.ineqlin.marginals, 0.0)
    # from the probabilities themselves, since the solver's v is met only up to its tolerance
    guaranteed = float((probabilities @ gains).min() / probabilities.sum())
    return MixedMaximinResult(
        method="mixed maximin",
        references=cited("von_neumann_1928"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=probabilities / probabilities.sum(),
        higher_is_better=True,
        # back to costs, whose sign was changed
        value=guaranteed if more_is_better else -guaranteed,
        states=table.criterion_names,
        least_favorable=belief / belief.sum(),
    )
