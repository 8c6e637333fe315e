"""What is read from values and their probabilities: distinct ones, spread, quantiles, tails."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._probabilities import within


def merged(values: FloatArray, probabilities: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the distinct possible values (V,), ascending, and the sums of their probabilities."""
    return distinct(values[None], probabilities)[1:]


def distinct(
    values: FloatArray, probabilities: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the distinct possible values of each sample (S, V), ascending.

    Each comes with its sample and its sum of probabilities. Neighbors that differ by no more than
    their `noise` count as equal, and are made their mean.
    """
    size = values.shape[-1]
    likely = np.broadcast_to(probabilities, (*probabilities.shape[:-1], size)).reshape(-1, size)
    # leave impossible values out, and sort the others within each sample
    sample, place = np.nonzero(likely > 0)
    ordered, p = values[sample, place], likely[sample, place]
    order = np.lexsort((ordered, sample))
    sample, ordered, p = sample[order], ordered[order], p[order]
    # a value begins with a sample, and where it is further from the one before than ties are
    first = np.diff(sample, prepend=-1) > 0
    size_of = np.add.reduceat(np.abs(ordered) * p, np.flatnonzero(first))[sample]
    starts = first.copy()
    starts[1:] |= np.diff(ordered) > noise(size_of[1:], ordered[1:])
    begins = np.flatnonzero(starts)
    mass = np.add.reduceat(p, begins)
    # what the others of a group have more than its first, on average: none where they are equal
    more = np.add.reduceat((ordered - ordered[begins][np.cumsum(starts) - 1]) * p, begins)
    return sample[begins], ordered[begins] + more / mass, mass


def noise(mean_size: FloatArray, values: FloatArray) -> FloatArray:
    """Return by how much equal totals may differ: 1e-12 of their own size and of the mean size.

    The mean absolute total stands for what sums that cancel are made of; one that is improbable
    counts as little as in all other means.
    """
    return np.asarray(TIE_TOLERANCE * (mean_size + np.abs(values)))


def deviation(values: FloatArray, probabilities: FloatArray) -> FloatArray:
    """Return the standard deviation of values (V, ...); scaled, so that squares do not overflow.

    The unit is that of the largest term, so that a distant value of little probability, or of none,
    does not make the others vanish.
    """
    mean = (values * probabilities).sum(axis=0)
    apart = np.where(probabilities > 0, values - mean, 0.0)
    largest = (np.abs(apart) * np.sqrt(probabilities)).max(axis=0)
    # a power of two, which costs no digits
    unit = np.ldexp(1.0, np.frexp(largest)[1])
    parts = apart / unit
    return np.asarray(unit * np.sqrt((probabilities * parts * parts).sum(axis=0)))


def first_share(values: FloatArray, probabilities: FloatArray, share: float) -> FloatArray:
    """Return the first of ascending values (V, ...) where probabilities sum to at least `share`."""
    # F(x), scaled so that rounding does not keep it below 1 at the end
    cumulative = probabilities.cumsum(axis=0)
    cumulative = cumulative / cumulative[-1:]
    enough = (cumulative >= share * (1 - TIE_TOLERANCE)) & (cumulative > 0)
    place = enough.argmax(axis=0)[None]
    return np.asarray(np.take_along_axis(np.broadcast_to(values, enough.shape), place, axis=0)[0])


def worst_mean(values: FloatArray, probabilities: FloatArray, level: float) -> FloatArray:
    """Return the mean of the first `level` share of values (V, ...), ordered worst first."""
    # an atom at the quantile is split
    share = within(probabilities, level, 0)
    return np.asarray((share * values).sum(axis=0) / share.sum(axis=0))


def at_most(
    values: FloatArray, p: FloatArray, grid: FloatArray, width: FloatArray, order: int
) -> FloatArray:
    """Return the distribution function at each point of the grid, or its integral up to there."""
    count = np.searchsorted(values, grid + width, side="right")
    mass = np.concatenate([[0.0], p.cumsum()])[count]
    if order == 1:
        return mass
    # the integral of F up to x is x F(x) less the sum of p v over values v <= x
    return np.asarray(grid * mass - np.concatenate([[0.0], (p * values).cumsum()])[count])
