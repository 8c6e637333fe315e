"""Frozen scipy.stats distributions as plain data: family, args and kwds; and back."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis._limits import LARGEST_COUNT, LARGEST_PERFORMANCE
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


def distribution_data(place: str, distribution: Any) -> dict[str, Any]:
    """Return a frozen distribution as plain data that restore it exactly.

    It is of a named scipy.stats family.
    """
    generic = getattr(distribution, "dist", None)
    family = getattr(generic, "name", None)
    # of the family by that name, and not of one of the user's that has taken it
    if not isinstance(family, str) or type(_families().get(family)) is not type(generic):
        raise InvalidInputError(
            f"{place}: distribution must be a frozen scipy.stats distribution, such as"
            f" scipy.stats.norm(3, 2), to be saved; got {shown(distribution)}"
        )
    args = [
        _argument(f"{place}: argument {i} of {family}", value)
        for i, value in enumerate(distribution.args, start=1)
    ]
    kwds = {
        name: _argument(f"{place}: {name} of {family}", value)
        for name, value in distribution.kwds.items()
    }
    _within_reach(f"{place}: ", generic, args, kwds)
    return {
        "family": family,
        **({"args": args} if args else {}),
        **({"kwds": kwds} if kwds else {}),
    }


def distribution_of(data: Mapping[str, Any]) -> Any:
    """Return the distribution of plain data that satisfy the schema."""
    families = _families()
    family = data["family"]
    if family not in families:
        near = _checks.nearest(family, list(families))
        hint = f" (did you mean {near!r}?)" if near else ""
        raise InvalidInputError(f"unknown distribution of scipy.stats {family!r}{hint}")
    args, kwds = data.get("args", []), data.get("kwds", {})
    _within_reach("", families[family], args, kwds)
    try:
        frozen = families[family](*args, **kwds)
        # asked once, as arguments out of range give NaN and no error
        middle = float(frozen.ppf(0.5))
    # of arguments that are strange each family has errors of its own
    except Exception as error:
        raise InvalidInputError(f"these are not the arguments of {family}: {error}") from None
    if not math.isfinite(middle):
        raise InvalidInputError(
            f"the arguments are outside of what {family} allows; got {_call(data)}"
        )
    return frozen


def _within_reach(
    where: str, generic: Any, args: Sequence[float], kwds: Mapping[str, float]
) -> None:
    """Refuse arguments with which compiled code would end the process, or count for ever."""
    from scipy import stats

    counts = isinstance(generic, stats.rv_discrete)
    most, least = LARGEST_COUNT if counts else LARGEST_PERFORMANCE, 1 / LARGEST_PERFORMANCE
    # the location, which follows the shapes, is only added
    shapes = [x for place, x in enumerate(args) if place != generic.numargs]
    shapes += [x for name, x in kwds.items() if name != "loc"]
    for number in shapes:
        if number and not least <= abs(number) <= most:
            raise InvalidInputError(
                f"{where}arguments of {generic.name} must be 0, or from {least:g} to {most:g} apart"
                f" from their sign; got {shown(number)}"
            )


@functools.cache
def _families() -> dict[str, Any]:
    from scipy import stats

    found = ((name, getattr(stats, name)) for name in dir(stats))
    return {
        name: entry
        for name, entry in found
        if isinstance(entry, stats.rv_continuous | stats.rv_discrete)
    }


def _argument(what: str, value: Any) -> float:
    number = _checks.number(what, value)
    # whole numbers stay so, as some families allow no others
    whole = isinstance(value, int) or getattr(getattr(value, "dtype", None), "kind", "") in (
        "i",
        "u",
    )
    return int(value) if whole else number


def _call(data: Mapping[str, Any]) -> str:
    given = [
        *map(repr, data.get("args", [])),
        *(f"{name}={value!r}" for name, value in data.get("kwds", {}).items()),
    ]
    return f"{data['family']}({', '.join(given)})"
