"""The names of a tree as variables, and what stands on the path to each of its nodes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import FloatArray, IntArray, without_last_bits
from decision_analysis._limits import MOST_HISTORY_STATES
from decision_analysis.diagrams.conversion._depends import ANY
from decision_analysis.diagrams.model import free
from decision_analysis.errors import LISTED, InvalidModelError
from decision_analysis.trees import TreeArrays
from decision_analysis.trees.arrays import write
from decision_analysis.trees.nodes import DECISION, TERMINAL

UNMET = "not met"


@dataclass
class Variable:
    """A name of the tree: its labels with their positions, and the positions of its nodes."""

    name: str
    decision: bool
    nodes: list[int] = field(default_factory=list)
    states: dict[str, int] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.states)


@dataclass(frozen=True)
class Rows:
    """What a table says: at which nodes (R,), each row's kind (R,), and each kind's numbers."""

    at: IntArray
    kinds: IntArray
    values: FloatArray


class Histories:
    """The states on the path to each node, as an array (variables, N).

    An uncertainty that is not met is in its last state there, "not met", which variables are given
    where some path does not meet them; a choice that is not met is `ANY`.
    """

    def __init__(self, tree: TreeArrays, variables: list[Variable]) -> None:
        size = len(tree) * len(variables)
        if size > MOST_HISTORY_STATES:
            problem = (
                f"nodes times names must be at most {MOST_HISTORY_STATES:,}, as each name may"
                f" depend on all before it; got {len(tree):,} times {len(variables):,}"
            )
            raise InvalidModelError([problem])
        self.tree = tree
        self.variables = variables
        self._ends = np.flatnonzero(tree.kind == TERMINAL)
        self._own = np.full(len(tree), ANY, dtype=np.int32)
        self._children: list[IntArray] = []
        found = np.full((len(tree), len(variables)), ANY, dtype=np.int32)
        mine = np.zeros(len(tree), dtype=np.intp)
        # Which state each node is the branch of, and of which variable.
        for j, variable in enumerate(variables):
            children = np.array(
                [child for node in variable.nodes for child in tree._children(node)], dtype=np.intp
            )
            self._own[children] = [
                variable.states[tree._label(child)] for child in children.tolist()
            ]
            mine[children] = j
            self._children.append(children)
        # A node has the states of its parent, and its own.
        for level in tree._levels:
            found[level.children] = level.spread(found)
            below = np.arange(level.stop, level.end)
            found[below, mine[below]] = self._own[below]
        self.columns: NDArray[np.int32] = np.ascontiguousarray(found.T)
        self._missed: list[IntArray] = []
        for column, variable in zip(self.columns, variables, strict=True):
            # Ends of paths that do not meet the variable.
            missed = self._ends[column[self._ends] == ANY]
            self._missed.append(missed)
            if len(missed) and not variable.decision:
                unmet = variable.states.setdefault(
                    free(UNMET, variable.states), len(variable.states)
                )
                column[column == ANY] = unmet

    def distributions(self, j: int) -> Rows:
        """Return the distributions (kinds, *samples, states) of an uncertainty.

        They are sure of "not met" where it is not.
        """
        variable, children = self.variables[j], self._children[j]
        chances = self.tree._probability
        counts = self.tree.n_children[variable.nodes]
        rows = np.repeat(np.arange(len(counts)), counts)
        met = np.zeros((len(counts), len(variable.states), *chances.shape[1:]))
        met[rows, self._own[children]] = chances[children]
        missed = np.zeros((1, *met.shape[1:]))
        missed[:, -1] = 1.0
        return self._rows(
            np.asarray(variable.nodes), np.moveaxis(met, 1, -1), np.moveaxis(missed, 1, -1), j
        )

    def received(self, j: int, amounts: FloatArray) -> Rows:
        """Return what follows a variable and each of its states is worth, (kinds, *samples, 1)."""
        children = self._children[j]
        return self._rows(
            children, amounts[children][..., None], np.zeros((1, *amounts.shape[1:], 1)), j
        )

    def _rows(self, at: IntArray, met: FloatArray, missed: FloatArray, j: int) -> Rows:
        """Return rows at nodes that meet a variable and at the ends of paths that don't.

        Equal rows are of one kind.
        """
        passed = self._missed[j]
        rows = np.concatenate([met, missed]) if len(passed) else met
        kinds, first = _grouped(rows)
        every = np.concatenate([kinds[: len(at)], np.full(len(passed), kinds[-1])])
        return Rows(np.concatenate([at, passed]), every, rows[first])


def _grouped(rows: FloatArray) -> tuple[IntArray, IntArray]:
    """Return the group of each row (rows,), equal rows in one, and the first row of each group.

    Rows are equal where their numbers are, but for their last bits.
    """
    flat = without_last_bits(rows.reshape(len(rows), -1))
    _, first, inverse = np.unique(flat, axis=0, return_index=True, return_inverse=True)
    return inverse.reshape(-1), first


def named_variables(tree: TreeArrays) -> list[Variable]:
    """Return the variables of a tree in an order that all paths keep."""
    found: dict[str, Variable] = {}
    problems: list[str] = []
    for i in map(int, np.flatnonzero(tree.kind > TERMINAL)):
        decision = bool(tree.kind[i] == DECISION)
        variable = found.setdefault(tree._name(i), Variable(tree._name(i), decision))
        labels = [tree._label(child) for child in tree._children(i)]
        if variable.decision != decision:
            problems.append(
                f"{variable.name!r} must be either a decision or a chance node; see {_at(tree, i)}"
            )
        elif decision and variable.nodes and set(labels) != set(variable.states):
            problems.append(
                f"decisions {variable.name!r} must have the same options everywhere; got"
                f" {list(variable.states)} {_at(tree, variable.nodes[0])} and {labels}"
                f" {_at(tree, i)}: give them different names"
            )
        for label in labels:
            variable.states.setdefault(label, len(variable.states))
        variable.nodes.append(i)
    order = _ordered(tree, list(found), problems)
    if problems:
        hidden = len(problems) - LISTED
        raise InvalidModelError([*problems[:LISTED], *[f"and {hidden} more"] * (hidden > 0)])
    return [found[name] for name in order]


def _ordered(tree: TreeArrays, names: list[str], problems: list[str]) -> list[str]:
    """Return the names in an order that every path keeps, or note what speaks against it."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    for i in map(int, np.flatnonzero(tree.kind > TERMINAL)):
        if i:
            before, name = tree._name(tree._parent(i)), tree._name(i)
            if before not in graph or name not in graph[before]:
                graph.add_edge(before, name, node=i)
    rank = {name: i for i, name in enumerate(names)}
    try:
        return list(nx.lexicographical_topological_sort(graph, key=rank.__getitem__))
    except nx.NetworkXUnfeasible:
        cycle = nx.find_cycle(graph)
        found = [
            f"{b!r} follows {a!r} {_at(tree, graph.edges[a, b]['node'])}" for a, b, *_ in cycle
        ]
        listed = ", ".join(
            [*found[:LISTED], *[f"and {len(found) - LISTED} more"] * (len(found) > LISTED)]
        )
        problems.append(
            f"names must follow one another in one order on all paths, and none twice; {listed}"
        )
        return names


def _at(tree: TreeArrays, node: int) -> str:
    return write(tree.path(node))
