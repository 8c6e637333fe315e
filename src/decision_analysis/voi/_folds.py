"""Folds of samples for fits that have not seen what they predict, and what such a fit is."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import FloatArray, IntArray

FOLDS = 5


@dataclasses.dataclass(frozen=True, eq=False)
class Fit:
    """What a smoother says at each sample: fitted to all samples, and to the folds that the sample is not in."""

    all: FloatArray
    others: FloatArray


def folds(x: FloatArray) -> IntArray:
    """Put each sample (S, P) into a fold, so that every fold is spread evenly over `x`.

    In the order of `x`, each run of five samples is dealt out to the five folds in a shuffled order: folds that
    followed the order itself could fall together with the levels of another parameter of a designed experiment.
    """
    order = np.lexsort(x.T[::-1])
    runs = -(-len(x) // FOLDS)
    dealt = np.random.default_rng(0).random((runs, FOLDS)).argsort(axis=1).ravel()
    result = np.empty(len(x), dtype=np.intp)
    result[order] = dealt[: len(x)]
    return result


def without_two(of_folds: NDArray[Any]) -> FloatArray:
    """Return the sums over all folds (folds, ...) but any two, (folds, folds, ...); but one on the diagonal."""
    index = np.arange(FOLDS)
    kept = (index != index[:, None, None]) & (index != index[None, :, None])
    return np.tensordot(kept.astype(np.float64), of_folds, axes=1)
