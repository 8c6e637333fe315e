"""`evppi`: the expected value of perfect information on one parameter."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis.core import Result, Scores, _chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi._smooth import conditional_means
from decision_analysis.voi._values import sampled_values


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EvppiResult(Result):
    """The expected value of perfect information on one parameter, in the unit of the values.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    of : str
        The parameter.
    value : float
        The expected value of knowing it, from 0 to `evpi`.
    standard_error : float
        Of `value` where the samples are independent.
    evpi : float
        The value of knowing everything, estimated from the same samples.
    with_information, without : float
        Expected value with and without knowing the parameter.
    best : str
        The best alternative without information, the first in table order where several tie.
    smoother : str
        How conditional means were estimated.
    """

    of: str
    value: float
    standard_error: float
    evpi: float
    with_information: float
    without: float
    best: str
    smoother: str

    def _headline(self) -> str:
        return f"EVPPI of {self.of!r}: {self.value:.6g} (standard error {self.standard_error:.2g})"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = [
            [f"with {self.of!r} known", self.with_information],
            [f"without, {self.best} is best", self.without],
            ["EVPI, everything known", self.evpi],
        ]
        return ["", "value"], rows


def evppi(
    values: Scores | Any,
    samples: Mapping[str, Any],
    of: str,
    *,
    goal: Literal["max", "min"] | None = None,
) -> EvppiResult:
    """Compute the expected value of perfect information on one parameter, from samples that exist already.

    Parameters
    ----------
    values : Scores or array_like of float, shape (S, A)
        Values of alternatives in S samples, in a unit in which the decision maker is risk-neutral.
    samples : mapping of str to array_like, shape (S,)
        The parameters' samples from which the values were computed, such as `simulate(...).samples`.
    of : str
        The parameter that would be known.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest value of an array is best, 'max' where None; `Scores` know it themselves.

    Returns
    -------
    EvppiResult
        With `.value`, `.standard_error` and `.evpi`.

    Raises
    ------
    InvalidInputError
        If shapes do not fit, a number is not finite, there are fewer than 40 samples, or `of` is not among the samples.

    Notes
    -----
    The value is E max_a E[v_a | x] - max_a E v_a. What each alternative gains over the one that is best on average is
    smoothed over the parameter (Strong and Oakley 2013, Strong et al. 2014). A parameter with at most 8 distinct
    values, or at most 64 with 25 samples each on average, gets its exact group means; any other natural splines or
    bins, chosen for each alternative by leave-one-out error. Smoothing keeps the mean gain, so that the estimate is not
    below 0; it is bounded by the EVPI of the same samples. Values that jump or oscillate within a sixty-fourth of the
    samples are smoothed away, and the estimate is then low; it is also low, by less than a standard error, where two
    alternatives are equally good on average. The standard error is that of the mean gain of following the smoothed
    choice; 0 means that no value of the parameter changes the choice. The cost grows in proportion to S.

    References
    ----------
    Strong M., Oakley J.E. (2013) An efficient method for computing single-parameter partial expected value of perfect
    information. Medical Decision Making 33(6) 755-766. https://doi.org/10.1177/0272989X12465123

    Strong M., Oakley J.E., Brennan A. (2014) Estimating multiparameter partial expected value of perfect information
    from a probabilistic sensitivity analysis sample. Medical Decision Making 34(3) 311-326.
    https://doi.org/10.1177/0272989X13505910

    Examples
    --------
    Net benefit p1 + p2 against 0, with p1 normal (0, 1) and p2 normal (0, 2): .3989 for p1, .7979 for p2.

    >>> import numpy as np
    >>> from decision_analysis.voi import evppi
    >>> rng = np.random.default_rng(1)
    >>> samples = {"p1": rng.normal(0, 1, 10_000), "p2": rng.normal(0, 2, 10_000)}
    >>> values = np.stack([np.zeros(10_000), samples["p1"] + samples["p2"]], axis=1)
    >>> [round(evppi(values, samples, name).value, 1) for name in samples]
    [0.4, 0.8]
    """
    where = "evppi()"
    given = sampled_values(where, values, goal)
    count = len(given.gains)
    if count < 40:
        raise InvalidInputError(f"{where}: values must have at least 40 samples; got {count}")
    x = _parameter(where, samples, of, count)
    expected = given.gains.mean(axis=0)
    best = int((competition_ranks(expected) == 1).argmax())
    gains = given.gains - given.gains[:, [best]]
    smoothed, smoother = _smoothed(x, gains, best)
    bound = float(gains.max(axis=1).mean())
    value = min(max(float(smoothed.max(axis=1).mean()), 0.0), bound)
    followed = np.take_along_axis(gains, smoothed.argmax(axis=1)[:, None], axis=1)
    return EvppiResult(
        method="evppi",
        references=(
            "Strong M., Oakley J.E. (2013) An efficient method for computing single-parameter partial expected value "
            "of perfect information. Medical Decision Making 33(6) 755-766. https://doi.org/10.1177/0272989X12465123",
            "Strong M., Oakley J.E., Brennan A. (2014) Estimating multiparameter partial expected value of perfect "
            "information from a probabilistic sensitivity analysis sample. Medical Decision Making 34(3) 311-326. "
            "https://doi.org/10.1177/0272989X13505910",
        ),
        alternatives=given.alternatives,
        of=of,
        value=value,
        standard_error=float(followed.std(ddof=1) / np.sqrt(count)),
        evpi=bound,
        with_information=given.sign * (float(expected[best]) + value),
        without=given.sign * float(expected[best]),
        best=given.alternatives[best],
        smoother=smoother,
    )


def _smoothed(x: FloatArray, gains: FloatArray, best: int) -> tuple[FloatArray, str]:
    """Return what each alternative gains over `best` on average at each x (S, A), and how that was found."""
    if gains.shape[1] == 1:
        return gains, "none"
    with _chunks.blas_limit():
        smoothed, smoother = conditional_means(x, np.delete(gains, best, axis=1))
    return np.insert(smoothed, best, 0.0, axis=1), smoother


def _parameter(where: str, samples: object, of: object, count: int) -> FloatArray:
    known: Mapping[str, Any] = _checks.mapping(where, "samples", samples)
    name = _checks.known(where, "parameter", of, list(known))
    x = _checks.numeric_array(where, f"samples of {name!r}", known[name])
    if x.shape != (count,):
        raise InvalidInputError(f"{where}: samples of {name!r} must have shape ({count},); got {x.shape}")
    return x
