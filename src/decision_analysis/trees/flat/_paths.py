"""Paths: the labels from the root to a node, how messages write them, and mappings by path that hold no paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    from decision_analysis.trees.flat._arrays import TreeArrays

Path: TypeAlias = tuple[str, ...]
V = TypeVar("V")

LONG = 12


def join(path: Path) -> str:
    """Write the labels of a path, a long one abbreviated in the middle."""
    if len(path) > LONG:
        path = (*path[:4], f"... {len(path) - 8} more ...", *path[-4:])
    return " > ".join(path)


def write(path: Path) -> str:
    """Write a path for a message."""
    return f"at {join(path)!r}" if path else "at the root"


class ByPath(Mapping[Path, V], Generic[V]):
    """A read-only mapping from paths to what stands at their nodes; nothing is stored but the arrays it reads.

    `nodes` are the positions that the mapping has, ascending; None for all. `read` is called with the nodes on the path
    to the one asked for, the root first.
    """

    __slots__ = ("_nodes", "_read", "_tree")

    def __init__(self, tree: TreeArrays, nodes: np.ndarray | None, read: Callable[[list[int]], V]) -> None:
        self._tree = tree
        self._nodes = nodes
        self._read = read

    def __getitem__(self, path: Path) -> V:
        walked = self._tree._walk(path)
        if not self._has(walked[-1]):
            raise KeyError(path)
        return self._read(walked)

    def __iter__(self) -> Iterator[Path]:
        """Yield paths in breadth-first order, keeping those of one level only."""
        tree = self._tree
        level: list[tuple[int, Path]] = [(0, ())]
        while level:
            yield from (path for node, path in level if self._has(node))
            level = [(child, (*path, tree._label(child))) for node, path in level for child in tree._children(node)]

    def __len__(self) -> int:
        return self._tree._paths_to(self._nodes)

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
