"""Conditional means given parameters: group means, or the smoother that predicts best."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._bases import Polynomials, Splines, natural
from decision_analysis.voi._boxes import Boxes, boxes
from decision_analysis.voi._folds import FOLDS, Fit
from decision_analysis.voi._intervals import Intervals, intervals
from decision_analysis.voi._linear import Groups, LeastSquares, squares
from decision_analysis.voi._samples import Levels, Rows, ascending, levels

Smoother: TypeAlias = Groups | LeastSquares | Intervals | Boxes

_FEW = 8  # distinct values of which each has a mean of its own, however few samples it has
# Distinct values that are groups where they have samples enough, and else a curve
_MOST_GROUPS = 64
# Samples in each, on average: its mean is known to a fifth of a standard deviation
_LEAST_GROUP = 25
_KNOTS = (2, 3, 4, 6, 9, 13, 20)  # each about a half more than the one before, to choose from
_SURE = 6  # knots from which on more are tried only where these were better than fewer
_BINS = (4, 8, 16, 32, 64)  # up to groups as fine as `_MOST_GROUPS`
_DEGREES = (1, 2, 3, 4, 5, 6)  # higher ones swing at the ends
_MOST_COEFFICIENTS = 256  # time of a fit grows with the square
_ROWS_PER_COEFFICIENT = 20  # with fewer, a fit follows the noise of its samples
# The smoother that predicts best is chosen on so many means of neighbours, or of more than two
# parameters, whose cells would be wide, on so many of the samples
_CHOOSING_ROWS, _CHOOSING_CELLS, _CHOOSING_SAMPLES = 2**11, 2**13, 2**14
# And is fitted to so many of one parameter or of two, and of more to all samples
_FITTING_ROWS, _FITTING_CELLS = 2**13, 2**15


def conditional_means(
    x: FloatArray, y: FloatArray, dealt: IntArray, order: IntArray
) -> tuple[Fit, str, bool]:
    """Estimate E[y | x] for columns of y (S, K) at rows of x (S, P).

    Say how, and whether by exact means. `dealt` are the folds (S,) of the samples; `order` sorts
    them by x.

    Parameters with at most 8 distinct values together, or at most 64 with 25 samples each on
    average, are given the exact mean of each. One other parameter is smoothed by natural cubic
    splines with 2 (a line) to 20 knots, on its own scale and on that of its normal scores, by bins
    of equal counts and by bins fitted to the values; several by products of splines and by
    polynomials with all cross terms, on the same scales, and by fitted boxes: as far as there are
    20 samples for each coefficient. Each column takes the one with the least error in predicting
    each of five folds from the others. Of many samples neighbours in a fold are joined: what they
    have in common is all that a smoother sees.
    """
    exponent = np.frexp(np.abs(y).max(axis=0))[1]
    fit, name, exact = _scaled_means(x, np.ldexp(y, -exponent), dealt, order)
    scaled = Fit(np.ldexp(fit.all, exponent), np.ldexp(fit.others, exponent), fit.row)
    return scaled, name, exact


def _scaled_means(
    x: FloatArray, y: FloatArray, dealt: IntArray, order: IntArray
) -> tuple[Fit, str, bool]:
    # what does not vary tells nothing
    varies = x.min(axis=0) < x.max(axis=0)
    x = x[:, varies] if varies.any() else x[:, :1]
    # Distinct values are told apart before scaling, which may join them
    one = x.shape[1] == 1
    columns = [levels(column, order if one else ascending(column)) for column in x.T]
    group = _groups(columns)
    samples, turned = _arranged(x, y, dealt, columns)
    row = np.empty(len(x), dtype=np.intp)
    if group is not None:
        number = group[turned]
        groups = Groups((f"means at {number.max() + 1} distinct values",), lambda rows: number)
        row[turned] = np.arange(len(x))
        fit = groups.fit(0, samples, samples)
        return dataclasses.replace(fit, row=row), groups.names[0], True
    at, fine, coarse, row[turned] = _joined(samples)
    most = len(x) // _ROWS_PER_COEFFICIENT
    if one:
        most = min(most, max(columns[0].distinct // 2, 2))
    # the errors of all smoothers in predicting each fold from the others
    candidates: list[tuple[Smoother, int]] = []
    errors = []
    for smoother, predicted in _tried(coarse, fine, most):
        candidates.extend((smoother, which) for which in range(len(smoother.names)))
        errors.append(predicted)
    fit, choice = _chosen(candidates, np.concatenate(errors), fine, at)
    # the simplest first, whatever the order of the columns
    chosen = (candidates[number] for number in np.unique(choice))
    used = dict.fromkeys(smoother.names[which] for smoother, which in chosen)
    return dataclasses.replace(fit, row=row), ", ".join(used), False


def _arranged(
    x: FloatArray, y: FloatArray, dealt: IntArray, columns: list[Levels]
) -> tuple[Rows, IntArray]:
    """Return the samples with those of one fold side by side, and which ones they are (S,).

    One parameter's ascend in each fold.
    """
    if len(columns) == 1:
        order = columns[0].order
        by_fold = dealt[order].astype(np.uint8).argsort(kind="stable")
        turned, middle = order[by_fold], columns[0].middle[by_fold, None]
    else:
        turned = dealt.astype(np.uint8).argsort(kind="stable")
        middle = np.stack([column.unsorted(column.middle)[turned] for column in columns], axis=-1)
    scaled = _unit(x)[turned] if columns[0].distinct > 1 else x
    starts = np.r_[0, np.bincount(dealt, minlength=FOLDS).cumsum()]
    return Rows(scaled, middle, y[turned], np.ones(len(x)), starts, len(x)), turned


def _groups(columns: list[Levels]) -> IntArray | None:
    """Return the number of each sample's distinct values, where they are few (S,)."""
    count = len(columns[0].number)
    if max(column.distinct for column in columns) > _MOST_GROUPS:
        return None
    together = np.zeros(count, dtype=np.intp)
    for column in columns:
        number = column.unsorted(column.number)
        together = np.unique(together * column.distinct + number, return_inverse=True)[1]
    distinct = int(together.max()) + 1
    filled = distinct * _LEAST_GROUP <= count
    return together if distinct <= _FEW or (distinct <= _MOST_GROUPS and filled) else None


def _joined(samples: Rows) -> tuple[Rows, Rows, Rows, IntArray]:
    """Return rows where choices are made, and those that smoothers are fitted to and chosen on.

    Last in which of the first each sample is.
    """
    count, parameters = samples.middle.shape
    row = np.arange(count)
    if parameters > 2:
        return samples, samples, samples.every(-(-count // _CHOOSING_SAMPLES)), row
    if parameters == 2:
        fine = samples.joined(samples.cells(_FITTING_CELLS)) if count > _FITTING_CELLS else samples
        many = count > _CHOOSING_CELLS
        return samples, fine, samples.joined(samples.cells(_CHOOSING_CELLS)) if many else fine, row
    fine = samples
    if count > 4 * _FITTING_ROWS:
        row = samples.runs(_FITTING_ROWS)
        fine = samples.joined(row)
    many = count > _CHOOSING_ROWS
    return fine, fine, fine.joined(fine.runs(_CHOOSING_ROWS)) if many else fine, row


def _chosen(
    candidates: list[tuple[Smoother, int]], errors: FloatArray, rows: Rows, at: Rows
) -> tuple[Fit, IntArray]:
    """Return for each column the fit by what predicts best, and which that is (K,)."""
    # What predicts a fold is chosen without it, else the best of many candidates had seen it after
    # all
    own = np.eye(FOLDS, dtype=bool)
    choice = errors[:, own].sum(axis=1).argmin(axis=0)
    choices = errors.sum(axis=1, where=~own[:, :, None]).argmin(axis=0)
    # each column fitted by the smoother chosen for it, and each fold by the one chosen without it
    fit = at.no_fit()
    for number in np.unique([choice, *choices]):
        smoother, which = candidates[number]
        columns = ((choices == number) | (choice == number)).any(axis=0)
        given = (dataclasses.replace(each, y=each.y[:, columns]) for each in (rows, at))
        part = smoother.fit(which, *given)
        fit.all[:, choice == number] = part.all[:, choice[columns] == number]
        for fold in range(FOLDS):
            inside = slice(at.starts[fold], at.starts[fold + 1])
            without = choices[fold] == number
            fit.others[inside, without] = part.others[inside, without[columns]]
    return fit, choice


def _unit(x: FloatArray) -> FloatArray:
    """Return the columns of x, which vary, from -1 to 1."""
    half = np.ldexp(x, -np.frexp(np.abs(x).max(axis=0))[1] - 1)
    low, high = half.min(axis=0), half.max(axis=0)
    return np.asarray((half - low) / (high - low) * 2 - 1)


def _tried(rows: Rows, fine: Rows, most: int) -> Iterator[tuple[Smoother, FloatArray]]:
    """Yield smoothers of at most so many coefficients, the simplest first, and their errors.

    These are found on `rows`, but of bins that follow the values of one parameter on the `fine`
    ones: they are to find what curves cannot follow.
    """
    count = rows.x.shape[1]
    if count > 1:
        for smoother in _polynomials(count, min(most, _MOST_COEFFICIENTS)):
            yield smoother, smoother.errors(rows)
        most = min(most, _MOST_COEFFICIENTS)
    before: FloatArray | None = None
    for size, splines in _splines(rows, most if count > 1 else max(most, 2)):
        found = [(smoother, smoother.errors(rows)) for smoother in splines]
        yield from found
        least = np.min([errors.sum(axis=(0, 1, 2)) for _, errors in found], axis=0)
        # large products take most of the time, and are tried where a larger one was better
        if count > 1 and size >= _SURE and before is not None and np.all(least >= before):
            break
        before = least
    if count > 1:
        found_boxes = boxes(rows.samples, _ROWS_PER_COEFFICIENT)
        if found_boxes is not None:
            yield found_boxes, found_boxes.errors(rows)
        return
    for size in _BINS:
        if size <= most:
            bins = Groups((f"{size} bins",), _equal_bins(size))
            yield bins, bins.errors(rows)
    fitted = intervals(rows.samples, _ROWS_PER_COEFFICIENT)
    if fitted is not None:
        yield fitted, fitted.errors(fine, squares(rows))


def _splines(rows: Rows, most: int) -> Iterator[tuple[int, list[LeastSquares]]]:
    """Yield each number of knots, and splines with so many on both scales."""
    count = rows.x.shape[1]
    shares = [np.linspace(0.01, 0.99, size) if size > 2 else [0.0, 1.0] for size in _KNOTS]
    ends = np.cumsum([0, *_KNOTS])
    knots = {
        normal: np.quantile(rows.scale(normal), np.concatenate(shares), axis=0).T
        for normal in _SCALES
    }
    for size, start in zip(_KNOTS, ends, strict=False):
        splines = []
        for normal, words in _SCALES.items():
            own = knots[normal][:, start : start + size]
            apart = np.diff(own) > 1e-9 * (own[:, -1:] - own[:, :1])
            if size**count <= most and apart.all():
                name = f"spline with {' x '.join([str(size)] * count)} knots{words}"
                splines.append(LeastSquares((name,), normal, Splines(tuple(map(natural, own)))))
        if splines:
            yield size, splines


def _equal_bins(size: int) -> Callable[[Rows], IntArray]:
    return lambda rows: np.asarray((rows.middle[:, 0] * size).astype(np.intp))


_SCALES = {False: "", True: " of normal scores"}


def _polynomials(count: int, most: int) -> Iterator[LeastSquares]:
    """Yield polynomials of each total degree, with all cross terms."""
    for degree, (normal, scale) in itertools.product(_DEGREES, _SCALES.items()):
        if math.comb(count + degree, degree) <= most:
            # each factor of a term is one of the parameters, or the last, which stands for 1
            factors = itertools.combinations_with_replacement(range(count + 1), degree)
            powers = [np.bincount(some, minlength=count + 1)[:count] for some in factors]
            terms = np.unique(powers, axis=0)
            name = f"polynomial of degree {degree}{scale}"
            yield LeastSquares((name,), normal, Polynomials(degree, terms))
