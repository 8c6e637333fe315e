"""Paths: the labels from root to node, how messages write them, and mappings by path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis._frozen import ReadOnly
from decision_analysis._shown import few, shown
from decision_analysis.errors import UnknownKeyError

if TYPE_CHECKING:
    from decision_analysis.trees.arrays._tree_arrays import TreeArrays

Path: TypeAlias = tuple[str, ...]
V = TypeVar("V")

LONG = 12
FORM = "path must be a tuple of option and outcome labels from the root"


def join(path: Path) -> str:
    """Write the labels of a path, a long one abbreviated in the middle."""
    if len(path) > LONG:
        path = (*path[:4], f"... {len(path) - 8} more ...", *path[-4:])
    return " > ".join(path)


def write(path: Path) -> str:
    """Write a path for a message."""
    return f"at {join(path)!r}" if path else "at the root"


def walk(tree: TreeArrays, path: object) -> IntArray | None:
    """Return the nodes on a path, the root first; None where the tree has no such path.

    What the path shares with the one asked for before is not walked again, so that going through
    the paths of a long chain takes time in proportion to their lengths, and not to that of Python's
    steps along them.
    """
    if not isinstance(path, tuple) or not all(
        issubclass(kind, str) for kind in set(map(type, path))
    ):
        return None
    before, walked = tree._last
    most = min(len(path), len(before))
    shared = next((n for n in (most, most - 1) if n > 0 and path[:n] == before[:n]), 0)
    nodes = [int(walked[shared])]
    sibling = int(walked[shared + 1]) + 1 if shared < len(before) else 0
    for label in path[shared:]:
        child = _child(tree, nodes[-1], label, sibling)
        if child is None:
            return None
        nodes.append(child)
        sibling = 0
    found: IntArray = np.concatenate([walked[:shared], np.array(nodes, dtype=np.intp)])
    object.__setattr__(tree, "_last", (path, found))
    return found


def _child(tree: TreeArrays, node: int, label: str, guess: int) -> int | None:
    """Return the child of a node with a label; `guess` is looked at first, if it is one of its
    children."""
    children = tree._children(node)
    labels = tree._labels
    if labels is None:
        few = label.isdecimal() and len(label) <= len(str(len(children)))
        child = children.start + int(label) if few else children.stop
        return child if child < children.stop and tree._label(child) == label else None
    if guess in children and labels[guess] == label:
        return guess
    try:
        return labels.index(label, children.start, children.stop)
    except ValueError:
        return None


def no_such_path(tree: TreeArrays, path: object) -> str:
    """Say what a path is where `path` is none, or how far the tree has it."""
    if not isinstance(path, tuple):
        candidates = [(path,), tuple(path.split(" > "))] if isinstance(path, str) else []
        candidates += [tuple(path)] if isinstance(path, list) else []
        meant = next((c for c in candidates if walk(tree, c) is not None), None)
        return f"{FORM}; got {shown(path)}" + (f": write {meant!r}" if meant is not None else "")
    known = max(n for n in range(len(path) + 1) if walk(tree, path[:n]) is not None)
    node = int(walk(tree, path[:known])[-1])  # type: ignore[index]
    labels = [tree._label(child) for child in tree._children(node)]
    leads = f"has {few(labels, LONG)}" if labels else "has nothing below it"
    return f"{FORM}; got {shown(path[known])} where {tree._place(node)} {leads}"


class ByPath(Mapping[Path, V], Generic[V]):
    """A read-only mapping from paths to what stands at their nodes; nothing is stored but the
    arrays it reads.

    `name` is what errors call it, `nodes` are the positions that it has, ascending; None for all.
    `read` is called with the nodes on the path to the one asked for, the root first.
    """

    __slots__ = ("_name", "_nodes", "_read", "_tree")

    def __init__(
        self, name: str, tree: TreeArrays, nodes: IntArray | None, read: Callable[[IntArray], V]
    ) -> None:
        self._name = name
        self._tree = tree
        self._nodes = nodes
        self._read = read

    def __getitem__(self, path: Path) -> V:
        walked = walk(self._tree, path)
        if walked is None:
            raise UnknownKeyError(no_such_path(self._tree, path), where=self._name)
        if not self._has(int(walked[-1])):
            place = self._tree._place(int(walked[-1]))
            raise UnknownKeyError(
                f"must be a path that is listed here; got {place}", where=self._name
            )
        return self._read(walked)

    def __contains__(self, path: object) -> bool:
        walked = walk(self._tree, path)
        return walked is not None and self._has(int(walked[-1]))

    def __iter__(self) -> Iterator[Path]:
        """Yield paths in breadth-first order, keeping those of one level only."""
        tree = self._tree
        wanted = np.full(len(tree), self._nodes is None)
        if self._nodes is not None:
            wanted[self._nodes] = True
        level: list[tuple[int, Path]] = [(0, ())]
        while level:
            yield from (path for node, path in level if wanted[node])
            level = [
                (child, (*path, tree._label(child)))
                for node, path in level
                for child in tree._children(node)
            ]

    def __len__(self) -> int:
        return self._tree._paths_to(self._nodes)

    def __bool__(self) -> bool:
        return self._nodes is None or len(self._nodes) > 0

    def __repr__(self) -> str:
        nodes = range(len(self._tree)) if self._nodes is None else self._nodes
        paths = [self._tree.path(int(node)) for node in nodes[:LONG]]
        shown = [f"{path!r}: {self[path]!r}" for path in paths]
        return "{" + ", ".join(shown + ["..."] * (self.__len__() > LONG)) + "}"

    def _has(self, node: int) -> bool:
        if self._nodes is None:
            return True
        i = int(np.searchsorted(self._nodes, node))
        return i < len(self._nodes) and int(self._nodes[i]) == node


class PathDict(ReadOnly[Path, V], Generic[V]):
    """A read-only dict by path whose errors say what a path is."""

    def __missing__(self, path: object) -> V:
        raise UnknownKeyError(f"{FORM}, one of {few(list(self), LONG)}; got {shown(path)}")
