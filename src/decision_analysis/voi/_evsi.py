"""`evsi`: the expected value of sample information."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labelled import is_frame
from decision_analysis._labels import Labels
from decision_analysis._limits import (
    LARGEST_SAMPLED_VALUE,
    LARGEST_VALUE,
    MOST_INFORMATION_PARAMETERS,
)
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Scores
from decision_analysis.core.parts import InformationGain, parameter_samples
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi._choice import Uninformed, known_samples, uninformed
from decision_analysis.voi._moments import matched, variances_after
from decision_analysis.voi._policy import Gain

if TYPE_CHECKING:
    import pandas


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EvsiResult(InformationGain):
    """The expected value of a study, in the unit of the values.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    of : str or tuple of str
        The parameter that the study is about, or the parameters where they are several.
    data : tuple of str
        The summaries of the study that were given.
    value : float
        The expected value of the study's results, from 0 to `evppi`.
    standard_error : float
        Of `value`; see `evsi` for what it accounts for.
    evppi : float
        The value of knowing the parameters exactly, which no study of them exceeds.
    evpi : float
        The value of knowing everything.
    with_information, without : float
        Expected value with and without the study.
    best : str
        The best alternative without information, the first in table order of equal ones.
    smoother : str
        How conditional means were estimated.
    """

    of: str | tuple[str, ...]
    data: tuple[str, ...]
    value: float
    standard_error: float
    evppi: float
    evpi: float
    with_information: float
    without: float
    best: str
    smoother: str

    main: ClassVar[str] = ""

    def _known(self) -> str:
        return repr(self.of) if isinstance(self.of, str) else " and ".join(map(repr, self.of))

    def _headline(self) -> str:
        return (
            f"EVSI of a study of {self._known()}: {self.value:.6g}"
            f" (standard error {self.standard_error:.2g})"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = [
            ["with the study", self.with_information],
            [f"without, {self.best} is best", self.without],
            [f"EVPPI, {self._known()} known", self.evppi],
            ["EVPI, everything known", self.evpi],
        ]
        return ["", "value"], rows


@cites("raiffa_schlaifer_1961", "strong_et_al_2015", "heath_manolopoulou_baio_2018")
@named
def evsi(
    values: Scores | DecisionTable | Result | Any,
    samples: Mapping[str, Any] | pandas.DataFrame | Result,
    of: str | Sequence[str],
    data: Mapping[str, Any] | pandas.DataFrame | None = None,
    *,
    method: Literal["regression", "moment_matching"] = "regression",
    posterior: Any = None,
    goal: Literal["max", "min"] | None = None,
    scramblings: int | None = None,
) -> EvsiResult:
    """Compute the value of a study that tells about some parameters, from existing samples.

    Parameters
    ----------
    values : Scores, DecisionTable, pandas.DataFrame, mapping or array_like of float, shape (S, A)
        Values of alternatives in S samples, in a unit in which the decision maker is risk-neutral,
        as in `evpi`.
    samples : mapping of str to array_like, shape (S,), pandas.DataFrame or SimulationResult
        The parameters' samples from which the values were computed, as in `evppi`.
    of : str or sequence of str
        The parameter that the study is about, or up to 30.
    data : mapping of str to array_like, shape (S,), or pandas.DataFrame, optional
        What the study would report, by name: in each sample a study is simulated with the
        parameters of that sample, and summed up by up to 30 numbers such as the mean response of
        each arm. What is given in no order, such as a signal, is numbered. It is needed but where
        `posterior` is given.
    method : {'regression', 'moment_matching'}, default 'regression'
        Whether values are smoothed over the study's summaries (Strong et al. 2015), or over the
        parameters, and then drawn together as far as the study explains them (Heath, Manolopoulou
        and Baio 2018).
    posterior : array_like of float, shape (Q, N, A), optional
        For moment matching: N samples of the values after each of Q simulated studies, such as 30
        to 50 whose parameters are spread over their quantiles; where None, the `data` tell how much
        a study explains.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest value of an array or data frame is best, 'max' where
        None; `Scores` and tables know it themselves.
    scramblings : int, optional
        Of how many independent scramblings of Sobol' points the samples are, as in `evppi`.

    Returns
    -------
    EvsiResult
        With `.value`, `.standard_error`, `.evppi` and `.evpi`.

    Raises
    ------
    InvalidInputError
        If shapes or labels of samples do not fit, a number is missing or not finite, there are
        fewer than 40 samples, `of` is not among the samples, it or `data` are more than 5, the
        samples cannot be parted into the scramblings, `data` are missing, or `posterior` is given
        for regression, beside data, or with fewer than 2 studies or samples of each.

    Notes
    -----
    The value is E max_a E[v_a | X] - max_a E v_a for the study's results X. By regression it is
    estimated exactly as `evppi` estimates the value of knowing a parameter, with the summaries in
    its place: the mean of what a choice made of the smoothed values really gained, in the samples
    and in those that the smoother has not seen. The summaries must hold all that the study tells of
    the decision; with poorer ones the estimate is low.

    By moment matching the gains over the best alternative are smoothed over the parameters, and
    each is drawn towards its mean until its variance is that of the expected values after a study:
    the variance of the gains less the mean variance that a study leaves. The estimate is the mean
    of the largest; it holds where the expected gains after a study are distributed in the shape of
    those given the parameters, as they are for normal means, and errs for small studies of
    parameters that matter beyond a threshold. One set of posterior samples is enough, whatever the
    model.

    The standard error joins that of the mean with half the difference of the two estimates, as in
    `evppi`; by moment matching with what one standard error of the variances would change. The
    value of the study is kept below that of knowing its parameters, estimated from the same
    samples; what that takes away is in the error, too. The cost is that of `evppi`, twice.

    Examples
    --------
    A benefit with prior mean 0 and standard deviation 1, of which a study of 4 people with standard
    deviation 2 reports the mean: the expected value after it has standard deviation .7071, so that
    it is worth .7071 times .3989, which is .2821.

    >>> import numpy as np
    >>> from decision_analysis.voi import evsi
    >>> rng = np.random.default_rng(1)
    >>> benefit = rng.normal(0, 1, 20_000)
    >>> values = np.stack([np.zeros(20_000), benefit], axis=1)
    >>> mean = rng.normal(benefit, 2 / np.sqrt(4))
    >>> study = evsi(values, {"benefit": benefit}, "benefit", data={"mean": mean})
    >>> round(study.value, 2)
    0.28
    """
    _checks.one_of("method", method, ("regression", "moment_matching"))
    choice = uninformed(values, samples, goal, scramblings)
    known = known_samples(choice, samples, of)
    if method == "regression" and posterior is not None:
        raise InvalidInputError(
            "posterior samples are for method='moment_matching'; got method='regression'"
        )
    if data is None and posterior is None:
        raise InvalidInputError("data must be given: what the simulated studies report, by name")
    reported: dict[str, FloatArray] = {}
    if data is not None:
        if posterior is not None:
            raise InvalidInputError("one of data and posterior must be given, not both")
        reported = _reported(choice, data)
    perfect = choice.gain_of(known)
    if method == "regression":
        found = choice.gain_of(reported)
    else:
        left = _left(choice, posterior) if posterior is not None else None
        found = matched(choice, known, reported, left)
    # no study of the parameters tells more than they do themselves
    value = min(found.value, perfect.value)
    error = float(np.hypot(found.standard_error, found.value - value))
    return _result(
        choice, tuple(known), tuple(reported), method, Gain(value, error, found.smoother), perfect
    )


def _result(
    choice: Uninformed,
    of: tuple[str, ...],
    data: tuple[str, ...],
    method: str,
    found: Gain,
    perfect: Gain,
) -> EvsiResult:
    value = choice.in_unit(found.value)
    options: dict[str, Any] = {} if method == "regression" else {"method": method}
    if choice.scramblings > 1:
        options["scramblings"] = choice.scramblings
    source = "strong_et_al_2015" if method == "regression" else "heath_manolopoulou_baio_2018"
    return EvsiResult(
        method="evsi",
        parameters=options,
        references=cited("raiffa_schlaifer_1961", source),
        alternatives=choice.alternatives,
        of=of[0] if len(of) == 1 else of,
        data=data,
        value=value,
        standard_error=choice.in_unit(found.standard_error),
        evppi=choice.in_unit(perfect.value),
        evpi=choice.in_unit(choice.bound),
        with_information=choice.sign * (choice.expected + value),
        without=choice.sign * choice.expected,
        best=choice.best_label,
        smoother=found.smoother,
    )


def _reported(choice: Uninformed, data: Any) -> dict[str, FloatArray]:
    """Return what studies report (S,), by name."""
    columns = Labels.of_index(data.columns) if is_frame(data) else _checks.mapping("data", data)
    names = _checks.names("data", list(columns))
    if len(names) > MOST_INFORMATION_PARAMETERS:
        raise InvalidInputError(
            f"data must have at most {MOST_INFORMATION_PARAMETERS} summaries, for a smoother of"
            f" them together; got {len(names)}"
        )
    drawn = parameter_samples(data, names, choice.read, where="data", each="summary")
    return {name: drawn[name] for name in names}


def _left(choice: Uninformed, posterior: Any) -> FloatArray:
    """Return the variances (Q, A) of the scaled gains that each study leaves."""
    array = _checks.numeric_array("posterior", posterior)
    count = len(choice.alternatives)
    if array.ndim != 3 or array.shape[2] != count or min(array.shape[:2]) < 2:
        raise InvalidInputError(
            "posterior must have shape (Q, N, A) with at least 2 studies and 2 samples of each,"
            f" and {count} alternatives; got {array.shape}"
        )
    large = np.abs(array).max()
    # beyond this, fourth powers of gains overflow in the unit of the values
    with np.errstate(over="ignore"):
        in_unit = np.ldexp(large, -choice.power)
    if large > LARGEST_VALUE or in_unit > LARGEST_SAMPLED_VALUE**0.5:
        raise InvalidInputError(
            f"posterior must be in the unit of values, within {LARGEST_VALUE:g} of 0; got {large:g}"
        )
    return variances_after(choice, array)
