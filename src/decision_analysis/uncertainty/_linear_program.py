"""`linear_program`: linear programs by HiGHS, of which the status is read."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core.parts import NO_PRESOLVE, PLAIN, PRECISE, answered

_ROUNDING = 1e-14
"""Below this, numbers of size 1 are sums of rounding errors, some tens of 2.2e-16."""


def linear_program(
    cost: FloatArray,
    rows: FloatArray,
    bounds: FloatArray,
    equal_rows: FloatArray | None = None,
    equal_bounds: FloatArray | None = None,
    *,
    solvable: bool = True,
) -> Any:
    """Minimize cost . x over rows x <= bounds and the equalities with scipy's HiGHS; x is free.

    A program that is `solvable` has a solution: where the solver finds none, it is asked again more
    loosely. What it says of others is returned, with its status.
    """
    from scipy.optimize import linprog

    # what is only rounding, such as the share of a fixed weight in a direction, upsets the solver
    cost, rows = (np.where(np.abs(a) < _ROUNDING, 0.0, a) for a in (cost, rows))

    def ask(options: Any) -> Any:
        return linprog(
            cost,
            A_ub=rows,
            b_ub=bounds,
            A_eq=equal_rows,
            b_eq=equal_bounds,
            bounds=(None, None),
            method="highs",
            options=options,
        )

    if not solvable:
        return ask(PRECISE)
    attempts = (PRECISE, PRECISE | NO_PRESOLVE, PLAIN, NO_PRESOLVE)
    return answered("a linear program about weights", ask, attempts, solvable=True)
