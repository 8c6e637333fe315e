"""All value functions that agree with statements: what holds in every one, in one, at the ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import LEAST_STRICT, SOLVER_TOLERANCE
from decision_analysis.core.parts import INFEASIBLE
from decision_analysis.errors import ConvergenceError
from decision_analysis.mcda.learning._program import Program, solved
from decision_analysis.mcda.learning._statements import Statement, refuse_conflict


class Compatible:
    """The compatible value functions, as increments w >= 0 that sum to 1.

    Every function found on the way is kept, as it answers many of the questions to come.
    """

    def __init__(self, rows: FloatArray, statements: Sequence[Statement]) -> None:
        self.rows = rows
        size = rows.shape[1]
        kinds = np.array([statement.kind == "indifference" for statement in statements], dtype=bool)
        combined = np.array([statement.row(rows) for statement in statements]).reshape(-1, size)
        self.strict, self.equal = combined[~kinds], combined[kinds]
        self.found: list[FloatArray] = []

    def widest(self, strict: FloatArray | None = None, weak: FloatArray | None = None) -> float:
        """Return the largest epsilon by which all strict rows can be positive, with one more row.

        Minus infinity where no function meets the others.
        """
        from scipy.sparse import csr_array

        size = self.rows.shape[1]
        parts = [(self.strict, 1.0)]
        parts += [] if strict is None else [(strict[None, :], 1.0)]
        parts += [] if weak is None else [(weak[None, :], 0.0)]
        # rows . w >= epsilon, or >= 0
        rows = np.vstack([np.column_stack([-r, np.full(len(r), e)]) for r, e in parts])
        equal = np.vstack([self.equal, np.ones(size)])
        program = Program(
            rows=csr_array(rows),
            limits=np.zeros(len(rows)),
            equal_rows=csr_array(np.column_stack([equal, np.zeros(len(equal))])),
            equal_limits=np.append(np.zeros(len(self.equal)), 1.0),
            errors=np.zeros(size + 1, dtype=bool),
            upper=np.append(np.full(size, np.inf), 1.0),
        )
        answer = solved(np.append(np.zeros(size), -1.0), program, free=1)
        if answer.status == INFEASIBLE:
            return -np.inf
        epsilon = float(answer.x[-1])
        if epsilon > SOLVER_TOLERANCE:
            self.found.append(self.rows @ answer.x[:-1])
        return epsilon

    def holds(self, **more: FloatArray) -> bool:
        """Say whether a compatible function meets one more row, strictly or not."""
        return self.widest(**more) > SOLVER_TOLERANCE


def compatible(
    rows: FloatArray, statements: Sequence[Statement], where: str
) -> tuple[Compatible, float]:
    """Return the compatible functions, and epsilon; where there are none, refuse the statements."""
    functions = Compatible(rows, statements)
    epsilon = functions.widest()
    if epsilon <= SOLVER_TOLERANCE:
        refuse_conflict(statements, lambda some: Compatible(rows, some).widest(), where)
    return functions, epsilon


def relations(functions: Compatible) -> tuple[BoolArray, BoolArray]:
    """Return who is at least as good in all functions (A, A), and in at least one."""
    rows = functions.rows
    size = len(rows)
    # a dominates b: no function is needed to know
    necessary = np.array([(row >= rows).all(axis=1) for row in rows])
    ruled_out = np.zeros_like(necessary)
    used = 0
    for a in range(size):
        for b in range(size):
            # every function found since rules out what it contradicts
            for values in functions.found[used:]:
                ruled_out |= values[None, :] > values[:, None] + SOLVER_TOLERANCE
            used = len(functions.found)
            if necessary[a, b] or ruled_out[a, b]:
                continue
            if not functions.holds(strict=rows[b] - rows[a]):
                # who is at least as good as a is at least as good as all that b is
                necessary |= necessary[:, [a]] & necessary[[b], :]
    possible = ~necessary.T
    for a, b in np.argwhere(necessary.T & necessary):
        possible[a, b] = True
    for a, b in np.argwhere(~possible):
        # b is at least as good as a in all: is it ever no better?
        possible[a, b] = any(v[a] >= v[b] for v in functions.found) or functions.holds(
            weak=rows[a] - rows[b]
        )
    return necessary, possible


def extreme_ranks(
    functions: Compatible, epsilon: float, necessary: BoolArray, possible: BoolArray
) -> tuple[IntArray, IntArray]:
    """Return the best and the worst rank (A,) of each alternative in the functions."""
    size = len(necessary)
    ahead = ~possible.T  # [b, a]: b is better than a in all functions
    open_ = ~necessary.T & ~ahead  # [b, a]: in some and not in others
    fixed = 1 + ahead.sum(axis=0)
    best, worst = fixed.copy(), fixed + open_.sum(axis=0)
    for a in range(size):
        others = np.flatnonzero(open_[:, a])
        seen = np.array([_ahead(values, a)[others].sum() for values in functions.found])
        if not len(others):
            continue
        # a function that was found has the rank that none can beat: nothing is to be solved
        if seen.min() > 0:
            best[a] = fixed[a] + _count(functions, epsilon, a, others, most=False)
        if seen.max() < len(others):
            worst[a] = fixed[a] + _count(functions, epsilon, a, others, most=True)
    return best, worst


def _ahead(values: FloatArray, a: int) -> BoolArray:
    return np.asarray(values > values[a] + SOLVER_TOLERANCE)


def _count(functions: Compatible, epsilon: float, a: int, others: IntArray, *, most: bool) -> int:
    """Return how many of the others are better than a at most, or at least.

    With binary v_b: u(a) - u(b) + v_b >= 0 counts who is better, and u(b) - u(a) >= epsilon - (1 +
    epsilon) (1 - v_b) who is better for sure (Kadziński, Greco and Słowiński 2012).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, eye_array, hstack

    rows, size, count = functions.rows, functions.rows.shape[1], len(others)
    # far above the tolerance of the mixed-integer solver, and met by some function
    least = min(LEAST_STRICT, epsilon / 2)
    step = rows[others] - rows[a]
    one = eye_array(count)
    if most:
        choice = hstack([csr_array(step), -(1 + least) * one]), -1.0
    else:
        choice = hstack([csr_array(-step), one]), 0.0
    equal = np.vstack([functions.equal, np.ones(size)])
    level = np.append(np.zeros(len(functions.equal)), 1.0)
    constraints: list[Any] = [
        LinearConstraint(choice[0], choice[1], np.inf),
        LinearConstraint(hstack([csr_array(equal), csr_array((len(equal), count))]), level, level),
    ]
    if len(functions.strict):
        strict = hstack([csr_array(functions.strict), csr_array((len(functions.strict), count))])
        constraints.append(LinearConstraint(strict, least, np.inf))
    answer: Any = milp(
        np.repeat([0.0, -1.0 if most else 1.0], [size, count]),
        constraints=constraints,
        integrality=np.repeat([0, 1], [size, count]),
        bounds=Bounds(0.0, np.repeat([np.inf, 1.0], [size, count])),
        options={"mip_rel_gap": 0.0},
    )
    if answer.status != 0:
        raise ConvergenceError(f"a mixed-integer program was not solved; {answer.message}", answer)
    return int(np.rint(answer.x[size:]).sum())
