"""Array helpers: types, read-only views and mappings, tied ranks, import of optional packages."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from decision_analysis._counted_ranks import LEAST_ROWS, MOST_COUNTED, counted_places
from decision_analysis._limits import LAST_BITS, TIE_TOLERANCE
from decision_analysis._named import place
from decision_analysis.errors import MissingDependencyError

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.intp]
BoolArray: TypeAlias = NDArray[np.bool_]

S = TypeVar("S", bound=np.generic)


DISTRIBUTION = "decision-analysis-lib"
"""What package indexes call this library; `decision-analysis` there is another one."""


def read_only(array: NDArray[S]) -> NDArray[S]:
    """Return a view of `array` that cannot be written through."""
    view = array.view()
    view.flags.writeable = False
    return view


def float_or_samples(value: ArrayLike) -> float | FloatArray:
    """Return a float, or a read-only array where there are samples; no zero is negative."""
    # adding 0.0 turns -0.0 into 0.0, which is printed without a sign
    array = np.asarray(value, dtype=np.float64) + 0.0
    return float(array) if array.ndim == 0 else read_only(array)


def tie_tolerance(values: FloatArray, axis: int = -1) -> FloatArray:
    """Return 1e-12 of the largest absolute number along an axis, which is kept with length 1.

    This is the library's noise: numbers of one row of scores, or performances on one criterion of
    one sample, that differ by no more count as equal, whatever they are compared for.
    """
    largest: FloatArray = np.max(np.abs(values), axis=axis, keepdims=True)
    return TIE_TOLERANCE * largest


def settled(values: FloatArray, axis: int) -> FloatArray:
    """Return the values with those that tie along an axis made one, the least of them.

    Exact comparison is then right. They tie as in `competition_ranks`, so that what equals a third
    is equal, which no tolerance of pairs has.
    """
    lines = np.moveaxis(values, axis, -1)
    ordered = np.sort(values, axis=axis)
    rising = np.moveaxis(ordered, axis, -1)
    # as `tie_tolerance`, but of sorted lines the largest absolute number stands at an end
    noise = TIE_TOLERANCE * np.maximum(rising[..., -1:], -rising[..., :1])
    with np.errstate(over="ignore"):
        # two numbers near 1e308 of opposite sign are infinitely far apart, which is right here
        gaps = rising[..., 1:] - rising[..., :-1]
    # a group ends where the next number in sorted order is farther off than the noise
    apart = gaps > noise
    # nothing ties but what is equal already: the common case, and the input need not be copied
    if (apart | (gaps == 0)).all():
        return values
    # the place of the first, and least, of each group; back to the order that was given
    first = np.zeros(lines.shape, dtype=np.intp)
    first[..., 1:] = np.where(apart, np.arange(1, lines.shape[-1]), 0)
    least = np.take_along_axis(rising, np.maximum.accumulate(first, axis=-1), -1)
    equal = np.empty_like(ordered)
    np.put_along_axis(np.moveaxis(equal, axis, -1), np.argsort(lines, axis=-1), least, -1)
    return equal


def apart(ascending: FloatArray, sizes: FloatArray) -> BoolArray:
    """Say which ascending numbers (n,) are above the one before by more than 1e-12 of its size.

    `sizes` are what each is made of, or comes with; the smaller of two counts, so that nothing is
    lost beside what is large.
    """
    found = np.ones(len(ascending), dtype=bool)
    smaller = np.minimum(sizes[1:], sizes[:-1])
    with np.errstate(over="ignore"):
        found[1:] = np.diff(ascending) > TIE_TOLERANCE * smaller
    return found


def snapped(values: FloatArray, points: FloatArray, noise: FloatArray | float) -> FloatArray:
    """Return the values, those within the noise of one of the points (n,), which ascend, on it."""
    # how many points lie below each value; its neighbors are this point and the one before
    above = np.searchsorted(points, values)
    lower, upper = points[np.maximum(above - 1, 0)], points[np.minimum(above, len(points) - 1)]
    with np.errstate(over="ignore"):
        below, beyond = np.abs(values - lower), np.abs(upper - values)
        nearest = np.where(below < beyond, lower, upper)
        return np.where(np.minimum(below, beyond) <= noise, nearest, values)


def without_last_bits(values: FloatArray) -> FloatArray:
    """Return the values rounded to 46 of their 53 bits, so that equal sums are equal numbers.

    Each is rounded by its own size: what is small is not lost beside what is large.
    """
    mantissas, powers = np.frexp(values)
    return np.asarray(np.ldexp(np.round(mantissas * 2.0**46), powers - 46) + 0.0)


def first_apart(first: FloatArray, second: FloatArray) -> tuple[int, ...] | None:
    """Return the first place where two arrays that broadcast differ; None nowhere.

    What is no more than 1e-12 of the largest number is no difference.
    """
    first, second = np.broadcast_arrays(first, second)
    if not first.size:
        return None
    # relative to the largest number of either, so that the unit of measurement does not matter
    largest = max(float(np.abs(first).max()), float(np.abs(second).max()))
    with np.errstate(over="ignore"):
        apart = np.abs(first - second) > TIE_TOLERANCE * largest
    return tuple(int(i) for i in np.argwhere(apart)[0]) if apart.any() else None


def broadcastable(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Say whether arrays of two shapes broadcast together."""
    # numpy aligns shapes at their last axes; those that only one of them has always fit
    pairs = zip(reversed(first), reversed(second), strict=False)
    return all(a == b or 1 in (a, b) for a, b in pairs)


def competition_ranks(scores: FloatArray, *, higher_is_better: bool = True) -> IntArray:
    """Rank `scores` (..., A) along the last axis: 1 is best, ties share the best rank.

    Scores tie where, in sorted order, neighbours differ by at most 1e-12 times the largest absolute
    score of their row. Everything in the library that ranks uses this function.
    """
    count = scores.shape[-1]
    rows = scores.reshape(-1, count) if count else scores
    found = places_in_rows(rows, higher_is_better) if count else None
    if found is None:
        return _sorted_ranks(scores, higher_is_better)
    before, close, ranks_of_close = found
    # held by alternative, as they are counted: rows are a view
    ranks = before.astype(np.intp)
    ranks += 1
    ranks[:, close] = ranks_of_close.T
    return ranks.T.reshape(scores.shape)


def mid_ranks(ranks: FloatArray) -> FloatArray:
    """Return the mean of the places that tied alternatives occupy.

    Ranks (..., A) may follow whatever convention.
    """
    first, last = tied_places(ranks)
    return (first + last) / 2


def tied_places(ranks: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the first and the last place (..., A), from 1, that each shares with its equals."""
    order = np.argsort(ranks, axis=-1, kind="stable")
    ordered = np.take_along_axis(ranks, order, axis=-1)
    size = ranks.shape[-1]
    # the ends of each group of equal ranks, carried over the whole group
    places = np.broadcast_to(np.arange(1.0, size + 1), ordered.shape)
    breaks = np.diff(ordered, axis=-1) != 0
    first = np.ones(ordered.shape)
    first[..., 1:] = np.where(breaks, places[..., 1:], 1.0)
    last = np.full(ordered.shape, float(size))
    last[..., :-1] = np.where(breaks, places[..., :-1], float(size))
    starts = np.maximum.accumulate(first, axis=-1)
    stops = np.minimum.accumulate(last[..., ::-1], axis=-1)[..., ::-1]
    found = np.empty((2, *ordered.shape))
    for ends, own in zip(found, (starts, stops), strict=True):
        np.put_along_axis(ends, order, own, axis=-1)
    return found[0], found[1]


def places_in_rows(
    scores: FloatArray, higher_is_better: bool
) -> tuple[NDArray[np.uint8], IntArray, IntArray] | None:
    """Return how many are before each of many scores (A, rows); None where sorting is faster.

    It does not hold for the rows listed beside it, in which scores may tie; their competition ranks
    (listed, A) come last.
    """
    rows, count = scores.shape
    if rows < LEAST_ROWS or count > MOST_COUNTED:
        return None
    before, close = counted_places(scores, higher_is_better)
    return before, close, _sorted_ranks(scores[close], higher_is_better)


def _sorted_ranks(scores: FloatArray, higher_is_better: bool) -> IntArray:
    """Return the ranks by sorting each row: neighbours in sorted order tie or don't."""
    if not len(scores):
        return np.empty(scores.shape, dtype=np.intp)
    keys = -scores if higher_is_better else scores
    # equal keys tie, so that it does not matter in which order they are sorted
    order = np.argsort(keys, axis=-1)
    ordered = np.take_along_axis(keys, order, axis=-1)
    starts = np.ones(ordered.shape, dtype=bool)
    # as `tie_tolerance`, but of sorted rows the largest absolute number stands at an end
    noise = TIE_TOLERANCE * np.maximum(ordered[..., -1:], -ordered[..., :1])
    with np.errstate(over="ignore"):
        starts[..., 1:] = np.diff(ordered, axis=-1) > noise
    # of each group of ties the first position, carried over the group, is its rank
    positions = np.where(starts, np.arange(1, ordered.shape[-1] + 1), 0)
    ranks = np.empty(ordered.shape, dtype=np.intp)
    np.put_along_axis(ranks, order, np.maximum.accumulate(positions, axis=-1), axis=-1)
    return ranks


def leading(scores: FloatArray, *, higher_is_better: bool = True) -> BoolArray:
    """Say which of `scores` (..., A) are the greatest, or alike but for their last bits.

    Of alternatives that tie the greatest is told, as what is rounding to the largest score of all
    may matter to these; its last bits decide nothing.
    """
    worths = scores if higher_is_better else -scores
    most = worths.max(axis=-1, keepdims=True)
    return np.asarray(worths >= most - LAST_BITS * np.abs(most))


def best_places(scores: FloatArray, *, higher_is_better: bool = True) -> IntArray:
    """Return the place (...) of the best of `scores` (..., A): the first of those that lead."""
    return np.asarray(leading(scores, higher_is_better=higher_is_better).argmax(axis=-1))


def optional_import(module: str, *, extra: str, what: str = "") -> ModuleType:
    """Import an optional package, or say which extra installs it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        # the package may be missing or broken; the cause stays visible below the advice
        raise MissingDependencyError(
            f"{what or place() or 'this'} needs {module.partition('.')[0]}; install it with:"
            f" pip install '{DISTRIBUTION}[{extra}]'",
            where="",
        ) from error
    except ValueError as error:
        # a setting of its own, such as MPLBACKEND
        raise MissingDependencyError(
            f"{what or place() or 'this'} needs {module.partition('.')[0]}, which does not load:"
            f" {error}",
            where="",
        ) from error
