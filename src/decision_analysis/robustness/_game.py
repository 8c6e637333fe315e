"""`solve_games`: games against the states, each a linear program."""

from __future__ import annotations

import contextlib
import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CHUNK, TIE_TOLERANCE
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import chunks
from decision_analysis.errors import ConvergenceError, InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False)
class Solved:
    """Probabilities of alternatives (..., A) and states (..., C), and guaranteed gains (...)."""

    probabilities: FloatArray
    belief: FloatArray
    guaranteed: FloatArray


def one_table(table: DecisionTable) -> None:
    """Refuse a table with sample axes."""
    if table.sample_shape:
        raise InvalidInputError(f"table must be one table; got samples {table.sample_shape}")


def solve_games(gains: FloatArray) -> Solved:
    """Return how likely to take each row of gains (..., A, C) so that the worst column leaves most.

    Each sample is a game of its own.
    """
    shape = gains.shape[:-2]
    games = gains.reshape(-1, *gains.shape[-2:])

    def solved(chunk: int, rows: int) -> list[tuple[FloatArray, FloatArray, float]]:
        start = chunk * CHUNK
        return [_solve(game) for game in games[start : start + rows]]

    with contextlib.closing(chunks.run(solved, len(games))) as parts:
        found = [each for part in parts for each in part]
    probabilities, belief, guaranteed = (np.array(each) for each in zip(*found, strict=True))
    return Solved(
        probabilities.reshape(*shape, -1), belief.reshape(*shape, -1), guaranteed.reshape(shape)
    )


def _solve(gains: FloatArray) -> tuple[FloatArray, FloatArray, float]:
    """Return probabilities (A,) and (C,) and the guaranteed gain of one game (A, C)."""
    # a row that is everywhere below what another one guarantees is in no mixture, and would only
    # cost the solver's precision
    surest = gains.min(axis=1).max()
    kept = gains.max(axis=1) >= surest
    if not kept.all():
        some, belief, guaranteed = _solve(gains[kept])
        probabilities = np.zeros(len(gains))
        probabilities[kept] = some
        return probabilities, belief, guaranteed
    from scipy import optimize

    # gains from 0 to 1, since the solver's tolerance is absolute
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
    if abs(guaranteed) <= TIE_TOLERANCE * float(np.abs(gains).max()):
        # what is left of a sum that cancels
        guaranteed = 0.0
    return probabilities / probabilities.sum(), belief / belief.sum(), guaranteed
