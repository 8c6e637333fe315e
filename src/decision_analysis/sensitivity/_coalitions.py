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

_KEPT = 6
"""Members of a group whose draws are kept for all subsets: 63 arrays of three columns each."""


@dataclasses.dataclass(frozen=True, eq=False)
class Drawing:
    """From points to parameters, which a Gaussian copula joins.

    `normal` (P, P) are the correlations of normal scores, in the order of `names`; where it is None
    points are levels of probability. `groups` are the parameters that are correlated directly or
    through others, by position: what is drawn anew in one depends on no other.
    """

    scores: SampledScores
    names: tuple[str, ...]
    normal: FloatArray | None
    groups: tuple[tuple[int, ...], ...]

    def at(self, values: FloatArray) -> FloatArray:
        """Return the scores (rows, K) at values of the parameters (rows, P)."""
        return self.scores.at({name: values[:, p] for p, name in enumerate(self.names)})

    def values(self, place: int, points: FloatArray) -> FloatArray:
        """Return the values of one parameter (n,) at points."""
        if self.normal is not None:
            from scipy.special import ndtr

            points = np.clip(ndtr(points), LEAST_LEVEL, GREATEST_LEVEL)
        ledger = self.scores.scored.parameters
        return np.asarray(ledger[self.names[place]].quantile(points))

    def all_values(self, points: FloatArray) -> FloatArray:
        """Return the values of all parameters (rows, P)."""
        return np.column_stack([self.values(p, column) for p, column in enumerate(points.T)])

    def redrawn(
        self, points: FloatArray, anew: FloatArray, group: tuple[int, ...], chosen: list[int]
    ) -> FloatArray:
        """Return values (rows, n) of chosen parameters of a group, drawn given its others."""
        made = anew[:, chosen]
        if self.normal is not None and len(group) > 1:
            rest = [p for p in group if p not in chosen]
            within = self.normal[np.ix_(chosen, chosen)]
            mean = np.zeros(made.shape)
            if rest:
                # Z_u | Z_v is normal, of mean R_uv R_vv^-1 Z_v and variance
                # R_uu - R_uv R_vv^-1 R_vu
                across = self.normal[np.ix_(rest, chosen)]
                slopes = np.linalg.solve(self.normal[np.ix_(rest, rest)], across)
                within = within - across.T @ slopes
                mean = np.einsum("np,pq->nq", points[:, rest], slopes, optimize=False)
            noise = np.linalg.cholesky(within)
            made = mean + np.einsum("nq,pq->np", made, noise, optimize=False)
        return np.column_stack([self.values(p, made[:, i]) for i, p in enumerate(chosen)])


def drawing(scores: SampledScores, names: tuple[str, ...], normal: FloatArray | None) -> Drawing:
    """Return the drawing of parameters with the given correlations of their normal scores."""
    from scipy.sparse.csgraph import connected_components

    linked = np.eye(len(names)) if normal is None else normal
    count, group = connected_components(linked != 0, directed=False)
    parts = (tuple(np.flatnonzero(group == number).tolist()) for number in range(count))
    return Drawing(scores, names, normal, tuple(parts))


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
    first = drawing.all_values(at)
    scores = drawing.at(first)
    shares = np.zeros((len(points), size, scores.shape[1]))
    largest = np.abs(scores).max(axis=0)
    # most subsets have the same members of a small group: these are drawn once
    kept: dict[tuple[int, ...], FloatArray] = {}
    for subset in _subsets(size):
        values = first.copy()
        for group in drawing.groups:
            chosen = [p for p in subset if p in group]
            if not chosen:
                continue
            key = tuple(chosen)
            found = kept.get(key)
            if found is None:
                found = drawing.redrawn(at, anew, group, chosen)
                if len(group) <= _KEPT:
                    kept[key] = found
            values[:, chosen] = found
        other = drawing.at(values)
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
    values = drawing.all_values(place(points))
    scores = drawing.at(values)
    shares = np.empty((rows, size, scores.shape[1]))
    largest, before = np.abs(scores).max(axis=0), np.zeros_like(scores)
    mixed, row = points.copy(), np.arange(rows)
    moved = np.zeros((rows, size), dtype=bool)
    group = np.empty(size, dtype=np.intp)
    for number, members in enumerate(drawing.groups):
        group[list(members)] = number
    for member in orders.T:
        # the first parameters of the order are drawn anew, given all that come later
        mixed[row, member] = anew[row, member]
        moved[row, member] = True
        at = place(mixed)
        # which moves those of its group that were drawn before, and no other
        changed = moved & (group[member][:, None] == group)
        for p in range(size):
            there = changed[:, p]
            values[there, p] = drawing.values(p, at[there, p])
        other = drawing.at(values)
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
