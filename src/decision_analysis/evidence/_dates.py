"""`when`: a date as users write it, to be sorted by and shown."""

from __future__ import annotations

import dataclasses
import datetime
import numbers
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis._limits import LARGEST_INTEGER
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

_WANTED = "an ISO date such as '2024-11-17', a date, a datetime, or a whole number of days"


@dataclasses.dataclass(frozen=True)
class When:
    """A point in time: its kind, what it is sorted by, and how it is written."""

    kind: str
    key: Any
    text: str


def when(what: str, given: Any) -> When:
    """Return the point in time that text, a date, a time or a number of days says."""
    if isinstance(given, np.datetime64):
        days = np.datetime_data(given)[0] in ("Y", "M", "W", "D")
        unit = "datetime64[D]" if days else "datetime64[us]"
        given = None if np.isnat(given) else given.astype(unit).item()
    if isinstance(given, str):
        given = _parsed(what, str.__str__(given))
    # pandas' NaT is a datetime that does not equal itself
    if isinstance(given, datetime.datetime) and given == given:
        kind = "a time" if given.tzinfo is None else "a time with its zone"
        return When(kind, given, given.isoformat())
    if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
        return When("a date", given, given.isoformat())
    whole = isinstance(given, numbers.Integral) and not isinstance(given, bool | np.bool_)
    if whole and not isinstance(given, np.timedelta64) and abs(int(given)) <= LARGEST_INTEGER:
        return When("a number of days", int(given), str(int(given)))
    raise InvalidInputError(f"{what} must be {_WANTED}; got {shown(given)}")


def _parsed(what: str, given: str) -> datetime.date:
    for kind in (datetime.date, datetime.datetime):
        try:
            return kind.fromisoformat(given)
        except ValueError:
            continue
    raise InvalidInputError(f"{what} must be {_WANTED}; got {shown(given)}")


def refuse_mixed(dates: Mapping[str, When]) -> None:
    """Refuse dates of several kinds, of which nobody can say which is earlier."""
    first: dict[str, str] = {}
    for name, date in dates.items():
        first.setdefault(date.kind, name)
    if len(first) > 1:
        listed = ", ".join(f"{kind} of {name!r}" for kind, name in first.items())
        raise InvalidInputError(f"dates of the log must be of one kind; got {listed}")
