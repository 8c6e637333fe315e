"""Which alternatives some possible weights put ahead of all others."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import BLOCK, SOLVER_TOLERANCE
from decision_analysis.uncertainty._linear_program import linear_program
from decision_analysis.uncertainty._room import Room
from decision_analysis.uncertainty._weight_space import WeightSpace

_TRIALS = 2**10
"""Weights that are tried: enough to decide most, a millisecond for each thousand cells."""
_MOST_VERTICES = 2**10
"""Vertices that are tried too, and at which those who never lead are found."""
_STRONGEST = 16
"""Others that a program starts from, and takes up at once."""


@dataclasses.dataclass(frozen=True, eq=False)
class Candidates:
    """Possible weights in a table's order: some of them, points around them, their coordinates.

    `vertices` (V, C) span all possible weights: those of the space where they are few, and else of
    all weights. Weights are `center` + `basis` z where `room` has them, which is None of a single
    point.
    """

    trials: FloatArray
    vertices: FloatArray
    room: Room | None
    center: FloatArray
    basis: FloatArray

    @classmethod
    def of(
        cls, space: WeightSpace | None, columns: list[int] | None, point: FloatArray | None
    ) -> Candidates:
        """Read a space, whose criteria stand in other columns, or a single point."""
        if space is None:
            assert point is not None
            return cls(point[None, :], point[None, :], None, point, np.zeros((len(point), 0)))
        order = slice(None) if columns is None else columns
        groups = space._groups()[order]
        trials = space.sample(_TRIALS, rng=0)[:, order]
        vertices = space._few_vertices(_MOST_VERTICES)
        if vertices is None:
            vertices = np.eye(int(groups.max()) + 1)[:, groups]
            vertices /= vertices.sum(axis=1, keepdims=True)
        else:
            vertices = vertices[:, order]
            trials = np.concatenate([vertices, trials])
        found = space._room()
        return cls(trials, vertices, found, found.center[groups], found.basis[groups])


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
    if weights.room is None:
        return shown, found
    left = np.flatnonzero(~shown)
    if len(left):
        left = left[~_beaten(own, others, left, weights.vertices, noise)]
    # those who are nearest to leading first: what beats one beats most of those behind it
    left = left[np.argsort(-lead[place[left], left], kind="stable")]
    reached, passed = own @ weights.vertices.T, others @ weights.vertices.T
    while len(left):
        a, left = int(left[0]), left[1:]
        # those who are hardest to beat with the weights that favor it most
        strong = np.unique(rival[np.argsort(-lead[:, a])[:_STRONGEST], a])
        point, shares = _program(a, own, others, weights, strong, noise)
        if point is not None:
            shown[a], found[a] = True, point
            continue
        # where a mixture of others is ahead at all vertices, one of them is with any weights
        ahead = (shares @ passed > reached[left] + noise).all(axis=1)
        left = left[~ahead | (shares[left] > 0)]
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
) -> tuple[FloatArray | None, FloatArray]:
    """Return weights (C,) with the greatest lead of one over all others; None if it is behind.

    With it come the shares (A,) of a mixture of others that is as far ahead of it with any weights.
    """
    assert weights.room is not None
    size = weights.basis.shape[1]
    # behind (V_b - V_a) w for each b, a constant and its slopes; never behind itself
    differences = others - own[a]
    behind, slopes = differences @ weights.center, differences @ weights.basis
    behind[a], slopes[a] = -np.inf, 0.0
    scale = max(noise / SOLVER_TOLERANCE, np.finfo(float).tiny)
    cost = np.append(np.zeros(size), -1.0)
    fixed = np.column_stack([weights.room.normals, np.zeros(len(weights.room.normals))])
    while True:
        # maximize d subject to (V_b - V_a) w + d <= 0
        taken = np.column_stack([slopes[active] / scale, np.ones(len(active))])
        answer = linear_program(
            cost,
            np.vstack([taken, fixed]),
            np.concatenate([-behind[active] / scale, weights.room.limits]),
        )
        shares = np.zeros(len(own))
        shares[active] = np.maximum(-answer.ineqlin.marginals[: len(active)], 0.0)
        shares /= shares.sum()
        # more rivals can only be worse
        if answer.x[-1] < -SOLVER_TOLERANCE:
            return None, shares
        late = behind + slopes @ answer.x[:size]
        forgotten = np.setdiff1d(np.flatnonzero(late > noise), active)
        if not len(forgotten):
            point = weights.center + weights.basis @ answer.x[:size]
            return np.maximum(point, 0.0), shares
        worst = forgotten[np.argsort(-late[forgotten])[:_STRONGEST]]
        active = np.concatenate([active, worst])
