"""`ByPath` and `PathDict`: read-only mappings by path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis._frozen import ReadOnly
from decision_analysis._shown import few, shown
from decision_analysis.errors import UnknownKeyError
from decision_analysis.trees.arrays._paths import FORM, LONG, Path
from decision_analysis.trees.arrays._structure import Structure, no_such_path, walk

V = TypeVar("V")


class ByPath(Mapping[Path, V], Generic[V]):
    """A read-only mapping from paths to what stands at their nodes.

    Nothing is stored but the arrays it reads. `name` is what errors call it, `nodes` are the
    positions that it has, ascending; None for all. `read` is called with the nodes on the path to
    the one asked for, the root first.
    """

    __slots__ = ("_name", "_nodes", "_read", "_tree")

    def __init__(
        self, name: str, tree: Structure, nodes: IntArray | None, read: Callable[[IntArray], V]
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
        if self._nodes is not None and not tree._folded:
            # a strategy has few of many nodes; positions are in this order
            yield from (tree.path(int(node)) for node in self._nodes)
            return
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
        # the positions ascend, so that one is found by halving
        i = int(np.searchsorted(self._nodes, node))
        return i < len(self._nodes) and int(self._nodes[i]) == node


class PathDict(ReadOnly[Path, V], Generic[V]):
    """A read-only dict by path whose errors say what a path is."""

    def __missing__(self, path: object) -> V:
        raise UnknownKeyError(f"{FORM}, one of {few(list(self), LONG)}; got {shown(path)}")
