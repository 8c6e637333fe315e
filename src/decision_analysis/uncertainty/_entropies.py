"""Entropies of ranks, of the choice and of complete rankings, in bits, with standard errors."""

from __future__ import annotations

import math

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.uncertainty._tally import Tally


def rank_entropies(total: Tally) -> tuple[FloatArray, FloatArray | None]:
    """Return the entropy of each alternative's rank (A,), and its standard error."""
    surprise = _surprise(total.acceptability())
    entropy = (total.acceptability() * surprise).sum(axis=1)
    # to first order the entropy varies as the mean of -log2 b does (the delta method)
    error = None if total.spread else np.sqrt(total.variance(surprise, entropy))
    return entropy, error


def choice_entropy(total: Tally) -> tuple[float, float | None]:
    """Return the entropy of which alternative is first, and its standard error."""
    entropy, error = _of_shares(total.acceptability()[:, 0], total.samples)
    return entropy, None if total.spread else error


def ranking_entropy(total: Tally) -> tuple[float | None, float | None, int | None]:
    """Return the entropy of the complete ranking, its standard error, and how many were met."""
    counts: IntArray | None = total.rankings.found()
    if counts is None:
        return None, None, None
    # in order of size, so that the sum does not depend on the keys that tell rankings apart
    entropy, error = _of_shares(np.sort(counts) / total.samples, total.samples)
    return entropy, None if total.spread else error, len(counts)


def _of_shares(shares: FloatArray, samples: int) -> tuple[float, float]:
    surprise = _surprise(shares)
    entropy = float(shares @ surprise)
    variance = float(shares @ surprise**2) - entropy**2
    return entropy, math.sqrt(max(variance, 0.0) / samples)


def _surprise(shares: FloatArray) -> FloatArray:
    """Return -log2 of the shares; 0 of those that are 0, which count for nothing."""
    return np.asarray(-np.log2(np.where(shares > 0, shares, 1.0)) + 0.0)
