"""What it gains to follow the choice that a smoother makes of what is known."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.voi._folds import FOLDS, folds
from decision_analysis.voi._samples import ascending
from decision_analysis.voi._smooth import conditional_means
from decision_analysis.voi._values import independent_means


@dataclasses.dataclass(frozen=True, eq=False)
class Gain:
    """An estimate of the mean gain, its standard error and how conditional means were found."""

    value: float
    standard_error: float
    smoother: str


def gain_of_knowing(x: FloatArray, gains: FloatArray, best: int, scramblings: int) -> Gain:
    """Estimate E max_a E[g_a | x] - max_a E g_a for `gains` (S, A), given x (S, P).

    The gains are over the alternative `best`. The value of a choice made of x is the mean of what
    it really gains. Made of the same samples it errs on the high side, as the fit has seen them;
    made of a fit to the other folds, and compared with the best of the other folds, on the low
    side. Both errors have the order of (coefficients / S); the mean of the two has neither. Exact
    group means are what the samples say, and only bounded below by the other.
    """
    # what is better in no sample is not chosen, whatever is known: no curve may say otherwise
    others = (gains > 0).any(axis=0)
    if not others.any():
        return Gain(0.0, 0.0, "none")
    order = ascending(x[:, 0]) if x.shape[1] == 1 else np.lexsort(x.T[::-1])
    dealt = folds(order, gains, scramblings)
    fit, smoother, exact = conditional_means(x, gains.T[others].T, dealt, order)
    seen, unseen = np.full((2, len(fit.all), gains.shape[1]), -np.inf)
    seen[:, best] = unseen[:, best] = 0
    seen[:, others], unseen[:, others] = fit.all, fit.others
    # what following the smoothed choice gained, by a fit that has seen the sample
    followed = _taken(gains, seen.argmax(axis=1)[fit.row])
    # and by one that has not, over the best of the folds that it has seen
    known_best = _best_of_others(gains, dealt)[dealt]
    honest = _taken(gains, unseen.argmax(axis=1)[fit.row]) - _taken(gains, known_best)
    doubt = abs(float(followed.mean()) - float(honest.mean()))
    error = max(_error(gain, scramblings) for gain in (followed, honest))
    if exact:
        return Gain(float(followed.mean()), float(np.hypot(error, doubt)), smoother)
    return Gain(float((followed + honest).mean() / 2), float(np.hypot(error, doubt / 2)), smoother)


def _error(gain: FloatArray, scramblings: int) -> float:
    """Return the standard error of the mean of `gain` (S,)."""
    parts = independent_means(gain, scramblings)
    plain = float(parts.std(ddof=1) / np.sqrt(len(parts)))
    return plain * _widening(gain) if scramblings == 1 else plain


def _taken(gains: FloatArray, choice: IntArray) -> FloatArray:
    rows, columns = gains.shape
    return np.asarray(gains.ravel()[np.arange(0, rows * columns, columns) + choice])


def _best_of_others(gains: FloatArray, dealt: IntArray) -> IntArray:
    """Return for each fold which alternative is best in the others (folds,)."""
    sums = np.stack([np.bincount(dealt, column, FOLDS) for column in gains.T], axis=-1)
    # sums will do: the best of each row has the largest
    return np.asarray((~np.eye(FOLDS, dtype=bool) @ sums).argmax(axis=1))


def _widening(gain: FloatArray) -> float:
    """Return by how much the error of a mean is to be widened where a few samples decide.

    Wilson's score interval for a rare event of which c were seen reaches sqrt(1 + 1/c) + sqrt(1/c)
    times as far up, in standard errors, as the plain one (with z = 2). The skewness of the mean,
    squared, is 1/c there.
    """
    centered = gain - gain.mean()
    spread = float(np.sqrt(np.mean(centered**2)))
    if spread == 0:
        return 1.0
    centered /= spread
    skewness = abs(float(np.mean(centered * centered * centered))) / np.sqrt(len(gain))
    return float(np.sqrt(1 + skewness**2) + skewness)
