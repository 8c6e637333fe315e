"""Mixed-integer programs, written row by row and solved by scipy's HiGHS."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.core.parts import INFEASIBLE
from decision_analysis.errors import ConvergenceError


class Program:
    """Variables with limits and rows between limits; variables are asked for by their number."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole: list[int] = []
        self.entries: list[float] = []
        self.columns: list[int] = []
        self.rows: list[int] = []
        self.limits: list[tuple[float, float]] = []

    def variables(
        self, count: int, low: float = 0, high: float = 1, *, whole: bool = False
    ) -> IntArray:
        """Return the numbers of new variables."""
        first = len(self.low)
        self.low += [low] * count
        self.high += [high] * count
        self.whole += [int(whole)] * count
        return np.arange(first, first + count)

    def row(
        self, terms: Mapping[int, float], low: float = -math.inf, high: float = math.inf
    ) -> None:
        """Ask that the sum of coefficients times variables lies between two limits."""
        self.columns += list(terms)
        self.entries += list(terms.values())
        self.rows += [len(self.limits)] * len(terms)
        self.limits.append((low, high))

    def solved(self, costs: Mapping[int, float], deadline: float) -> FloatArray | None:
        """Return the variables of least cost; None where nothing meets all rows."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        left = deadline - time.monotonic()
        if left <= 0:
            raise late()
        objective = np.zeros(len(self.low))
        objective[list(costs)] = list(costs.values())
        matrix = csr_array(
            (self.entries, (self.rows, self.columns)), shape=(len(self.limits), len(self.low))
        )
        low, high = np.array(self.limits).T
        options: Any = {"time_limit": left} if math.isfinite(left) else {}
        found: Any = milp(
            objective,
            integrality=np.array(self.whole),
            bounds=Bounds(np.array(self.low), np.array(self.high)),
            constraints=LinearConstraint(matrix, low, high),
            options=options,
        )
        if found.status == INFEASIBLE:
            return None
        # the time is over
        if found.status == 1:
            raise late()
        if found.status != 0:
            raise ConvergenceError(f"a mixed-integer program was not solved; {found.message}")
        return np.asarray(found.x, dtype=np.float64)


def late() -> ConvergenceError:
    """Return the error that the time is over."""
    return ConvergenceError("the best model was not proved within time_limit; got none in time")


def least_weights(
    at_least: Sequence[tuple[FloatArray, int]], equal: Sequence[FloatArray], deadline: float
) -> IntArray:
    """Return the smallest whole numbers n >= 0, not all 0, that meet some rows exactly.

    Of each row of `at_least`, coefficients times n make at least a number; of `equal` they make 0.
    """
    size = len(at_least[0][0]) if at_least else len(equal[0])
    program = Program()
    numbers = program.variables(size, high=10_000, whole=True)
    program.row(dict.fromkeys(numbers.tolist(), 1.0), low=1)
    for coefficients, least in at_least:
        program.row(dict(zip(numbers.tolist(), coefficients.tolist(), strict=True)), low=least)
    for coefficients in equal:
        program.row(dict(zip(numbers.tolist(), coefficients.tolist(), strict=True)), 0, 0)
    found = program.solved(dict.fromkeys(numbers.tolist(), 1.0), deadline)
    if found is None:
        raise ConvergenceError("no whole weights up to 10,000 make the model that was found")
    return np.rint(found).astype(np.intp)
