"""`solve_game`: one game against the states, a linear program whose answer is verified."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import (
    GAME_PRECISION,
    LARGEST_COEFFICIENT,
    SCALED_TIMES,
    SOLVER_PRECISION,
    TIE_TOLERANCE,
)
from decision_analysis.errors import ConvergenceError


def solve_game(gains: FloatArray) -> tuple[FloatArray, FloatArray, float]:
    """Return probabilities (A,) and (C,) and the guaranteed gain of one game (A, C)."""
    # a row guarantees its least gain, and a column leaves at most its greatest
    surest, most = gains.min(axis=1).max(), gains.max(axis=0).min()
    if surest == most:
        return *_pure(gains), float(surest)
    # a row that is everywhere below the one, or a column everywhere above the other, is in no
    # mixture, and would only cost the solver's precision
    rows, columns = gains.max(axis=1) >= surest, gains.min(axis=0) <= most
    if rows.all() and columns.all():
        return _mixed(gains, float(surest), float(most))
    probabilities, belief = np.zeros(len(gains)), np.zeros(gains.shape[1])
    probabilities[rows], belief[columns], guaranteed = solve_game(gains[np.ix_(rows, columns)])
    return probabilities, belief, guaranteed


def _pure(gains: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the row that guarantees most and the column that leaves least, taken for sure."""
    row, column = gains.min(axis=1).argmax(), gains.max(axis=0).argmin()
    return np.eye(len(gains))[row], np.eye(gains.shape[1])[column]


def _mixed(gains: FloatArray, surest: float, most: float) -> tuple[FloatArray, FloatArray, float]:
    """Solve a game that is worth from `surest` to `most`, in the unit of that difference."""
    # an affine change of the payoffs changes no optimal probability
    above, unit = gains - surest, most - surest
    with np.errstate(over="ignore"):
        program = _program(above / unit)
    (probabilities, belief), floor, ceiling = _pure(gains), 0.0, unit
    # as it is, then with rows and columns of one size, for amounts of very different size
    for times in (0, SCALED_TIMES):
        solved, first, second = _solve(program, times)
        if solved.status != 0:
            continue
        # what a mixture guarantees and a belief leaves are bounds, however they were found
        if (found := (first @ above).min()) >= floor:
            floor, probabilities = found, first
        if (found := (above @ second).max()) <= ceiling:
            ceiling, belief = found, second
        if ceiling - floor <= GAME_PRECISION * unit:
            break
    else:
        raise ConvergenceError(
            f"the linear program was not solved; the game is worth from {surest + floor:.10g} to"
            f" {surest + ceiling:.10g}; {solved.message}",
            solved,
        )
    guaranteed = float(surest + floor)
    size = float(probabilities @ np.abs(gains[:, (probabilities @ above).argmin()]))
    if abs(guaranteed) <= TIE_TOLERANCE * size:
        # what is left of a sum that cancels
        guaranteed = 0.0
    return probabilities, belief, guaranteed


def _program(worth: FloatArray) -> FloatArray:
    """Return the coefficients of max v over (p, v): sum_i p_i x_ij >= v, sum_i p_i = 1, p >= 0.

    A row for each p_i and for v, a column for each constraint.
    """
    n, states = worth.shape
    return np.block([[worth, np.ones((n, 1))], [-np.ones((1, states)), np.zeros((1, 1))]])


def _solve(program: FloatArray, times: int) -> tuple[Any, FloatArray, FloatArray]:
    """Return the solution and the probabilities (A,) and (C,) of the program, scaled so often."""
    from scipy import optimize

    scales = [np.ones(len(program)), np.ones(program.shape[1])]
    size = np.where(program != 0, np.abs(program), np.nan)
    with np.errstate(over="ignore"):
        for k in range(2 * times):
            axis = 1 - k % 2
            scaled = size * scales[0][:, None] * scales[1]
            # the geometric mean of the largest and the least
            spread = np.sqrt(np.nanmax(scaled, axis=axis)) * np.sqrt(np.nanmin(scaled, axis=axis))
            scales[k % 2] = scales[k % 2] / spread
        rows, columns = scales
        scaled = np.clip(
            program * rows[:, None] * columns, -LARGEST_COEFFICIENT, LARGEST_COEFFICIENT
        )
    solved = optimize.linprog(
        np.append(np.zeros(len(program) - 1), -1.0),
        A_ub=-scaled[:, :-1].T,
        b_ub=np.zeros(program.shape[1] - 1),
        A_eq=scaled[:, -1:].T,
        b_eq=[1.0],
        bounds=[(0.0, None)] * (len(program) - 1) + [(None, None)],
        method="highs",
        options={
            "primal_feasibility_tolerance": SOLVER_PRECISION,
            "dual_feasibility_tolerance": SOLVER_PRECISION,
        },
    )
    if solved.x is None:
        return solved, rows[:-1], columns[:-1]
    probabilities = np.maximum(solved.x[:-1] * rows[:-1], 0.0)
    # the dual variables are the least favorable probabilities (minimax theorem)
    # linprog minimizes, so that marginals of <= are not positive
    belief = np.maximum(-solved.ineqlin.marginals * columns[:-1], 0.0)
    return solved, probabilities / probabilities.sum(), belief / belief.sum()
