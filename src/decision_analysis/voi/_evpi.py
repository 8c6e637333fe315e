"""`evpi`: the expected value of perfect information."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._read_rows import row
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result, Scores
from decision_analysis.core.parts import ByLabel, InformationGain
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi._values import (
    Values,
    best_on_average,
    exponent,
    independent_means,
    largest,
    mean,
    scramblings_in,
    values_of,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EvpiResult(ByLabel, InformationGain):
    """The expected value of perfect information, in the unit of the values.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    value : float
        The expected value of perfect information, at least 0.
    standard_error : float
        Of `value` where the samples are independent; 0 where the states and their probabilities are
        given.
    with_information, without : float
        Expected value of the best alternative of each state, and of the one best alternative.
    expected : ndarray of float, shape (A,)
        Expected value of each alternative.
    best : str
        The best alternative without information, the first in table order of equal ones.
    """

    value: float
    standard_error: float
    with_information: float
    without: float
    expected: FloatArray
    best: str

    main: ClassVar[str] = ""

    def _by_label(self) -> tuple[tuple[str, ...], FloatArray]:
        return self.alternatives, self.expected

    def _headline(self) -> str:
        error = f" (standard error {self.standard_error:.2g})" if self.standard_error else ""
        return (
            f"EVPI: {self.value:.6g}{error}; without information {self.best} is best,"
            f" {self.without:.6g}"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        return ["alternative", "expected value"], [
            [label, float(value)]
            for label, value in zip(self.alternatives, self.expected, strict=True)
        ]


@cites("howard_1966")
@named
def evpi(
    values: DecisionTable | Scores | Result | Any,
    *,
    goal: Literal["max", "min"] | None = None,
    probabilities: Mapping[str, float] | Sequence[float] | FloatArray | None = None,
    scramblings: int | None = None,
) -> EvpiResult:
    """Compute the expected value of perfect information.

    Parameters
    ----------
    values : DecisionTable, Scores, pandas.DataFrame, mapping or array_like of float, shape (S, A)
        A table (A, C) whose columns are states; or values of alternatives in samples: `Scores` with
        one sample axis, a table (S, A, 1) of one criterion, a simulation of it, a data frame whose
        columns are the alternatives, a mapping {alternative: samples}, whose Series are aligned to
        the first, the column of a batch's `to_frame()`, or an array. Their unit must be one in
        which the decision maker is risk-neutral.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest value is best, 'max' where None; tables and `Scores`
        know it themselves.
    probabilities : mapping, pandas.Series or array_like, shape (C,) or (S,), optional
        Probabilities of the states, by name or in the order of the columns; or of the samples, by
        the label in a data frame's index, and where that is 0, 1, 2, ... or there is none, by their
        number ("sample 0") or in order; equal where None.
    scramblings : int, optional
        Of how many independent scramblings of Sobol' points the samples are, as in
        `Parameters.sample`; where None as the simulation was drawn, 1 for anything else.

    Returns
    -------
    EvpiResult
        With `.value`, `.standard_error`, `.with_information`, `.without`, `.expected` (A,) and
        `.best`.

    Raises
    ------
    InvalidInputError
        If the shape is another, a value is missing or not a finite number, a sampled table has
        several criteria, the states of a table differ in goal or unit, a goal is given for what
        knows its own, labels of samples are on one side alone or do not fit, probabilities are
        negative or do not sum to 1, there is only one sample, or samples cannot be parted into the
        scramblings.

    Notes
    -----
    The value is E max_a v_a - max_a E v_a, computed as the mean of what the best alternative of
    each state gains over the one that is best on average, which is never negative. With samples,
    the one that is best on average is chosen from the same samples, so that the estimate errs on
    the low side where two are nearly as good; its standard error is that of the mean gain of
    independent samples. Sobol' points, the default of `Parameters.sample`, are better spread: for
    them it is conservative, up to ten times too wide. `scramblings` takes it from independent
    scramblings of them: the standard deviation of their mean gains over the root of their number,
    with one degree of freedom less.

    Examples
    --------
    Thompson Lumber (Balakrishnan, Render and Stair, Managerial Decision Modeling, chapter 8):
    24,000.

    >>> from decision_analysis import DecisionTable
    >>> from decision_analysis.voi import evpi
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> evpi(table, probabilities={"high": 0.3, "moderate": 0.5, "low": 0.2})
    EVPI: 24000; without information large is best, 86000
       alternative  expected value
       large                86,000
       small                48,000
       none                      0
    """
    sampled = isinstance(values, DecisionTable) and values.sample_shape
    if isinstance(values, DecisionTable) and not (sampled and len(values.criteria) == 1):
        given, known, exact = _table_values(values, goal), 1, True
        shares = None
        if probabilities is not None:
            shares = _of_states(values.criterion_names, probabilities)
    else:
        given, read = values_of(values, goal)
        known, exact = read.scramblings, probabilities is not None
        shares = read.chances(probabilities) if exact else None
    gains = given.gains
    count = len(gains)
    blocks = scramblings_in(scramblings, known, count)
    if exact and blocks > 1:
        raise InvalidInputError(
            "scramblings are those of samples that weigh the same, without probabilities;"
            f" got {blocks}"
        )
    if not exact and count < 2:
        raise InvalidInputError(f"values must have at least two samples; got {count}")
    # max_a E v_a: the best on average
    expected, top = best_on_average(gains, shares)
    # E max_a v_a - max_a E v_a, as the mean of what each state's best gains over it
    gain = largest(gains) - gains[:, top]
    value = mean(gain, shares)
    # the standard error of that mean, scaled by a power of two so that no square overflows
    power = exponent(gain)
    parts = independent_means(np.ldexp(gain, -power), blocks)
    error = 0.0 if exact else float(np.ldexp(parts.std(ddof=1) / np.sqrt(len(parts)), power))
    return EvpiResult(
        method="evpi",
        parameters={} if blocks == 1 else {"scramblings": blocks},
        references=cited("howard_1966"),
        alternatives=given.alternatives,
        value=value,
        standard_error=error,
        with_information=given.sign * (float(expected[top]) + value),
        without=given.sign * float(expected[top]),
        expected=given.sign * expected,
        best=given.alternatives[top],
    )


def _table_values(table: DecisionTable, goal: object) -> Values:
    """Return the values (C, A) of a table whose columns are states."""
    if goal is not None:
        raise InvalidInputError(f"a DecisionTable knows its goal; leave out goal={shown(goal)}")
    if table.sample_shape:
        raise InvalidInputError(
            "a DecisionTable of several columns, which are states, must have no sample"
            f" axes; got samples {table.sample_shape} of {shown(list(table.criterion_names))}:"
            " where these are criteria, choose the one whose values count with"
            " table.select(criteria=[name]), or join them to scores"
        )
    first = table.criteria[0]
    for other in table.criteria:
        if (other.goal, other.unit) != (first.goal, first.unit):
            raise InvalidInputError(
                "the table's columns are states and must share goal and unit; got"
                f" {shown(first.name)} ({first.goal}, {first.unit!r}) and {other.name!r}"
                f" ({other.goal}, {other.unit!r})"
            )
    sign = 1.0 if first.goal == "max" else -1.0
    return Values(table.alternatives, np.asarray(sign * table.values.T), sign)


def _of_states(states: tuple[str, ...], given: Any) -> FloatArray:
    array, _ = row("probabilities", given, states, each="state", one="probability")
    found = _checks.probabilities(states, array)
    if found.ndim != 1:
        raise InvalidInputError(
            f"probabilities must have shape ({len(states)},); got {found.shape}"
        )
    return found
