"""`note_unused`: the fragments that neither a use nor an alias of YAML names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis.study.fragments._expanded import Notes
from decision_analysis.study.fragments._fragment import Fragment


def identities(parts: Iterable[Any]) -> set[int]:
    """Return the identities of all that parts of a document hold."""
    seen: set[int] = set()
    todo = list(parts)
    while todo:
        entry = todo.pop()
        if id(entry) not in seen:
            seen.add(id(entry))
            if isinstance(entry, Mapping | list):
                todo += entry.values() if isinstance(entry, Mapping) else entry
    return seen


def note_unused(
    data: Mapping[str, Any],
    fragments: Mapping[str, Fragment],
    used: Iterable[str],
    met: set[int],
    inside: Mapping[str, set[int]],
    notes: Notes,
) -> None:
    """Note the fragments that are reached neither by name nor by the identity of what they hold.

    `met` are identities outside of fragments, `inside` those of each fragment.
    """
    owners: dict[int, list[str]] = {}
    for name, entry in data.items():
        # of what a merge key (<<) takes over only the entries are met
        below = list(entry.values()) if isinstance(entry, Mapping) else []
        for each in (entry, fragments[name].body, *filter(_is_one, below)):
            owners.setdefault(id(each), []).append(name)
    reached = set(used)
    todo = list(used)
    fresh = set(met)
    while todo or fresh:
        new = {name for i in fresh for name in owners.get(i, ())} - reached
        reached |= new
        todo += new
        fresh = inside[todo.pop()] - met if todo else set()
        met |= fresh
    for name in fragments:
        if name not in reached:
            near = _checks.nearest(name, [other for other in fragments if other in reached])
            hint = f"; {near!r} is" if near else ""
            notes.fault(
                ((None, "fragments"), name), f"the fragment {name!r} must be used; it is not{hint}"
            )


def _is_one(value: Any) -> bool:
    """Say whether Python makes one object of each such value that is written."""
    return isinstance(value, Mapping | list | float) or (isinstance(value, str) and len(value) > 1)
