"""The linear program of a learned value function: smallest error, then its extreme solutions."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import SOLVER_PRECISION, SOLVER_TOLERANCE
from decision_analysis._named import warn
from decision_analysis._shown import in_samples
from decision_analysis.core.parts import INFEASIBLE, NO_PRESOLVE, PLAIN, PRECISE, answered
from decision_analysis.errors import ConvergenceError, InconsistentJudgementsWarning


@dataclasses.dataclass(frozen=True, eq=False)
class Program:
    """rows x <= limits and equal_rows x = equal_limits, 0 <= x <= upper.

    Some of the variables are errors, of which the sum is made as small as it can be.
    """

    rows: Any
    """Sparse, as are those of the equalities."""
    limits: FloatArray
    equal_rows: Any
    equal_limits: FloatArray
    errors: BoolArray
    """Which variables are errors."""
    upper: FloatArray | float = np.inf


def solved(cost: FloatArray, program: Program, *, free: int = 0) -> Any:
    """Minimize cost x; the last `free` variables may have any sign.

    Return the answer of the solver, also where no x will do.
    """
    from scipy.optimize import linprog

    bounds: Any = np.zeros((len(cost), 2))
    bounds[:, 1] = program.upper
    bounds[len(cost) - free :, 0] = -np.inf
    # where presolve or the precision stops the solver short, it is asked again without
    return answered(
        "a linear program",
        lambda options: linprog(
            cost,
            A_ub=program.rows if len(program.limits) else None,
            b_ub=program.limits if len(program.limits) else None,
            A_eq=program.equal_rows,
            b_eq=program.equal_limits,
            bounds=bounds,
            method="highs",
            options=options,
        ),
        (PRECISE, PRECISE | NO_PRESOLVE, PLAIN),
    )


def smallest_error(program: Program) -> tuple[float, FloatArray]:
    """Return the least sum of errors, 0 where it is only rounding, and a solution that has it."""
    found = solved(program.errors.astype(float), program)
    if found.status == INFEASIBLE:
        raise ConvergenceError("a linear program with a solution was found to have none", found)
    total = float(found.x[program.errors].sum())
    return (0.0 if total <= SOLVER_TOLERANCE else total), found.x


def extremes(
    program: Program, least: float, tolerance: float, directions: FloatArray
) -> FloatArray:
    """Return a solution (n, variables) for each direction (n, variables), which it maximizes.

    The sum of errors stays within `tolerance` of the least.
    """
    allowed = least + tolerance
    if allowed == 0:
        # no errors at all: they are taken out, so that no rounding lets them in
        upper = np.where(program.errors, 0.0, program.upper)
        exact = dataclasses.replace(program, upper=upper)
    else:
        exact = _limited(program, allowed)
    found = []
    for direction in directions:
        answer = solved(-direction, exact)
        if answer.status == INFEASIBLE:
            # by what the first program was off
            answer = solved(-direction, _limited(program, allowed + SOLVER_TOLERANCE))
        if answer.status == INFEASIBLE:
            raise ConvergenceError("a post-optimal program was found to have no solution", answer)
        found.append(answer.x)
    return np.array(found)


def _limited(program: Program, most: float) -> Program:
    """Return the program with errors that sum to at most so much."""
    from scipy.sparse import csr_array, vstack

    total = csr_array(program.errors.astype(float)[None, :])
    return dataclasses.replace(
        program,
        rows=vstack([program.rows, total], format="csr"),
        limits=np.append(program.limits, most),
    )


def shares(increments: FloatArray) -> FloatArray:
    """Return increments (..., n), none below 0 and their sum 1, without the solver's rounding."""
    clean = np.where(increments < SOLVER_PRECISION, 0.0, increments)
    return np.asarray(clean / clean.sum(axis=-1, keepdims=True))


def warn_of_errors(
    what: str, alternatives: Sequence[str], error: FloatArray, wrong: FloatArray
) -> None:
    """Warn of what no function gives: the largest error (S,), and whose errors (S, A) it sums."""
    if not error.any():
        return
    worst = int(np.argmax(error))
    names = [alternatives[place] for place in np.flatnonzero(wrong[worst]).tolist()]
    warn(
        f"no additive value function on these breakpoints gives the {what}{in_samples(error > 0)};"
        f" the least error is {error[worst]:.4g}, at {_checks.listed(names)}",
        InconsistentJudgementsWarning,
    )
