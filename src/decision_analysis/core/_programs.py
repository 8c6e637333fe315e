"""`answered`: what scipy's HiGHS says of a program: solved, without a solution, or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from decision_analysis._limits import SOLVER_PRECISION
from decision_analysis.errors import ConvergenceError

INFEASIBLE = 2
"""Scipy's status where no solution exists; it is 0 where one was found."""

PLAIN: Any = {}
NO_PRESOLVE: Any = {"presolve": False}
PRECISE: Any = {
    "primal_feasibility_tolerance": SOLVER_PRECISION,
    "dual_feasibility_tolerance": SOLVER_PRECISION,
}
"""Options of the solver, which scipy types; `PLAIN` leaves it its own."""


def answered(
    what: str,
    ask: Callable[[Any], Any],
    attempts: Iterable[Any] = (PLAIN,),
    *,
    solvable: bool = False,
) -> Any:
    """Return the solver's first answer that is one: a solution, or the word that there is none.

    It is asked with one set of options after the other, as presolving or a high precision may stop
    it short. A program that is `solvable` has a solution: that there is none is no answer.
    """
    for options in attempts:
        found = ask(options)
        if found.status == 0 or (found.status == INFEASIBLE and not solvable):
            return found
    raise ConvergenceError(f"{what} was not solved; {found.message}", found)
