"""`evppi`: the expected value of perfect information on some parameters."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from decision_analysis import _render
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Scores
from decision_analysis.core.parts import InformationGain
from decision_analysis.voi._choice import known_samples, uninformed

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
        The best alternative without information, the first in table order of equal ones.
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


@cites("brennan_et_al_2007", "strong_oakley_2013", "strong_oakley_brennan_2014")
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
        The parameter that would be known, or up to 30 that would be known together; a data frame's
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
        fewer than 40 samples, `of` is not among the samples or more than 30, or the samples cannot
        be parted into the scramblings.

    Notes
    -----
    The value is E max_a E[v_a | x] - max_a E v_a (Brennan et al. 2007). What each alternative gains
    over the one that is best on average is smoothed over the parameters (Strong and Oakley 2013,
    Strong et al. 2014); one that gains in no sample is left out. Parameters with at most 8 distinct
    values, or at most 64 with 25 samples each on average, get exact group means. Any other gets,
    for each alternative, what best predicts each fifth of the samples from the others: for one
    parameter natural splines, bins of equal counts or bins fitted to the values; for several
    polynomials with all cross terms, products of splines or fitted boxes. Neighbours in a fold are
    joined before they are smoothed, from some 2^15 samples on, where there are one or two
    parameters. The maximum of smoothed means is not the estimate: it counts where a spline
    overshoots beside a jump as gain. The estimate is the mean of what following the smoothed choice
    really gained in the samples, which errs on the high side by what the fit has seen, and of what
    it gained with choices fitted to the other folds, which errs on the low side (exact group means:
    the first alone); it is kept between 0 and the EVPI of the same samples. For several parameters
    it is the largest over all sets of them, so that knowing more is never worth less; of more than
    5, over all of them together and each alone. Cross terms of more than 5 are those of a parabola,
    from 22 parameters on there are none.

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
    choice = uninformed(values, samples, goal, scramblings)
    known = known_samples(choice, samples, of)
    found = choice.gain_of(known)
    value = choice.in_unit(found.value)
    names = tuple(known)
    return EvppiResult(
        method="evppi",
        parameters={} if choice.scramblings == 1 else {"scramblings": choice.scramblings},
        references=cited("strong_oakley_2013", "strong_oakley_brennan_2014"),
        alternatives=choice.alternatives,
        of=names[0] if len(names) == 1 else names,
        value=value,
        standard_error=choice.in_unit(found.standard_error),
        evpi=choice.in_unit(choice.bound),
        with_information=choice.sign * (choice.expected + value),
        without=choice.sign * choice.expected,
        best=choice.best_label,
        smoother=found.smoother,
    )
