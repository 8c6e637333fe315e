"""The nodes of a tree from the levels of a diagram: last first, equal situations as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.diagrams.factors import table
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.trees import Chance, Decision, Node, Terminal


@dataclass(frozen=True)
class Step:
    """The branches of a level: their probabilities, where each leads, and its payoffs.

    Probabilities are (n, states, *samples), None for a choice. `target` (n, states) are positions
    in the next level, -1 where the probability is zero; `paid` has an array (n, states, *samples)
    for each value that is known from here on.
    """

    probability: FloatArray | None
    target: IntArray
    paid: dict[str, FloatArray]


def tree_nodes(
    diagram: InfluenceDiagram, order: Sequence[str], steps: Sequence[Step], attributes: bool
) -> Node:
    """Return the root, made from the last level to the first.

    Nodes that differ in their payoff only are two.
    """
    written = _Written(diagram, attributes)
    below: list[tuple[Any, ...] | None] = [None] * (1 + int(steps[-1].target.max()) if steps else 1)
    # Last level first, so that what branches lead to is there.
    for name, step in zip(reversed(order), reversed(steps), strict=True):
        labels, chance = diagram.states(name), step.probability
        here: list[tuple[Any, ...] | None] = []
        made: dict[Any, Node] = {}
        for i, targets in enumerate(step.target.tolist()):
            branches: dict[str, Any] = {}
            for k, (label, t) in enumerate(zip(labels, targets, strict=True)):
                if t >= 0:
                    amounts = {value: array[i, k] for value, array in step.paid.items()}
                    node = written.node(below[t], amounts, made, t)
                    branches[label] = (
                        node if chance is None else (written.number(chance[i, k]), node)
                    )
            here.append((Decision if chance is None else Chance, name, branches))
        below = here
    return written.root(below[0])


class _Written:
    """Nodes as they are written.

    A number is a float where it is not sampled, and a payoff adds up or has attributes. `shape` is
    that of the samples written so far: the root brings the diagram's where nothing else does.
    """

    def __init__(self, diagram: InfluenceDiagram, attributes: bool) -> None:
        self.diagram = diagram
        self.attributes = attributes
        self.shape: tuple[int, ...] = ()

    def number(self, number: Any) -> Any:
        array = np.asarray(number)
        if array.size == 1:
            return float(array.reshape(-1)[0])
        self.shape = np.broadcast_shapes(self.shape, array.shape)
        return array

    def node(
        self,
        frame: tuple[Any, ...] | None,
        amounts: dict[str, FloatArray],
        made: dict[Any, Node],
        target: int,
    ) -> Node:
        """Return the node of a situation with a payoff on arriving there.

        It is the same object for the same payoff.
        """
        key = target, *(np.asarray(amount).tobytes() for amount in amounts.values())
        if key not in made:
            made[key] = self._made(
                frame, {value: self.number(amount) for value, amount in amounts.items()}
            )
        return made[key]

    def root(self, frame: tuple[Any, ...] | None) -> Node:
        """Return the root, on which stand the values that depend on nothing."""
        values = self.diagram.value_nodes
        amounts = {
            v: self.number(table(self.diagram, v).array)
            for v in values
            if not self.diagram.parents(v)
        }
        if self.shape != self.diagram.sample_shape:
            amounts[values[0]] = np.broadcast_to(
                amounts.get(values[0], 0.0), self.diagram.sample_shape
            )
        return self._made(frame, amounts)

    def _made(self, frame: tuple[Any, ...] | None, amounts: dict[str, Any]) -> Node:
        payoff: Any = None
        if amounts:
            payoff = amounts if self.attributes else sum(amounts.values())
        if frame is None:
            nothing = dict.fromkeys(self.diagram.value_nodes, 0.0) if self.attributes else 0.0
            return Terminal(nothing if payoff is None else payoff)
        kind, name, branches = frame
        return kind(name, branches, payoff)  # type: ignore[no-any-return]
