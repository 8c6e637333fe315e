"""Conditional means given one parameter: group means, or the smoother that predicts best what it has not seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray

_FEW = 8
_MOST_GROUPS = 64
_LEAST_GROUP = 25
_KNOTS = (2, 3, 4, 6, 8, 11, 15, 20)
_BINS = (4, 8, 16, 32, 64)
_ROWS_PER_COEFFICIENT = 20
_CHOOSING_ROWS = 2**16


def conditional_means(x: FloatArray, y: FloatArray) -> tuple[FloatArray, str]:
    """Estimate E[y | x] for each column of y (S, K) at each x (S,); say how.

    A parameter with at most 8 distinct values, or at most 64 with 25 samples each on average, is given the exact mean
    of each. Any other is smoothed by natural cubic splines
    with 2 (a line) to 20 knots, on its own scale and on that of its normal scores, and by bins of equal counts, as far
    as there are 20 samples for each coefficient. Each column takes the one with the least leave-one-out error, found on
    at most 2^17 of the samples.
    """
    distinct, group, counts = np.unique(x, return_inverse=True, return_counts=True)
    if len(distinct) <= _FEW or (len(distinct) <= _MOST_GROUPS and len(distinct) * _LEAST_GROUP <= len(x)):
        groups = _Groups(f"means at {len(distinct)} distinct values", group)
        return groups.fit(y)[0], groups.name
    candidates = list(_candidates(x, group, counts))
    every = slice(None, None, max(1, len(x) // _CHOOSING_ROWS))
    errors = np.stack([candidate.part(every).error(y[every]) for candidate in candidates])
    choice = errors.argmin(axis=0)
    fitted = np.empty_like(y)
    for number in np.unique(choice):
        columns = choice == number
        fitted[:, columns] = candidates[number].fit(y[:, columns])[0]
    return fitted, ", ".join(dict.fromkeys(candidates[number].name for number in choice))


@dataclasses.dataclass(frozen=True, eq=False)
class _Groups:
    """Means of groups of samples."""

    name: str
    group: IntArray

    def part(self, rows: slice) -> _Groups:
        return _Groups(self.name, self.group[rows])

    def fit(self, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the fit (S, K) and the leverages (S,)."""
        counts = np.maximum(np.bincount(self.group), 1)
        sums = np.stack([np.bincount(self.group, weights=column) for column in y.T], axis=-1)
        return (sums / counts[:, None])[self.group], 1 / counts[self.group]

    def error(self, y: FloatArray) -> FloatArray:
        return _left_out(y, *self.fit(y))


@dataclasses.dataclass(frozen=True, eq=False)
class _Spline:
    """Least squares on natural cubic splines with the given knots."""

    name: str
    values: FloatArray
    knots: FloatArray

    def part(self, rows: slice) -> _Spline:
        return _Spline(self.name, self.values[rows], self.knots)

    def fit(self, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the fit (S, K) and the leverages (S,)."""
        orthonormal = np.linalg.qr(self._basis())[0]
        return orthonormal @ (orthonormal.T @ y), np.asarray((orthonormal**2).sum(axis=1))

    def error(self, y: FloatArray) -> FloatArray:
        return _left_out(y, *self.fit(y))

    def _basis(self) -> FloatArray:
        """Return the basis of splines that are 1 at one knot and 0 at the others, linear outside (S, knots)."""
        from scipy.interpolate import CubicSpline

        ends = self.knots[[0, -1]]
        inside = np.clip(self.values, *ends)
        spline = CubicSpline(self.knots, np.eye(len(self.knots)), bc_type="natural")
        slope = spline(ends, 1)
        beyond = (self.values - inside)[:, None]
        return np.asarray(spline(inside) + beyond * np.where(beyond < 0, slope[0], slope[1]))


def _left_out(y: FloatArray, fit: FloatArray, leverage: FloatArray) -> FloatArray:
    """Return the mean squared error (K,) of predicting each sample from all others, by the leverages."""
    return np.asarray(np.mean(((y - fit) / np.maximum(1 - leverage, 1e-9)[:, None]) ** 2, axis=0))


def _candidates(x: FloatArray, group: IntArray, counts: IntArray) -> Iterator[_Groups | _Spline]:
    """Yield the smoothers that the number of samples allows, the simplest first."""
    from scipy.special import ndtri

    most = min(len(x) // _ROWS_PER_COEFFICIENT, len(counts) // 2)
    middle = (np.cumsum(counts) - counts / 2) / len(x)
    scales = {"": x, " of normal scores": ndtri(middle)[group]}
    for size in _KNOTS:
        for scale, values in scales.items():
            knots = np.quantile(values, np.linspace(0.01, 0.99, size) if size > 2 else [0.0, 1.0])
            if size <= max(most, 2) and np.all(np.diff(knots) > 1e-9 * (knots[-1] - knots[0])):
                yield _Spline(f"spline with {size} knots{scale}", values, knots)
    for size in _BINS:
        if size <= most:
            yield _Groups(f"{size} bins", np.minimum((middle * size).astype(np.intp), size - 1)[group])
