"""The log of evidence of a study replayed: what each entry makes of the number that it is about."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, evidence
from decision_analysis._arrays import FloatArray
from decision_analysis._equal import Comparable
from decision_analysis._limits import LARGEST_INTEGER
from decision_analysis._shown import shown
from decision_analysis.core import Parameter, Parameters
from decision_analysis.errors import InvalidInputError
from decision_analysis.study.model._dates import when

STATES = ("true", "false")
"""Of what a parameter is the probability of."""


@dataclasses.dataclass(frozen=True)
class Step:
    """One entry of a log, and the number that it is about before and after it.

    Parameters
    ----------
    label : str
        The date and the name of the number; unique in the log.
    entry : mapping
        As the study has it.
    before, after : Parameter
        The number.
    """

    label: str
    entry: Mapping[str, Any]
    before: Parameter
    after: Parameter

    @property
    def name(self) -> str:
        """The name of the number."""
        return self.before.name

    @property
    def date(self) -> str:
        """The date, as text."""
        return str(self.entry["date"])

    @property
    def is_report(self) -> bool:
        """Whether it is a report with likelihoods, and no revision."""
        return bool(self.entry["kind"] == "likelihood")


@dataclasses.dataclass(frozen=True, eq=False)
class UpdatedBelief(Comparable):
    """The distribution of a probability, each value of which is updated by one report.

    Parameters
    ----------
    before : Parameter
        The probability before.
    true, false : float
        The likelihood of the report where what it is the probability of is true, and false.
    """

    before: Parameter
    true: float
    false: float

    def _same_as(self, other: object) -> bool:
        # the same distribution, frozen twice, is two objects, which `Parameters` know to be alike
        return (
            isinstance(other, UpdatedBelief)
            and (self.true, self.false) == (other.true, other.false)
            and Parameters([self.before]).equals(Parameters([other.before]))
        )

    def ppf(self, probability: Any) -> FloatArray:
        """Return quantiles: Bayes' rule keeps the order of probabilities."""
        prior = np.asarray(self.before.quantile(probability))
        return posterior({"true": self.true, "false": self.false}, prior)


def replay(numbers: Mapping[str, Parameter], entries: Iterable[Mapping[str, Any]]) -> list[Step]:
    """Return the steps of a log in its order."""
    current: dict[str, Parameter] = {}
    steps: list[Step] = []
    counts: dict[str, int] = {}
    for entry in entries:
        name = entry["name"]
        label = f"{entry['date']}, {name}"
        counts[label] = counts.get(label, 0) + 1
        if counts[label] > 1:
            label += f" ({counts[label]})"
        before = current.get(name, numbers[name])
        current[name] = revised(before, entry)
        steps.append(Step(label, entry, before, current[name]))
    return steps


def revised(number: Parameter, entry: Mapping[str, Any]) -> Parameter:
    """Return a judged number after an entry about it.

    A revision takes the place of base and range. A report with likelihoods multiplies the odds of
    the base, and of every other probability held possible, by the ratio of its likelihoods (the
    generalized Bayes rule of sets of probabilities, Walley 1991): low, high and the quantiles of a
    distribution move by the same rule, and stay in order.
    """
    why = {
        "source": _text(entry.get("source", number.source)),
        "rationale": entry.get("rationale", number.rationale),
    }
    if entry["kind"] == "revision":
        return dataclasses.replace(number, **_judged_anew(number, entry), **why)
    likelihood = entry["likelihood"]
    held = [end for end in (number.base, number.low, number.high) if end is not None]
    for prior in held:
        if likelihood["true"] * prior + likelihood["false"] * (1 - prior) <= 0:
            raise InvalidInputError(
                f"likelihood must be above 0 where {number.name} is {prior:g}, which is held"
                " possible before it"
            )
    base, *ends = posterior(likelihood, np.array(held)).tolist()
    fields: dict[str, Any] = {"base": base, **dict(zip(("low", "high"), ends, strict=False))}
    if number.distribution is not None:
        fields["distribution"] = UpdatedBelief(number, likelihood["true"], likelihood["false"])
    return dataclasses.replace(number, **fields, **why)


def posterior(likelihood: Mapping[str, float], prior: FloatArray) -> FloatArray:
    """Return probabilities (...) after a report, by Bayes' rule."""
    report = evidence.Entry("report", 0, dict(likelihood))
    found = evidence.update_log({"true": prior, "false": 1 - prior}, [report])
    return np.asarray(found.posterior[..., 0, found.states.index("true")])


def values_with(steps: Sequence[Step], made: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Return the values (rows,) of the numbers of a log with those entries whose mark is 1.

    `made` has marks (rows,), 0 or 1, by label of the step.
    """
    values: dict[str, FloatArray] = {}
    for step in steps:
        mark = made[step.label] > 0.5
        # the first step about a number starts from the number before the log
        old = values.get(step.name, np.full(mark.shape, step.before.base))
        if step.is_report:
            new = posterior(step.entry["likelihood"], old)
        else:
            new = np.full(mark.shape, step.after.base)
        values[step.name] = np.where(mark, new, old)
    return values


def values_over(steps: Sequence[Step]) -> dict[str, FloatArray]:
    """Return the values (K + 1,) of the numbers of a log, before it and after each entry."""
    values: dict[str, FloatArray] = {}
    for place, step in enumerate(steps, start=1):
        if step.name not in values:
            values[step.name] = np.full(len(steps) + 1, step.before.base)
        values[step.name][place:] = step.after.base
    return values


def count_until(entries: Sequence[Mapping[str, Any]], until: object) -> int:
    """Return how many entries there are up to and with a date; all of them for None."""
    dates = [entry["date"] for entry in entries]
    if until is None:
        return len(dates)
    if not dates:
        raise InvalidInputError("until must be None: the study has no log of evidence")
    if isinstance(until, datetime.date):
        until = until.isoformat()
    if not isinstance(until, str):
        until = _checks.integer("until", until, low=-LARGEST_INTEGER)
    kind, key = when(until)
    wanted = when(dates[0])[0]
    if kind != wanted or (kind == "text" and until not in dates):
        near = f", such as {shown(dates[-1])}"
        raise InvalidInputError(
            f"until must be {'a date of the log' if wanted == 'text' else wanted}{near}; got"
            f" {shown(until)}"
        )
    if kind == "text":
        return len(dates) - dates[::-1].index(until)
    return sum(when(date)[1] <= key for date in dates)


def _judged_anew(number: Parameter, entry: Mapping[str, Any]) -> dict[str, Any]:
    base = float(entry["base"])
    if "low" in entry:
        ends = {end: float(entry[end]) for end in ("low", "high")}
        return {"base": base, **ends, "distribution": None}
    if number.distribution is not None:
        raise InvalidInputError(
            f"{number.name} has a distribution, which a base alone does not move: give low and"
            " high too"
        )
    if number.low is None or number.high is None:
        return {"base": base}
    if number.low == number.high:
        # a constant with its ends written out
        return {"base": base, "low": base, "high": base}
    if not number.low <= base <= number.high:
        raise InvalidInputError(
            f"base must be within {number.low:g} to {number.high:g}, the range that"
            f" {number.name} has by then, or come with low and high of its own; got {base:g}"
        )
    return {"base": base}


def _text(source: Any) -> str:
    return source if isinstance(source, str) else ", ".join(source)
