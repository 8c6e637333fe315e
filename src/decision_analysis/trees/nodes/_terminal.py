"""`Terminal`: the end of a path, and what else users may write where a node is expected."""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.nodes._amounts import Payoff, clean_number, clean_payoff, shown
from decision_analysis.trees.nodes._forgotten import is_pair
from decision_analysis.trees.nodes._kinds import TERMINAL
from decision_analysis.trees.nodes._node import Node, put

NodeLike: TypeAlias = "Node | float | Payoff"


class Terminal(Node):
    """The end of a path.

    Wherever a node is expected, a bare number (or array of samples) stands for `Terminal(number)`,
    and a mapping {attribute: number} for `Terminal(mapping)`.

    Parameters
    ----------
    payoff : float, array_like of float, shape (...), or mapping
        What is received here, in the unit of the tree's payoffs; a mapping {attribute: number or
        samples} where there are several attributes. It adds to the payoffs on the way.

    Raises
    ------
    InvalidModelError
        If the payoff is missing or not finite, or an attribute is not named.

    Examples
    --------
    >>> from decision_analysis.trees import Terminal
    >>> Terminal({"cost": 5000, "QALY": 0.95})
    Terminal  payoff cost 5000, QALY 0.95
    """

    __slots__ = ()

    _kind = TERMINAL

    _payoff: Payoff

    def __init__(self, payoff: Any) -> None:
        problems: list[str] = []
        clean = clean_payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where="terminal")
        put(self, "_payoff", clean)
        put(self, "_size", 1)

    @property
    def payoff(self) -> Payoff:
        """What is received here: a number, samples (...), or these by attribute."""
        return self._payoff


def as_node(what: str, value: Any, problems: list[str]) -> Node | None:
    """Return the node that `value` stands for, or note why it is none."""
    if isinstance(value, Node):
        return value
    found: list[str] = []
    clean: Payoff | None = None
    # a bare number, the usual case, at once
    if type(value) is float or type(value) is int:
        clean = clean_number("payoff", value, found)
    elif isinstance(value, bool | np.bool_) or not (
        isinstance(value, numbers.Number | Mapping) or hasattr(value, "__array__")
    ):
        outcome = "; (probability, node) is an outcome of a Chance" if is_pair(value) else ""
        found.append(
            f"must be a node, a number or {{attribute: number}}; got {shown(value)}{outcome}"
        )
    else:
        clean = clean_payoff(value, found)
    if found:
        problems += [f"{what}: {problem}" for problem in found]
        return None
    return terminal(clean)


def terminal(payoff: Payoff | None) -> Terminal:
    """Return a terminal with a payoff that was checked."""
    node = Terminal.__new__(Terminal)
    put(node, "_payoff", payoff)
    put(node, "_size", 1)
    return node
