"""Smoothers that are linear in the values: means of groups, and least squares on a basis."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._folds import FOLDS, Fit, without_two

_ROWS = 2**13  # of a basis at once, 16 MB for 256 columns; another number changes sums' last bits
# Relative eigenvalue below which a column is a combination of others but for rounding
_SMALLEST = 1e-10


@dataclasses.dataclass(frozen=True, eq=False)
class Groups:
    """Means of groups of samples."""

    names: tuple[str]
    group: IntArray

    def part(self, rows: slice) -> Groups:
        """Return the same of some of the samples."""
        return Groups(self.names, self.group[rows])

    def errors(self, y: FloatArray, folds: IntArray) -> FloatArray:
        """Return the sums of squared errors (1, folds, folds, K) as `Partition.errors`."""
        total = np.empty((1, FOLDS, FOLDS, y.shape[1]))
        for column, values in enumerate(y.T):
            means = self._means(values, folds)[1]
            for fold in range(FOLDS):
                held = folds == fold
                errors = values[held] - means[fold][:, self.group[held]]
                total[0, fold, :, column] = (errors**2).sum(axis=1)
        return total

    def fit(self, which: int, y: FloatArray, folds: IntArray) -> Fit:
        """Return the means of the groups, of all samples and of the other folds."""
        del which
        fit = Fit(np.empty_like(y), np.empty_like(y))
        for column, values in enumerate(y.T):
            whole, means = self._means(values, folds)
            fit.all[:, column] = whole[self.group]
            fit.others[:, column] = means[folds, folds, self.group]
        return fit

    def _means(self, y: FloatArray, folds: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return means of all, and without any two folds (folds, folds, groups).

        In an empty group they are the means of all.
        """
        size = int(self.group.max()) + 1
        cell = folds * size + self.group
        counts = np.bincount(cell, minlength=FOLDS * size).reshape(FOLDS, size)
        sums = np.bincount(cell, y, FOLDS * size).reshape(FOLDS, size)
        count, total = without_two(counts), without_two(sums)
        outside = total.sum(axis=-1, keepdims=True) / count.sum(axis=-1, keepdims=True)
        means = np.where(count > 0, total / np.maximum(count, 1), outside)
        return sums.sum(axis=0) / np.maximum(counts.sum(axis=0), 1), means


@dataclasses.dataclass(frozen=True, eq=False)
class LeastSquares:
    """Least squares on a basis's columns, made of the coordinates (S, P) block by block."""

    names: tuple[str]
    coordinates: FloatArray
    basis: Callable[[FloatArray], FloatArray]

    def part(self, rows: slice) -> LeastSquares:
        """Return the same of some of the samples."""
        return LeastSquares(self.names, self.coordinates[rows], self.basis)

    def errors(self, y: FloatArray, folds: IntArray) -> FloatArray:
        """Return the sums of squared errors (1, folds, folds, K) as `Partition.errors`."""
        _, parts = self._coefficients(y, folds)
        total = np.zeros((1, FOLDS, FOLDS, y.shape[1]))
        for block, columns in self._blocks(len(y)):
            for fold in range(FOLDS):
                held = folds[block] == fold
                errors = y[block][held] - columns[held] @ parts[fold]
                total[0, fold] += (errors**2).sum(axis=1)
        return total

    def fit(self, which: int, y: FloatArray, folds: IntArray) -> Fit:
        """Return the fit to all samples and to the other folds."""
        del which
        whole, parts = self._coefficients(y, folds)
        fit = Fit(np.empty_like(y), np.empty_like(y))
        for block, columns in self._blocks(len(y)):
            fit.all[block] = columns @ whole
            for fold in range(FOLDS):
                held = folds[block] == fold
                fit.others[block][held] = columns[held] @ parts[fold, fold]
        return fit

    def _coefficients(self, y: FloatArray, folds: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return coefficients (B, K) from all, and without any two folds (folds, folds, B, K)."""
        size = self.basis(self.coordinates[:1]).shape[1]
        # normal equations: the Gram matrix B'B and the moments B'y, fold by fold
        gram, moment = np.zeros((FOLDS, size, size)), np.zeros((FOLDS, size, y.shape[1]))
        for block, columns in self._blocks(len(y)):
            for fold in range(FOLDS):
                held = folds[block] == fold
                gram[fold] += columns[held].T @ columns[held]
                moment[fold] += columns[held].T @ y[block][held]
        # on orthonormal columns, so that sums of folds are near to the identity
        change = _orthonormal(gram.sum(axis=0))
        gram, moment = change.T @ gram @ change, change.T @ moment
        # A direction that only the folds left out know counts as unknown
        left = without_two(gram) + np.eye(change.shape[1]) * _SMALLEST
        return change @ moment.sum(axis=0), change @ np.linalg.solve(left, without_two(moment))

    def _blocks(self, count: int) -> Iterator[tuple[slice, FloatArray]]:
        for start in range(0, count, _ROWS):
            block = slice(start, start + _ROWS)
            yield block, self.basis(self.coordinates[block])


def _orthonormal(gram: FloatArray) -> FloatArray:
    """Return what makes columns with Gram matrix `gram` orthonormal, less the dependent ones."""
    # columns of length 1, then the principal directions that are not rounding alone
    scale = 1 / np.sqrt(np.maximum(np.diag(gram), np.finfo(float).tiny))
    roots, vectors = np.linalg.eigh(gram * scale[:, None] * scale)
    kept = roots > _SMALLEST * roots[-1]
    return np.asarray(scale[:, None] * vectors[:, kept] / np.sqrt(roots[kept]))
