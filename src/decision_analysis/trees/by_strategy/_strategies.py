"""`strategies`: all strategies of a tree, counted first and made on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import IntArray, read_only
from decision_analysis._cited import cites
from decision_analysis._equal import Comparable
from decision_analysis._limits import STRATEGIES_AT_ONCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, UnknownKeyError
from decision_analysis.trees.arrays import ByPath, Path, TreeArrays, as_tree, walk
from decision_analysis.trees.by_strategy._enumeration import count_strategies, options_at
from decision_analysis.trees.by_strategy._strategy_labels import Words, match
from decision_analysis.trees.nodes import NodeLike
from decision_analysis.trees.passes import UNDECIDED


class Strategy(Comparable, Mapping[Path, str]):
    """An option for the path to each decision that the strategy may meet.

    Made by `strategies`, `rollback` and `risk_profile`. Two are equal where they take the same
    options on the same paths.

    Parameters
    ----------
    tree : TreeArrays
        The tree.
    chosen : ndarray of int, shape (decisions,)
        For each decision of the tree the position of the option taken; -1 where it is ruled out.
    """

    __slots__ = ("_chosen", "_tree")

    def __init__(self, tree: TreeArrays, chosen: IntArray) -> None:
        self._tree = tree
        self._chosen = read_only(np.array(chosen))

    # slots alone are not pickled by the oldest protocols
    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._tree, self._chosen)

    @property
    def label(self) -> str:
        """The strategy in words, as in the rows of `consequences`."""
        return Words(self._tree).label(self._chosen)

    def __getitem__(self, path: Path) -> str:
        return self._view(self._tree._decisions)[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._view(self._tree._decisions[self._chosen != UNDECIDED]))

    def __contains__(self, path: object) -> bool:
        walked = walk(self._tree, path)
        return walked is not None and self._option(int(walked[-1])) is not None

    def __len__(self) -> int:
        return int(np.count_nonzero(self._chosen != UNDECIDED))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Strategy) and self._fits(other._tree):
            return np.array_equal(self._chosen, other._chosen)
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(self.label)

    def _same_as(self, other: object) -> bool:
        return isinstance(other, Strategy) and self == other

    def __str__(self) -> str:
        return _render.one_line(self.label)

    def __repr__(self) -> str:
        return f"Strategy({_render.shortened(self.label, _render.HEADLINE)!r})"

    def _fits(self, tree: TreeArrays) -> bool:
        """Say whether a tree is the one of the strategy, or has the same nodes and labels."""
        mine = self._tree
        alike = np.array_equal(mine.kind, tree.kind) and np.array_equal(
            mine.n_children, tree.n_children
        )
        return mine is tree or (alike and mine.labels == tree.labels)

    def _view(self, nodes: IntArray) -> ByPath[str]:
        return ByPath("strategy", self._tree, nodes, self._taken)

    def _taken(self, walked: IntArray) -> str:
        option = self._option(int(walked[-1]))
        if option is None:
            place = self._tree._place(int(walked[-1]))
            raise UnknownKeyError(
                f"strategy: its own options must not rule the decision out; got {place}"
            )
        return option

    def _option(self, node: int) -> str | None:
        """Return the option taken at a node; None where it is no decision or is ruled out."""
        i = int(np.searchsorted(self._tree._decisions, node))
        if (
            i == len(self._chosen)
            or self._tree._decisions[i] != node
            or self._chosen[i] == UNDECIDED
        ):
            return None
        return self._tree._label(int(self._tree._first[node] + self._chosen[i]))


class Strategies(Sequence[Strategy]):
    """All strategies of a tree, in order; each is made when it is asked for, by position or label.

    Made by `strategies`.

    Parameters
    ----------
    tree : TreeArrays
        The tree.
    merge : bool
        Whether decisions that a strategy's own options rule out are left open.
    count : int
        How many there are.
    """

    __slots__ = ("_count", "_merge", "_tree")

    # numpy would compare an array with all of them
    __array_ufunc__ = None

    def __init__(self, tree: TreeArrays, merge: bool, count: int) -> None:
        self._tree = tree
        self._merge = merge
        self._count = count

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._tree, self._merge, self._count)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all strategies, in order."""
        words = Words(self._tree)
        return tuple(words.label(strategy._chosen) for strategy in self)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, which: int | str) -> Strategy: ...
    @overload
    def __getitem__(self, which: slice) -> list[Strategy]: ...
    @named("strategies()")
    def __getitem__(self, which: int | str | slice) -> Strategy | list[Strategy]:
        if isinstance(which, slice):
            return list(self._made(np.arange(*which.indices(self._count))))
        if isinstance(which, str):
            chosen = match(self._tree, which, merge=self._merge)
            if chosen is None:
                raise UnknownKeyError(f"must be the label of a strategy; got {shown(which)}")
            return Strategy(self._tree, chosen)
        position = _checks.integer("position", which, low=-self._count)
        if position >= self._count:
            raise IndexError(f"strategies(): there are {self._count}; got position {position}")
        return next(self._made(np.array([position % self._count])))

    def __iter__(self) -> Iterator[Strategy]:
        for first in range(0, self._count, STRATEGIES_AT_ONCE):
            yield from self._made(np.arange(first, min(first + STRATEGIES_AT_ONCE, self._count)))

    def __contains__(self, value: object) -> bool:
        if isinstance(value, str):
            return match(self._tree, value, merge=self._merge) is not None
        return (
            isinstance(value, Strategy)
            and match(self._tree, value.label, merge=self._merge) is not None
            and self[value.label] == value
        )

    def __repr__(self) -> str:
        labels: list[list[_render.Cell]] = [[strategy.label] for strategy in self[: _render.ROWS]]
        return _render.text_glance(
            self._in_words(), [""], labels, _render.more(self._count - _render.ROWS)
        )

    def _in_words(self) -> str:
        return "1 strategy" if self._count == 1 else f"{_render.count(self._count)} strategies"

    def _made(self, ranks: IntArray) -> Iterator[Strategy]:
        for column in options_at(self._tree, ranks, merge=self._merge).T:
            yield Strategy(self._tree, column)


@cites("kaminski_jakubczyk_szufel_2018")
@named
def strategies(root: NodeLike | TreeArrays, *, merge: bool = True) -> Strategies:
    """Return all strategies of a tree: one option for each decision that the strategy may meet.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    merge : bool
        Whether decisions that the strategy's own earlier options rule out are left open, so that
        those which differ only there are one. Otherwise every decision of the tree has an option in
        every strategy.

    Returns
    -------
    Strategies
        A sequence of `Strategy`, each a mapping from paths to options with a `.label` that joins
        "decision=option" (with the path to it where a name stands on several decisions). They are
        in the order of the options, those of later decisions changing first, and made one by one
        when asked for, by position or by label.

    Raises
    ------
    InvalidModelError
        If the tree is faulty.
    InvalidInputError
        If there are more than 2^53.

    See Also
    --------
    consequences : What each strategy leads to.
    rollback : The best strategy, without listing them.

    Notes
    -----
    Their number is found by one pass over the nodes: at a decision it is the sum of those of the
    options, at a chance node the product of those of the outcomes. To make one takes time in
    proportion to the decisions that it meets.

    Examples
    --------
    >>> from decision_analysis.trees import Chance, Decision, strategies
    >>> again = Chance(
    ...     "test",
    ...     {
    ...         "good": (0.72, Decision("then", {"dig": 1938, "sell": 950})),
    ...         "bad": (0.28, Decision("then", {"dig": 275, "sell": 550})),
    ...     },
    ... )
    >>> strategies(Decision("first", {"sell": 800, "dig": 1450, "test": again}))
    6 strategies
       first=sell
       first=dig
       first=test, then[test > good]=dig, then[test > bad]=dig
       first=test, then[test > good]=dig, then[test > bad]=sell
       first=test, then[test > good]=sell, then[test > bad]=dig
       first=test, then[test > good]=sell, then[test > bad]=sell
    """
    tree = as_tree(root)
    _checks.instance("merge", merge, bool)
    count, size = count_strategies(tree, merge=merge)
    if count is None:
        raise InvalidInputError(
            "a tree must have at most 2^53 strategies for them to be listed; it has"
            f" {size}: rollback() finds the best without listing them"
        )
    return Strategies(tree, merge, count)
