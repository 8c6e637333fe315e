"""The tree and the diagram of a study: written in it or in a file beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from decision_analysis import diagrams, io, trees
from decision_analysis.errors import InvalidModelError
from decision_analysis.io.documents import keys as keys_of
from decision_analysis.io.own import schema_faults
from decision_analysis.study.fragments import Expanded, expand
from decision_analysis.study.reading._notes import Notes

if TYPE_CHECKING:
    from decision_analysis.diagrams import InfluenceDiagram

Where: TypeAlias = Callable[[Sequence[str | int]], list[str | int]]
"""From the keys to an entry of an expanded tree to those of the document."""


def tree_data_of(
    data: Mapping[str, Any],
    rules: Mapping[str, Any],
    folder: Path,
    lists: Mapping[str, Sequence[str]],
    notes: Notes,
) -> tuple[Any, Where]:
    """Return the tree as plain data with its fragments in their places; None where there is none.

    Beside it, what tells where an entry of these data was written. Faults are noted there.
    """
    given = data.get("tree")
    if given is None:
        if "fragments" in data:
            notes.note(["fragments"], "are pieces of a tree, and there is none")
        return None, _as_a_whole
    if isinstance(given, str) and Path(given).suffix:
        with notes.at(["tree"]):
            return _of_file(given, folder), _as_a_whole
        return None, _as_a_whole
    before = notes.count
    expanded = expand(given, data.get("fragments"), lists=lists, beside=_beside(data))
    for fault in expanded.faults:
        notes.note(fault.keys, fault.sentence)
    if notes.count > before:
        return None, _as_a_whole
    for trail, sentence in schema_faults(expanded.data, {**rules, "$ref": "#/$defs/node"}):
        notes.note(_written_at(expanded, keys_of(trail)), sentence)
    found = None if notes.count > before else expanded.data
    return found, partial(_written_at, expanded)


def _as_a_whole(path: Sequence[str | int]) -> list[str | int]:
    return ["tree"]


def _beside(data: Mapping[str, Any]) -> list[Any]:
    return [entry for block, entry in data.items() if block not in ("tree", "fragments")]


def _written_at(expanded: Expanded, path: Sequence[str | int]) -> list[str | int]:
    """Return the keys in the document of an entry of the expanded tree, or of what holds it."""
    place: list[str | int] = ["tree"]
    entry = expanded.data
    for i, key in enumerate(path):
        if not isinstance(entry, Mapping):
            break
        found = expanded.keys(entry, key)
        place = [*place, key] if found is None else found
        entry = entry.get(key) if i < len(path) else None
    return place


def _of_file(name: str, folder: Path) -> Any:
    root = io.load(folder / name)
    if not isinstance(root, trees.Decision | trees.Chance | trees.Terminal):
        raise InvalidModelError([f"{name!r} must hold a tree; it holds {type(root).__name__}"])
    return trees.to_dict(root)


def diagram_of(data: Mapping[str, Any], folder: Path, notes: Notes) -> InfluenceDiagram | None:
    """Return the influence diagram of a study; None where there is none, or it is at fault."""
    given = data.get("diagram")
    if given is None:
        return None
    with notes.at(["diagram"]):
        if isinstance(given, str):
            found = io.load(folder / given)
            if not isinstance(found, diagrams.InfluenceDiagram):
                raise InvalidModelError(
                    [f"{given!r} must hold a diagram; it holds {type(found).__name__}"]
                )
            return found
        return diagrams.from_dict({"nodes": given})
    return None
