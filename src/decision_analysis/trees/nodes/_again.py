"""`Again`: a leaf from which a tree goes on at a stage, as often as chance and choices lead."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._frozen import ReadOnly
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.nodes._amounts import Number, Payoff, clean_number, clean_payoff, shown
from decision_analysis.trees.nodes._kinds import OPEN
from decision_analysis.trees.nodes._node import Node, comparable, like, plain, post_order, put

Discount: TypeAlias = "Number | Mapping[str, Number]"


class Again(Node):
    """A leaf from which the tree goes on at the stage of a name, as in a Markov model.

    `recur` solves stages that lead to one another for ever, and `unroll` writes out a number of
    cycles as an ordinary tree; everything else refuses a tree that holds this leaf.

    Parameters
    ----------
    stage : str
        Name of the stage at which the tree goes on.
    discount : float, array_like of float, shape (...), or mapping of str to these
        How many times all that follows counts, in (0, 1]; a mapping gives one for each attribute of
        the payoffs. A discount rate of 6% a cycle is the discount 1 / 1.06.
    payoff : float, array_like of float, shape (...), or mapping, optional
        What is received here, before the stage is entered: it is not discounted.

    Raises
    ------
    InvalidModelError
        If the stage is not a non-empty string, a discount is not in (0, 1], or the payoff is not
        finite; all faults are listed.

    Examples
    --------
    >>> from decision_analysis.trees import Again, Chance, recur
    >>> well = Chance("year", {"well": (0.6, Again("well", 0.97)), "dead": (0.4, 0)}, payoff=1)
    >>> well
    Chance 'year'  payoff 1
       well (0.6): Again 'well'  discount 0.97
       dead (0.4): Terminal  payoff 0
    >>> round(recur({"well": well}).value, 10) == round(1 / (1 - 0.6 * 0.97), 10)
    True
    """

    __slots__ = ("_discount", "_stage")

    _kind = OPEN
    _kept = ("_stage", "_discount")

    _stage: str
    _discount: Discount

    def __init__(self, stage: str, discount: Any = 1.0, payoff: Any = None) -> None:
        problems: list[str] = []
        if not isinstance(stage, str) or not stage:
            problems.append(f"stage must be a non-empty string; got {shown(stage)}")
        kept = _discount_of(discount, problems)
        clean = None if payoff is None else clean_payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where=f"again {shown(stage)}")
        put(self, "_stage", _checks.plain(stage))
        put(self, "_discount", kept)
        put(self, "_payoff", clean)
        put(self, "_size", 1)

    @property
    def stage(self) -> str:
        """Name of the stage at which the tree goes on."""
        return self._stage

    @property
    def discount(self) -> Discount:
        """How many times all that follows counts.

        It is a number, samples (...), or these by attribute, read-only.
        """
        return self._discount

    def _content(self) -> tuple[Hashable, ...]:
        return *super()._content(), self._stage, comparable(self._discount)

    def _record(self) -> tuple[Any, ...]:
        return self._stage, plain(self._discount), plain(self._payoff)


def _discount_of(value: Any, problems: list[str]) -> Discount:
    if not _checks.is_mapping(value):
        return _share("discount", value, problems)
    if not value:
        problems.append("discount must name at least one attribute; got {}")
    for name in value:
        if not isinstance(name, str) or not name:
            problems.append(
                f"discount must name attributes by non-empty strings; got {shown(name)}"
            )
    return ReadOnly(
        {
            _checks.plain(name): _share(f"discount of {shown(name)}", given, problems)
            for name, given in value.items()
        }
    )


def _share(what: str, value: Any, problems: list[str]) -> Number:
    clean = clean_number(what, value, problems)
    if clean is None:
        # a fault was noted; 1 lets the other checks go on
        return 1.0
    lowest, highest = float(np.min(clean)), float(np.max(clean))
    # 0 would drop all that follows, more than 1 let endless stages grow without bound
    if lowest <= 0 or highest > 1:
        problems.append(f"{what} must be in (0, 1]; got {lowest if lowest <= 0 else highest:.10g}")
    return clean


def agains(root: Node) -> list[Again]:
    """Return every `Again` object of a tree, each once."""
    return [node for node in post_order(root) if isinstance(node, Again)]


def graft(
    root: Node, follow: Callable[[Again], Node], amount: Callable[[Payoff | None], Payoff | None]
) -> Node:
    """Copy a tree with what `follow` gives for every `Again`, and other payoffs.

    Shared nodes stay shared.
    """
    # children come before parents, so that all below a node is made before the node
    made: dict[int, Node] = {}
    for node in post_order(root):
        if isinstance(node, Again):
            made[id(node)] = follow(node)
        else:
            children = [made[id(child)] for child in node.children]
            made[id(node)] = like(node, children, amount(node._payoff))
    return made[id(root)]
