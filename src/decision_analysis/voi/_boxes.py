"""Means on boxes that follow the data, split where it explains most: several parameters'."""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._folds import FOLDS, PAIRS, Fit
from decision_analysis.voi._intervals import LEAST, SIZES
from decision_analysis.voi._samples import Rows

# Of each parameter between which regions are split, which bounds the time of a split
_PLACES = 2**12


@dataclasses.dataclass(frozen=True, eq=False)
class Boxes:
    """Regression trees of several sizes, grown best split first, as `Intervals` are."""

    names: tuple[str, ...]

    def errors(self, rows: Rows) -> FloatArray:
        """Return the sums of squared errors (sizes, folds, folds, K) as `Intervals.errors`."""
        total = np.empty((len(self.names), FOLDS, FOLDS, rows.y.shape[1]))
        places, fold = _places(rows), rows.fold
        for column, values in enumerate(rows.y.T):
            for one, other in PAIRS:
                grown = _Growing(places, values, rows.weight * ((fold != one) & (fold != other)))
                for size, fitted in enumerate(grown.sizes(len(self.names))):
                    squares = rows.weight * (values - fitted) ** 2
                    total[size, one, other, column] = squares[fold == one].sum()
                    total[size, other, one, column] = squares[fold == other].sum()
        return total

    def fit(self, which: int, rows: Rows, at: Rows) -> Fit:
        """Return the means in boxes of one size, of all of `at` and of the other folds."""
        del rows
        fit = at.no_fit()
        places, fold = _places(at), at.fold
        for column, values in enumerate(at.y.T):
            fit.all[:, column] = _Growing(places, values, at.weight).last(which)
            for held in range(FOLDS):
                part = _Growing(places, values, at.weight * (fold != held)).last(which)
                fit.others[fold == held, column] = part[fold == held]
        return fit


@dataclasses.dataclass(frozen=True, eq=False)
class _Growing:
    """A tree that grows on weighted rows: `places` (R, P), values and weights (R,)."""

    places: IntArray
    values: FloatArray
    weight: FloatArray

    def last(self, which: int) -> FloatArray:
        """Return the means (R,) on the boxes of one size."""
        *_, fitted = self.sizes(which + 1)
        return fitted

    def sizes(self, count: int) -> Iterator[FloatArray]:
        """Yield the means of the rows with weight in the boxes of each size, at all rows.

        It is one array, filled anew.
        """
        weight = self.weight
        weighted = self.values * weight
        fitted = np.full(len(weight), weighted.sum() / weight.sum())
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

        offer(np.arange(len(weight)))
        for size in SIZES[:count]:
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
            allowed = np.flatnonzero((count >= LEAST) & (count[-1] - count >= LEAST))
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


def boxes(rows: int, rows_per_coefficient: int) -> Boxes | None:
    """Return boxes with on average `rows_per_coefficient` samples or more in each."""
    most = rows // rows_per_coefficient
    names = tuple(f"{size} fitted boxes" for size in SIZES if size <= most)
    return Boxes(names) if names else None


def _places(rows: Rows) -> IntArray:
    return np.asarray((rows.middle * min(_PLACES, rows.samples)).astype(np.intp))
