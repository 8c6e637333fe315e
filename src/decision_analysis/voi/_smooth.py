"""Conditional means given parameters: group means, or the smoother that predicts best."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._folds import FOLDS, Fit
from decision_analysis.voi._linear import Groups, LeastSquares
from decision_analysis.voi._partition import Partition, partitions

Smoother: TypeAlias = Groups | LeastSquares | Partition

_FEW = 8  # distinct values of which each has a mean of its own, however few samples it has
# Distinct values that are groups where they have samples enough, and else a curve
_MOST_GROUPS = 64
# Samples in each, on average: its mean is known to a fifth of a standard deviation
_LEAST_GROUP = 25
_KNOTS = (2, 3, 4, 6, 8, 11, 15, 20)  # each about a third more than the one before, to choose from
_BINS = (4, 8, 16, 32, 64)  # up to groups as fine as `_MOST_GROUPS`
_DEGREES = (1, 2, 3, 4, 5, 6)  # higher ones swing at the ends
_MOST_COEFFICIENTS = 256  # time of a fit grows with the square
_ROWS_PER_COEFFICIENT = 20  # with fewer, a fit follows the noise of its samples
# The smoother that predicts best is chosen on so many, and then fitted to all
_CHOOSING_ROWS = 2**15


def conditional_means(x: FloatArray, y: FloatArray, dealt: IntArray) -> tuple[Fit, str, bool]:
    """Estimate E[y | x] for columns of y (S, K) at rows of x (S, P).

    Say how, and whether by exact means. `dealt` are the folds (S,) of the samples.

    Parameters with at most 8 distinct values together, or at most 64 with 25 samples each on
    average, are given the exact mean of each. One other parameter is smoothed by natural cubic
    splines with 2 (a line) to 20 knots, on its own scale and on that of its normal scores, by bins
    of equal counts and by bins fitted to the values; several by products of splines and by
    polynomials with all cross terms, on the same scales, and by fitted boxes: as far as there are
    20 samples for each coefficient. Each column takes the one with the least error in predicting
    each of five folds from the others, found on at most 2^16 of the samples.
    """
    exponent = np.frexp(np.abs(y).max(axis=0))[1]
    fit, name, exact = _scaled_means(x, np.ldexp(y, -exponent), dealt)
    return Fit(np.ldexp(fit.all, exponent), np.ldexp(fit.others, exponent)), name, exact


def _scaled_means(x: FloatArray, y: FloatArray, dealt: IntArray) -> tuple[Fit, str, bool]:
    # Distinct values are told apart before scaling, which may join them
    order = np.stack([np.unique(column, return_inverse=True)[1] for column in x.T], axis=-1)
    distinct, group = np.unique(order, axis=0, return_inverse=True)
    filled = len(distinct) * _LEAST_GROUP <= len(x)
    if len(distinct) <= _FEW or (len(distinct) <= _MOST_GROUPS and filled):
        groups = Groups((f"means at {len(distinct)} distinct values",), group)
        return groups.fit(0, y, dealt), groups.names[0], True
    # the errors of all smoothers in predicting each fold from the others
    varies = order.max(axis=0) > 0
    smoothers = list(_candidates(_unit(x[:, varies]), order[:, varies]))
    candidates = [
        (smoother, which) for smoother in smoothers for which in range(len(smoother.names))
    ]
    every = slice(None, None, max(1, len(x) // _CHOOSING_ROWS))
    errors = np.concatenate([s.part(every).errors(y[every], dealt[every]) for s in smoothers])
    # What predicts a fold is chosen without it, else the best of many candidates had seen it after
    # all
    own = np.eye(FOLDS, dtype=bool)
    choice = errors[:, own].sum(axis=1).argmin(axis=0)
    choices = errors.sum(axis=1, where=~own[:, :, None]).argmin(axis=0)
    # each column fitted by the smoother chosen for it, and each fold by the one chosen without it
    fit = Fit(np.empty_like(y), np.empty_like(y))
    for number in np.unique([choice, *choices]):
        smoother, which = candidates[number]
        columns = ((choices == number) | (choice == number)).any(axis=0)
        part = smoother.fit(which, y[:, columns], dealt)
        fit.all[:, choice == number] = part.all[:, choice[columns] == number]
        chosen_without = choices[dealt][:, columns] == number
        fit.others[:, columns] = np.where(chosen_without, part.others, fit.others[:, columns])
    # the simplest first, whatever the order of the columns
    chosen = (candidates[number] for number in np.unique(choice))
    used = dict.fromkeys(smoother.names[which] for smoother, which in chosen)
    return fit, ", ".join(used), False


def _unit(x: FloatArray) -> FloatArray:
    """Return the columns of x, which vary, from -1 to 1."""
    half = np.ldexp(x, -np.frexp(np.abs(x).max(axis=0))[1] - 1)
    low, high = half.min(axis=0), half.max(axis=0)
    return np.asarray((half - low) / (high - low) * 2 - 1)


def _candidates(x: FloatArray, order: IntArray) -> Iterator[Smoother]:
    """Yield the smoothers that the number of samples allows, the simplest first.

    `order` numbers distinct values.
    """
    from scipy.special import ndtri

    rows, count = x.shape
    most = rows // _ROWS_PER_COEFFICIENT
    # of each value how many samples are below it, and the middle of its share of all samples
    ranks, middle = np.empty(x.shape, dtype=np.intp), np.empty(x.shape)
    for column, number in enumerate(order.T):
        counts = np.bincount(number)
        start = np.cumsum(counts) - counts
        ranks[:, column] = start[number]
        middle[:, column] = ((start + counts / 2) / rows)[number]
        most = min(most, max(len(counts) // 2, 2)) if count == 1 else most
    scales = {"": x, " of normal scores": _unit(ndtri(middle))}
    if count > 1:
        yield from _polynomials(scales, min(most, _MOST_COEFFICIENTS))
    for size, (scale, values) in itertools.product(_KNOTS, scales.items()):
        fits = size**count <= (max(most, 2) if count == 1 else min(most, _MOST_COEFFICIENTS))
        knots = [
            np.quantile(v, np.linspace(0.01, 0.99, size) if size > 2 else [0.0, 1.0])
            for v in values.T
        ]
        if fits and all(np.all(np.diff(k) > 1e-9 * (k[-1] - k[0])) for k in knots):
            words = f"{size} knots" if count == 1 else " x ".join([str(size)] * count) + " knots"
            yield LeastSquares((f"spline with {words}{scale}",), values, _spline_basis(knots))
    for size in _BINS:
        if count == 1 and size <= most:
            bins = np.minimum((middle[:, 0] * size).astype(np.intp), size - 1)
            yield Groups((f"{size} bins",), bins)
    fitted = partitions(ranks, _ROWS_PER_COEFFICIENT)
    if fitted is not None:
        yield fitted


def _polynomials(scales: dict[str, FloatArray], most: int) -> Iterator[LeastSquares]:
    """Yield polynomials of each total degree, with all cross terms."""
    for degree, (scale, values) in itertools.product(_DEGREES, scales.items()):
        terms = [
            powers
            for powers in itertools.product(range(degree + 1), repeat=values.shape[1])
            if sum(powers) <= degree
        ]
        if len(terms) <= most:
            name = f"polynomial of degree {degree}{scale}"
            yield LeastSquares((name,), values, _polynomial_basis(degree, np.array(terms)))


def _polynomial_basis(degree: int, terms: IntArray) -> Callable[[FloatArray], FloatArray]:
    """Return a function from coordinates (S, P) in [-1, 1] to products (S, terms).

    The products are of Legendre polynomials.
    """

    def basis(coordinates: FloatArray) -> FloatArray:
        legendre = np.polynomial.legendre.legvander(coordinates, degree)
        product = np.ones((len(coordinates), len(terms)))
        for parameter in range(coordinates.shape[1]):
            product *= legendre[:, parameter, terms[:, parameter]]
        return product

    return basis


def _spline_basis(knots: list[FloatArray]) -> Callable[[FloatArray], FloatArray]:
    """Return a function from coordinates (S, P) to products of one-dimensional splines."""
    own = [_natural_splines(k) for k in knots]

    def basis(coordinates: FloatArray) -> FloatArray:
        product = np.ones((len(coordinates), 1))
        for values, spline in zip(coordinates.T, own, strict=True):
            pairs = product[:, :, None] * spline(values)[:, None, :]
            product = pairs.reshape(len(coordinates), -1)
        return product

    return basis


def _natural_splines(knots: FloatArray) -> Callable[[FloatArray], FloatArray]:
    """Return natural cubic splines (S, knots), 1 at one knot, 0 at others, linear outside."""
    from scipy.interpolate import CubicSpline

    ends = knots[[0, -1]]
    spline = CubicSpline(knots, np.eye(len(knots)), bc_type="natural")
    slope = spline(ends, 1)

    def at(values: FloatArray) -> FloatArray:
        inside = np.clip(values, *ends)
        beyond = (values - inside)[:, None]
        return np.asarray(spline(inside) + beyond * np.where(beyond < 0, slope[0], slope[1]))

    return at
