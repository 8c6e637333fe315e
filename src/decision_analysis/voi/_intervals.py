"""Means on intervals that follow the data, split where it explains most: one parameter's."""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._folds import FOLDS, PAIRS, Fit
from decision_analysis.voi._linear import least, squares
from decision_analysis.voi._samples import Rows, summed

# Each a half or a third more than the one before
SIZES = (2, 3, 4, 6, 8, 12, 16, 24, 32)
LEAST = 2  # samples on a side of a split, as a mean of one is that sample
_DEPTH = 8  # of splits within splits: an interval of 1/256 is reached by halves, any by luck
# Places between which samples are split: when the size is chosen, and when it is fitted
_CHOOSING_PLACES, _PLACES = 2**11, 2**12


@dataclasses.dataclass(frozen=True, eq=False)
class _Nodes:
    """All intervals of all sets of folds, as far as they can be split, breadth first.

    Parameters
    ----------
    of : ndarray of int, shape (N,)
        The set that a node belongs to; the first nodes are the sets' roots.
    low, high : ndarray of int, shape (N,)
        Its places, the last not among them.
    gain : ndarray of float, shape (N,)
        By how much a split lowers the sum of squares, 0 where there is none.
    child : ndarray of int, shape (N,)
        The first of the two nodes that it is split into.
    """

    of: IntArray
    low: IntArray
    high: IntArray
    gain: FloatArray
    child: IntArray

    def splits(self, root: int, most: int) -> Iterator[int]:
        """Yield the nodes of a set in the order of the best split first."""
        heap = [(-self.gain[root], root)]
        for _ in range(most - 1):
            if heap[0][0] == 0:
                return
            node = heapq.heappop(heap)[1]
            yield node
            for child in (int(self.child[node]), int(self.child[node]) + 1):
                heapq.heappush(heap, (-self.gain[child], child))


@dataclasses.dataclass(frozen=True, eq=False)
class Intervals:
    """Regression trees of one parameter, of several sizes, grown best split first.

    They are those of Breiman, Friedman, Olshen and Stone (1984), to a depth of 8. Unlike splines
    they follow a jump wherever it is, also where few samples lie beyond it.
    """

    names: tuple[str, ...]

    def errors(self, rows: Rows, square: FloatArray | None = None) -> FloatArray:
        """Return sums of squared errors (sizes, folds, folds, K) in the first fold of two.

        The fits are to all but the two. `square` are the sums of squared values (folds, K) that
        others have who see the same samples in wider rows, as what lies within rows does not count.
        """
        total = np.empty((len(self.names), FOLDS, FOLDS, rows.y.shape[1]))
        one, other = np.array(PAIRS).T
        sizes = SIZES[: len(self.names)]
        kept = np.ones((len(PAIRS), FOLDS))
        kept[range(len(PAIRS)), one] = kept[range(len(PAIRS)), other] = 0
        for column, (counts, sums) in enumerate(self._sums(rows, _CHOOSING_PLACES)):
            count, value = _cumulated(kept @ counts), _cumulated(kept @ sums)
            nodes = _grown(count, value)
            means = _between(value, nodes) / _between(count, nodes)
            paths = [list(nodes.splits(pair, sizes[-1])) for pair in range(len(PAIRS))]
            # of each node in the two folds left out: sum of (y - m)^2, less that of y^2
            fold_count, fold_value = _cumulated(counts), _cumulated(sums)
            for held, back in ((one, other), (other, one)):
                inside = dataclasses.replace(nodes, of=held[nodes.of])
                left = means * (
                    means * _between(fold_count, inside) - 2 * _between(fold_value, inside)
                )
                change = left[nodes.child] + left[nodes.child + 1] - left
                for pair, splits in enumerate(paths):
                    path = left[pair] + np.concatenate([[0.0], change[splits].cumsum()])
                    reached = np.minimum(sizes, len(path)) - 1
                    total[:, held[pair], back[pair], column] = path[reached]
        if square is None:
            return least(total, squares(rows)[:, None])
        # finer rows may leave less than nothing of what wider ones have
        return total + square[:, None]

    def fit(self, which: int, rows: Rows, at: Rows) -> Fit:
        """Return the means on intervals of one size, of all of `at` and of the other folds."""
        del rows
        fit = at.no_fit()
        kept = np.concatenate([np.ones((1, FOLDS)), 1 - np.eye(FOLDS)])
        place, fold = _place(at, _PLACES), at.fold
        for column, (counts, sums) in enumerate(self._sums(at, _PLACES)):
            count, value = _cumulated(kept @ counts), _cumulated(kept @ sums)
            nodes = _grown(count, value)
            means = _between(value, nodes) / _between(count, nodes)
            table = np.repeat(means[: len(kept), None], counts.shape[1], axis=1)
            for number in range(len(kept)):
                for node in nodes.splits(number, SIZES[which]):
                    for child in (nodes.child[node], nodes.child[node] + 1):
                        table[number, nodes.low[child] : nodes.high[child]] = means[child]
            fit.all[:, column] = table[0, place]
            fit.others[:, column] = table[1 + fold, place]
        return fit

    @staticmethod
    def _sums(rows: Rows, most: int) -> Iterator[tuple[FloatArray, FloatArray]]:
        """Yield for each column counts and sums of its values (folds, places)."""
        place = _place(rows, most)
        size = int(place.max()) + 1
        cell = rows.fold * size + place
        counts = summed(cell, rows.weight, FOLDS * size).reshape(FOLDS, size)
        for column in rows.y.T:
            sums = summed(cell, rows.weight * column, FOLDS * size)
            yield counts, sums.reshape(FOLDS, size)


def intervals(rows: int, rows_per_coefficient: int) -> Intervals | None:
    """Return intervals with on average `rows_per_coefficient` samples or more in each."""
    most = rows // rows_per_coefficient
    names = tuple(f"{size} fitted bins" for size in SIZES if size <= most)
    return Intervals(names) if names else None


def _place(rows: Rows, most: int) -> IntArray:
    return np.asarray((rows.middle[:, 0] * min(most, rows.samples)).astype(np.intp))


def _cumulated(of_places: FloatArray) -> FloatArray:
    """Return sums up to each place (sets, places + 1)."""
    return np.concatenate([np.zeros((len(of_places), 1)), of_places.cumsum(axis=1)], axis=1)


def _between(cumulated: FloatArray, nodes: _Nodes) -> FloatArray:
    return np.asarray(cumulated[nodes.of, nodes.high] - cumulated[nodes.of, nodes.low])


def _grown(count: FloatArray, value: FloatArray) -> _Nodes:
    """Return the intervals of all sets, level by level, from cumulated counts and values."""
    sets, places = count.shape
    level = _Nodes(
        np.arange(sets), np.zeros(sets, dtype=np.intp), np.full(sets, places - 1), *_none(sets)
    )
    grown: list[_Nodes] = []
    number = sets
    for depth in range(_DEPTH + 1):
        if depth < _DEPTH:
            gain, at = _best_splits(count, value, level)
            split = gain > 0
            child = np.where(split, number + 2 * (np.cumsum(split) - 1), 0)
            level = dataclasses.replace(level, gain=gain, child=child)
        grown.append(level)
        if depth == _DEPTH or not split.any():
            break
        number += 2 * int(split.sum())
        # children of one node side by side: up to the place of the split, and from there
        of = np.repeat(level.of[split], 2)
        low = np.stack([level.low[split], at[split]], axis=1).ravel()
        high = np.stack([at[split], level.high[split]], axis=1).ravel()
        level = _Nodes(of, low, high, *_none(len(of)))
    return _Nodes(
        *(
            np.concatenate([getattr(part, field.name) for part in grown])
            for field in dataclasses.fields(_Nodes)
        )
    )


def _none(count: int) -> tuple[FloatArray, IntArray]:
    return np.zeros(count), np.zeros(count, dtype=np.intp)


def _best_splits(
    count: FloatArray, value: FloatArray, nodes: _Nodes
) -> tuple[FloatArray, IntArray]:
    """Return of each node the largest decrease of the sum of squares, and before which place."""
    lengths = nodes.high - nodes.low
    begin = np.cumsum(lengths) - lengths
    # all places within all nodes, one node after the other
    node = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(node)) - np.repeat(begin - nodes.low, lengths) + 1
    width = count.shape[1]
    flat = nodes.of[node] * width + place

    def sides(cumulated: FloatArray) -> tuple[FloatArray, FloatArray]:
        start = cumulated[nodes.of, nodes.low]
        left = cumulated.ravel()[flat] - start[node]
        return left, (cumulated[nodes.of, nodes.high] - start)[node] - left

    before, after = sides(count)
    left, right = sides(value)
    # Sum of squares between the two sides (Breiman et al. 1984, section 8.4)
    allowed = (before >= LEAST) & (after >= LEAST)
    before, after = np.where(allowed, before, 1), np.where(allowed, after, 1)
    between = (left / before - right / after) ** 2 * (before * after / (before + after))
    between[~allowed] = 0
    gain = np.maximum.reduceat(between, begin)
    # the first place of each node where it is reached
    top = np.flatnonzero(between == gain[node])
    first = top[np.r_[True, np.diff(node[top]) > 0]]
    return gain, place[first]
