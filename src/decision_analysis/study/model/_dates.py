"""Dates of a log: of which kind they are, whether there are such, and which is before another."""

from __future__ import annotations

import datetime
import re
from typing import Any

from decision_analysis._shown import shown

# a minus, unlike a hyphen, begins a word
_COUNTED = re.compile(r"(\D*?)((?:(?<!\S)-)?\d{1,18})(\D*)")
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:[T ]\s*(\d.*))?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(?:(\d{1,2})\2)?(\d{4})(?:[T ]\s*(\d.*))?")
_TIME = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?.*")
_SPOKEN = ("yesterday", "today", "tomorrow")


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
