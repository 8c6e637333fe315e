"""The limit of the mean of the powers of column-stochastic matrices, by their closed classes."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray


def limit_of_powers(matrix: FloatArray) -> FloatArray:
    """Return lim (W + W^2 + ... + W^m) / m of column-stochastic matrices (..., n, n).

    Which elements reach which follows from the zeros alone, so that samples with zeros in the same
    places are solved together.
    """
    n = matrix.shape[-1]
    flat = matrix.reshape(-1, n, n)
    limit = np.zeros_like(flat)
    patterns, which = np.unique(flat > 0, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        rows = np.flatnonzero(which.ravel() == number)
        limit[rows] = _of_one_pattern(flat[rows], pattern)
    return limit.reshape(matrix.shape)


def _of_one_pattern(matrix: FloatArray, pattern: BoolArray) -> FloatArray:
    """Return the limits of matrices (S, n, n) that have their zeros in the same places."""
    n = len(pattern)
    closed = _closed_classes(pattern)
    limit = np.zeros_like(matrix)
    inside = np.concatenate(closed)
    outside = np.setdiff1d(np.arange(n), inside)
    # the stationary vector of each closed class is every column of its block, cycles or not
    for members in closed:
        vector = _stationary(matrix[:, members[:, None], members])
        limit[:, members[:, None], members] = vector[:, :, None]
    if len(outside):
        # from outside: once in a class it stays; B (I - T)^-1 are the shares of where it enters
        stay = matrix[:, outside[:, None], outside]
        enter = matrix[:, inside[:, None], outside]
        system = np.eye(len(outside)) - stay
        entered = np.linalg.solve(np.swapaxes(system, -1, -2), np.swapaxes(enter, -1, -2))
        limit[:, inside[:, None], outside] = limit[:, inside[:, None], inside] @ np.swapaxes(
            entered, -1, -2
        )
    return limit


def _closed_classes(pattern: BoolArray) -> list[IntArray]:
    """Return the classes of elements that reach each other and nothing else, each ascending."""
    from scipy.sparse.csgraph import connected_components

    # priority goes from the element of a column to those of its rows
    count, label = connected_components(pattern.T, directed=True, connection="strong")
    leaves = np.zeros(count, dtype=bool)
    target, start = np.nonzero(pattern)
    leaves[label[start[label[start] != label[target]]]] = True
    return [np.flatnonzero(label == number) for number in range(count) if not leaves[number]]


def _stationary(matrix: FloatArray) -> FloatArray:
    """Return v (S, n) with W v = v and sum 1 of irreducible W (S, n, n), by elimination.

    Grassmann, Taksar and Heyman's: no subtraction, so that every entry has its full precision.
    """
    work = matrix.copy()
    n = work.shape[-1]
    for last in range(n - 1, 0, -1):
        leaving = work[:, :last, last].sum(axis=-1)
        work[:, last, :last] /= leaving[:, None]
        work[:, :last, :last] += work[:, :last, last, None] * work[:, None, last, :last]
    vector = np.ones((len(work), n))
    for place in range(1, n):
        vector[:, place] = (work[:, place, :place] * vector[:, :place]).sum(axis=-1)
    return np.asarray(vector / vector.sum(axis=-1, keepdims=True))
