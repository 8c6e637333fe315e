"""Folds of samples for fits that have not seen what they predict, and what such a fit is."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import FloatArray, IntArray

FOLDS = 5  # the usual number: each fit has four fifths of the samples
_ORDERS = np.array(list(itertools.permutations(range(FOLDS))))
# Any two, or one twice: what is left out of a fit that is to choose without the second fold
PAIRS = tuple(itertools.combinations_with_replacement(range(FOLDS), 2))
# A power of two, as blocks of a Sobol' sequence must be, of at least three for each fold
_BLOCKS = 16
# Of two variances, their ratio: for independent samples it is less in 1 of 50 (`_even`)
_EVEN = 0.4


@dataclasses.dataclass(frozen=True, eq=False)
class Fit:
    """What a smoother says of rows of samples: fitted to all, and to the folds they are not in.

    Parameters
    ----------
    all, others : ndarray of float, shape (R, K)
        The two curves for each column of values.
    row : ndarray of int, shape (S,)
        The row that each sample is in.
    """

    all: FloatArray
    others: FloatArray
    row: IntArray


def folds(order: IntArray, gains: FloatArray, scramblings: int) -> IntArray:
    """Put each sample into a fold, every fold spread evenly over the parameters.

    In their `order`, each run of five samples is dealt out to the five folds in a shuffled
    order: folds that followed the order itself could fall together with the levels of another
    parameter of a designed experiment. Blocks of samples that are spread evenly over all parameters
    are dealt out whole, so that folds are, too: these are scramblings, and blocks of a Sobol'
    sequence.
    """
    count = len(order)
    blocks = scramblings if scramblings >= FOLDS else _BLOCKS
    if scramblings >= FOLDS or (count >= _BLOCKS * FOLDS and _even(order, gains)):
        return np.asarray(np.arange(count) * blocks // count % FOLDS)
    runs = -(-count // FOLDS)
    dealt = _ORDERS[np.random.default_rng(0).integers(len(_ORDERS), size=runs)].ravel()
    result = np.empty(count, dtype=np.intp)
    result[order] = dealt[:count]
    return result


def _even(order: IntArray, gains: FloatArray) -> bool:
    """Say whether means of consecutive blocks differ far less than independent samples' would.

    The ratio of the two variances, 1 for independent samples, is below the limit by chance in 1 of
    50 sets of them, for parameters and gains together in 1 of 2,500; no harm is done then.
    """
    size = len(order) // _BLOCKS
    rank = np.empty(len(order))
    rank[order] = np.arange(len(order))
    for columns in (rank[:, None], gains):
        whole = columns[: size * _BLOCKS]
        means = whole.reshape(_BLOCKS, size, -1).mean(axis=1)
        if (means.var(axis=0, ddof=1) * size).mean() > _EVEN * whole.var(axis=0).mean():
            return False
    return True


def without_two(of_folds: NDArray[Any]) -> FloatArray:
    """Return sums over all folds (folds, ...) but any two: (folds, folds, ...).

    On the diagonal one is left out.
    """
    index = np.arange(FOLDS)
    kept = (index != index[:, None, None]) & (index != index[None, :, None])
    return np.tensordot(kept.astype(np.float64), of_folds, axes=1)
