"""`nearest_weights`: the least change of weights that makes an alternative the best.

Analyses of one person and of a group ask for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis.core._programs import answered


def nearest_weights(
    values: FloatArray, start: FloatArray, targets: Sequence[int] | None = None
) -> FloatArray:
    """Return for each target the nearest weights (T, C) with which it is a best alternative.

    Partial values are (A, C), of which more is better, weights (C,) sum to 1 and stay so. NaN where
    no weights make it a best one. All alternatives are targets where None.
    """
    asked = range(len(values)) if targets is None else targets
    return np.array([_nearest(values, start, target) for target in asked]).reshape(-1, len(start))


def weight_moved(start: FloatArray, reached: FloatArray) -> FloatArray:
    """Return the share of weight moved: half the sum of absolute changes, without rounding."""
    moved = np.abs(reached - start).sum(axis=-1) / 2
    return np.where(moved < SOLVER_TOLERANCE, 0.0, moved)


def _nearest(values: FloatArray, start: FloatArray, target: int) -> FloatArray:
    """Return the nearest weights for one alternative; NaN where there are none."""
    from scipy.optimize import linprog

    size = len(start)
    one, nothing = np.eye(size), np.zeros(2 * size)
    # variables w, u, d: minimize sum(u + d)
    cost = np.concatenate([np.zeros(size), np.ones(2 * size)])
    # (V_a - V_t) w <= 0 for each other alternative a
    behind = np.delete(values, target, axis=0) - values[target]
    widest = np.abs(behind).max(axis=1, keepdims=True)
    behind = behind / np.where(widest > 0, widest, 1.0)  # the solver's tolerance is absolute
    # w + u - d = w0 and sum(w) = 1
    balance = np.hstack([one, one, -one])
    total = np.append(np.ones(size), nothing)
    answer = answered(
        "the linear program",
        lambda options: linprog(
            cost,
            A_ub=np.hstack([behind, np.zeros((len(behind), 2 * size))]) if len(behind) else None,
            b_ub=np.zeros(len(behind)) if len(behind) else None,
            A_eq=np.vstack([balance, total]),
            b_eq=np.append(start, 1.0),
            method="highs",
            options=options,
        ),
    )
    return np.asarray(answer.x[:size]) if answer.status == 0 else np.full(size, np.nan)
