"""`from_tree`: a decision tree as an influence diagram, names becoming variables and what depends on what found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from decision_analysis._arrays import TIE_TOLERANCE, FloatArray, IntArray
from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._nodes import Choice, Node, Uncertain, Value
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import TreeArrays
from decision_analysis.trees.flat._flat import as_tree
from decision_analysis.trees.flat._levels import DECISION
from decision_analysis.trees.flat._paths import write
from decision_analysis.trees.nodes._nodes import NodeLike
from decision_analysis.trees.rolling._preference import Attribute, payoffs

UNMET = "not met"
ANY = -1
LARGEST = 2**24


def from_tree(root: NodeLike | TreeArrays, *, attribute: Attribute | None = None) -> InfluenceDiagram:
    """Return an influence diagram with the same decisions, beliefs and payoffs as a decision tree.

    Parameters
    ----------
    root : node or TreeArrays
        The tree. Nodes of one name are one variable: decisions of one name have the same options, no name stands twice
        on a path, and names follow one another in one order on all paths.
    attribute : str, mapping or callable, optional
        Which payoff counts where there are several attributes, as in `trees.rollback`.

    Returns
    -------
    InfluenceDiagram
        An uncertainty or choice for each name of the tree, in its order, and a value "payoff of NAME" for each name
        with payoffs right after it (one "payoff" for what the root pays). An uncertainty that some paths do not meet
        has the state "not met" there; a choice that a path does not meet has no effect there.

    Raises
    ------
    InvalidModelError
        If the tree is faulty, names do not make variables as said above, or a table would have more than 2^24 numbers;
        faults are listed with their paths.
    InvalidInputError
        If the attribute is unknown or has to be chosen.

    See Also
    --------
    to_tree : The way back.

    Notes
    -----
    A probability or payoff is given what it really depends on: of all that precedes a name, variables are left out, the
    earliest first, as long as the tree's numbers remain a function of those that are left. A choice knows all that
    precedes it, since in a tree everything on the path is known. Combinations that no path has get the first
    distribution, or no payoff.

    References
    ----------
    Howard R.A., Matheson J.E. (1984) Influence diagrams. Reprinted 2005, Decision Analysis 2(3) 127-143.
    https://doi.org/10.1287/deca.1050.0020

    Examples
    --------
    >>> from decision_analysis.diagrams import from_tree, solve
    >>> from decision_analysis.trees import Chance, Decision
    >>> def dig(p):
    ...     return Decision("dig?", {"dig": Chance("gas", {"gas": (p, 2200), "none": (1 - p, -300)}), "sell": 600})
    >>> test = Chance("test", {"plus": (0.72, dig(0.875)), "minus": (0.28, dig(0.25))}, payoff=-50)
    >>> diagram = from_tree(Decision("test?", {"yes": test, "no": dig(0.7)}))
    >>> diagram
    InfluenceDiagram: 2 uncertainties, 2 choices, 3 values
       choice     test?             yes, no
       uncertain  test              plus, minus, not met  given test?
       choice     dig?              dig, sell             knows test?, test
       uncertain  gas               gas, none, not met    given test, dig?
       value      payoff of test?                         of test?
       value      payoff of dig?                          of dig?
       value      payoff of gas                           of gas
    >>> round(solve(diagram).value, 9)
    1477.0
    """
    where = "from_tree()"
    tree = as_tree(where, root)
    amounts = payoffs(where, tree, attribute)
    variables = _variables(where, tree)
    columns = _columns(tree, variables)
    nodes: list[Node] = []
    values: list[Node] = []
    sizes = [len(v.states) for v in variables]
    probability = np.moveaxis(tree._probability, 0, -1)
    for j, variable in enumerate(variables):
        if variable.decision:
            nodes.append(Choice(variable.name, variable.states, [v.name for v in variables[:j]]))
        else:
            keys, rows = _distributions(tree, variable, columns, j, probability)
            names, array = _tabulated(where, variables, sizes, j, keys, rows, fill=None)
            nodes.append(Uncertain(variable.name, variable.states, array, names))
        keys, rows = _received(tree, variable, columns, j, amounts)
        if rows.any():
            names, array = _tabulated(where, [*variables[: j + 1]], sizes, j + 1, keys, rows[..., None], fill=0.0)
            values.append(Value(f"payoff of {variable.name}", array[..., 0], names))
    first = np.moveaxis(amounts, 0, -1)[..., 0]
    if np.any(first) or not values:
        values.insert(0, Value("payoff", first))
    return InfluenceDiagram([*nodes, *values])


@dataclass
class _Variable:
    """A name of the tree: its labels, and the positions of its nodes."""

    name: str
    decision: bool
    nodes: list[int] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


def _variables(where: str, tree: TreeArrays) -> list[_Variable]:
    """Return the variables in an order that all paths keep."""
    found: dict[str, _Variable] = {}
    problems: list[str] = []
    for i in map(int, np.flatnonzero(tree.kind > 0)):
        decision = bool(tree.kind[i] == DECISION)
        variable = found.setdefault(tree._name(i), _Variable(tree._name(i), decision))
        labels = [tree._label(child) for child in tree._children(i)]
        if variable.decision != decision:
            problems.append(f"{variable.name!r} must be either a decision or a chance node; see {_at(tree, i)}")
        elif decision and variable.nodes and set(labels) != set(variable.states):
            problems.append(
                f"decisions {variable.name!r} must have the same options everywhere; got {variable.states} "
                f"{_at(tree, variable.nodes[0])} and {labels} {_at(tree, i)}: give them different names"
            )
        variable.states.extend(label for label in labels if label not in variable.states)
        variable.nodes.append(i)
    order = _ordered(tree, list(found), problems)
    if problems:
        raise InvalidModelError(where, problems)
    variables = [found[name] for name in order]
    for variable in variables:
        if not variable.decision and not _always_met(tree, variable):
            unmet = UNMET
            while unmet in variable.states:
                unmet = f"({unmet})"
            variable.states.append(unmet)
    return variables


def _ordered(tree: TreeArrays, names: list[str], problems: list[str]) -> list[str]:
    """Return the names so that on every path they stand in this order, or note what speaks against it."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    for i in map(int, np.flatnonzero(tree.kind > 0)):
        if i:
            before, name = tree._name(tree._parent(i)), tree._name(i)
            if before not in graph or name not in graph[before]:
                graph.add_edge(before, name, node=i)
    rank = {name: i for i, name in enumerate(names)}
    try:
        return list(nx.lexicographical_topological_sort(graph, key=rank.__getitem__))
    except nx.NetworkXUnfeasible:
        cycle = nx.find_cycle(graph)
        listed = ", ".join(f"{b!r} follows {a!r} {_at(tree, graph.edges[a, b]['node'])}" for a, b, *_ in cycle)
        problems.append(f"names must follow one another in one order on all paths, and none twice; {listed}")
        return names


def _at(tree: TreeArrays, node: int) -> str:
    return write(tree.path(node))


def _always_met(tree: TreeArrays, variable: _Variable) -> bool:
    met = np.zeros(len(tree), dtype=bool)
    met[variable.nodes] = True
    for level in tree._levels:
        met[level.children] |= level.spread(met)
    return bool(met[tree.kind == 0].all())


def _columns(tree: TreeArrays, variables: Sequence[_Variable]) -> IntArray:
    """Return for each node and variable (N, variables) the state on the path to the node; `ANY` where it is not met."""
    found = np.full((len(tree), len(variables)), ANY, dtype=np.intp)
    own = np.full((len(tree), 2), ANY, dtype=np.intp)
    for j, variable in enumerate(variables):
        position = {label: k for k, label in enumerate(variable.states)}
        for node in variable.nodes:
            for child in tree._children(node):
                own[child] = j, position[tree._label(child)]
    for level in tree._levels:
        found[level.children] = level.spread(found)
        below = np.arange(level.stop, level.end)
        found[below, own[below, 0]] = own[below, 1]
    return found


def _distributions(
    tree: TreeArrays, variable: _Variable, columns: IntArray, j: int, probability: FloatArray
) -> tuple[IntArray, FloatArray]:
    """Return the histories (rows, j) before a chance variable and its distributions (rows, *samples, states).

    A history that does not meet the variable is sure of the state "not met".
    """
    shape = probability.shape[:-1]
    met = np.zeros((len(variable.nodes), *shape, len(variable.states)))
    position = {label: k for k, label in enumerate(variable.states)}
    for row, node in enumerate(variable.nodes):
        for child in tree._children(node):
            met[(row, ..., position[tree._label(child)])] = probability[..., child]
    passed = _passing(tree, variable, columns, j)
    missed = np.zeros((len(passed), *shape, len(variable.states)))
    missed[..., -1] = 1.0
    return np.concatenate([columns[variable.nodes][:, :j], passed]), np.concatenate([met, missed])


def _passing(tree: TreeArrays, variable: _Variable, columns: IntArray, j: int) -> IntArray:
    """Return the distinct histories (rows, j) of paths that never meet a variable."""
    ends = columns[(tree.kind == 0) & (columns[:, j] == ANY)]
    return np.asarray(np.unique(ends[:, :j], axis=0))


def _received(
    tree: TreeArrays, variable: _Variable, columns: IntArray, j: int, amounts: FloatArray
) -> tuple[IntArray, FloatArray]:
    """Return the histories (rows, j + 1), the variable's own state last, and what follows is worth (rows, ...)."""
    children = np.array([child for node in variable.nodes for child in tree._children(node)])
    passed = _passing(tree, variable, columns, j)
    own = np.full((len(passed), 1), ANY if variable.decision else len(variable.states) - 1)
    keys = np.concatenate([columns[children][:, : j + 1], np.concatenate([passed, own], axis=1)])
    return keys, np.concatenate([amounts[children], np.zeros((len(passed), *amounts.shape[1:]))])


def _tabulated(
    where: str,
    variables: Sequence[_Variable],
    sizes: Sequence[int],
    j: int,
    keys: IntArray,
    rows: FloatArray,
    fill: float | None,
) -> tuple[list[str], FloatArray]:
    """Return the names that rows (rows, *samples, k) depend on, of the first `j`, and the table (*samples, *sizes, k).

    In `keys` (rows, j) the state of an uncertainty that was not met is its last, and `ANY` stands for all options of a
    choice.
    """
    keys = keys.copy()
    for column, variable in enumerate(variables[:j]):
        if not variable.decision:
            keys[keys[:, column] == ANY, column] = sizes[column] - 1
    kinds, first = _grouped(rows)
    kept = list(range(j))
    for column in range(j):
        without = [c for c in kept if c != column]
        if _is_function(keys[:, without], kinds):
            kept = without
    names = [variables[c].name for c in kept]
    shape = tuple(sizes[c] for c in kept)
    cells = np.prod([float(size) for size in shape]) * rows[0].size
    if cells > LARGEST:
        raise InvalidModelError(where, [f"a table over {names} must have at most {LARGEST:,} numbers; got {cells:.3g}"])
    table = np.empty((*shape, *rows.shape[1:]))
    table[...] = rows[0] if fill is None else fill
    entries = np.unique(np.column_stack([keys[:, kept], kinds]), axis=0)
    for *key, kind in entries.tolist():
        table[tuple(slice(None) if k == ANY else k for k in key)] = rows[first[kind]]
    return names, np.moveaxis(table, range(len(kept)), range(-1 - len(kept), -1))


def _grouped(rows: FloatArray) -> tuple[IntArray, IntArray]:
    """Return which rows are equal, to 1e-12 of the largest number, as (rows,) groups, and the first row of each."""
    flat = rows.reshape(len(rows), -1)
    scale = TIE_TOLERANCE * max(float(np.abs(flat).max()), np.finfo(float).tiny / TIE_TOLERANCE)
    _, first, inverse = np.unique(np.round(flat / scale) + 0.0, axis=0, return_index=True, return_inverse=True)
    return inverse.reshape(-1), first


def _is_function(keys: IntArray, kinds: IntArray) -> bool:
    """Say whether rows with keys (rows, columns) that fit one another, `ANY` fitting all, are of one kind."""
    masks, inverse = np.unique(keys == ANY, axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    members = [np.flatnonzero(inverse == m) for m in range(len(masks))]
    return all(
        _agree(keys[:, ~(masks[a] | masks[b])], kinds, members[a], members[b])
        for a in range(len(masks))
        for b in range(a, len(masks))
    )


def _agree(keys: IntArray, kinds: IntArray, some: IntArray, others: IntArray) -> bool:
    """Say whether no row of `some` has the key of one of `others` and another kind."""
    both = np.concatenate([some, others])
    _, group = np.unique(keys[both], axis=0, return_inverse=True)
    group = group.reshape(-1)
    n = int(group.max()) + 1
    low, high = np.full(n, len(kinds)), np.full(n, -1)
    np.minimum.at(low, group, kinds[both])
    np.maximum.at(high, group, kinds[both])
    shared = np.zeros((2, n), dtype=bool)
    shared[0, group[: len(some)]] = True
    shared[1, group[len(some) :]] = True
    return not (shared.all(axis=0) & (low != high)).any()
