"""Expected values after a study, by moment matching: those given the parameters, drawn together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core.parts import chunks
from decision_analysis.voi._choice import Uninformed
from decision_analysis.voi._folds import Fit, folds
from decision_analysis.voi._policy import Gain
from decision_analysis.voi._samples import ascending
from decision_analysis.voi._smooth import conditional_means
from decision_analysis.voi._values import independent_means, largest


def variances_after(choice: Uninformed, posterior: FloatArray) -> FloatArray:
    """Return the variances (Q, A) of scaled gains over the best in posterior values (Q, N, A)."""
    gains = np.ldexp(posterior - posterior[:, :, [choice.best]], -choice.power)
    return np.asarray(gains.var(axis=1, ddof=1))


def matched(
    choice: Uninformed,
    known: Mapping[str, FloatArray],
    reported: Mapping[str, FloatArray],
    left: FloatArray | None,
) -> Gain:
    """Estimate what a study gains (Heath, Manolopoulou and Baio 2018).

    `known` are the parameters (S,), `reported` what the study reports (S,), and `left` the
    variances (Q, A) that studies leave, where those are given instead.
    """
    if choice.gains.shape[1] == 1:
        return Gain(0.0, 0.0, "none")
    others = np.arange(choice.gains.shape[1]) != choice.best
    gains = choice.gains[:, others]
    with chunks.blas_limit():
        means, smoother = _smoothed(choice, known, gains)
        if left is None:
            explained, error = _explained(choice, reported, gains)
        else:
            explained, error = _taken_away(gains, left[:, others])
    # what a study explains is at most what its parameters do
    shape = means.all[means.row]
    shape = shape - shape.mean(axis=0)
    spread = shape.std(axis=0)
    most = np.clip(np.mean(shape * gains, axis=0), 0, None)
    flat = spread == 0
    ratio = np.where(flat, 0, np.sqrt(np.clip(explained, 0, most)) / np.where(flat, 1, spread))
    mean = gains.mean(axis=0)
    after = mean + shape * ratio
    value = float(np.maximum(largest(after), 0).mean())
    # what another variance, by one standard error, would change
    doubt = 0.0
    for sign in (-1, 1):
        other = np.sqrt(np.clip(explained + sign * error, 0, most)) / np.where(flat, 1, spread)
        moved = largest(mean + shape * np.where(flat, 0, other))
        doubt = max(doubt, abs(float(np.maximum(moved, 0).mean()) - value))
    plain = _sampling_error(choice, gains, after, mean + shape)
    return Gain(min(value, choice.bound), float(np.hypot(plain, doubt)), smoother)


def _smoothed(
    choice: Uninformed, known: Mapping[str, FloatArray], gains: FloatArray
) -> tuple[Fit, str]:
    x = np.stack([known[name] for name in sorted(known)], axis=-1)
    order = ascending(x[:, 0]) if x.shape[1] == 1 else np.lexsort(x.T[::-1])
    dealt = folds(order, choice.gains, choice.scramblings)
    fit, smoother, _ = conditional_means(x, gains, dealt, order)
    return fit, smoother


def _explained(
    choice: Uninformed, reported: Mapping[str, FloatArray], gains: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the variance of E[g | data] for each gain, and its standard error (K,)."""
    fit, _ = _smoothed(choice, reported, gains)
    # the covariance of a gain with what fits to the other folds say is free of their noise
    unseen = fit.others[fit.row]
    centred = unseen - unseen.mean(axis=0)
    product = centred * (gains - gains.mean(axis=0))
    # the influence m^2 + 2 m (g - m) of a sample: it moves the fits of others, too
    influence = 2 * product - centred**2
    return product.mean(axis=0), influence.std(axis=0, ddof=1) / np.sqrt(len(product))


def _taken_away(gains: FloatArray, left: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the variance of gains less the mean that studies leave, and its standard error."""
    squares = (gains - gains.mean(axis=0)) ** 2
    before = squares.std(axis=0, ddof=1) / np.sqrt(len(squares))
    after = left.std(axis=0, ddof=1) / np.sqrt(len(left))
    return squares.mean(axis=0) - left.mean(axis=0), np.hypot(before, after)


def _sampling_error(
    choice: Uninformed, gains: FloatArray, after: FloatArray, means: FloatArray
) -> float:
    """Return the standard error of the mean gain: of the parameters, and of the smoothed means."""
    chosen = after.argmax(axis=1)
    rows = np.arange(len(after))
    taken = after[rows, chosen] > 0
    # the largest gain, and what the samples scatter around it where it is taken
    parts = np.where(taken, after[rows, chosen] + (gains - means)[rows, chosen], 0)
    independent = independent_means(parts, choice.scramblings)
    return float(independent.std(ddof=1) / np.sqrt(len(independent)))
