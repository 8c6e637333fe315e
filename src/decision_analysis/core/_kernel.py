"""Kernels of outranking graphs: with cycles contracted, or exact by a mixed-integer program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import MOST_ON_CYCLES
from decision_analysis._named import warn
from decision_analysis.core._programs import INFEASIBLE, answered
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

if TYPE_CHECKING:
    import networkx


def contracted_kernel(above: BoolArray, labels: tuple[str, ...]) -> set[int]:
    """Return every member of the kept components of the condensed graph.

    The condensed graph has exactly one kernel.
    """
    import networkx as nx

    # strong components become one node each (Roy 1968); from the top down one is kept where none
    # above it is
    condensed = nx.condensation(_graph(above))
    kept: set[int] = set()
    members: set[int] = set()
    for part in nx.topological_sort(condensed):
        inside = condensed.nodes[part]["members"]
        if len(inside) > 1:
            cycle = ", ".join(repr(labels[i]) for i in sorted(inside))
            warn(f"the cycle of {cycle} was contracted", DegenerateDataWarning)
        if kept.isdisjoint(condensed.predecessors(part)):
            kept.add(part)
            members.update(int(i) for i in inside)
    return members


def exact_kernel(above: BoolArray, labels: tuple[str, ...]) -> set[int]:
    """Return the only kernel of the graph as it is; refuse none and several.

    x_i is 1 for a member: x_i + x_j <= 1 along every arc, and x_j + sum of x_i over arcs i -> j is
    at least 1. A second program with the first answer cut off tells whether there is another.
    """
    import networkx as nx

    graph = _graph(above)
    cyclic = sum(len(part) for part in nx.strongly_connected_components(graph) if len(part) > 1)
    if cyclic > MOST_ON_CYCLES:
        raise InvalidInputError(
            f"'exact' takes at most {MOST_ON_CYCLES} alternatives on cycles; got {cyclic}"
        )
    size = len(labels)
    tails, heads = np.nonzero(above)
    # x_i + x_j <= 1 along every arc, as rows -x_i - x_j >= -1
    independent = np.zeros((len(tails), size))
    independent[np.arange(len(tails)), tails] = independent[np.arange(len(tails)), heads] = 1
    # x_j + sum of x_i over arcs i -> j at least 1
    absorbing = above.T + np.eye(size)
    rows = np.vstack([-independent, absorbing])
    low = np.concatenate([-np.ones(len(tails)), np.ones(size)])
    first = _feasible(rows, low)
    if first is None:
        raise InvalidInputError("this relation has no kernel; use cycles='contract'")
    # one more row cuts off the first answer x*: sum over members of (1 - x_i) + others >= 1
    other = _feasible(np.vstack([rows, 1 - 2 * first]), np.append(low, 1 - first.sum()))
    if other is not None:
        one, two = ([labels[i] for i in np.flatnonzero(x)] for x in (first, other))
        raise InvalidInputError(f"this relation has several kernels, {one} and {two} among them")
    return set(np.flatnonzero(first).tolist())


def _graph(above: BoolArray) -> networkx.DiGraph[int]:
    import networkx as nx

    graph: networkx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(above)))
    graph.add_edges_from((int(a), int(b)) for a, b in np.argwhere(above))
    return graph


def _feasible(rows: FloatArray, low: FloatArray) -> FloatArray | None:
    """Return a 0-1 vector x with rows @ x >= low, or None."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    size = rows.shape[1]
    answer = answered(
        "the program of the kernel",
        lambda options: milp(
            np.zeros(size),
            integrality=np.ones(size, dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(rows, lb=low),
            options=options,
        ),
    )
    if answer.status == INFEASIBLE:
        return None
    return np.asarray(np.round(answer.x))
