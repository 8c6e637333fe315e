"""The scores of Cooke's classical model, and the distributions that its weights pool."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._assessments import Assessments
from decision_analysis.beliefs._piecewise import PiecewiseDistribution


@dataclasses.dataclass(frozen=True, eq=False)
class Panel:
    """What is computed of assessments once: intrinsic ranges and the experts' scores."""

    given: Assessments
    low: FloatArray
    high: FloatArray
    calibration: FloatArray
    information: FloatArray

    def weights(self, weighting: str, cutoff: float) -> FloatArray:
        """Return the weights (N, K) of experts for each question, summing to 1."""
        counts = self.calibration >= cutoff
        count = len(self.given.questions)
        if weighting == "equal":
            found = np.broadcast_to(counts.astype(float), (count, counts.size))
        elif weighting == "item":
            # w = C(e) I(e, i): the information on each question by itself
            found = (self.calibration * counts)[None, :] * self.information.T
        else:
            # w = C(e) I(e): the mean information on the seeds
            scores = self.calibration * self.seed_information(self.information)
            found = np.broadcast_to(scores * counts, (count, counts.size))
        # where nobody says more than the background measure does, all count alike
        found = np.where(found.sum(axis=1, keepdims=True) > 0, found, counts * 1.0)
        return np.asarray(found / found.sum(axis=1, keepdims=True))

    def seed_information(self, information: FloatArray) -> FloatArray:
        """Return the mean information (...) on the seeds of scores (..., N)."""
        return np.asarray(information[..., self.given.seeds].mean(axis=-1))

    def pooled(self, question: int, weights: FloatArray) -> PiecewiseDistribution:
        """Return the weighted mean of the experts' minimally informative distributions."""
        given = self.given
        log = bool(given.logarithmic[question])
        ends = np.array([0.0, *given.probabilities, 1.0])
        knots = np.stack([self._knots(expert, question) for expert in given.quantiles])
        # straight between the levels that anybody named
        levels = np.unique(knots[weights > 0])
        scaled = np.log(levels) if log else levels
        parts = [np.interp(scaled, np.log(row) if log else row, ends) for row in knots]
        chances = weights @ np.stack(parts)
        chances[-1] = 1.0
        return PiecewiseDistribution(levels, chances, log)

    def scores(self, quantiles: FloatArray) -> tuple[float, float]:
        """Return calibration and mean seed information of somebody's quantiles (N, Q)."""
        information = information_scores(self.given, quantiles[None], self.low, self.high)
        calibration = calibration_scores(self.given, quantiles[None])
        return float(calibration[0]), float(self.seed_information(information)[0])

    def decide(self, weights: FloatArray) -> tuple[list[PiecewiseDistribution], FloatArray]:
        """Return the pooled distributions of all questions and their quantiles (N, Q)."""
        pooled = [self.pooled(i, row) for i, row in enumerate(weights)]
        return pooled, np.stack([one.ppf(self.given.probabilities) for one in pooled])

    def _knots(self, quantiles: FloatArray, question: int) -> FloatArray:
        return np.array([self.low[question], *quantiles[question], self.high[question]])


def panel(given: Assessments, overshoot: float) -> Panel:
    """Return the scores of all experts."""
    low, high = _intrinsic_range(given, overshoot)
    return Panel(
        given,
        low,
        high,
        calibration_scores(given, given.quantiles),
        information_scores(given, given.quantiles, low, high),
    )


def calibration_scores(given: Assessments, quantiles: FloatArray) -> FloatArray:
    """Return the calibration (K,) of quantiles (K, N, Q): the p-value of the likelihood ratio.

    C = 1 - F(2 n I(s, p)), F chi-squared with Q degrees of freedom, I(s, p) the relative
    information of the shares s of realizations between the quantiles.
    """
    from scipy.special import chdtrc

    seeds = given.seeds
    known = given.realizations[seeds]
    expected = np.diff(np.array([0.0, *given.probabilities, 1.0]))
    # a realization that equals a quantile counts below it
    place = (known[:, None] > quantiles[:, seeds]).sum(axis=-1)
    shares = (place[..., None] == np.arange(expected.size)).mean(axis=1)
    logs = np.log(np.where(shares > 0, shares, 1.0) / np.where(shares > 0, expected, 1.0))
    relative = (shares * logs).sum(axis=-1)
    return np.asarray(chdtrc(expected.size - 1, 2 * known.size * np.maximum(relative, 0.0)))


def information_scores(
    given: Assessments, quantiles: FloatArray, low: FloatArray, high: FloatArray
) -> FloatArray:
    """Return the information (K, N) of quantiles (K, N, Q) relative to the background measure.

    I = sum of p_j ln(p_j / r_j), r_j the background's share between two quantiles.
    """
    expected = np.diff(np.array([0.0, *given.probabilities, 1.0]))
    ends = np.broadcast_to(np.stack([low, high], axis=-1), (len(quantiles), low.size, 2))
    knots = np.concatenate([ends[..., :1], quantiles, ends[..., 1:]], axis=-1)
    log = given.logarithmic[:, None]
    scaled = np.where(log, np.log(np.where(log, knots, 1.0)), knots)
    shares = np.diff(scaled, axis=-1) / (scaled[..., -1:] - scaled[..., :1])
    return np.asarray((expected * np.log(expected / shares)).sum(axis=-1))


def _intrinsic_range(given: Assessments, overshoot: float) -> tuple[FloatArray, FloatArray]:
    """Return the least and greatest levels (N,) that the background measure holds possible.

    They are the ends of all quantiles and the realization, and a share of that range beyond.
    """
    log = given.logarithmic
    known = given.realizations
    scaled, at = (
        np.where(log_, np.log(np.where(log_, x, 1.0)), x)
        for log_, x in ((log[None, :, None], given.quantiles), (log, known))
    )
    low = np.fmin(scaled.min(axis=(0, 2)), at)
    high = np.fmax(scaled.max(axis=(0, 2)), at)
    beyond = overshoot * (high - low)
    ends = (low - beyond, high + beyond)
    low, high = (np.where(log, np.exp(np.where(log, end, 0.0)), end) for end in ends)
    return np.asarray(low), np.asarray(high)
