"""`Fragment`: a part of a tree that is written once, with its arguments; and what uses look like.

A use is `{use: name, with: {argument: value}, payoff: ...}`, a loop the two entries `for:` and
`each:` of a mapping.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.io.documents import Trail
from decision_analysis.study.fragments._expanded import Notes

USE: Final = ("use", "with", "payoff")
LOOP: Final = ("for", "each")
_DEFINITION: Final = ("arguments", "then", "description")


@dataclasses.dataclass(frozen=True, eq=False)
class Fragment:
    """A body, where it stands, and its arguments with their defaults, None where they have none."""

    name: str
    body: Any
    trail: Trail
    arguments: Mapping[str, Any]
    listed: bool

    def argument(self, name: str) -> Trail:
        """Return the trail of an argument in the definition."""
        place: Trail = (((None, "fragments"), self.name), "arguments")
        return (place, list(self.arguments).index(name) if self.listed else name)


def is_use(entry: Mapping[str, Any]) -> bool:
    """Say whether a mapping uses a fragment; `use` may also be a label of a number or a node."""
    return isinstance(entry.get("use"), str)


def is_loop(entry: Mapping[str, Any]) -> bool:
    """Say whether entries of a mapping are built one by one; each word alone may be a label."""
    return "for" in entry and "each" in entry


def read_fragments(data: Any, notes: Notes) -> dict[str, Fragment]:
    """Return the fragments of a study, and note what is wrong with their definitions."""
    if not isinstance(data, Mapping):
        notes.fault((None, "fragments"), f"must be a mapping; got {shown(data)}")
        return {}
    return {name: _fragment(name, entry, notes) for name, entry in data.items()}


def _fragment(name: str, entry: Any, notes: Notes) -> Fragment:
    place: Trail = ((None, "fragments"), name)
    # an outcome, {probability, then}, is a body itself
    defines = isinstance(entry, Mapping) and (
        "arguments" in entry or ("then" in entry and "probability" not in entry)
    )
    if not defines:
        return Fragment(name, entry, place, {}, False)
    for key in entry:
        if key not in _DEFINITION:
            notes.fault((place, key), unknown("key of a fragment", key, _DEFINITION))
    if "then" not in entry:
        notes.fault(place, f"must have the key 'then', the body; got {_checks.listed(list(entry))}")
    arguments = _arguments(entry.get("arguments"), (place, "arguments"), notes)
    listed = isinstance(entry.get("arguments"), list)
    return Fragment(name, entry.get("then"), (place, "then"), arguments, listed)


def _arguments(given: Any, place: Trail, notes: Notes) -> dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping | list):
        notes.fault(
            place, f"must be a list of names, or a mapping with their defaults; got {shown(given)}"
        )
        return {}
    found: dict[str, Any] = {}
    steps: list[tuple[Any, Any, Any]] = (
        [(name, name, default) for name, default in given.items()]
        if isinstance(given, Mapping)
        else [(i, name, None) for i, name in enumerate(given)]
    )
    for key, name, default in steps:
        if not is_name(name):
            notes.fault((place, key), not_a_name(name))
        elif name in found:
            notes.fault((place, key), f"must name each argument once; got {name!r} again")
        else:
            found[name] = default
    return found


def is_name(name: Any) -> bool:
    """Say whether braces can hold a name."""
    return isinstance(name, str) and name == name.strip() != "" and not set(name) & set("{}")


def not_a_name(got: Any) -> str:
    """Say what a name must be."""
    return f"must be a name without braces and spaces around it; got {shown(got)}"


def unknown(what: str, got: str, allowed: Any) -> str:
    """Say that a word is not known, the nearest that is, and all that are."""
    near = _checks.nearest(got, allowed)
    hint = f" (did you mean {near!r}?)" if near else ""
    known = f"known are {_checks.listed(allowed)}" if allowed else "there are none"
    return f"unknown {what} {shown(got)}{hint}; {known}"
