"""`Process`: stages, what is maximized, and the steps that solve them: a pass, a system."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import BLOCK
from decision_analysis.trees.arrays import along, best, tied
from decision_analysis.trees.markov._stages import Stages
from decision_analysis.trees.passes import at_stake, reach, roll_back

DENSE = 200  # stages: a full matrix takes 0.3 MB; in a larger one most are zeros
ITERATIONS = 200  # where they do not suffice, links are more like chains, which factors suit
REFINEMENTS = 5  # each gains the 8 digits asked of it: two reach `ENOUGH`, rounding aside
ENOUGH = 16 * np.finfo(np.float64).eps  # what the residual's own sums may be off by rounding


@dataclass(frozen=True, eq=False)
class Process:
    """What recurs, as amounts (N, ...) to maximize and discounts (L, ...).

    `amounts` are -inf at options that are ruled out. All arrays have all sample axes, trailing.
    `resting` (S, ...) are stages that no payoff ever follows and that never end: they are worth 0,
    whatever is chosen.
    """

    stages: Stages
    amounts: FloatArray
    discounts: FloatArray
    resting: BoolArray

    def onward(self, values: FloatArray) -> FloatArray:
        """Return the amounts, with the worth of stages (S, ...) at the leaves that lead there."""
        found = self.amounts.copy()
        found[self.stages.leaves] += self.discounts * values[self.stages.targets]
        return found

    def once(self, values: FloatArray, chosen: IntArray | None = None) -> FloatArray:
        """Return each node's worth (N, ...), if stages after the next have `values` (S, ...)."""
        return roll_back(self.stages.tree, self.onward(values), chosen=chosen)

    def weights(self, chosen: IntArray) -> FloatArray:
        """Return each leaf's discounted probability (L, ...) from the root of its stage."""
        found = reach(self.stages.tree, chosen)[self.stages.leaves] * self.discounts
        found[self.resting[self.stages.owners]] = 0.0
        return found

    def evaluate(self, chosen: IntArray) -> FloatArray:
        """Return what stages (S, ...) are worth under a policy (decisions, ...).

        The policy ends or is discounted.
        """
        paid = roll_back(self.stages.tree, self.amounts, chosen=chosen)[self.stages.tops]
        return solve(self.stages, self.weights(chosen), paid)

    def scale(self, values: FloatArray) -> FloatArray:
        """Return the largest absolute amount or value (...)."""
        return np.asarray(np.abs(_paid(self.onward(values))).max(axis=0))

    def at_stake(self, values: FloatArray, rolled: FloatArray) -> FloatArray:
        """Return how much is expected to change hands (N, ...) from each node on.

        That is within the stage, if stages after it have `values` (S, ...) and the best of what is
        `rolled` back is chosen.
        """
        best = self.choose(rolled)
        return at_stake(self.stages.tree, _paid(self.onward(values)), chosen=best)

    def choose(
        self,
        rolled: FloatArray,
        kept: IntArray | None = None,
        tolerance: FloatArray | None = None,
    ) -> IntArray:
        """Return the greatest option by decision (decisions, ...).

        One that is kept stays where it is within a tolerance (N, ...) of the greatest.
        """
        tree = self.stages.tree
        found = np.empty((len(tree._decisions), *rolled.shape[1:]), dtype=np.intp)
        for level in tree._levels:
            if (part := level.decisions) is not None:
                below = rolled[part.below]
                found[part.listed] = best(below, part)
                if kept is not None and tolerance is not None:
                    mine = kept[part.listed]
                    places = along(part.starts, mine.ndim) + mine
                    good = np.take_along_axis(
                        tied(below, tolerance[part.below], part), places, axis=0
                    )
                    found[part.listed] = np.where(good, mine, found[part.listed])
        return found

    def best_options(self, rolled: FloatArray, tolerance: FloatArray) -> BoolArray:
        """Say which nodes (N, ...) are options within a tolerance (N, ...) of the best."""
        tree = self.stages.tree
        found = np.zeros(rolled.shape, dtype=bool)
        for level in tree._levels:
            if (part := level.decisions) is not None:
                found[part.below] = tied(rolled[part.below], tolerance[part.below], part)
        return found

    def options(self) -> BoolArray:
        """Say which nodes (N,) are options of a decision."""
        found = np.zeros(len(self.stages.tree), dtype=bool)
        for level in self.stages.tree._levels:
            if level.decisions is not None:
                found[level.decisions.below] = True
        return found


def _paid(amounts: FloatArray) -> FloatArray:
    return np.where(np.isneginf(amounts), 0.0, amounts)


def solve(
    stages: Stages, weights: FloatArray, given: FloatArray, *, transposed: bool = False
) -> FloatArray:
    """Solve (I - M) x = given for x (S, ...).

    `weights` (L, ...) add up to the matrix M of owners and targets.
    """
    size, shape = len(stages.names), given.shape[1:]
    if not len(weights):
        return given.copy()
    rows, columns = (
        (stages.targets, stages.owners) if transposed else (stages.owners, stages.targets)
    )
    # leaves that lead from one stage to another add up to one entry of M
    cell = rows * size + columns
    order = np.argsort(cell, kind="stable")
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    summed = np.add.reduceat(weights.reshape(len(weights), -1)[order], starts, axis=0)
    places = cell[order][starts]
    right = given.reshape(size, -1)
    found = np.empty(right.shape)
    solver, step = (_dense, max(1, BLOCK // size**2)) if size <= DENSE else (_sparse, 1)
    # small systems many samples at a time, large ones one by one
    for k in range(0, right.shape[1], step):
        part = slice(k, k + step)
        found[:, part] = solver(size, places, summed[:, part], right[:, part])
    return found.reshape(size, *shape)


def _dense(size: int, places: IntArray, entries: FloatArray, right: FloatArray) -> FloatArray:
    # I - M for each sample
    flat = np.zeros((entries.shape[1], size * size))
    flat[:, places] = -entries.T
    flat[:, :: size + 1] += 1.0
    matrix = flat.reshape(-1, size, size)
    return np.asarray(np.linalg.solve(matrix, right.T[..., None])[..., 0].T)


def _sparse(size: int, places: IntArray, entries: FloatArray, right: FloatArray) -> FloatArray:
    """Solve one large system by refined iterations or else by factors.

    Random links suit iterations, chains suit factors.
    """
    from scipy import sparse
    from scipy.sparse.linalg import bicgstab, splu

    cells = (entries[:, 0], (places // size, places % size))
    matrix = sparse.eye_array(size, format="csr") - sparse.csr_array(cells, shape=(size, size))
    given = right[:, 0]
    found = np.zeros(size)
    # iterative refinement: the residual is solved for, and its solution added
    for _ in range(REFINEMENTS):
        rest = given - matrix @ found
        if np.abs(rest).max() <= ENOUGH * max(np.abs(given).max(), np.abs(found).max()):
            return found[:, None]
        step, failed = bicgstab(matrix, rest, rtol=1e-8, maxiter=ITERATIONS)
        if failed:
            break
        found += step
    return np.asarray(splu(sparse.csc_matrix(matrix)).solve(given)[:, None])
