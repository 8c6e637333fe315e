"""Shapley effects from samples: conditional variances by subset, by all subsets or by orders.

The cost of a subset is E[Var(Y | X outside it)], the mean of (Y - Y')^2 / 2 where Y' has the
subset drawn anew given all other parameters (Kucherenko et al. 2012).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import BLOCK, GREATEST_LEVEL, LEAST_LEVEL
from decision_analysis.core.parts import chunks
from decision_analysis.sensitivity._resampling import Resampling
from decision_analysis.sensitivity._sampled_scores import SampledScores
from decision_analysis.sensitivity._twins import Twins


@dataclasses.dataclass(frozen=True, eq=False)
class Drawing:
    """From normal scores to parameters, which a Gaussian copula joins.

    `normal` (P, P) are its correlations, in the order of `names`; None where there are none.
    """

    scores: SampledScores
    names: tuple[str, ...]
    normal: FloatArray | None

    def at(self, points: FloatArray) -> FloatArray:
        """Return the scores (rows, K) at points (rows, P): normal scores, or levels without."""
        if self.normal is not None:
            from scipy.special import ndtr

            points = np.clip(ndtr(points), LEAST_LEVEL, GREATEST_LEVEL)
        ledger = self.scores.scored.parameters
        return self.scores.at(
            {name: ledger[name].quantile(points[:, p]) for p, name in enumerate(self.names)}
        )

    def redrawn(self, points: FloatArray, anew: FloatArray, subset: list[int]) -> FloatArray:
        """Return points of which a subset is drawn from `anew`, given all others."""
        moved = points.copy()
        if self.normal is None:
            moved[:, subset] = anew[:, subset]
            return moved
        rest = [p for p in range(len(self.names)) if p not in subset]
        within = self.normal[np.ix_(subset, subset)]
        mean = np.zeros((len(points), len(subset)))
        if rest:
            # Z_u | Z_v is normal, of mean R_uv R_vv^-1 Z_v and variance R_uu - R_uv R_vv^-1 R_vu
            across = self.normal[np.ix_(rest, subset)]
            slopes = np.linalg.solve(self.normal[np.ix_(rest, rest)], across)
            within = within - across.T @ slopes
            mean = np.einsum("np,pq->nq", points[:, rest], slopes, optimize=False)
        noise = np.linalg.cholesky(within)
        moved[:, subset] = mean + np.einsum("nq,pq->np", anew[:, subset], noise, optimize=False)
        return moved


@dataclasses.dataclass(eq=False)
class EffectShares:
    """Weighted sums (1 + R, P, K) of shares of the variance; `largest` (K,) absolute scores."""

    sums: FloatArray
    weight: FloatArray
    largest: FloatArray

    def add(self, other: EffectShares) -> None:
        """Add the sums of the next chunk."""
        self.sums, self.weight = self.sums + other.sums, self.weight + other.weight
        self.largest = np.maximum(self.largest, other.largest)


@dataclasses.dataclass(frozen=True, eq=False)
class Coalitions:
    """The shares of one chunk; it can be sent to another process."""

    drawing: Drawing
    twins: Twins
    resampling: Resampling
    entropy: int
    by_order: bool

    def cut(self, chunk: int, rows: int) -> Coalitions:
        return dataclasses.replace(
            self, twins=self.twins.cut(chunk, rows), resampling=self.resampling.cut(chunk)
        )

    def __call__(self, chunk: int, rows: int) -> EffectShares:
        pair = [
            np.column_stack([each[name] for name in self.drawing.names])
            for each in self.twins.chunk(chunk, rows)
        ]
        if self.drawing.normal is not None:
            from scipy.special import ndtri

            pair = [ndtri(points) for points in pair]
        counts = self.resampling.counts(chunk, rows)
        orders = self._orders(chunk, rows) if self.by_order else None
        size = len(self.drawing.names)
        # factors of as many orders, or shares of as many rows, as fit into a block
        step = max(1, BLOCK // (size * max(len(self.drawing.scores.of), size)))
        total: EffectShares | None = None
        for start in range(0, rows, step):
            part = slice(start, min(start + step, rows))
            if orders is None:
                shares, largest = by_subsets(self.drawing, pair[0][part], pair[1][part])
            else:
                shares, largest = by_orders(
                    self.drawing, pair[0][part], pair[1][part], orders[part]
                )
            summed = counts[:, part] @ shares.reshape(len(shares), -1)
            found = EffectShares(
                summed.reshape(len(counts), *shares.shape[1:]),
                counts[:, part].sum(axis=1)[:, None, None],
                largest,
            )
            if total is None:
                total = found
            else:
                total.add(found)
        assert total is not None
        return total

    def _orders(self, chunk: int, rows: int) -> IntArray:
        """Return a random order of the parameters (rows, P) for each row."""
        generator = chunks.stream(self.entropy, "shapley orders", chunk)
        size = len(self.drawing.names)
        return np.asarray(generator.permuted(np.tile(np.arange(size), (rows, 1)), axis=1))


Shares = tuple[FloatArray, FloatArray]
"""Shares of each row's variance (rows, P, K), and the largest absolute scores (K,)."""


def by_subsets(drawing: Drawing, points: FloatArray, anew: FloatArray) -> Shares:
    """Return shares by going through all subsets, each of which counts for all parameters."""
    at, size = _correlated(drawing, points), len(drawing.names)
    scores = drawing.at(at)
    shares = np.zeros((len(points), size, scores.shape[1]))
    largest = np.abs(scores).max(axis=0)
    for subset in _subsets(size):
        other = drawing.at(drawing.redrawn(at, anew, subset))
        cost = (scores - other) ** 2 / 2
        largest = np.maximum(largest, np.abs(other).max(axis=0))
        # Shapley's weights |u|! (P - |u| - 1)! / P! of what a parameter adds to the others u
        members = len(subset)
        joined = 1 / (size * math.comb(size - 1, members - 1))
        shares[:, subset] += joined * cost[:, None]
        if members < size:
            outside = [p for p in range(size) if p not in subset]
            shares[:, outside] -= cost[:, None] / (size * math.comb(size - 1, members))
    return shares, largest


def _subsets(size: int) -> Iterator[list[int]]:
    for members in range(1, size + 1):
        yield from map(list, combinations(range(size), members))


def _correlated(drawing: Drawing, points: FloatArray) -> FloatArray:
    if drawing.normal is None:
        return points
    factor = np.linalg.cholesky(drawing.normal)
    return np.asarray(np.einsum("np,qp->nq", points, factor, optimize=False))


def by_orders(drawing: Drawing, points: FloatArray, anew: FloatArray, orders: IntArray) -> Shares:
    """Return shares by one random order a row: what each parameter adds to those before it."""
    rows, size = points.shape
    place = _placed(drawing, orders)
    scores = drawing.at(place(points))
    shares = np.empty((rows, size, scores.shape[1]))
    largest, before = np.abs(scores).max(axis=0), np.zeros_like(scores)
    mixed, row = points.copy(), np.arange(rows)
    for member in orders.T:
        # the first parameters of the order are drawn anew, given all that come later
        mixed[row, member] = anew[row, member]
        other = drawing.at(place(mixed))
        cost = (scores - other) ** 2 / 2
        shares[row, member] = cost - before
        before, largest = cost, np.maximum(largest, np.abs(other).max(axis=0))
    return shares, largest


def _placed(drawing: Drawing, orders: IntArray) -> Callable[[FloatArray], FloatArray]:
    """Return what makes points (rows, P) of independent normal scores, one a parameter.

    The last parameter of a row's order comes first: each depends on scores of its own and of
    those later in the order alone. So drawing the first ones anew is conditional on the others.
    """
    if drawing.normal is None:
        return lambda independent: independent
    backward = orders[:, ::-1]
    row = np.arange(len(orders))[:, None]
    # one Cholesky factor a row, of the correlations in its order
    factors = np.linalg.cholesky(drawing.normal[backward[:, :, None], backward[:, None, :]])

    def place(independent: FloatArray) -> FloatArray:
        made = np.empty_like(independent)
        made[row, backward] = np.einsum(
            "npq,nq->np", factors, independent[row, backward], optimize=False
        )
        return made

    return place
