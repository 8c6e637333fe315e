"""Which alternatives some possible weights put ahead of all others."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import BLOCK, SOLVER_TOLERANCE
from decision_analysis.uncertainty._polytope import linear_program
from decision_analysis.uncertainty._statements import System
from decision_analysis.uncertainty._weight_sampler import SimplexDrawer
from decision_analysis.uncertainty._weight_space import WeightSpace

_TRIALS = 2**10
"""Weights that are tried: enough to decide most, a millisecond for each thousand cells."""
_STRONGEST = 16
"""Others that a program starts from, and takes up at once."""


@dataclasses.dataclass(frozen=True, eq=False)
class Candidates:
    """Possible weights in a table's order: some of them, the vertices of a simplex, the system.

    `vertices` (V, C) span all possible weights: those of the space where it is a simplex, and else
    of all weights. `spread` (U, C) brings weights of tied groups to criteria, None of a single
    point.
    """

    trials: FloatArray
    vertices: FloatArray
    system: System | None
    spread: FloatArray | None

    @classmethod
    def of(
        cls, space: WeightSpace | None, columns: list[int] | None, point: FloatArray | None
    ) -> Candidates:
        """Read a space, whose criteria stand in other columns, or a single point."""
        if space is None:
            assert point is not None
            return cls(point[None, :], point[None, :], None, None)
        order = slice(None) if columns is None else columns
        groups = space._groups()
        spread = np.eye(int(groups.max()) + 1)[:, groups][:, order]
        trials = space.sample(_TRIALS, rng=0)[:, order]
        vertices = spread / spread.sum(axis=1, keepdims=True)
        if isinstance(space._drawer, SimplexDrawer):
            vertices = space._drawer.vertices[:, groups][:, order]
            trials = np.concatenate([vertices, trials])
        return cls(trials, vertices, space._system(), spread)


def leading(
    own: FloatArray, others: FloatArray, weights: Candidates, largest: float
) -> tuple[BoolArray, FloatArray]:
    """Say which alternatives lead with some weights (A,), and with which (A, C), NaN where none.

    One leads if its own values (A, C) have at least the sum of those of all others.
    """
    count, noise = len(own), SOLVER_TOLERANCE * largest
    found = np.full((count, own.shape[1]), np.nan)
    if count == 1:
        return np.ones(1, dtype=bool), weights.trials[:1].copy()
    mine, theirs = weights.trials @ own.T, weights.trials @ others.T
    # the best of the others: the best of all, but for itself the second
    two = np.argpartition(-theirs, 1, axis=1)[:, :2]
    top = np.take_along_axis(theirs, two, axis=1)
    two = np.where(top[:, :1] >= top[:, 1:], two, two[:, ::-1])
    rows = np.arange(len(theirs))
    rival = np.where(two[:, :1] == np.arange(count), two[:, 1:], two[:, :1])
    lead = mine - theirs[rows[:, None], rival]
    place = lead.argmax(axis=0)
    shown = lead[place, np.arange(count)] >= -noise
    found[shown] = weights.trials[place[shown]]
    if weights.system is None:
        return shown, found
    open_ones = np.flatnonzero(~shown)
    if len(open_ones):
        open_ones = open_ones[~_beaten(own, others, open_ones, weights.vertices, noise)]
    for a in map(int, open_ones):
        # those who are hardest to beat with the weights that favor it most
        strong = np.unique(rival[np.argsort(-lead[:, a])[:_STRONGEST], a])
        point = _program(a, own, others, weights, strong, noise)
        if point is not None:
            shown[a], found[a] = True, point
    return shown, found


def _beaten(
    own: FloatArray, others: FloatArray, chosen: np.ndarray, vertices: FloatArray, noise: float
) -> BoolArray:
    """Say of the chosen whether one other is ahead at all vertices, and so with all weights."""
    mine, theirs = own[chosen] @ vertices.T, others @ vertices.T
    beaten = np.zeros(len(chosen), dtype=bool)
    step = max(1, BLOCK // theirs.size)
    for start in range(0, len(chosen), step):
        part = slice(start, start + step)
        ahead = (theirs[None] > mine[part, None] + noise).all(axis=2)
        ahead[np.arange(len(ahead)), chosen[part]] = False
        beaten[part] = ahead.any(axis=1)
    return beaten


def _program(
    a: int,
    own: FloatArray,
    others: FloatArray,
    weights: Candidates,
    active: np.ndarray,
    noise: float,
) -> FloatArray | None:
    """Return weights (C,) with the greatest lead of one over all others; None if it is behind."""
    assert weights.system is not None
    assert weights.spread is not None
    rows, bounds, equal, sums = weights.system
    size = rows.shape[1]
    # behind (V_b - V_a) w for each b, in the weights of tied groups; never behind itself
    behind = (others - own[a]) @ weights.spread.T
    behind[a] = -np.inf
    scale = max(noise / SOLVER_TOLERANCE, np.finfo(float).tiny)
    cost = np.append(np.zeros(size), -1.0)
    fixed = np.column_stack([rows, np.zeros(len(rows))])
    equalities = np.column_stack([equal, np.zeros(len(equal))])
    while True:
        # maximize d subject to (V_b - V_a) w + d <= 0
        taken = np.column_stack([behind[active] / scale, np.ones(len(active))])
        answer = linear_program(
            cost,
            np.vstack([taken, fixed]),
            np.concatenate([np.zeros(len(active)), bounds]),
            equalities,
            sums,
        )
        # more rivals can only be worse
        if answer.x[-1] < -SOLVER_TOLERANCE:
            return None
        with np.errstate(invalid="ignore"):
            late = np.where(np.isfinite(behind[:, 0]), behind @ answer.x[:size], -np.inf)
        forgotten = np.setdiff1d(np.flatnonzero(late > noise), active)
        if not len(forgotten):
            return np.asarray(np.maximum(answer.x[:size], 0.0) @ weights.spread)
        worst = forgotten[np.argsort(-late[forgotten])[:_STRONGEST]]
        active = np.concatenate([active, worst])
