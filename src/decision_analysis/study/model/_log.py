"""The log of evidence of a study replayed: what each entry makes of the number that it is about."""

from __future__ import annotations

import dataclasses
import datetime
import re
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

STATES = ("true", "false")
"""Of what a parameter is the probability of."""
# a minus, unlike a hyphen, begins a word
_COUNTED = re.compile(r"(\D*?)((?:(?<!\S)-)?\d{1,18})(\D*)")
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:[T ]\s*(\d.*))?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(?:(\d{1,2})\2)?(\d{4})(?:[T ]\s*(\d.*))?")
_TIME = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?.*")
_SPOKEN = ("yesterday", "today", "tomorrow")


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


def when(date: str | int) -> tuple[str, Any]:
    """Return the kind of a date, and what dates of this kind are sorted by; text has its order."""
    if not isinstance(date, str):
        return "a whole number", int(date)
    try:
        return "a date", datetime.date.fromisoformat(date)
    except ValueError:
        pass
    try:
        time = datetime.datetime.fromisoformat(date)
    except ValueError:
        return "text", date
    return ("a time" if time.tzinfo is None else "a time with its zone"), time


def odd_date(date: str | int) -> str:
    """Say what is wrong with a text that should say when; nothing where it is a date or words."""
    if not isinstance(date, str) or when(date)[0] != "text":
        return ""
    says_when = any(map(str.isalnum, date)) and date.strip().casefold() not in _SPOKEN
    readings, time = _readings(date)
    if says_when and (not readings or any(map(_exists, readings))) and _is_time(time):
        return ""
    return (
        "must be a date that there is, such as 2024-09-13, a whole number, or words such as"
        f" 'day 3'; got {shown(date)}"
    )


def _readings(date: str) -> tuple[list[tuple[int, ...]], str]:
    """Return year, month and day, as far as a text gives them, in each way to read it; its time.

    There are none where it is no date in numbers.
    """
    if match := _YEAR_FIRST.fullmatch(date):
        year, _, *others, time = match.groups()
        return [tuple(int(part) for part in (year, *others) if part)], time or ""
    if match := _YEAR_LAST.fullmatch(date):
        first, sign, second, year, time = match.groups()
        if second is None:
            return [(int(year), int(first))], time or ""
        day_first = (int(year), int(second), int(first))
        # with points the day is first, else it may be the month
        month_first = [] if sign == "." else [(int(year), int(first), int(second))]
        return [day_first, *month_first], time or ""
    return [], ""


def _exists(reading: tuple[int, ...]) -> bool:
    try:
        datetime.date(*(*reading, 1, 1)[:3])
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    """Say whether there is such a time of the day; what is no time in numbers may be one."""
    match = _TIME.fullmatch(text)
    if match is None:
        return True
    hour, minute, second = (int(part or 0) for part in match.groups())
    # 24:00 ends a day, and a minute may have a leap second
    return hour <= 24 and minute <= 59 and second <= 60


def backwards(before: dict[str | int, None], date: str | int) -> str | int | None:
    """Return an earlier entry's date than which this one is earlier; None where it is not.

    `before` has the dates of earlier entries for keys, in their order.
    """
    kind, key = when(date)
    if not before or date == (last := next(reversed(before))):
        return None
    if kind != "text":
        return last if key < when(last)[1] else None
    # dates in numbers by what both of them give, where they can be read in one way only
    mine_in, theirs_in = (list(filter(_exists, _readings(str(one))[0])) for one in (date, last))
    if len(mine_in) == len(theirs_in) == 1:
        given = min(len(mine_in[0]), len(theirs_in[0]))
        return last if mine_in[0][:given] < theirs_in[0][:given] else None
    # 'day 3' and 'day 10' are ordered by their number, other words by their first use
    mine, theirs = _COUNTED.fullmatch(str(date)), _COUNTED.fullmatch(str(last))
    counted = mine and theirs and mine.group(1, 3) == theirs.group(1, 3)
    if mine and theirs and counted:
        return last if int(mine[2]) < int(theirs[2]) else None
    return last if date in before else None


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
