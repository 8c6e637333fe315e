"""The tree and the diagram of a study: written in it or in a file beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from decision_analysis import _checks, diagrams, io, trees
from decision_analysis.errors import InvalidModelError
from decision_analysis.io.documents import keys as keys_of
from decision_analysis.io.own import schema_faults
from decision_analysis.study._evaluate import evaluate, names_in
from decision_analysis.study.reading._notes import Notes

if TYPE_CHECKING:
    from decision_analysis.diagrams import InfluenceDiagram


def tree_data_of(
    data: Mapping[str, Any],
    rules: Mapping[str, Any],
    folder: Path,
    lists: Mapping[str, Sequence[str]],
    notes: Notes,
) -> Any:
    """Return the tree as plain data with its fragments in their places; None where there is none."""
    given = data.get("tree")
    if given is None:
        if "fragments" in data:
            notes.note(["fragments"], "are pieces of a tree, and there is none")
        return None
    if isinstance(given, str) and not names_in(given) and not _is_number(given):
        with notes.at(["tree"]):
            return _of_file(given, folder)
        return None
    # a name that ends like a file is one
    if isinstance(given, str) and Path(given).suffix:
        with notes.at(["tree"]):
            return _of_file(given, folder)
        return None
    return given


def _is_number(text: str) -> bool:
    try:
        evaluate("tree", text, {})
    except Exception:
        return False
    return True


def _of_file(name: str, folder: Path) -> Any:
    root = io.load(folder / name)
    if not isinstance(root, trees.Decision | trees.Chance | trees.Terminal):
        raise InvalidModelError([f"{name!r} must hold a tree; it holds {type(root).__name__}"])
    return trees.to_dict(root)


def node_faults(data: Any, rules: Mapping[str, Any]) -> Iterator[tuple[list[str | int], str]]:
    """Yield what breaks the schema of nodes in a tree whose fragments are in their places."""
    for trail, sentence in schema_faults(data, {**rules, "$ref": "#/$defs/node"}):
        yield keys_of(trail), sentence


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


def unused(kind: str, names: Sequence[str], used: set[str] | frozenset[str], notes: Notes) -> None:
    """Note the names of a block that nothing uses."""
    for name in names:
        if name not in used:
            near = _checks.nearest(name, sorted(used - set(names)))
            notes.note([kind, name], f"is never used{f' (for {near!r}?)' if near else ''}")
