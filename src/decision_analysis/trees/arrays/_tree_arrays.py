"""`TreeArrays`: a decision tree as flat arrays in breadth-first order, the door for large trees."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, read_only
from decision_analysis._equal import Comparable
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import PROBABILITY_TOLERANCE
from decision_analysis._named import named
from decision_analysis._probabilities import probability_problem
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.arrays._as_given import (
    KINDS,
    LISTED,
    check_samples,
    node_major,
    some,
    structure,
    words,
)
from decision_analysis.trees.arrays._levels import Level, levels, positions
from decision_analysis.trees.arrays._paths import Path, no_such_path, walk, write
from decision_analysis.trees.nodes import DECISION, TERMINAL


class TreeArrays(Comparable):
    """A decision tree as flat arrays, nodes in breadth-first order.

    The root comes first, then its children, then theirs. `to_arrays` makes one from nodes; a large
    tree may be given as arrays from the start. Every function that takes a tree takes either form.

    Parameters
    ----------
    kind : array_like of int, shape (N,)
        0 for a terminal, 1 for a chance node, 2 for a decision.
    n_children : array_like of int, shape (N,)
        How many children each node has: none for a terminal, at least one for the others. The
        children of node i stand together, right after those of the nodes before i.
    probability : array_like of float, shape (..., N)
        Probability with which each node follows its parent: 1 for the root and for options of a
        decision. Leading axes are samples.
    payoff : array_like of float, shape (..., N), or mapping of str to array_like
        What is received on arriving at each node; where there are several attributes, such an array
        for each.
    names : sequence of str, shape (N,), optional
        Names of decisions and chance nodes; anything for terminals. 'decision' and 'chance' where
        not given.
    labels : sequence of str, shape (N,), optional
        Label of the option or outcome that leads to each node; anything for the root. '0', '1', ...
        among the children of one parent where not given.

    Raises
    ------
    InvalidModelError
        If shapes do not fit, a number is not finite, the nodes do not form a tree in breadth-first
        order, probabilities are negative or do not sum to 1 within 1e-9, or labels repeat below one
        node; faults are listed by path.

    Notes
    -----
    The arrays are copied, node by node, so that the samples of one number lie together. Memory is 8
    bytes for each node and sample of what is sampled.

    Examples
    --------
    >>> from decision_analysis.trees import TreeArrays, rollback
    >>> tree = TreeArrays(
    ...     kind=[2, 1, 0, 0, 0, 0],
    ...     n_children=[2, 3, 0, 0, 0, 0],
    ...     probability=[1, 1, 1, 0.5, 0.3, 0.2],
    ...     payoff=[0, 0, 0, -70, 50, 200],
    ...     labels=["", "drill", "don't", "dry", "wet", "soaking"],
    ... )
    >>> tree
    TreeArrays: 6 nodes (1 decision, 1 chance, 4 terminals), depth 2
    >>> rollback(tree).value
    20.0
    """

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
        "_payoffs",
        "_probability",
        "_single",
        "_starts",
    )

    _kind: NDArray[np.uint8]
    _counts: IntArray
    _first: IntArray
    _probability: FloatArray
    _payoffs: dict[str, FloatArray]
    _single: bool
    _names: tuple[str, ...] | None
    _labels: tuple[str, ...] | None
    _levels: tuple[Level, ...]
    _starts: tuple[int, ...]
    _parents: IntArray
    _decisions: IntArray
    _last: tuple[Path, IntArray]

    @named("TreeArrays")
    def __init__(
        self,
        kind: ArrayLike,
        n_children: ArrayLike,
        probability: ArrayLike,
        payoff: ArrayLike | Mapping[str, ArrayLike],
        *,
        names: Sequence[str] | None = None,
        labels: Sequence[str] | None = None,
    ) -> None:
        kinds, counts = structure(kind, n_children)
        n = len(kinds)
        single = not isinstance(payoff, Mapping)
        by_name = payoff if isinstance(payoff, Mapping) else {"payoff": payoff}
        given: Mapping[str, Any] = _checks.mapping("payoff", by_name)
        by_name = {_checks.plain(name): array for name, array in given.items()}
        if not single:
            _checks.keys("attributes of payoff", by_name)
        chances = node_major("probability", probability, n)
        payoffs = {
            name: node_major("payoff" if single else f"payoff of {name!r}", a, n)
            for name, a in by_name.items()
        }
        check_samples([("probability", chances), *payoffs.items()])
        self._set(
            kinds,
            counts,
            chances,
            payoffs,
            single,
            words("names", names, n),
            words("labels", labels, n),
        )
        if problems := self._problems():
            raise InvalidModelError(problems)

    def _set(
        self,
        kind: NDArray[np.uint8],
        counts: IntArray,
        probability: FloatArray,
        payoffs: dict[str, FloatArray],
        single: bool,
        names: tuple[str, ...] | None,
        labels: tuple[str, ...] | None,
    ) -> None:
        put = object.__setattr__
        put(self, "_kind", read_only(kind))
        put(self, "_counts", read_only(counts))
        put(self, "_first", read_only(1 + np.cumsum(counts) - counts))
        put(self, "_probability", read_only(probability))
        put(self, "_payoffs", {name: read_only(array) for name, array in payoffs.items()})
        put(self, "_single", single)
        put(self, "_names", names)
        put(self, "_labels", labels)
        put(self, "_levels", levels(kind, counts))
        put(self, "_starts", (0, *(level.stop for level in self._levels)))
        put(
            self,
            "_parents",
            read_only(np.concatenate([[0], np.repeat(np.arange(len(kind)), counts)])),
        )
        put(self, "_decisions", read_only(np.flatnonzero(kind == DECISION)))
        put(self, "_last", ((), np.zeros(1, dtype=np.intp)))

    @classmethod
    def _trusted(cls, *parts: Any) -> Self:
        """Build without checks or copies, from parts that were checked."""
        tree = object.__new__(cls)
        tree._set(*parts)
        return tree

    def _with(self, probability: FloatArray, payoffs: dict[str, FloatArray], single: bool) -> Self:
        """Return a tree of the same structure with other numbers, which were checked."""
        tree = object.__new__(type(self))
        for name in TreeArrays.__slots__:
            object.__setattr__(tree, name, getattr(self, name))
        object.__setattr__(tree, "_probability", read_only(probability))
        object.__setattr__(
            tree, "_payoffs", {name: read_only(array) for name, array in payoffs.items()}
        )
        object.__setattr__(tree, "_single", single)
        return tree

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"TreeArrays is frozen; cannot set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (
            self._kind,
            self._counts,
            self._probability,
            self._payoffs,
            self._single,
            self._names,
            self._labels,
        )
        return _restore, parts

    def __len__(self) -> int:
        return len(self._kind)

    def __repr__(self) -> str:
        terminals, chances, decisions = np.bincount(self._kind, minlength=3).tolist()
        plural = "s" if decisions != 1 else ""
        sampled = f", samples {self.sample_shape}" if self.sample_shape else ""
        return (
            f"TreeArrays: {len(self)} nodes ({decisions} decision{plural}, {chances} chance,"
            f" {terminals} terminal{'s' if terminals != 1 else ''}), depth"
            f" {len(self._levels)}{sampled}"
        )

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
    def probability(self) -> FloatArray:
        """Probability (..., N) of each node given its parent; 1 for options of a decision."""
        return np.moveaxis(self._probability, 0, -1)

    @property
    def payoff(self) -> FloatArray | Mapping[str, FloatArray]:
        """What is received on arriving at each node (..., N), by attribute if there are any."""
        views = {name: np.moveaxis(array, 0, -1) for name, array in self._payoffs.items()}
        return views["payoff"] if self._single else ReadOnly(views)

    @property
    def attributes(self) -> tuple[str, ...]:
        """Names of the attributes of payoffs; empty where a payoff is one number."""
        return () if self._single else tuple(self._payoffs)

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
        return (
            self._labels
            if self._labels is not None
            else tuple(self._label(i) for i in range(len(self)))
        )

    @property
    def depth(self) -> int:
        """How many steps the longest path has."""
        return len(self._levels)

    @property
    def sample_shape(self) -> tuple[int, ...]:
        """Sample axes that probabilities and payoffs have together; `()` if nothing is sampled."""
        return np.broadcast_shapes(
            self._probability.shape[1:], *(a.shape[1:] for a in self._payoffs.values())
        )

    @named
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
        if not 0 <= _checks.integer("node", node, low=0) < len(self):
            raise InvalidInputError(f"node must be below {len(self)}; got {node}")
        labels = []
        while node:
            labels.append(self._label(node))
            node = int(self._parents[node])
        return tuple(reversed(labels))

    @named
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

    def _same_as(self, other: object) -> bool:
        # the names of ends and the label of the root lead nowhere and do not count
        from decision_analysis.trees.arrays._differences import same

        return isinstance(other, TreeArrays) and same(self, other)

    def _parent(self, node: int) -> int:
        """Return the parent of a node that is not the root."""
        return int(self._parents[node])

    def _depth(self, node: int) -> int:
        """Return how many steps a node is below the root."""
        return bisect.bisect_right(self._starts, node) - 1

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

    def _problems(self) -> list[str]:
        problems = []
        follows = np.ones(len(self), dtype=bool)
        for level in self._levels:
            if level.chances is not None:
                follows[level.chances.below] = False
        flat = self._probability.reshape(len(self), -1)
        sure = follows & (flat != 1).any(axis=1)
        negative = ~follows & (flat < 0).any(axis=1)
        problems += [
            f"probability of the node {write(self.path(i))} must be 1, as it does not follow a"
            f" chance node; got {flat[i][flat[i] != 1][0]:.10g}"
            for i in some(sure)
        ]
        problems += [
            f"probability of the outcome {write(self.path(i))} must not be negative; got"
            f" {flat[i].min():.10g}"
            for i in some(negative)
        ]
        for level in self._levels:
            if (part := level.chances) is not None:
                with np.errstate(over="ignore"):
                    totals = np.add.reduceat(flat[part.below], part.starts, axis=0)
                bad = (np.abs(totals - 1) > PROBABILITY_TOLERANCE).any(axis=1)
                nodes = positions(part.nodes)
                problems += [self._sum_problem(int(nodes[k]), flat) for k in some(bad)]
        if self._labels is not None:
            problems += self._label_problems()
        if self._names is not None:
            nameless = np.array([not name for name in self._names]) & (self._kind != TERMINAL)
            problems += [f"{self._place(int(node))} must have a name" for node in some(nameless)]
        hidden = len(problems) - LISTED
        return [*problems[:LISTED], f"and {hidden} more"] if hidden > 0 else problems

    def _sum_problem(self, node: int, flat: FloatArray) -> str:
        children = self._children(node)
        rows = flat[children.start : children.stop].T
        labels = [self._label(i) for i in children]
        return (
            f"{self._place(node)}:"
            f" {probability_problem(labels, rows) or 'probabilities must sum to 1'}"
        )

    def _label_problems(self) -> list[str]:
        assert self._labels is not None
        problems = []
        for node in np.flatnonzero(self._counts):
            labels = self._labels[self._first[node] : self._first[node] + self._counts[node]]
            if len(set(labels)) < len(labels):
                problems.append(
                    f"{self._place(int(node))}: labels must not repeat; got"
                    f" {_checks.repeats(labels)} twice"
                )
            if "" in labels:
                problems.append(f"{self._place(int(node))}: labels must not be empty")
        return problems


def _restore(*parts: Any) -> TreeArrays:
    return TreeArrays._trusted(*parts)
