"""`Entry`: one dated piece of evidence, and what it says."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._frozen import ReadOnly
from decision_analysis._labelled import entries
from decision_analysis._shown import shown
from decision_analysis.core import Parameter
from decision_analysis.errors import InvalidInputError
from decision_analysis.evidence._by_state import by_state
from decision_analysis.evidence._dates import When, when


@dataclasses.dataclass(frozen=True, eq=False)
class Entry:
    """One entry of a log of evidence: a dated report with its likelihoods, or a revised judgement.

    Parameters
    ----------
    name : str
        What was seen, said or judged; unique in its log.
    date : str, datetime.date, datetime.datetime or int
        When: an ISO date or time, or a whole number such as the day since the beginning. All
        entries of a log have dates of one kind.
    likelihood : mapping of str to float or array_like of shape (...), or Series, optional
        For each state, the probability of just this report in that state, given all earlier
        entries that it depends on; arrays are samples.
    likelihood_ratio : mapping of str to float or array_like of shape (...), or Series, optional
        Instead of likelihoods, how many times as probable the report is in each state that it names
        as in all others, which count as 1: ``{"blue": 4}`` is four to one for blue.
    revised : mapping of str to float or Parameter, optional
        Parameters judged anew: by name the new base, within the range it had, or the whole
        parameter.
    repeats : str
        The name of an earlier entry of which this one may be a mere repetition.
    dependence : float
        The probability, in [0, 1], that this entry only repeats the one that it names, whatever the
        state; otherwise it is independent of it in each state. With 1 it tells nothing new.
    source : str
        Where it comes from.

    Raises
    ------
    InvalidInputError
        If the name is empty, the date is none, nothing is told, or both likelihoods and their
        ratios are.

    See Also
    --------
    update_log : What takes a log of entries.

    Examples
    --------
    >>> from decision_analysis import evidence
    >>> entry = evidence.Entry("first witness", "2024-11-17", {"blue": 0.8, "green": 0.2})
    >>> entry.name
    'first witness'
    """

    name: str
    date: str | datetime.date | datetime.datetime | int
    likelihood: Any = None
    likelihood_ratio: Any = None
    revised: Mapping[str, float | Parameter] | None = None
    repeats: str = ""
    dependence: float = 1.0
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _checks.label("Entry: name", self.name))
        place = f"entry {self.name!r}"
        object.__setattr__(self, "date", self._when(place).key)
        for what in ("repeats", "source"):
            object.__setattr__(self, what, _checks.text(f"{place}: {what}", getattr(self, what)))
        share = _checks.number(f"{place}: dependence", self.dependence, low=0, high=1)
        object.__setattr__(self, "dependence", share)
        told = [
            what
            for what in ("likelihood", "likelihood_ratio", "revised")
            if getattr(self, what) is not None
        ]
        if not told:
            raise InvalidInputError(
                f"{place}: a likelihood, a likelihood_ratio or what is revised must be given"
            )
        if {"likelihood", "likelihood_ratio"} <= set(told):
            raise InvalidInputError(f"{place}: give a likelihood or a likelihood_ratio, not both")
        if self.repeats and "revised" in told[:1]:
            raise InvalidInputError(f"{place}: repeats is for entries with likelihoods")
        if self.likelihood is not None:
            what = f"{place}: likelihood"
            object.__setattr__(self, "likelihood", by_state(what, self.likelihood, most=1.0))
        if self.likelihood_ratio is not None:
            what = f"{place}: likelihood_ratio"
            object.__setattr__(self, "likelihood_ratio", by_state(what, self.likelihood_ratio))
        if self.revised is not None:
            object.__setattr__(self, "revised", _revised(place, self.revised))

    def _when(self, place: str) -> When:
        return when(f"{place}: date", self.date)


def _revised(place: str, given: Any) -> Mapping[str, float | Parameter]:
    found: dict[str, float | Parameter] = {}
    for key, value in entries(f"{place}: revised", given).items():
        name = _checks.label(f"{place}: revised parameter", key)
        if isinstance(value, Parameter):
            if value.name != name:
                raise InvalidInputError(
                    f"{place}: revised {name!r} must be the parameter of that name; got"
                    f" {value.name!r}"
                )
            found[name] = value
        else:
            found[name] = _checks.number(f"{place}: revised {name!r}", value)
    return ReadOnly(found)


def entry_of(given: Any, number: int) -> Entry:
    """Return an entry as it is, or made of a mapping of its fields."""
    if isinstance(given, Entry):
        return given
    if not isinstance(given, Mapping):
        raise InvalidInputError(
            f"entry {number} of the log must be an Entry or a mapping of its fields; got"
            f" {shown(given)}"
        )
    fields = tuple(field.name for field in dataclasses.fields(Entry))
    for key in given:
        _checks.known("field", key, fields, place=f"entry {number} of the log")
    if missing := [field for field in ("name", "date") if field not in given]:
        raise InvalidInputError(
            f"entry {number} of the log must have a name and a date; missing {missing}"
        )
    return Entry(**given)
