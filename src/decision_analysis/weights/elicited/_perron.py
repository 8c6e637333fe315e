"""Principal eigenvalues and eigenvectors of positive matrices, many at once by their powers."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CACHE_BLOCK

_FEW = 32  # matrices, below which LAPACK is faster than steps that go through all of them
_PHASES = (6, 4, 4, 6, 6, 6, 6, 6)  # steps, after which what has arrived is left out
_SQUARES = 3  # after the first phases: what is slow goes on with A^2, A^4 and A^8
_SPREAD = 1e-14  # of (A w)_i / w_i, a few units of the last digit


def perron(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the principal eigenvalue (...) and eigenvector (..., n) of positive (..., n, n).

    The eigenvector sums to 1. What a matrix gets does not depend on those beside it, but for the
    last digits, which tell few matrices from many.
    """
    shape, n = matrix.shape[:-2], matrix.shape[-1]
    flat = matrix.reshape(-1, n, n)
    if len(flat) < _FEW:
        largest, vector = _by_lapack(flat)
    else:
        largest, vector = _by_powers(flat)
    return largest.reshape(shape), vector.reshape(*shape, n)


def _by_lapack(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    values, vectors = np.linalg.eig(matrix)
    place = np.argmax(values.real, axis=-1)[:, None]
    largest = np.take_along_axis(values.real, place, axis=-1)[:, 0]
    vector = np.abs(np.take_along_axis(vectors, place[:, None], axis=-1)[..., 0])
    return largest, vector / vector.sum(axis=-1, keepdims=True)


def _by_powers(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Multiply until the eigenvalue is enclosed: it lies between the least and most (A w)_i / w_i.

    Of positive matrices these bounds of Collatz (1942) hold for every positive w, and meet at the
    eigenvector alone, so that what has not converged is known and solved by LAPACK.
    """
    samples, n = len(matrix), matrix.shape[-1]
    largest, vector = np.full(samples, np.nan), np.empty((samples, n))
    size = max(_FEW, CACHE_BLOCK // n**2)
    for start in range(0, samples, size):
        block = slice(start, start + size)
        _iterate(matrix[block], largest[block], vector[block])
    left = np.flatnonzero(np.isnan(largest))
    if len(left):
        largest[left], vector[left] = _by_lapack(matrix[left])
    return largest, vector


def _iterate(matrix: FloatArray, largest: FloatArray, vector: FloatArray) -> None:
    """Fill in the eigenvalue and eigenvector of the matrices that converge; the others stay NaN."""
    powers, left = matrix, np.arange(len(matrix))
    # samples last, so that each step adds long rows; w begins as 1 over the sums of the columns,
    # which it is where all comparisons agree
    turned = np.ascontiguousarray(powers.transpose(1, 2, 0))
    columns = _added(turned)
    with np.errstate(all="ignore"):
        guess = 1 / columns
        for number, steps in enumerate(_PHASES):
            for _ in range(steps):
                guess /= _added(guess)
                image = np.einsum("ijs,js->is", turned, guess)
                ratio = image / guess
                high = ratio.max(axis=0)
                # those that have arrived leave with this step, whenever the others do
                arrived = (high - ratio.min(axis=0) <= _SPREAD * high) & np.isnan(largest[left])
                if arrived.any():
                    there = left[arrived]
                    found = image[:, arrived] / _added(image[:, arrived])
                    vector[there] = found.T
                    # w sums to 1, so that A w = lambda w sums to lambda
                    largest[there] = _added(columns[:, there] * found)
                guess = image
            waiting = np.isnan(largest[left])
            if not waiting.any():
                return
            left, guess = left[waiting], guess[:, waiting]
            if number < _SQUARES:
                # the same eigenvector in longer steps, scaled so that further squares stay finite
                powers = powers[waiting]
                powers = powers @ powers
                powers /= powers.max(axis=(1, 2), keepdims=True)
                turned = np.ascontiguousarray(powers.transpose(1, 2, 0))
            else:
                turned = turned[:, :, waiting]


def _added(rows: FloatArray) -> FloatArray:
    """Return the sum over the first axis, one after another: numpy's order depends on the shape."""
    total = np.array(rows[0])
    for row in rows[1:]:
        total += row
    return total
