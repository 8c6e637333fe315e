"""Which strategies are maximal, or best for some probabilities, by values at extreme points."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import BLOCK, SOLVER_PRECISION, SOLVER_TOLERANCE
from decision_analysis.errors import ConvergenceError


def maximal(values: FloatArray, tolerance: float) -> BoolArray:
    """Say which rows of values (strategies, points) no other row exceeds at every point."""
    kept = np.ones(len(values), dtype=bool)
    # blocks of rows bound the memory of rows times rows times points
    size = max(1, BLOCK // values.size)
    for first in range(0, len(values), size):
        mine = values[first : first + size]
        # for each row the greatest lead that another has at every point
        least = np.stack([(values - row).min(axis=1).max() for row in mine])
        kept[first : first + size] = least <= tolerance
    return kept


def best_somewhere(values: FloatArray, kept: BoolArray, tolerance: float) -> BoolArray:
    """Say which rows of values (strategies, points) are largest for some weights of the points.

    Those that are largest at a point are; for the others that are maximal, `kept`, a linear program
    finds weights at which the least lead over all maximal rows is largest.
    """
    found: BoolArray = (values >= values.max(axis=0) - tolerance).any(axis=1)
    for row in np.flatnonzero(kept & ~found):
        rivals = np.flatnonzero(kept & (np.arange(len(values)) != row))
        leads = values[row] - values[rivals]
        found[row] = _largest_lead(leads / np.abs(leads).max()) >= -SOLVER_TOLERANCE
    return found


def _largest_lead(leads: FloatArray) -> float:
    """Return the largest t for which weights of columns give each row of leads at least t.

    Leads are (rivals, points).
    """
    from scipy.optimize import linprog

    # max t over weights w: leads w >= t, sum w = 1, w >= 0
    rivals, count = leads.shape
    solved = linprog(
        np.append(np.zeros(count), -1.0),
        A_ub=np.hstack([-leads, np.ones((rivals, 1))]),
        b_ub=np.zeros(rivals),
        A_eq=np.append(np.ones(count), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, None)] * count + [(None, None)],
        method="highs",
        options={
            "primal_feasibility_tolerance": SOLVER_PRECISION,
            "dual_feasibility_tolerance": SOLVER_PRECISION,
        },
    )
    if solved.status != 0 or solved.fun is None:
        raise ConvergenceError(f"HiGHS did not decide E-admissibility; {solved.message}")
    return float(-solved.fun)
