"""`completed`: nodes whose rows of zeros, for states that never meet, say nothing now.

The rows are in states that the parents never have together. Programs write zeros where a row can't
matter. It can't where no policy gives the parents these states: where the product of the tables is
0 whatever the decisions, found by eliminating variables from the tables' positive cells.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from decision_analysis._limits import MOST_SUPPORT_CELLS, MOST_SUPPORT_STEPS, MOST_TABLE_AXES
from decision_analysis.diagrams import Uncertain

Support: TypeAlias = "tuple[tuple[str, ...], NDArray[np.bool_]]"
"""Variables, and which of their joint states are possible."""


def completed(nodes: Sequence[Any]) -> list[Any]:
    """Return the nodes; rows of zeros that no policy reaches have equal probabilities instead."""
    chances = [node for node in nodes if isinstance(node, Uncertain)]
    if all(np.any(node.probabilities, axis=-1).all() for node in chances):
        return list(nodes)
    search = _Search(chances)
    return [search.completed(node) if isinstance(node, Uncertain) else node for node in nodes]


class _Search:
    """Looks for what the tables rule out, with a limit on the work."""

    def __init__(self, nodes: Sequence[Uncertain]) -> None:
        self.left = MOST_SUPPORT_STEPS
        self.given = {node.name: tuple(node.given) for node in nodes}
        self.supports: dict[str, Support] = {}
        for node in nodes:
            support = np.asarray(node.probabilities, dtype=float) > 0
            names = (*node.given, node.name)
            # a table without zeros rules nothing out
            if not support.all() and len(set(names)) == len(names):
                self.supports[node.name] = names, support

    def completed(self, node: Uncertain) -> Uncertain:
        """Return a node with equal probabilities in place of zeros where its parents never are."""
        table = np.asarray(node.probabilities, dtype=float)
        zero = ~table.any(axis=-1)
        if node.name not in self.supports or not zero.any() or not node.given:
            return node
        reached = self._reached(tuple(node.given), table.shape[:-1], node.name)
        if reached is None:
            return node
        # zeros that no policy reaches: any probabilities will do, equal ones are taken
        filled = table.copy()
        filled[zero & ~reached] = 1 / table.shape[-1]
        return dataclasses.replace(node, probabilities=filled)

    def _reached(
        self, keep: tuple[str, ...], shape: tuple[int, ...], below: str
    ) -> NDArray[np.bool_] | None:
        """Return which joint states some policy reaches; None where finding that takes too much."""
        # the tables that rule something out, and the factors that hold each variable
        factors = dict(enumerate(self._above(keep, below)))
        ids = itertools.count(len(factors))
        holders: dict[str, set[int]] = {}
        for i, (names, _) in factors.items():
            for name in names:
                holders.setdefault(name, set()).add(i)
        cost = {name: _size(name, factors, holders) for name in holders if name not in keep}
        # eliminate one variable after another that is not kept, the cheapest first
        while cost:
            name = min(cost, key=cost.__getitem__)
            self.left -= len(cost)
            inside = [factors.pop(i) for i in sorted(holders[name])]
            others = tuple(
                # in the order of first appearance, which becomes the order of the axes
                dict.fromkeys(other for own, _ in inside for other in own if other != name)
            )
            if (
                self.left < 0
                or cost.pop(name) > MOST_SUPPORT_CELLS
                or len(others) >= MOST_TABLE_AXES
            ):
                return None
            # possible for some state of the variable: its axis goes
            product = np.any(_product(inside, (*others, name)), axis=-1, keepdims=True)[..., 0]
            gone = holders.pop(name)
            new = next(ids)
            useful = not product.all()
            if useful:
                factors[new] = others, product
            for other in others:
                # their product stands for the factors that held the variable, if it says anything
                holders[other] = (holders[other] - gone) | ({new} if useful else set())
                if other in cost:
                    cost[other] = _size(other, factors, holders)
        if self.left < 0 or math.prod(shape) > MOST_SUPPORT_CELLS:
            return None
        # variables that no factor holds may have any state
        return np.broadcast_to(_product(factors.values(), keep), shape)

    def _above(self, names: tuple[str, ...], below: str) -> list[Support]:
        """Return what the tables of these variables and of all above them rule out."""
        found: list[Support] = []
        seen = {below}
        todo = list(names)
        for name in todo:  # a list that grows
            if name not in seen and self.left > 0:
                self.left -= 1
                seen.add(name)
                todo += self.given.get(name, ())
                if name in self.supports:
                    found.append(self.supports[name])
        return found


def _size(name: str, factors: Mapping[int, Support], holders: Mapping[str, set[int]]) -> int:
    """Return how many joint states the variables have that share a factor with one."""
    sizes = {
        other: size
        for i in holders[name]
        for other, size in zip(factors[i][0], factors[i][1].shape, strict=True)
    }
    return math.prod(sizes.values())


def _product(factors: Iterable[Support], names: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return the product, with an axis for each name: of length 1 where no factor has it."""
    product = np.ones((1,) * len(names), dtype=bool)
    for own, array in factors:
        moved = array.transpose([own.index(name) for name in names if name in own])
        sizes = iter(moved.shape)
        # numpy pairs axes by position: each factor gets one of length 1 for what it lacks
        product = product & moved.reshape([next(sizes) if name in own else 1 for name in names])
    return product
