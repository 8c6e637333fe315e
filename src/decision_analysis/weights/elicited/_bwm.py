"""The best-worst method: weights from comparisons with the best and with the worst criterion."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labels import numbered
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import WeightsResult, axes
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.weights.elicited._bwm_minmax import best_fit, consistency_index

Names = tuple[str, ...]

_MOST = 1000.0  # times as important: nobody judges more, and programs lose digits to their range


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class BwmResult(WeightsResult):
    """Weights by the best-worst method, and how far the comparisons agree.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    inconsistency : float or ndarray, shape (...)
        The least possible xi, 0 where the comparisons agree: of the linear model in weights, of the
        min-max model in ratios of weights.
    consistency_ratio : float or ndarray, shape (...)
        The xi of the linear model as it is; that of the min-max model over the largest possible
        one, from 0 to 1.
    intervals : ndarray of float, shape (..., C, 2), or None
        Lowest and highest optimal weight of each criterion, for the min-max model; their centers,
        rescaled to sum to 1, are the weights.
    """

    inconsistency: float | FloatArray = axes("")
    consistency_ratio: float | FloatArray = axes("")
    intervals: FloatArray | None = axes("CN")


@cites("rezaei_2015", "rezaei_2016", "wu_et_al_2023")
@named
def bwm(
    best_to_others: Any,
    others_to_worst: Any,
    *,
    model: Literal["linear", "minmax"] = "linear",
) -> BwmResult:
    """Return weights by the best-worst method (BWM).

    Parameters
    ----------
    best_to_others : mapping of str to float or array_like, Series, DataFrame, or array (..., C)
        How many times as important the best criterion is as each, at least 1, customarily up to 9,
        at most 1000; 1 for the best itself. Arrays are samples or respondents and broadcast
        together.
    others_to_worst : as `best_to_others`
        How many times as important each criterion is as the worst; 1 for the worst itself. For the
        best it is what `best_to_others` says of the worst.
    model : {'linear', 'minmax'}
        Minimize the largest abs(w_B - a_Bj w_j) and abs(w_j - a_jW w_W), the linear model of Rezaei
        (2016); or the largest abs(w_B / w_j - a_Bj) and abs(w_j / w_W - a_jW), the model of Rezaei
        (2015).

    Returns
    -------
    BwmResult
        Weights (..., C), xi, the consistency ratio, and for 'minmax' the intervals of the weights.

    Raises
    ------
    InvalidInputError
        If a comparison is below 1 or above 1000, names differ, no criterion is the best or none the
        worst, or the two comparisons of the best with the worst differ.
    ConvergenceError
        If the linear program is not solved.

    Notes
    -----
    Best and worst are found by their 1: of several the first for which both comparisons of best
    with worst agree. The linear model is one linear program for each sample, and its xi is read as
    it is: it has no index to be divided by. The min-max model is solved exactly, without a program:
    with t = w_B / w_W and xi given, criterion j leaves t between (a_Bj - xi)(a_jW - xi) and
    (a_Bj + xi)(a_jW + xi), and the least xi is that at which the last two of these intervals meet.
    Several weights may be optimal then; `intervals` holds them all (Rezaei 2016, Wu et al. 2023).
    The consistency index of 'minmax' is the least root of x^2 - (1 + 2 a_BW) x + a_BW^2 - a_BW, of
    which the source prints 0 .44 1.00 1.63 2.30 3.00 3.73 4.47 5.23 for a_BW = 1 to 9. O(C^2) for
    each sample of 'minmax'.

    Examples
    --------
    Modes of transport, from Rezaei (2015):

    >>> from decision_analysis import weights
    >>> best_to_others = {"load flexibility": 8, "accessibility": 2, "cost": 1}
    >>> others_to_worst = {"load flexibility": 1, "accessibility": 5, "cost": 8}
    >>> result = weights.bwm(best_to_others, others_to_worst, model="minmax")
    >>> result.weights.round(3)
    array([0.071, 0.339, 0.59 ])
    >>> print(f"{result.inconsistency:.2f} {result.consistency_ratio:.3f}")
    0.26 0.058
    """
    _checks.one_of("model", model, ("linear", "minmax"))
    best, worst, names = _comparisons(best_to_others, others_to_worst)
    # a_Bj and a_jW of every sample as rows, and which criteria are B and W
    shape, n = best.shape[:-1], best.shape[-1]
    best, worst = best.reshape(-1, n), worst.reshape(-1, n)
    ends = _best_and_worst(best, worst, names, shape)
    intervals = None
    source = "rezaei_2016" if model == "linear" else "rezaei_2015"
    if model == "linear":
        weights, xi = _linear(best, worst, ends)
        ratio = xi
    else:
        xi, intervals = best_fit(best, worst, ends)
        centers = intervals.mean(axis=-1)
        weights = centers / centers.sum(axis=-1, keepdims=True)
        index = consistency_index(best[np.arange(len(best)), ends[1]])
        ratio = np.where(index > 0, xi / np.where(index > 0, index, 1.0), 0.0)
        intervals = intervals.reshape(*shape, n, 2)
    return BwmResult(
        method="BWM",
        parameters={"model": model},
        references=cited(source),
        weights=weights.reshape(*shape, n),
        criteria=names,
        inconsistency=xi.reshape(shape)[()],
        consistency_ratio=ratio.reshape(shape)[()],
        intervals=intervals,
    )


def _comparisons(best: Any, worst: Any) -> tuple[FloatArray, FloatArray, Names | None]:
    """Return both comparisons (..., C) in one order, with the names of the criteria if any."""
    first, names = _read_rows.row("best_to_others", best, each="criterion")
    if (names is None) == _labelled.has_labels(worst):
        raise InvalidInputError(
            "best_to_others and others_to_worst must both have names or none of them"
        )
    second, _ = _read_rows.row("others_to_worst", worst, names, each="criterion")
    for what, array in (("best_to_others", first), ("others_to_worst", second)):
        if not array.ndim or not array.size:
            raise InvalidInputError(f"{what} must have shape (..., C); got {array.shape}")
        off = np.argwhere((array < 1 - TIE_TOLERANCE) | (array > _MOST))
        if len(off):
            *sample, place = off[0]
            of = f" of {names[place]!r}" if names else f" at {int(place)}"
            raise InvalidInputError(
                f"{what}{of}{_checks.at(sample)} must be at least 1 and at most {_MOST:g}; got"
                f" {array[tuple(off[0])]:g}"
            )
    try:
        if first.shape[-1] != second.shape[-1]:
            raise ValueError
        first, second = np.broadcast_arrays(first, second)
    except ValueError:
        raise InvalidInputError(
            f"best_to_others and others_to_worst must fit together; got shapes {first.shape} and"
            f" {second.shape}"
        ) from None
    return first, second, names


def _best_and_worst(
    best: FloatArray, worst: FloatArray, names: Names | None, shape: tuple[int, ...]
) -> FloatArray:
    """Return the places (2, S) of the best and the worst criterion."""
    is_best = np.abs(best - 1) <= TIE_TOLERANCE
    is_worst = np.abs(worst - 1) <= TIE_TOLERANCE
    for what, found in (("best_to_others", is_best), ("others_to_worst", is_worst)):
        without = np.argwhere(~found.any(axis=-1))
        if len(without):
            at = _checks.at(np.unravel_index(int(without[0, 0]), shape))
            raise InvalidInputError(f"{what} must be 1 for one criterion at least; got none{at}")
    # a_BW stands in both: of several candidates the first pair for which it is the same
    stated, again = best[:, None, :], worst[:, :, None]
    n = best.shape[-1]
    pairs = is_best[:, :, None] & is_worst[:, None, :] & (~np.eye(n, dtype=bool) | (n == 1))
    agree = np.abs(stated - again) <= 1e-9 * np.maximum(stated, again)
    fitting = (pairs & agree).reshape(len(best), -1)
    off = np.flatnonzero(~fitting.any(axis=-1))
    if len(off):
        at = _checks.at(np.unravel_index(int(off[0]), shape))
        called = names or numbered(n)
        if not pairs[off[0]].any():
            same = called[int(is_best[off[0]].argmax())]
            raise InvalidInputError(
                f"the best and the worst criterion must be two; got {same!r} for both{at}"
            )
        i, j = (int(place) for place in np.argwhere(pairs[off[0]])[0])
        raise InvalidInputError(
            "best_to_others and others_to_worst must say the same of the best"
            f" {called[i]!r} against the worst {called[j]!r}{at}; got {best[off[0], j]:g} and"
            f" {worst[off[0], i]:g}"
        )
    found = fitting.argmax(axis=-1)
    return np.stack([found // n, found % n])


def _linear(best: FloatArray, worst: FloatArray, ends: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return weights (S, n) and xi (S,) of the linear model, a program for each sample."""
    from scipy.optimize import linprog

    n = best.shape[-1]
    weights, xi = np.empty_like(best), np.empty(len(best))
    for sample, (a_best, a_worst, b, w) in enumerate(zip(best, worst, *ends, strict=True)):
        # w_B - a_Bj w_j and w_j - a_jW w_W, both within xi; the last variable is xi
        from_best, from_worst = -np.diag(a_best), np.eye(n)
        from_best[:, b] += 1
        from_worst[:, w] -= a_worst
        both = np.concatenate([from_best, from_worst])
        above = np.concatenate([np.concatenate([both, -both]), -np.ones((4 * n, 1))], axis=1)
        found = linprog(
            np.append(np.zeros(n), 1.0),
            A_ub=above,
            b_ub=np.zeros(4 * n),
            A_eq=np.append(np.ones(n), 0.0)[None],
            b_eq=[1.0],
            bounds=(0, None),
            method="highs-ds",
        )
        if found.status != 0 or found.x is None:
            raise ConvergenceError(f"the linear model must have an optimum; {found.message}", None)
        weights[sample] = np.maximum(found.x[:n], 0)
        xi[sample] = np.abs(both @ weights[sample]).max()
    # what is left of comparisons that agree is rounding
    xi[xi <= TIE_TOLERANCE] = 0.0
    return weights / weights.sum(axis=-1, keepdims=True), xi
