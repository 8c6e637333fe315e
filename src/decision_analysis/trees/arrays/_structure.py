"""`Structure`: what a flat tree is apart from its numbers, and ways through it by label."""

from __future__ import annotations

import bisect
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks
from decision_analysis._arrays import IntArray, read_only
from decision_analysis._equal import Comparable
from decision_analysis._named import named
from decision_analysis._shown import few, shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays._levels import Level
from decision_analysis.trees.arrays._paths import FORM, LONG, Path, write
from decision_analysis.trees.nodes import KINDS, TERMINAL


class Structure(Comparable):
    """Kinds, children, names and labels of the nodes of a flat tree; the root comes first."""

    __slots__ = (
        "_counts",
        "_decisions",
        "_first",
        "_kind",
        "_labels",
        "_last",
        "_levels",
        "_names",
        "_parents",
    )

    _folded: ClassVar[bool] = False

    _kind: NDArray[np.uint8]
    _counts: IntArray
    _first: IntArray
    _parents: IntArray
    _decisions: IntArray
    _levels: tuple[Level, ...]
    _names: tuple[str, ...] | None
    _labels: tuple[str, ...] | None
    _last: tuple[Path, IntArray]  # the path asked for last, and the nodes on it

    def _set_structure(self, **parts: Any) -> None:
        """Keep the parts by name, without the underscore, arrays read-only."""
        for name, part in parts.items():
            kept = read_only(part) if isinstance(part, np.ndarray) else part
            object.__setattr__(self, f"_{name}", kept)
        object.__setattr__(self, "_last", ((), np.zeros(1, dtype=np.intp)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"TreeArrays is frozen; cannot set {name!r}")

    def __len__(self) -> int:
        return len(self._kind)

    @property
    def kind(self) -> NDArray[np.uint8]:
        """For each node (N,) 0 for a terminal, 1 for a chance node, 2 for a decision."""
        return self._kind

    @property
    def n_children(self) -> IntArray:
        """For each node (N,) how many children it has."""
        return self._counts

    @property
    def first_child(self) -> IntArray:
        """For each node (N,) the position of its first child; where a terminal's would stand."""
        return self._first

    @property
    def names(self) -> tuple[str, ...]:
        """Name of each node; '' for terminals of a tree made from nodes."""
        if self._names is None:
            return tuple(("", "chance", "decision")[k] for k in self._kind)
        return self._names

    @property
    def labels(self) -> tuple[str, ...]:
        """Label of the option or outcome that leads to each node.

        It is '' for the root of a tree made from nodes.
        """
        if self._labels is not None:
            return self._labels
        return tuple(self._label(i) for i in range(len(self)))

    @property
    def depth(self) -> int:
        """How many steps the longest path has."""
        return len(self._levels)

    @named("TreeArrays.path()")
    def path(self, node: int) -> Path:
        """Return the labels that lead from the root to a node.

        Parameters
        ----------
        node : int
            Position of the node.

        Returns
        -------
        tuple of str
            Option and outcome labels; `()` for the root.

        Raises
        ------
        InvalidInputError
            If there is no such node.
        """
        node = _checks.integer("node", node, low=0)
        if node >= len(self):
            raise InvalidInputError(f"node must be below {len(self)}; got {node}")
        labels = []
        while node:
            labels.append(self._label(node))
            node = int(self._parents[node])
        return tuple(reversed(labels))

    @named("TreeArrays.find()")
    def find(self, path: Path) -> int:
        """Return the position of the node that a path leads to.

        Parameters
        ----------
        path : tuple of str
            Option and outcome labels from the root.

        Returns
        -------
        int
            Position of the node.

        Raises
        ------
        InvalidInputError
            If no path of the tree has these labels.
        """
        walked = walk(self, path)
        if walked is None:
            raise InvalidInputError(no_such_path(self, path))
        return int(walked[-1])

    def _parent(self, node: int) -> int:
        """Return the parent of a node that is not the root."""
        return int(self._parents[node])

    def _depth(self, node: int) -> int:
        """Return how many steps a node is below the root."""
        # levels are ranges of positions, found by halving
        return bisect.bisect_left(self._levels, node + 1, key=lambda level: level.stop)

    def _ancestors(self, node: int) -> list[int]:
        """Return the nodes on the path to a node, the root first."""
        nodes = [node]
        while nodes[-1]:
            nodes.append(int(self._parents[nodes[-1]]))
        return nodes[::-1]

    @property
    def size(self) -> int:
        """How many nodes the tree has, with every path written out."""
        return self._paths_to(None)

    def _deciding(self) -> IntArray:
        """Return the positions of all decisions, ascending."""
        return self._decisions

    def _paths_to(self, nodes: IntArray | None) -> int:
        """Return how many paths lead to the positions, None for all."""
        return len(self) if nodes is None else len(nodes)

    def _label(self, node: int) -> str:
        if self._labels is not None:
            return self._labels[node]
        return str(node - int(self._first[self._parent(node)])) if node else ""

    def _name(self, node: int) -> str:
        return self._names[node] if self._names is not None else KINDS[self._kind[node]]

    def _children(self, node: int) -> range:
        return range(int(self._first[node]), int(self._first[node] + self._counts[node]))

    def _place(self, node: int) -> str:
        """Write a node for a message: its kind, name and path."""
        name = f" {self._name(node)!r}" if self._kind[node] != TERMINAL else ""
        return f"{KINDS[self._kind[node]]}{name} {write(self.path(node))}"

    def _same_structure(self, other: Structure) -> bool:
        """Say whether kinds and children are the same, whatever the words."""
        return (
            self._folded == other._folded
            and np.array_equal(self._kind, other._kind)
            and np.array_equal(self._counts, other._counts)
        )

    def _other_words(self, other: Structure) -> str | None:
        """Say which label or name of a tree of the same structure differs first.

        The label of the root and the names of ends lead nowhere and do not count.
        """
        for node, (mine, theirs) in enumerate(zip(self.labels, other.labels, strict=True)):
            if node and mine != theirs:
                return f"one with the label {mine!r} for {theirs!r} {write(other.path(node))}"
        for node, (mine, theirs) in enumerate(zip(self.names, other.names, strict=True)):
            if mine != theirs and other.kind[node] != TERMINAL:
                return f"one with the name {mine!r} for {theirs!r} {write(other.path(node))}"
        return None


def walk(tree: Structure, path: object) -> IntArray | None:
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
    # the step along a chain, or to a sibling, keeps all or all but one label of the last path
    most = min(len(path), len(before))
    shared = next((n for n in (most, most - 1) if n > 0 and path[:n] == before[:n]), 0)
    nodes = [int(walked[shared])]
    # in a mapping's order the next branch is the right neighbor of the last one
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


def _child(tree: Structure, node: int, label: str, guess: int) -> int | None:
    """Return the child of a node with a label; `guess`, if it is a child, is looked at first."""
    children = tree._children(node)
    labels = tree._labels
    if labels is None:
        # without labels of its own a branch is called by its number
        few = label.isdecimal() and len(label) <= len(str(len(children)))
        child = children.start + int(label) if few else children.stop
        return child if child < children.stop and tree._label(child) == label else None
    if guess in children and labels[guess] == label:
        return guess
    try:
        return labels.index(label, children.start, children.stop)
    except ValueError:
        return None


def no_such_path(tree: Structure, path: object) -> str:
    """Say what a path is where `path` is none, or how far the tree has it."""
    if not isinstance(path, tuple):
        candidates = [(path,), tuple(path.split(" > "))] if isinstance(path, str) else []
        candidates += [tuple(path)] if isinstance(path, list) else []
        meant = next((c for c in candidates if walk(tree, c) is not None), None)
        return f"{FORM}; got {shown(path)}" + (f": write {meant!r}" if meant is not None else "")
    # the longest part of the path that there is, and what follows it
    known = max(n for n in range(len(path) + 1) if walk(tree, path[:n]) is not None)
    node = int(walk(tree, path[:known])[-1])  # type: ignore[index]
    labels = [tree._label(child) for child in tree._children(node)]
    leads = f"has {few(labels, LONG)}" if labels else "has nothing below it"
    return f"{FORM}; got {shown(path[known])} where {tree._place(node)} {leads}"
