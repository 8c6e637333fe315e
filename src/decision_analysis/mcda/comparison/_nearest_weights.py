"""`bracketed`: near weights with which two alternatives change places, by methods of any kind."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CHANGE_PRECISION
from decision_analysis.mcda.comparison._first_turns import first_turns
from decision_analysis.mcda.comparison._margin import Margin
from decision_analysis.mcda.comparison._nearest_reversal import nearest_on_plane

TANGENTS = 20
"""Times that the margin is taken as linear around the nearest weights found so far."""
ROUNDS, DRAWN, FOLLOWED = 24, 512, 3
"""Rounds of a search around them, weights asked in each, and how many of these are followed."""
INSIDE, NARROWEST = 0.999, 0.005
"""Share of the distance at which weights are asked, and the narrowest beam around the best way."""
STEP = 1e-5
"""Share of the way to a corner by which the slope of a margin is taken."""


def scaled_to(weights: FloatArray, criterion: IntArray, to: FloatArray) -> FloatArray:
    """Return weights (n, C), in each row one at a new value and the others in proportion."""
    total = weights.sum()
    moved = weights * ((total - to) / (total - weights[criterion]))[:, None]
    moved[np.arange(len(to)), criterion] = to
    return np.asarray(moved)


def bracketed(
    margin: Margin, weights: FloatArray, turning: FloatArray, now: float
) -> FloatArray | None:
    """Return the nearest weights found at which a margin changes its sign; None where none are.

    `turning` are the weights of single criteria, others in proportion, where it does: the nearest
    of these is where the search begins.
    """
    search = _Search(margin, weights, now)
    known = np.flatnonzero(~np.isnan(turning))
    best = None
    if len(known):
        starts = scaled_to(weights, known, turning[known])
        best = starts[np.linalg.norm(starts - weights, axis=1).argmin()]
    if margin.one_by_one:
        return best
    # the weights drawn are the same ones always
    draw, beam = np.random.default_rng(0), 0.5
    for _ in range(ROUNDS):
        best = best if best is None else search.along_tangents(best)
        if best is not None and not np.any(best != weights):
            break
        drawn = search.drawn(draw, best, beam)
        found = search.nearest(drawn[search.turned(drawn)][:FOLLOWED])
        if found is not None and (best is None or search.far(found) < search.far(best)):
            best = found
        elif best is None or beam < NARROWEST:
            break
        else:
            beam /= 2
    return best


class _Search:
    """Weights of one sum around given ones, and where on the way to them the order turns."""

    def __init__(self, margin: Margin, weights: FloatArray, now: float) -> None:
        self.margin, self.weights, self.now = margin, weights, now
        self.total = float(weights.sum())

    def far(self, weights: FloatArray) -> float:
        return float(np.linalg.norm(weights - self.weights))

    def turned(self, weights: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        if not len(weights):
            return np.zeros(0, dtype=bool)
        return np.asarray(np.sign(self.now) * self.margin.of_weights(weights) < 0)

    def drawn(self, draw: np.random.Generator, best: FloatArray | None, beam: float) -> FloatArray:
        """Return weights nearer than the best, in all directions and in a beam around its own."""
        count = len(self.weights)
        anywhere = self.total * draw.dirichlet(np.ones(count), DRAWN) - self.weights
        if best is None:
            return self.weights + anywhere
        noise = draw.normal(size=(DRAWN, count))
        noise -= noise.mean(axis=1, keepdims=True)
        noise /= np.linalg.norm(noise, axis=1, keepdims=True) + np.finfo(float).tiny
        around = (best - self.weights) + beam * self.far(best) * noise
        ways = np.concatenate([anywhere, around])
        length = np.linalg.norm(ways, axis=1, keepdims=True)
        ways = ways[length[:, 0] > 0] / length[length[:, 0] > 0]
        weights = self.weights + INSIDE * self.far(best) * ways
        return np.asarray(weights[weights.min(axis=1) >= 0])

    def nearest(self, goals: FloatArray) -> FloatArray | None:
        """Return the nearest weights on the ways to some, at which the order turns."""
        step = goals - self.weights

        def at(way: IntArray, share: FloatArray) -> FloatArray:
            return self.margin.of_weights(self.on_way(step[way], share))

        shares = first_turns(at, len(goals), self.now)
        known = np.flatnonzero(~np.isnan(shares))
        if not len(known):
            return None
        reached = self.on_way(step[known], shares[known])
        return np.asarray(reached[np.linalg.norm(reached - self.weights, axis=1).argmin()])

    def on_way(self, step: FloatArray, share: FloatArray) -> FloatArray:
        # rounding alone makes weights negative on the way to others
        return np.maximum(self.weights + share[:, None] * step, 0.0)

    def along_tangents(self, best: FloatArray) -> FloatArray:
        """Return weights improved as long as planes that touch the border lead to nearer ones."""
        for _ in range(TANGENTS):
            goal = nearest_on_plane(self.weights, self.tangent(best))
            if goal is None or not np.any(goal != self.weights):
                break
            # as far beyond the plane as weights stay positive, and at most as far again
            step = goal - self.weights
            falling = step < 0
            most = float(np.min(-self.weights[falling] / step[falling], initial=2.0))
            found = self.nearest((self.weights + most * step)[None])
            if found is None or self.far(found) >= self.far(best):
                break
            gain = self.far(best) - self.far(found)
            best = found
            if gain <= CHANGE_PRECISION * self.total:
                break
        return best

    def tangent(self, at: FloatArray) -> FloatArray:
        """Return the slope of the plane slope @ w = 0 on which the margin, made linear, is 0."""
        # towards each corner of the simplex, as weights stay positive that way
        toward = (1 - STEP) * at + STEP * self.total * np.eye(len(at))
        leads = self.margin.of_weights(np.concatenate([at[None], toward]))
        # weights w have the lead now and (leads - now) / STEP @ w / total, and sum to total
        return np.asarray(leads[0] + (leads[1:] - leads[0]) / STEP)
