"""Means on a partition that follows the data: intervals or boxes, split where it explains most."""

from __future__ import annotations

import dataclasses
import heapq
import itertools
from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._folds import FOLDS, Fit

# Each a half or a third more than the one before, as for knots
_SIZES = (2, 3, 4, 6, 8, 12, 16, 24, 32)
_LEAST = 2  # samples on a side of a split, as a mean of one is that sample
# Of each parameter between which regions are split, which bounds the time of a split
_PLACES = 2**12


@dataclasses.dataclass(frozen=True, eq=False)
class Partition:
    """Regression trees of several sizes, grown best split first.

    They are those of Breiman, Friedman, Olshen and Stone (1984). Unlike splines they follow a jump
    wherever it is, also where few samples lie beyond it.
    """

    names: tuple[str, ...]
    places: IntArray

    def errors(self, y: FloatArray, folds: IntArray) -> FloatArray:
        """Return sums of squared errors (sizes, folds, folds, K) in the first fold of two.

        The fits are to all but the two.
        """
        total = np.empty((len(self.names), FOLDS, FOLDS, y.shape[1]))
        pairs = itertools.combinations_with_replacement(range(FOLDS), 2)
        for column, (one, other) in itertools.product(range(y.shape[1]), pairs):
            used = (folds != one) & (folds != other)
            for size, fitted in enumerate(self._grown(y[:, column], used)):
                squares = (y[:, column] - fitted) ** 2
                total[size, one, other, column] = squares[folds == one].sum()
                total[size, other, one, column] = squares[folds == other].sum()
        return total

    def fit(self, which: int, y: FloatArray, folds: IntArray) -> Fit:
        """Return the means on partitions of one size, from all samples and from the other folds."""
        fit = Fit(np.empty_like(y), np.empty_like(y))
        for column in range(y.shape[1]):
            fit.all[:, column] = self._last(which, y[:, column], np.ones(len(y), dtype=bool))
            for fold in range(FOLDS):
                held = folds == fold
                fit.others[held, column] = self._last(which, y[:, column], ~held)[held]
        return fit

    def part(self, rows: slice) -> Partition:
        """Return the same of some of the samples."""
        return Partition(self.names, self.places[rows])

    def _last(self, which: int, y: FloatArray, used: np.ndarray) -> FloatArray:
        grown = iter(self._grown(y, used))
        for _ in range(which):
            next(grown)
        return next(grown)

    def _grown(self, y: FloatArray, used: np.ndarray) -> Iterator[FloatArray]:
        """Yield the means of the `used` samples on each size's partition, at all samples.

        It is one array, filled anew.
        """
        fitted = np.full(len(y), y[used].mean())
        weight = used.astype(np.float64)
        weighted = y * weight
        order = 0
        heap: list[tuple[float, int, IntArray, IntArray]] = []
        leaves = 1

        def offer(rows: IntArray) -> None:
            nonlocal order
            split = self._split(rows, weight, weighted)
            if split is not None:
                gain, left = split
                heapq.heappush(heap, (-gain, order, rows[left], rows[~left]))
                order += 1

        offer(np.arange(len(y)))
        for size in _SIZES[: len(self.names)]:
            while leaves < size and heap:
                for rows in heapq.heappop(heap)[2:]:
                    fitted[rows] = weighted[rows].sum() / weight[rows].sum()
                    offer(rows)
                leaves += 1
            yield fitted

    def _split(
        self, rows: IntArray, weight: FloatArray, weighted: FloatArray
    ) -> tuple[float, np.ndarray] | None:
        """Return the split of `rows` that lowers the sum of squares most, and by how much.

        None where there is no split.
        """
        best: tuple[float, np.ndarray] | None = None
        w, t = weight[rows], weighted[rows]
        for places in self.places.T:
            here = places[rows]
            low = here.min()
            here = here - low
            count, total = np.bincount(here, w).cumsum(), np.bincount(here, t).cumsum()
            allowed = np.flatnonzero((count >= _LEAST) & (count[-1] - count >= _LEAST))
            if not allowed.size:
                continue
            before, after = count[allowed], count[-1] - count[allowed]
            # Sum of squares between the two sides (Breiman et al. 1984, section 8.4)
            left_mean = total[allowed] / before
            right_mean = (total[-1] - total[allowed]) / after
            between = (left_mean - right_mean) ** 2 * before * after / count[-1]
            top = int(between.argmax())
            if between[top] > 0 and (best is None or between[top] > best[0]):
                best = float(between[top]), here <= allowed[top]
        return best


def partitions(ranks: IntArray, rows_per_coefficient: int) -> Partition | None:
    """Return partitions by `ranks` (S, P), on average `rows_per_coefficient` or more per region."""
    most = len(ranks) // rows_per_coefficient
    words = "fitted bins" if ranks.shape[1] == 1 else "fitted boxes"
    names = tuple(f"{size} {words}" for size in _SIZES if size <= most)
    if not names:
        return None
    step = -(-len(ranks) // _PLACES)
    return Partition(names, ranks // step)
