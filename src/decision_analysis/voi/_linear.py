"""Smoothers that are linear in the values: means of groups, and least squares on a basis."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._bases import Basis
from decision_analysis.voi._folds import FOLDS, PAIRS, Fit, without_two
from decision_analysis.voi._samples import Rows, summed

_ROWS = 2**13  # of a basis at once, 16 MB for 256 columns; another number changes sums' last bits
# Relative eigenvalue below which a column is a combination of others but for rounding
_SMALLEST = 1e-10
# Of the sum of squares, below which what a smoother leaves is rounding: the simplest comes first
_ROUNDING = 1e-13


@dataclasses.dataclass(frozen=True, eq=False)
class Groups:
    """Means of groups of rows, which `group` numbers (R,)."""

    names: tuple[str]
    group: Callable[[Rows], IntArray]

    def errors(self, rows: Rows) -> FloatArray:
        """Return the sums of squared errors (1, folds, folds, K) as `Intervals.errors`."""
        group = self.group(rows)
        left = [self._left(rows, group, column) for column in range(rows.y.shape[1])]
        return least(np.stack(left, axis=-1), squares(rows)[:, None])[None]

    def _left(self, rows: Rows, group: IntArray, column: int) -> FloatArray:
        """Return sums of squared errors (folds, folds) less sums of squares, of one column."""
        counts, sums = self._sums(rows, group, column)
        means = self._means(counts, sums)
        # sum of (y - m)^2 over a fold, of which the square of m and its product with y depend on m
        left = np.einsum("fgb,fb->fg", means**2, counts) - 2 * np.einsum("fgb,fb->fg", means, sums)
        return np.asarray(left)

    def fit(self, which: int, rows: Rows, at: Rows) -> Fit:
        """Return the means of the groups, of all of `at` and of the other folds."""
        del which, rows
        group, fold = self.group(at), at.fold
        fit = at.no_fit()
        for column in range(at.y.shape[1]):
            counts, sums = self._sums(at, group, column)
            whole = sums.sum(axis=0) / np.maximum(counts.sum(axis=0), 1)
            fit.all[:, column] = whole[group]
            fit.others[:, column] = self._means(counts, sums)[fold, fold, group]
        return fit

    @staticmethod
    def _sums(rows: Rows, group: IntArray, column: int) -> tuple[FloatArray, FloatArray]:
        """Return counts and sums of values (folds, groups)."""
        size = int(group.max()) + 1
        cell = rows.fold * size + group
        counts = summed(cell, rows.weight, FOLDS * size).reshape(FOLDS, size)
        sums = summed(cell, rows.weight * rows.y[:, column], FOLDS * size)
        return counts, sums.reshape(FOLDS, size)

    @staticmethod
    def _means(counts: FloatArray, sums: FloatArray) -> FloatArray:
        """Return means without any two folds (folds, folds, groups); of all in empty groups."""
        count, total = without_two(counts), without_two(sums)
        outside = total.sum(axis=-1, keepdims=True) / count.sum(axis=-1, keepdims=True)
        return np.asarray(np.where(count > 0, total / np.maximum(count, 1), outside))


@dataclasses.dataclass(frozen=True, eq=False)
class LeastSquares:
    """Least squares on a basis's columns, made of the coordinates (R, P) block by block."""

    names: tuple[str]
    normal: bool
    basis: Basis

    def errors(self, rows: Rows) -> FloatArray:
        """Return the sums of squared errors (1, folds, folds, K) as `Intervals.errors`."""
        gram, moment, change = self._equations(rows)
        parts = _solved(gram, moment)
        # sum of (y - c'B)^2 over a fold: c'Gc - 2 c'm + y'y
        curved = np.matmul(gram[:, None], parts)
        left = (parts * (curved - 2 * moment[:, None])).sum(axis=2)
        del change
        return np.asarray(least(left, squares(rows)[:, None]))[None]

    def fit(self, which: int, rows: Rows, at: Rows) -> Fit:
        """Return the fit to all of `rows` and to their other folds, at the rows `at`."""
        del which
        gram, moment, change = self._equations(rows)
        # orthonormal columns: the sums of all folds are the identity
        whole = change @ moment.sum(axis=0)
        parts = change @ _solved(gram, moment)[range(FOLDS), range(FOLDS)]
        fit = at.no_fit()
        scale = at.scale(self.normal)
        curves = np.concatenate([whole, *parts], axis=1)
        columns = at.y.shape[1]
        for block, folds in at.blocks(_ROWS):
            curve = self.basis.curve(scale[block], curves)
            fit.all[block] = curve[:, :columns]
            for fold, held in folds:
                own = slice((1 + fold) * columns, (2 + fold) * columns)
                fit.others[block][held] = curve[held, own]
        return fit

    def _equations(self, rows: Rows) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return the normal equations on orthonormal columns, and the change to these (B, O).

        They are the Gram matrices B'WB (folds, O, O) and the moments B'Wy (folds, O, K).
        """
        scale = rows.scale(self.normal)
        root = np.sqrt(rows.weight)[:, None]
        size = self.basis.columns(scale[:1]).shape[1]
        gram, moment = np.zeros((FOLDS, size, size)), np.zeros((FOLDS, size, rows.y.shape[1]))
        for block, folds in rows.blocks(_ROWS):
            weighted = self.basis.columns(scale[block]) * root[block]
            values = rows.y[block] * root[block]
            for fold, held in folds:
                columns = weighted[held]
                gram[fold] += columns.T @ columns
                moment[fold] += columns.T @ values[held]
        change = _orthonormal(gram.sum(axis=0))
        return change.T @ gram @ change, change.T @ moment, change


def squares(rows: Rows) -> FloatArray:
    """Return sums of squared values, fold by fold (folds, K)."""
    return np.add.reduceat(rows.weight[:, None] * rows.y**2, rows.starts[:-1], axis=0)


def least(left: FloatArray, square: FloatArray) -> FloatArray:
    """Return what is left of sums of squares, at least their rounding."""
    return np.asarray(np.maximum(left + square, _ROUNDING * square))


def _solved(gram: FloatArray, moment: FloatArray) -> FloatArray:
    """Return coefficients (folds, folds, B, K) of what is fitted without any two folds."""
    # A direction that only the folds left out know counts as unknown
    one, other = np.array(PAIRS).T
    left = without_two(gram)[one, other] + np.eye(gram.shape[-1]) * _SMALLEST
    parts = np.empty((FOLDS, FOLDS, *moment.shape[1:]))
    parts[one, other] = np.linalg.solve(left, without_two(moment)[one, other])
    parts[other, one] = parts[one, other]
    return parts


def _orthonormal(gram: FloatArray) -> FloatArray:
    """Return what makes columns with Gram matrix `gram` orthonormal, less the dependent ones."""
    # columns of length 1, then the principal directions that are not rounding alone
    scale = 1 / np.sqrt(np.maximum(np.diag(gram), np.finfo(float).tiny))
    roots, vectors = np.linalg.eigh(gram * scale[:, None] * scale)
    kept = roots > _SMALLEST * roots[-1]
    return np.asarray(scale[:, None] * vectors[:, kept] / np.sqrt(roots[kept]))
