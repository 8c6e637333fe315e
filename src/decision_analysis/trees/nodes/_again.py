"""`Again`: a leaf from which a tree goes on at a stage, as often as chance and choices lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._frozen import ReadOnly
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.nodes import _inputs
from decision_analysis.trees.nodes._inputs import Number, Payoff
from decision_analysis.trees.nodes._nodes import Chance, Decision, Node, post_order, put

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

    _stage: str
    _discount: Discount

    def __init__(self, stage: str, discount: Any = 1.0, payoff: Any = None) -> None:
        problems: list[str] = []
        if not isinstance(stage, str) or not stage:
            problems.append(f"stage must be a non-empty string; got {_inputs.shown(stage)}")
        kept = _discount_of(discount, problems)
        clean = None if payoff is None else _inputs.payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where=f"again {_inputs.shown(stage)}")
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


def _discount_of(value: Any, problems: list[str]) -> Discount:
    if not isinstance(value, Mapping):
        return _share("discount", value, problems)
    if not value:
        problems.append("discount must name at least one attribute; got {}")
    for name in value:
        if not isinstance(name, str) or not name:
            problems.append(
                f"discount must name attributes by non-empty strings; got {_inputs.shown(name)}"
            )
    return ReadOnly(
        {
            _checks.plain(name): _share(f"discount of {_inputs.shown(name)}", given, problems)
            for name, given in value.items()
        }
    )


def _share(what: str, value: Any, problems: list[str]) -> Number:
    clean = _inputs.number(what, value, problems)
    if clean is None:
        return 1.0
    lowest, highest = float(np.min(clean)), float(np.max(clean))
    if lowest <= 0 or highest > 1:
        problems.append(f"{what} must be in (0, 1]; got {lowest if lowest <= 0 else highest:.10g}")
    return clean


def agains(root: Node) -> list[Again]:
    """Return every `Again` object of a tree, each once."""
    return [node for node in post_order(root) if isinstance(node, Again)]


def graft(
    root: Node, follow: Callable[[Again], Node], amount: Callable[[Payoff | None], Payoff | None]
) -> Node:
    """Copy a tree with what `follow` gives in place of every `Again`, and other payoffs; shared
    nodes stay shared."""
    made: dict[int, Node] = {}
    for node in post_order(root):
        if isinstance(node, Again):
            made[id(node)] = follow(node)
        else:
            made[id(node)] = like(
                node, [made[id(child)] for child in node.children], amount(node._payoff)
            )
    return made[id(root)]


def like(node: Node, children: list[Node], payoff: Payoff | None) -> Node:
    """Return a node with the words and probabilities of another, and its own children and payoff,
    unchecked."""
    copy: Node = object.__new__(type(node))
    if isinstance(node, Decision | Chance):
        put(copy, "_name", node._name)
        put(copy, "_labels", node._labels)
        put(copy, "_children", tuple(children))
    if isinstance(node, Chance):
        put(copy, "_given", node._given)
        put(copy, "_probabilities", node._probabilities)
    put(copy, "_payoff", payoff)
    put(copy, "_size", 1 + sum([child._size for child in children]))
    return copy
