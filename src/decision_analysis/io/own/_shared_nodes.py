"""Nodes that stand in several places of a tree: in a file once, in the table `nodes`, and `{$node:
key}` elsewhere."""

from __future__ import annotations

import dataclasses
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from decision_analysis.io.documents import (
    Document,
    LinedFaults,
    Place,
    Trail,
    moved,
    note_at,
    position_of,
    sentences,
)

REFERENCE = "$node"
"""The only key of what stands for a node of the table."""

DEEPEST = 20
"""Most nodes inside one another in a file; what is deeper stands in the table, as readers of YAML
and JSON recurse."""


def folded(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document whose tree has each node once.

    Shared ones, and deep ones, stand in the table `nodes`.
    """
    root = document["tree"]
    apart = _apart(root)
    if not apart:
        return document
    used: Counter[str] = Counter()
    taken: set[str] = set()
    # titles repeat in a tree; each key in the table is used once
    named = {id(node): _free(_title(node), used, taken) for node in apart}
    entries = {named[id(node)]: _written(node, named) for node in apart}
    return {**document, "tree": _written(root, named), "nodes": entries}


def _apart(root: Any) -> list[Any]:
    """Return the nodes that stand in several places or deep inside others, breadth first."""
    places: Counter[int] = Counter()
    depth = {id(root): 0}
    found: dict[int, Any] = {}
    # breadth first: a node gets its depth from the place nearest to the root
    todo = deque([root])
    while todo:
        node = todo.popleft()
        for _, _, child in _below(node):
            if not isinstance(child, Mapping):
                continue
            places[id(child)] += 1
            if places[id(child)] == 2:
                # a second place: the node is shared
                found[id(child)] = child
            elif places[id(child)] == 1:
                depth[id(child)] = depth[id(node)] + 1
                # every so many levels a node moves out, so that the text nests no deeper
                if depth[id(child)] == DEEPEST:
                    found[id(child)] = child
                    depth[id(child)] = 0
                todo.append(child)
    return list(found.values())


def _below(node: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield the children of a node: field, label and child."""
    if not isinstance(node, Mapping):
        return
    for field in ("options", "outcomes"):
        branches = node.get(field)
        for label, entry in branches.items() if isinstance(branches, Mapping) else ():
            if field == "options":
                yield field, label, entry
            elif isinstance(entry, Mapping) and "then" in entry:
                yield field, label, entry["then"]


def _title(node: Mapping[str, Any]) -> str:
    return str(
        next((node[kind] for kind in ("decision", "chance", "again") if kind in node), "end")
    )


def _free(title: str, used: Counter[str], taken: set[str]) -> str:
    """Return a key that no other node has: the title, or with a number."""
    while True:
        used[title] += 1
        # a title may look like another one with a number
        key = title if used[title] == 1 else f"{title} ({used[title]})"
        if key not in taken:
            taken.add(key)
            return key


def _written(top: Mapping[str, Any], named: Mapping[int, str]) -> dict[str, Any]:
    """Copy a node with what is below it, up to the nodes that have keys."""
    copy = dict(top)
    todo = [copy]
    while todo:
        node = todo.pop()
        below = list(_below(node))
        # the copy so far shares its options and outcomes with the original
        for field in {field for field, _, _ in below}:
            node[field] = dict(node[field])
        for field, label, child in below:
            if not isinstance(child, Mapping):
                continue
            # a node of the table leaves its key; any other is copied and gone through
            shared = id(child) in named
            entry: dict[str, Any] = {REFERENCE: named[id(child)]} if shared else dict(child)
            node[field][label] = (
                entry if field == "options" else {**node[field][label], "then": entry}
            )
            if not shared:
                todo.append(entry)
    return copy


def unfolded(document: Document, faults: LinedFaults) -> Document:
    """Return a document whose tree has the table's nodes wherever they are named, or note faults.

    Each of them is one object. Nothing is written out: time and memory are linear in the length of
    the file.
    """
    data = document.data
    if (
        not isinstance(data, Mapping)
        or "tree" not in data
        or not isinstance(data.get("nodes", {}), Mapping)
    ):
        return document
    table: Mapping[str, Any] = data.get("nodes", {})
    named = _references(document, table, faults)
    if faults.count or not (named or "nodes" in data):
        return document
    root, place = _Joiner(document, table).joined()
    rest = {key: value for key, value in data.items() if key != "nodes"}
    # what the table held has its places there; the tree has that of its own key
    lines = document.lines
    if isinstance(lines, tuple):
        lines = (lines[0], {**lines[1], "tree": moved(place, position_of(lines[1]["tree"]))})
    joined = dataclasses.replace(document, data={**rest, "tree": root}, lines=lines)
    if trail := _circle(root, (None, "tree")):
        note_at(joined, faults, trail, "a node must not stand inside itself")
        return document
    return joined


def is_reference(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Say whether data stand for a node of the table.

    What a label or an attribute of that name has is no text.
    """
    return isinstance(value, Mapping) and isinstance(value.get(REFERENCE), str)


def _references(document: Document, table: Mapping[str, Any], faults: LinedFaults) -> bool:
    """Note what is wrong with the references of a document, and say whether there are any."""
    used: set[str] = set()
    seen: set[int] = set()
    # reversed, as `popitem` takes the last
    unread: dict[str, None] = dict.fromkeys(reversed(list(table)))
    todo: list[tuple[Any, Trail]] = [(document.data["tree"], (None, "tree"))]
    while todo or unread:
        if not todo:  # what the tree does not lead to
            key, _ = unread.popitem()
            note_at(
                document, faults, ((None, "nodes"), key), f"node {key!r} is not used in the tree"
            )
            todo.append((table[key], ((None, "nodes"), key)))
        value, trail = todo.pop()
        if not isinstance(value, Mapping | list) or id(value) in seen:
            continue
        if is_reference(value):
            key = value[REFERENCE]
            # directly in the table a key would name another key
            if trail is not None and trail[0] == (None, "nodes"):
                note_at(
                    document,
                    faults,
                    trail,
                    f"must be a node, not the key of another one; got {sentences.got(key)}",
                )
            elif len(value) > 1:
                sentence = (
                    f"must be {{{REFERENCE}: key of a node}} and nothing else;"
                    f" got {sentences.got(value)}"
                )
                note_at(document, faults, trail, sentence)
            elif key not in table:
                meant = sentences.nearest(key, table)
                hint = f" (did you mean {meant!r}?)" if meant else f"; 'nodes' has {len(table)}"
                note_at(document, faults, trail, f"unknown node {key!r}{hint}")
            elif key not in used:
                used.add(key)
                # first use: the node of the table is read where it stands there
                if key in unread:
                    del unread[key]
                    todo.append((table[key], ((None, "nodes"), key)))
            continue
        seen.add(id(value))
        # reversed, so that entries come off the stack in their order
        items = value.items() if isinstance(value, Mapping) else enumerate(value)
        todo += [(entry, (trail, key)) for key, entry in reversed(list(items))]
    return bool(used)


class _Joiner:
    """Copies a tree with the places of its entries, and what references stand for.

    Each mapping and list is copied once.
    """

    def __init__(self, document: Document, table: Mapping[str, Any]) -> None:
        self.table = table
        self.document = document
        self.places = _inner(document.lines, "nodes") if table else 0
        self.made: dict[int, tuple[Any, Any]] = {}
        self.todo: list[tuple[Any, Place, Any, Any]] = []

    def joined(self) -> tuple[Any, Place]:
        """Return the tree and its place."""
        top = self._copy(self.document.data["tree"], _inner(self.document.lines, "tree"))
        while self.todo:
            source, place, target, places = self.todo.pop()
            for key, value in source.items() if isinstance(source, Mapping) else enumerate(source):
                copied, at = self._copy(value, _inner(place, key))
                if isinstance(target, dict):
                    target[key] = copied
                    places[key] = at
                else:
                    target.append(copied)
                    places.append(at)
        return top

    def _copy(self, value: Any, place: Place) -> tuple[Any, Place]:
        """Return the copy of an entry and its place, that in the table.

        The content of the copy may still be to do.
        """
        if is_reference(value):
            key = value[REFERENCE]
            value, place = self.table[key], _inner(self.places, key)
        if not isinstance(value, Mapping | list):
            return value, place
        # first meeting: an empty copy, whose content is filled in later; later ones share it
        if id(value) not in self.made:
            target: Any = {} if isinstance(value, Mapping) else []
            places: Any = type(target)()
            self.made[id(value)] = target, places
            self.todo.append((value, place, target, places))
        copied, places = self.made[id(value)]
        return copied, (position_of(place), places)


def _inner(place: Place, key: str | int) -> Place:
    """Return the place of what stands under a key.

    Data that come from no file have place 0 throughout.
    """
    return place[1][key] if isinstance(place, tuple) else place


def _circle(root: Any, top: Trail) -> Trail:
    """Return where a mapping or list stands inside itself, if any does."""
    unfinished: set[int] = set()
    done: set[int] = set()
    todo: list[tuple[Any, Trail, bool]] = [(root, top, False)]
    while todo:
        value, trail, closing = todo.pop()
        if closing:
            unfinished.discard(id(value))
            done.add(id(value))
        elif id(value) in unfinished:
            return trail
        elif isinstance(value, dict | list) and id(value) not in done:
            unfinished.add(id(value))
            todo.append((value, trail, True))
            items = value.items() if isinstance(value, dict) else enumerate(value)
            todo += [(entry, (trail, key), False) for key, entry in items]
    return None
