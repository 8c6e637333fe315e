"""Samples in the rows that smoothers see: folds one after the other, neighbours joined to one."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._folds import FOLDS, Fit


@dataclasses.dataclass(frozen=True, eq=False)
class Levels:
    """One parameter's samples in ascending order: their distinct values, and the middles of these.

    Parameters
    ----------
    order : ndarray of int, shape (S,)
        Sorts the samples.
    number : ndarray of int, shape (S,)
        Which of the distinct values a sample has.
    distinct : int
        How many distinct values there are.
    middle : ndarray of float, shape (S,)
        Share of all samples below a sample's value, with half of those that share it.
    """

    order: IntArray
    number: IntArray
    distinct: int
    middle: FloatArray

    def unsorted(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return what stands in ascending order as the samples were given (S,)."""
        given = np.empty_like(values)
        given[self.order] = values
        return given


def ascending(column: FloatArray) -> IntArray:
    """Return the order that sorts samples (S,), those that are equal as they come."""
    order = column.argsort()
    values = column[order]
    # a stable sort takes twice the time, and only equal values need it
    equal = bool((values[1:] == values[:-1]).any())
    return column.argsort(kind="stable") if equal else order


def levels(column: FloatArray, order: IntArray) -> Levels:
    """Return the levels of samples (S,), which `order` sorts."""
    values, count = column[order], len(column)
    first = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    if len(first) == count:
        number = np.arange(count)
        return Levels(order, number, count, (number + 0.5) / count)
    sizes = np.diff(np.r_[first, count])
    number = np.repeat(np.arange(len(first)), sizes)
    return Levels(order, number, len(first), ((first + sizes / 2) / count)[number])


def summed(label: IntArray, values: FloatArray, size: int = 0) -> FloatArray:
    """Return the sums of values (R,) that share a label, for labels from 0 on."""
    return np.asarray(np.bincount(label, values, size), dtype=np.float64)


@dataclasses.dataclass(frozen=True, eq=False)
class Rows:
    """Weighted rows, those of one fold side by side.

    Parameters
    ----------
    x, middle : ndarray of float, shape (R, P)
        Parameters, each from -1 to 1 over all samples, and their middles as in `Levels`.
    y : ndarray of float, shape (R, K)
        Values: the means of the samples that a row stands for.
    weight : ndarray of float, shape (R,)
        How many samples a row stands for.
    starts : ndarray of int, shape (folds + 1,)
        Where each fold begins, and the end.
    samples : int
        How many samples there are in all.
    """

    x: FloatArray
    middle: FloatArray
    y: FloatArray
    weight: FloatArray
    starts: IntArray
    samples: int

    @functools.cached_property
    def fold(self) -> IntArray:
        """The fold of each row (R,)."""
        return np.repeat(np.arange(FOLDS), np.diff(self.starts))

    def blocks(self, most: int) -> Iterator[tuple[slice, list[tuple[int, slice]]]]:
        """Yield blocks of rows, and each fold's rows within the block, counted from its start."""
        count = len(self.weight)
        for start in range(0, count, most):
            end = min(start + most, count)
            bounds = np.clip(self.starts, start, end) - start
            folds = [(fold, slice(*bounds[fold : fold + 2])) for fold in range(FOLDS)]
            yield (
                slice(start, end),
                [(fold, held) for fold, held in folds if held.start < held.stop],
            )

    def scale(self, normal: bool) -> FloatArray:
        """Return the parameters (R, P) from -1 to 1, as they are or as normal scores."""
        return self._scores if normal else self.x

    @functools.cached_property
    def _scores(self) -> FloatArray:
        from scipy.special import ndtri

        return np.asarray(ndtri(self.middle) / -ndtri(0.5 / self.samples))

    def no_fit(self) -> Fit:
        """Return a fit at these rows that is to be filled in."""
        return Fit(np.empty_like(self.y), np.empty_like(self.y), np.arange(len(self.y)))

    def joined(self, label: IntArray) -> Rows:
        """Return rows of which each joins those of one label; labels ascend with the folds."""
        weight = summed(label, self.weight)
        whole = len(self.weight) == self.samples  # each row is a sample, and weighs 1

        def means(columns: FloatArray) -> FloatArray:
            sums = (summed(label, c if whole else self.weight * c) for c in columns.T)
            return np.stack([each / weight for each in sums]).T

        ends = np.r_[0, np.maximum.reduceat(label, self.starts[:-1]) + 1]
        return Rows(means(self.x), means(self.middle), means(self.y), weight, ends, self.samples)

    def every(self, step: int) -> Rows:
        """Return every so many of the rows."""
        if step == 1:
            return self
        starts = -(-self.starts // step)
        x, middle, y = (part[::step] for part in (self.x, self.middle, self.y))
        return Rows(x, middle, y, self.weight[::step], starts, self.samples)

    def runs(self, most: int) -> IntArray:
        """Return labels (R,) of runs of rows within folds, about `most` in all."""
        length = -(-len(self.weight) // most)
        sizes = np.diff(self.starts)
        counts = -(-sizes // length)
        runs = np.full(counts.sum(), length)
        # the last run of each fold has what is left
        runs[np.cumsum(counts) - 1] -= counts * length - sizes
        return np.repeat(np.arange(len(runs)), runs)

    def cells(self, most: int) -> IntArray:
        """Return labels (R,) of cells of equal shares of each parameter, about `most` in all."""
        side = int((most / FOLDS) ** (1 / self.middle.shape[1]))
        label = self.fold
        for middle in self.middle.T:
            label = label * side + (middle * side).astype(np.intp)
        filled = np.bincount(label) > 0
        return np.asarray((np.cumsum(filled) - 1)[label])
