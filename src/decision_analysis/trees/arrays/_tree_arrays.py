"""`TreeArrays`: a decision tree as flat arrays in breadth-first order, the door for large trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import MOST_TREE_NODES
from decision_analysis._named import named
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.arrays._as_given import (
    check_samples,
    node_major,
    structure,
    words,
)
from decision_analysis.trees.arrays._levels import levels
from decision_analysis.trees.arrays._problems import array_problems
from decision_analysis.trees.arrays._structure import Structure
from decision_analysis.trees.nodes import DECISION


class TreeArrays(Structure):
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

    __slots__ = ("_payoffs", "_probability", "_single")

    _probability: FloatArray
    _payoffs: dict[str, FloatArray]
    _single: bool

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
        # from nodes last, as results are, to nodes first, as the passes want them
        chances = node_major("probability", probability, n)
        payoffs = {
            name: node_major("payoff" if single else f"payoff of {name!r}", a, n)
            for name, a in by_name.items()
        }
        check_samples([("probability", chances), *payoffs.items()])
        tags, ways = words("names", names, n), words("labels", labels, n)
        self._set(kinds, counts, chances, payoffs, single, tags, ways)
        if problems := array_problems(self, self._probability):
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
        self._set_structure(
            kind=kind,
            counts=counts,
            first=1 + np.cumsum(counts) - counts,
            parents=np.concatenate([[0], np.repeat(np.arange(len(kind)), counts)]),
            decisions=np.flatnonzero(kind == DECISION),
            levels=levels(kind, counts),
            names=names,
            labels=labels,
        )
        self._set_numbers(probability, payoffs, single)

    def _set_numbers(
        self, probability: FloatArray, payoffs: dict[str, FloatArray], single: bool
    ) -> None:
        put = object.__setattr__
        put(self, "_probability", read_only(probability))
        put(self, "_payoffs", {name: read_only(array) for name, array in payoffs.items()})
        put(self, "_single", single)

    @classmethod
    def _trusted(cls, *parts: Any) -> Self:
        """Build without checks or copies, from parts that were checked."""
        tree = object.__new__(cls)
        tree._set(*parts)
        return tree

    def _with(self, probability: FloatArray, payoffs: dict[str, FloatArray], single: bool) -> Self:
        """Return a tree of the same structure with other numbers, which were checked."""
        tree = object.__new__(type(self))
        for base in type(self).__mro__:
            # what the classes below keep is the structure; the numbers are new
            for name in () if base is TreeArrays else getattr(base, "__slots__", ()):
                object.__setattr__(tree, name, getattr(self, name))
        tree._set_numbers(probability, payoffs, single)
        return tree

    def __reduce__(self) -> tuple[Any, ...]:
        structure = self._kind, self._counts
        numbers = self._probability, self._payoffs, self._single
        return _restore, (*structure, *numbers, self._names, self._labels)

    def __repr__(self) -> str:
        # in the order of the kinds' numbers: 0, 1, 2
        terminals, chances, decisions = np.bincount(self._kind, minlength=3).tolist()
        plural = "s" if decisions != 1 else ""
        sampled = f", samples {self.sample_shape}" if self.sample_shape else ""
        return (
            f"TreeArrays: {len(self)} nodes ({decisions} decision{plural}, {chances} chance,"
            f" {terminals} terminal{'s' if terminals != 1 else ''}), depth"
            f" {len(self._levels)}{sampled}"
        )

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
    def sample_shape(self) -> tuple[int, ...]:
        """Sample axes that probabilities and payoffs have together; `()` if nothing is sampled."""
        return np.broadcast_shapes(
            self._probability.shape[1:], *(a.shape[1:] for a in self._payoffs.values())
        )

    def _same_as(self, other: object) -> bool:
        """Say whether a flat tree has the same structure, names, labels and numbers.

        Numbers are equal to the last digit; how nodes are shared makes no difference.
        """
        if not isinstance(other, TreeArrays):
            return False
        mine, theirs = self, other
        # folded and not: both are compared with every path written out
        if len(mine) != len(theirs) or mine._folded != theirs._folded:
            if mine.size != theirs.size or mine.size > MOST_TREE_NODES:
                return False
            mine, theirs = mine._written_out()[0], theirs._written_out()[0]
        return (
            mine._same_structure(theirs)
            and mine._other_words(theirs) is None
            and np.array_equal(mine._probability, theirs._probability)
            and mine._single == theirs._single
            and mine._payoffs.keys() == theirs._payoffs.keys()
            and all(np.array_equal(mine._payoffs[name], a) for name, a in theirs._payoffs.items())
        )

    def _written_out(self) -> tuple[TreeArrays, IntArray]:
        """Return the tree with every path written out, and the position (N,) here of its nodes."""
        return self, np.arange(len(self))


def _restore(*parts: Any) -> TreeArrays:
    return TreeArrays._trusted(*parts)
