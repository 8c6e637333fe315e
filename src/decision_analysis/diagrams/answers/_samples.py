"""One sample of a diagram, and a diagram cut in two along its samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.diagrams.model import InfluenceDiagram, Node, Uncertain, Value


def pick(diagram: InfluenceDiagram, index: tuple[int, ...]) -> InfluenceDiagram:
    """Return the diagram of one sample."""

    def of_sample(array: FloatArray, samples: int) -> FloatArray:
        # Sample axes are aligned from the last; of length 1 they are not sampled.
        own = index[len(index) - samples :]
        return np.asarray(
            array[tuple(0 if size == 1 else i for i, size in zip(own, array.shape, strict=False))]
        )

    return _with_tables(diagram, of_sample)


def halves(diagram: InfluenceDiagram, axis: int) -> tuple[InfluenceDiagram, InfluenceDiagram]:
    """Return the diagram of the first half of a sample axis, and that of the second."""
    shape = diagram.sample_shape
    middle = shape[axis] // 2

    def half(part: slice) -> Callable[[FloatArray, int], FloatArray]:
        def cut(array: FloatArray, samples: int) -> FloatArray:
            # Sample axes pair up from the last: a table with fewer of them lacks the first ones.
            own = axis - (len(shape) - samples)
            sampled = own >= 0 and array.shape[own] > 1
            return array[(slice(None),) * own + (part,)] if sampled else array

        return cut

    return _with_tables(diagram, half(slice(middle))), _with_tables(
        diagram, half(slice(middle, None))
    )


def _with_tables(
    diagram: InfluenceDiagram, change: Callable[[FloatArray, int], FloatArray]
) -> InfluenceDiagram:
    """Return the diagram with every table replaced by change(table, number of its sample axes)."""

    def changed(node: Node) -> Node:
        if isinstance(node, Uncertain):
            array = node.probabilities
            return replace(node, probabilities=change(array, array.ndim - len(node.given) - 1))
        if isinstance(node, Value):
            return replace(node, payoffs=change(node.payoffs, node.payoffs.ndim - len(node.of)))
        return node

    return InfluenceDiagram([changed(node) for node in diagram.nodes.values()])
