"""Sums behind Sobol' indices: a chunk's products, times the bootstrap's counts, and what they say.

All sums are about a centre, the chunk's own mean, and moved to a common one when they are added:
squares of scores far from 0 would leave no digits of their variance.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import BLOCK
from decision_analysis.sensitivity._resampling import Resampling
from decision_analysis.sensitivity._sampled_scores import SampledScores
from decision_analysis.sensitivity._twins import Sample, Twins


@dataclasses.dataclass(eq=False)
class Sums:
    """Weighted sums (1 + R, M, K) of M products, of scores less `centre` (K,).

    `weight` (1 + R, 1) sums the counts, `largest` (K,) is the largest absolute score. The products
    are those of `_products`, for P parameters.
    """

    weight: FloatArray
    products: FloatArray
    centre: FloatArray
    largest: FloatArray
    parameters: int
    both_ways: bool

    def add(self, other: Sums) -> None:
        """Add the sums of the next chunk."""
        self.weight = self.weight + other.weight
        self.products = self.products + other._about(self.centre).products
        self.largest = np.maximum(self.largest, other.largest)

    def _about(self, centre: FloatArray) -> Sums:
        """Return the sums about another centre."""
        d, size = self.centre - centre, self.parameters
        moved = self.products.copy()
        a, b = self.products[:, 0], self.products[:, 1]
        # (y + d)^2 = y^2 + 2 d y + d^2
        moved[:, 0], moved[:, 1] = a + self.weight * d, b + self.weight * d
        moved[:, 2] += 2 * d * (a + b) + 2 * self.weight * d**2
        # a score times a change of scores, moved by d times the change
        for part in range(1 + self.both_ways):
            start = 3 + 3 * size * part
            moved[:, start : start + size] += d * self.products[:, start + size : start + 2 * size]
        return dataclasses.replace(self, products=moved, centre=centre)

    def mean(self) -> FloatArray:
        """Return the mean scores (1 + R, K) of both samples."""
        return np.asarray(self.centre + self._shift())

    def _shift(self) -> FloatArray:
        return np.asarray((self.products[:, 0] + self.products[:, 1]) / (2 * self.weight))

    def variance(self) -> FloatArray:
        """Return the variances (1 + R, K) of both samples together."""
        return np.asarray(self.products[:, 2] / (2 * self.weight) - self._shift() ** 2)

    def partial(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return the partial variances of first and total order (1 + R, P, K), and of pairs."""
        size, found = self.parameters, []
        means = self.products / self.weight[..., None]
        shift = self._shift()[:, None]
        for part in range(1 + self.both_ways):
            start = 3 + 3 * size * part
            with_score, change, square = (
                means[:, start + size * i : start + size * (i + 1)] for i in range(3)
            )
            # Saltelli et al. (2010), table 2 (b): V_i = mean of f(B) (f(A_B^i) - f(A)), where f is
            # less its mean; (f): T_i = mean of (f(A) - f(A_B^i))^2 / 2
            found.append((with_score - shift * change, square / 2))
        first, total = (np.mean(each, axis=0) for each in zip(*found, strict=True))
        return first, total, means[:, 3 + 3 * size * len(found) :]


@dataclasses.dataclass(frozen=True, eq=False)
class Shares:
    """The sums of one chunk; it can be sent to another process."""

    scores: SampledScores
    twins: Twins
    resampling: Resampling
    second_order: bool

    def cut(self, chunk: int, rows: int) -> Shares:
        return dataclasses.replace(
            self, twins=self.twins.cut(chunk, rows), resampling=self.resampling.cut(chunk)
        )

    def __call__(self, chunk: int, rows: int) -> Sums:
        pair = self.twins.chunk(chunk, rows)
        counts = self.resampling.counts(chunk, rows)
        total: Sums | None = None
        for part in self._parts(rows):
            cut = [{name: drawn[part] for name, drawn in sample.items()} for sample in pair]
            sums = self._sums(cut[0], cut[1], counts[:, part])
            if total is None:
                total = sums
            else:
                total.add(sums)
        assert total is not None
        return total

    def _parts(self, rows: int) -> Iterator[slice]:
        """Yield parts of a chunk of which all products fit into a block."""
        size = len(self.scores.names)
        pairs = size * (size - 1) // 2 if self.second_order else 0
        each = len(self.scores.of) * (3 + 6 * size + pairs)
        step = max(1, BLOCK // each)
        for start in range(0, rows, step):
            yield slice(start, min(start + step, rows))

    def _sums(self, a: Sample, b: Sample, counts: FloatArray) -> Sums:
        names = self.scores.names
        at_a, at_b = self.scores.at(a), self.scores.at(b)
        centre = (at_a.mean(axis=0) + at_b.mean(axis=0)) / 2
        # f(A_B^i) - f(A): A with the column of one parameter from B; and the other way round
        changes = [self.scores.at({**a, name: b[name]}) - at_a for name in names]
        other = names if self.second_order else ()
        back = [self.scores.at({**b, name: a[name]}) - at_b for name in other]
        products = _products(at_a - centre, at_b - centre, changes, back)
        rows, each = len(at_a), np.stack(products, axis=1)
        summed = counts @ each.reshape(rows, -1)
        return Sums(
            weight=counts.sum(axis=1, keepdims=True),
            products=summed.reshape(len(counts), *each.shape[1:]),
            centre=centre,
            largest=np.maximum(np.abs(at_a).max(axis=0), np.abs(at_b).max(axis=0)),
            parameters=len(names),
            both_ways=self.second_order,
        )


def _products(
    a: FloatArray, b: FloatArray, changes: list[FloatArray], back: list[FloatArray]
) -> list[FloatArray]:
    """Return the products (rows, K) whose sums are needed, in the order in which they are read."""
    found = [a, b, a**2 + b**2]
    found += [b * change for change in changes] + changes + [change**2 for change in changes]
    if back:
        found += [a * change for change in back] + back + [change**2 for change in back]
    # V_ij less V_i and V_j, which is all that is left of Saltelli's (2002) estimator of both:
    # mean of (f(B_A^i) - f(B)) (f(A_B^j) - f(A)), of i and j and of j and i
    for i, change in enumerate(changes if back else []):
        for j in range(i):
            found.append((back[i] * changes[j] + back[j] * change) / 2)
    return found
