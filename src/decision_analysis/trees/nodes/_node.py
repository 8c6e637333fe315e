"""`Node`: what all nodes of a tree share, walked, compared and pickled without recursion."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np

from decision_analysis._equal import Comparable
from decision_analysis._shown import shown
from decision_analysis.trees.nodes._amounts import Number, Payoff
from decision_analysis.trees.nodes._outline import outline

# nodes are frozen: this is how their own code sets what they hold
put = object.__setattr__


class Node(Comparable):
    """A node of a decision tree: what `Decision`, `Chance` and `Terminal` have in common.

    Nodes are frozen, so that one object may stand in several places of a tree or in several trees.
    They compare by identity; `equals` compares what two trees say.
    """

    __slots__ = ("__weakref__", "_payoff", "_size")

    _kind: ClassVar[int]
    _kept: ClassVar[tuple[str, ...]] = ()  # what a copy with other children or payoff keeps

    _payoff: Payoff | None
    _size: int
    _name: str = ""
    _labels: tuple[str, ...] = ()
    _children: tuple[Node, ...] = ()

    @property
    def payoff(self) -> Payoff | None:
        """What is received on arriving here; None for nothing.

        It is a number, samples (...), or these by attribute.
        """
        return self._payoff

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that follow, in the order of their labels."""
        return self._children

    @property
    def size(self) -> int:
        """How many nodes the tree below has, with itself; shared ones count wherever they stand."""
        return self._size

    def _chances(self) -> Sequence[Number]:
        """Return the probability of each label, which is 1 for an option."""
        return ()

    def _content(self) -> tuple[Hashable, ...]:
        """Return all that the node says by itself."""
        chances = tuple(map(comparable, self._chances()))
        return type(self).__name__, comparable(self._payoff), self._name, self._labels, chances

    def _record(self) -> tuple[Any, ...]:
        """Return what the node is made of, apart from the nodes that follow."""
        return (plain(self._payoff),)

    @classmethod
    def _of_record(cls, children: Sequence[Node], *record: Any) -> Self:
        return cls(*record)

    def _same_as(self, other: object) -> bool:
        return isinstance(other, Node) and _same(self, other)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen; cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen; cannot delete {name!r}")

    # a node never changes, so that a copy would be the same
    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    # by a flat list: pickle would recurse, and fail in a deep tree
    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (_records(self),)

    def __repr__(self) -> str:
        return outline(self)

    def _in_words(self) -> str:
        """Return what a message calls it."""
        name = getattr(self, "name", None)
        return outline(self) if name is None else f"a decision tree {shown(name)}"


def branches(node: Node) -> tuple[int, str, Sequence[str], Sequence[Number]]:
    """Return kind and name of a node, and labels and probabilities of what leads on from it."""
    return node._kind, node._name, node._labels, node._chances()


def post_order(root: Node) -> Iterable[Node]:
    """Yield every node object below `root` once, children before parents, without recursion."""
    stack: list[tuple[Node, bool]] = [(root, False)]
    # by identity: a shared object is yielded once, after what is below it
    seen: set[int] = set()
    while stack:
        node, done = stack.pop()
        if done:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            # met again, and yielded, when its children, above it on the stack, are done
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.children))


def like(node: Node, children: Sequence[Node], payoff: Payoff | None) -> Node:
    """Return an unchecked node with another's words and numbers, its own children and payoff."""
    copy: Node = object.__new__(type(node))
    for name in node._kept:
        put(copy, name, getattr(node, name))
    if node._labels:
        put(copy, "_children", tuple(children))
    put(copy, "_payoff", payoff)
    put(copy, "_size", 1 + sum([child._size for child in children]))
    return copy


def plain(value: Any) -> Any:
    """Return amounts by attribute as a dict, which pickles."""
    return dict(value) if isinstance(value, Mapping) else value


def comparable(given: Any) -> Hashable:
    """Return a number, samples or these by attribute as what can be looked up."""
    if isinstance(given, Mapping):
        return frozenset((name, comparable(amount)) for name, amount in given.items())
    # adding zero makes one of 0.0 and -0.0, whose bytes differ
    return (given.shape, (given + 0.0).tobytes()) if isinstance(given, np.ndarray) else given


def _same(first: Node, second: Node) -> bool:
    """Say whether two trees have the same nodes, labels in the same order and numbers.

    Which nodes are one object makes no difference. What each node holds gets a number, by which the
    node before it knows it: one pass over the objects of both trees.
    """
    if first._size != second._size:
        return False
    found: dict[Hashable, int] = {}
    number: dict[int, int] = {}
    # one numbering for both trees, so that what is the same gets the same number in both
    for root in (first, second):
        for node in post_order(root):
            below = tuple(number[id(child)] for child in node.children)
            number[id(node)] = found.setdefault((*node._content(), below), len(found))
    return number[id(first)] == number[id(second)]


def _records(root: Node) -> list[tuple[Any, ...]]:
    """Write a tree as a flat list, children before parents and shared nodes once.

    Thus pickling never nests.
    """
    written: list[tuple[Any, ...]] = []
    position: dict[int, int] = {}
    for node in post_order(root):
        children = [position[id(child)] for child in node.children]
        position[id(node)] = len(written)
        written.append((type(node), children, *node._record()))
    return written


def _restore(written: list[tuple[Any, ...]]) -> Node:
    """Build the tree that records describe."""
    nodes: list[Node] = []
    for kind, children, *record in written:
        nodes.append(kind._of_record([nodes[i] for i in children], *record))
    return nodes[-1]
