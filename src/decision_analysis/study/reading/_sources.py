"""Sources of a study: every statement that something rests on must be there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_analysis.io.documents import Trail, keys
from decision_analysis.study.reading._notes import Notes

_WITH_SOURCES = (
    "criteria",
    "alternatives",
    "table",
    "judgements",
    "parameters",
    "predictions",
    "veto_levels",
    "methods",
    "stakeholders",
    "evidence",
)


def unknown_sources(data: Mapping[str, Any], notes: Notes) -> None:
    """Note the statements that sources name and that are not there; a text is no name of one."""
    statements = data.get("statements")
    if statements is None:
        return
    for part in _WITH_SOURCES:
        _note_unknown(data.get(part, {}), (None, part), statements, notes)


def _note_unknown(data: Any, place: Trail, statements: Mapping[str, Any], notes: Notes) -> None:
    todo: list[tuple[Any, Trail]] = [(data, place)]
    seen: set[int] = set()
    while todo:
        # by identity: aliases in YAML make one object of what stands in several places
        entry, trail = todo.pop()
        if not isinstance(entry, Mapping | list) or id(entry) in seen:
            continue
        seen.add(id(entry))
        if isinstance(entry, Mapping) and isinstance(entry.get("source"), list):
            for statement in entry["source"]:
                if statement not in statements:
                    notes.note(keys(trail), f"unknown statement {statement!r} as source")
        items = entry.items() if isinstance(entry, Mapping) else enumerate(entry)
        todo += [(child, (trail, key)) for key, child in reversed(list(items))]
