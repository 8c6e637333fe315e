"""`evppi`: the expected value of perfect information on some parameters."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEAST_INFORMATION_SAMPLES, MOST_INFORMATION_PARAMETERS
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Scores
from decision_analysis.core.parts import (
    InformationGain,
    chunks,
    parameter_names,
    parameter_samples,
    scramblings_of,
)
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi._policy import Gain, gain_of_knowing
from decision_analysis.voi._values import exponent, largest, scramblings_in, values_of

if TYPE_CHECKING:
    import pandas


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EvppiResult(InformationGain):
    """The expected value of perfect information on some parameters, in the unit of the values.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    of : str or tuple of str
        The parameter, or the parameters where they are several.
    value : float
        The expected value of knowing them, from 0 to `evpi`.
    standard_error : float
        Of `value`; see `evppi` for what it accounts for.
    evpi : float
        The value of knowing everything, estimated from the same samples.
    with_information, without : float
        Expected value with and without knowing the parameters.
    best : str
        The best alternative without information, the first in table order where several tie.
    smoother : str
        How conditional means were estimated.
    """

    of: str | tuple[str, ...]
    value: float
    standard_error: float
    evpi: float
    with_information: float
    without: float
    best: str
    smoother: str

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        return (
            f"EVPPI of {self._known()}: {self.value:.6g} (standard error {self.standard_error:.2g})"
        )

    def _known(self) -> str:
        return repr(self.of) if isinstance(self.of, str) else " and ".join(map(repr, self.of))

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = [
            [f"with {self._known()} known", self.with_information],
            [f"without, {self.best} is best", self.without],
            ["EVPI, everything known", self.evpi],
        ]
        return ["", "value"], rows


@cites("strong_oakley_2013", "strong_oakley_brennan_2014")
@named
def evppi(
    values: Scores | DecisionTable | Result | Any,
    samples: Mapping[str, Any] | pandas.DataFrame | Result,
    of: str | Sequence[str],
    *,
    goal: Literal["max", "min"] | None = None,
    scramblings: int | None = None,
) -> EvppiResult:
    """Compute the value of perfect information on some parameters, from existing samples.

    Parameters
    ----------
    values : Scores, DecisionTable, pandas.DataFrame, mapping or array_like of float, shape (S, A)
        Values of alternatives in S samples, in a unit in which the decision maker is risk-neutral,
        as in `evpi`.
    samples : mapping of str to array_like, shape (S,), pandas.DataFrame or SimulationResult
        The parameters' samples from which the values were computed: a simulation, its `.samples`,
        or the columns of a data frame. Data frames and series are aligned to the index of `values`;
        an index that is not 0, 1, 2, ... on one side alone is an error.
    of : str or sequence of str
        The parameter that would be known, or up to 5 that would be known together; a data frame's
        own labels will do.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest value of an array or data frame is best, 'max' where
        None; `Scores` and tables know it themselves.
    scramblings : int, optional
        Of how many independent scramblings of Sobol' points the samples are, as in
        `Parameters.sample`; where None as the simulation was drawn, 1 for anything else.

    Returns
    -------
    EvppiResult
        With `.value`, `.standard_error` and `.evpi`.

    Raises
    ------
    InvalidInputError
        If shapes or labels of samples do not fit, a number is missing or not finite, there are
        fewer than 40 samples, `of` is not among the samples or more than 5, or the samples cannot
        be parted into the scramblings.

    Notes
    -----
    The value is E max_a E[v_a | x] - max_a E v_a. What each alternative gains over the one that is
    best on average is smoothed over the parameters (Strong and Oakley 2013, Strong et al. 2014).
    Parameters with at most 8 distinct values, or at most 64 with 25 samples each on average, get
    exact group means. Any other gets, for each alternative, what best predicts each fifth of the
    samples from the others: for one parameter natural splines, bins of equal counts or bins fitted
    to the values; for several polynomials with all cross terms, products of splines or fitted
    boxes. The maximum of smoothed means is not the estimate: it counts where a spline overshoots
    beside a jump as gain. The estimate is the mean of what following the smoothed choice really
    gained in the samples, which errs on the high side by what the fit has seen, and of what it
    gained with choices fitted to the other folds, which errs on the low side (exact group means:
    the first alone); it is kept between 0 and the EVPI of the same samples. For several parameters
    it is the largest over all sets of them, so that knowing more is never worth less.

    The standard error joins that of the mean gain, widened where a few samples decide, with half
    the difference of the two (all of it for group means), and with what all of several parameters
    gain less than some of them. 0 means that nothing seen of the parameters changes the choice.
    What it cannot account for: values beyond a threshold that fewer than a handful of samples
    cross, or that oscillate faster than the smoother can follow, are not seen, and the estimate is
    then low; so it is, by less than a standard error, where two alternatives are equally good on
    average. For Sobol' points, the default of `Parameters.sample`, it is conservative;
    `scramblings` takes it from the spread of independent scramblings of them, with one degree of
    freedom less than they are. The cost grows in proportion to S, and to the 2^P - 1 sets of P
    parameters.

    Examples
    --------
    Net benefit p1 + p2 against 0, with p1 normal (0, 1) and p2 normal (0, 2): .3989 for p1, .7979
    for p2, .8921 for both.

    >>> import numpy as np
    >>> from decision_analysis.voi import evppi
    >>> rng = np.random.default_rng(1)
    >>> samples = {"p1": rng.normal(0, 1, 10_000), "p2": rng.normal(0, 2, 10_000)}
    >>> values = np.stack([np.zeros(10_000), samples["p1"] + samples["p2"]], axis=1)
    >>> [round(evppi(values, samples, names).value, 1) for names in ("p1", "p2", ["p1", "p2"])]
    [0.4, 0.8, 0.9]
    """
    given, read = values_of(values, goal)
    count = len(given.gains)
    if count < LEAST_INFORMATION_SAMPLES:
        raise InvalidInputError(
            f"values must have at least {LEAST_INFORMATION_SAMPLES} samples; got {count}"
        )
    blocks = scramblings_in(scramblings, max(read.scramblings, scramblings_of(samples)), count)
    names = parameter_names(samples, of)
    if len(names) > MOST_INFORMATION_PARAMETERS:
        raise InvalidInputError(
            f"of must name at most {MOST_INFORMATION_PARAMETERS} parameters, for a"
            f" smoother of all their cross terms; got {len(names)}"
        )
    drawn = parameter_samples(samples, names, read)
    # gains over the alternative that is best on average, scaled by a power of two
    expected = given.gains.mean(axis=0)
    best = int(expected.argmax())
    gains = given.gains - given.gains[:, [best]]
    power = exponent(gains)
    gains = np.ldexp(gains, -power)
    # the EVPI of the same samples bounds the value from above
    bound = float(largest(gains).mean())
    known = sorted(names)
    found = Gain(0.0, 0.0, "none")
    if gains.shape[1] > 1:
        with chunks.blas_limit():
            found = _most_of_sets(drawn, known, gains, best, blocks)
    value = float(np.ldexp(min(max(found.value, 0.0), bound), power))
    without = float(expected[best])
    return EvppiResult(
        method="evppi",
        parameters={} if blocks == 1 else {"scramblings": blocks},
        references=cited("strong_oakley_2013", "strong_oakley_brennan_2014"),
        alternatives=given.alternatives,
        of=names[0] if len(names) == 1 else names,
        value=value,
        standard_error=float(np.ldexp(found.standard_error, power)),
        evpi=float(np.ldexp(bound, power)),
        with_information=given.sign * (without + value),
        without=given.sign * without,
        best=given.alternatives[int((competition_ranks(expected) == 1).argmax())],
        smoother=found.smoother,
    )


def _most_of_sets(
    drawn: Mapping[str, FloatArray],
    known: Sequence[str],
    gains: FloatArray,
    best: int,
    scramblings: int,
) -> Gain:
    """Return the largest gain of knowing some of the parameters.

    What all of them gain less is in doubt.
    """
    found: list[Gain] = []
    for size in range(len(known), 0, -1):
        for names in itertools.combinations(known, size):
            x = np.stack([drawn[name] for name in names], axis=-1)
            gain = gain_of_knowing(x, gains, best, scramblings)
            words = "" if size == len(known) else f" of {', '.join(map(repr, names))}"
            found.append(dataclasses.replace(gain, smoother=gain.smoother + words))
    # knowing more is never worth less: the largest over all sets of the parameters
    most = max(found, key=lambda gain: gain.value)
    doubt = max(most.value, 0.0) - max(found[0].value, 0.0)
    return dataclasses.replace(most, standard_error=float(np.hypot(most.standard_error, doubt)))
