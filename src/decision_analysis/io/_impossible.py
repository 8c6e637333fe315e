"""`completed`: nodes whose rows of zeros, in states that their parents never have together, say nothing any more.

Programs write zeros where a row can't matter. It can't where no policy gives the parents these states: where the
product of the tables is 0 whatever the decisions, found by eliminating variables from the tables' positive cells.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from decision_analysis.diagrams import Uncertain

LARGEST = 2**22
"""Most cells of a table of the elimination; what would need more is left as it is, and refused."""

WIDEST = 30
STEPS = 5_000_000
"""Most comparisons of variables with factors, of all eliminations together."""

Support: TypeAlias = "tuple[tuple[str, ...], NDArray[np.bool_]]"
"""Variables, and which of their joint states are possible."""


def completed(nodes: Sequence[Any]) -> list[Any]:
    """Return the nodes; rows of zeros that no policy reaches have equal probabilities instead."""
    chances = {node.name: node for node in nodes if isinstance(node, Uncertain)}
    budget = [STEPS]
    return [_completed(node, chances, budget) if isinstance(node, Uncertain) else node for node in nodes]


def _completed(node: Uncertain, chances: Mapping[str, Uncertain], budget: list[int]) -> Uncertain:
    table = np.asarray(node.probabilities, dtype=float)
    zero = ~table.any(axis=-1)
    if not zero.any() or not node.given or len(set(node.given)) < len(node.given):
        return node
    reached = _reached(node, chances, budget)
    if reached is None:
        return node
    filled = table.copy()
    filled[zero & ~reached] = 1 / table.shape[-1]
    return dataclasses.replace(node, probabilities=filled)


def _reached(node: Uncertain, chances: Mapping[str, Uncertain], budget: list[int]) -> NDArray[np.bool_] | None:
    """Return which joint states of the parents have positive probability by some policy; None where it is too much."""
    factors = _supports(node, chances)
    keep = set(node.given)
    while gone := {name for names, _ in factors for name in names} - keep:
        budget[0] -= len(gone) * len(factors)
        sizes = {name: _joint(name, factors) for name in gone}
        name = min(gone, key=lambda name: (math.prod(sizes[name].values()), name))
        if budget[0] < 0 or math.prod(sizes[name].values()) > LARGEST or len(sizes[name]) > WIDEST:
            return None
        inside = [factor for factor in factors if name in factor[0]]
        left = tuple(other for other in sizes[name] if other != name)
        product = np.any(_product(inside, (*left, name)), axis=-1, keepdims=True)[..., 0]
        factors = [factor for factor in factors if name not in factor[0]]
        if not product.all():
            factors.append((left, product))
    shape = np.shape(node.probabilities)[:-1]
    if math.prod(shape) > LARGEST:
        return None
    return np.broadcast_to(_product(factors, tuple(node.given)), shape)


def _supports(node: Uncertain, chances: Mapping[str, Uncertain]) -> list[Support]:
    """Return which states of the ancestors are possible, of those tables that rule out any."""
    found: list[Support] = []
    seen = {node.name}
    todo = list(node.given)
    for name in todo:  # a list that grows
        if name not in seen and name in chances:
            above = chances[name]
            support = np.asarray(above.probabilities, dtype=float) > 0
            if not support.all() and len({*above.given, name}) == support.ndim:
                found.append(((*above.given, name), support))
            todo += above.given
        seen.add(name)
    return found


def _joint(name: str, factors: Iterable[Support]) -> dict[str, int]:
    """Return the variables, and their numbers of states, of the factors that have one."""
    return {
        other: size for names, array in factors if name in names for other, size in zip(names, array.shape, strict=True)
    }


def _product(factors: Iterable[Support], names: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return the product, with an axis for each name: of length 1 where no factor has it."""
    product = np.ones((1,) * len(names), dtype=bool)
    for own, array in factors:
        order = [own.index(name) for name in names if name in own]
        sizes = iter(array.transpose(order).shape)
        product = product & array.transpose(order).reshape([next(sizes) if name in own else 1 for name in names])
    return product
