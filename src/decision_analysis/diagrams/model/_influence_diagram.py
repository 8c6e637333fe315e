"""`InfluenceDiagram`: uncertainties, choices and values, checked together, with clean tables."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._equal import Comparable
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import MOST_TABLE_AXES
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.diagrams.model._nodes import Choice, Node, Uncertain, Value
from decision_analysis.diagrams.model._tables import note_missing, parents, place, table, words
from decision_analysis.errors import InvalidInputError, InvalidModelError

if TYPE_CHECKING:
    import networkx

KINDS = {Uncertain: "uncertain", Choice: "choice", Value: "value"}


class InfluenceDiagram(Comparable):
    """An influence diagram: uncertainties, choices and values, and the arcs between them.

    An arc says what depends on what, or what is known at which choice.

    Parameters
    ----------
    nodes : sequence of Uncertain, Choice and Value
        The nodes, in any order; names are unique, and arcs form no cycle.

    Raises
    ------
    InvalidModelError
        If names repeat or are unknown, an arc leaves a value, arcs form a cycle, a table is
        missing, of the wrong shape or not finite, has more than 28 parents or 2^27 numbers for one
        sample, probabilities are negative or do not sum to 1 within 1e-9, payoffs exceed 1e300, or
        samples do not broadcast together; all faults are listed.

    See Also
    --------
    solve : What to choose, and what the diagram is worth.

    Notes
    -----
    Diagrams are frozen. They hold copies of the nodes in which tables are arrays, so that
    `diagram.nodes["oil"] .probabilities` has the axes (..., given, states) whichever way it was
    written.

    References
    ----------
    Howard R.A., Matheson J.E. (1984) Influence diagrams. In: Readings on the Principles and
    Applications of Decision Analysis, vol. II. Reprinted 2005, Decision Analysis 2(3) 127-143.
    https://doi.org/10.1287/deca.1050.0020

    Examples
    --------
    >>> from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
    >>> diagram = InfluenceDiagram(
    ...     [
    ...         Uncertain("oil", ["dry", "wet", "soaking"], [0.5, 0.3, 0.2]),
    ...         Choice("drill", ["drill", "don't"]),
    ...         Value("profit", [[-70, 0], [50, 0], [200, 0]], of=["oil", "drill"]),
    ...     ]
    ... )
    >>> diagram
    InfluenceDiagram: 1 uncertainty, 1 choice, 1 value
       uncertain  oil     dry, wet, soaking
       choice     drill   drill, don't
       value      profit                     of oil, drill
    >>> solve(diagram).value
    20.0
    """

    __slots__ = ("_by_kind", "_nodes", "_parents", "_sample_shape", "_states", "_topological")

    _by_kind: Mapping[type[Node], tuple[str, ...]]
    _nodes: Mapping[str, Node]
    _parents: Mapping[str, tuple[str, ...]]
    _sample_shape: tuple[int, ...]
    _states: Mapping[str, tuple[str, ...]]
    _topological: tuple[str, ...]

    def __init__(self, nodes: Iterable[Node]) -> None:
        problems: list[str] = []
        listed = _listed(nodes, problems)
        states = {
            node.name: words(place(node), *_labels(node), problems, empty=False)
            for node in listed
            if not isinstance(node, Value)
        }
        values = {node.name for node in listed if isinstance(node, Value)}
        arcs = {node.name: _arcs(node, states, values, problems) for node in listed}
        order = _topological(arcs, problems)
        clean = {}
        for node in listed:
            clean[node.name] = _clean(node, states, arcs[node.name], problems)
        if not problems:
            problems += _sample_problems(clean)
        if problems:
            raise InvalidModelError(problems, where="InfluenceDiagram")
        object.__setattr__(self, "_nodes", ReadOnly(clean))
        object.__setattr__(
            self, "_parents", {name: tuple(parents(node)) for name, node in clean.items()}
        )
        object.__setattr__(self, "_by_kind", {kind: _of_kind(clean, kind) for kind in KINDS})
        shapes = (shape for _, shape in _sample_shapes(clean))
        object.__setattr__(self, "_sample_shape", np.broadcast_shapes(*shapes))
        object.__setattr__(self, "_states", ReadOnly(states))
        object.__setattr__(self, "_topological", order)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"InfluenceDiagram is frozen; cannot set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return InfluenceDiagram, (list(self._nodes.values()),)

    def __len__(self) -> int:
        return len(self._nodes)

    def __repr__(self) -> str:
        counts = [len(self.uncertainties), len(self.choices), len(self.value_nodes)]
        nouns = ("uncertainty", "uncertainties"), ("choice", "choices"), ("value", "values")
        sizes = ", ".join(
            f"{n} {one if n == 1 else several}"
            for n, (one, several) in zip(counts, nouns, strict=True)
        )
        sampled = f", samples {self.sample_shape}" if self.sample_shape else ""
        rows = [[*self._row(node)] for node in itertools.islice(self._nodes.values(), _render.ROWS)]
        rest = _render.more(len(self._nodes) - _render.ROWS)
        return _render.text_glance(
            f"InfluenceDiagram: {sizes}{sampled}", ["", "", "", ""], rows, rest
        )

    def _in_words(self) -> str:
        """Return what a message calls it."""
        return f"an influence diagram of {len(self._nodes)} nodes"

    def _row(self, node: Node) -> tuple[str, str, str, str]:
        word = {Uncertain: "given", Choice: "knows", Value: "of"}[type(node)]
        labels = ", ".join(self._states.get(node.name, ()))
        labels = labels if len(labels) <= 40 else f"{len(self._states[node.name])} states"
        above = ", ".join(parents(node))
        return KINDS[type(node)], node.name, labels, f"{word} {above}" if above else ""

    @property
    def nodes(self) -> Mapping[str, Node]:
        """All nodes by name, read-only, in the order given; tables are arrays."""
        return self._nodes

    @property
    def uncertainties(self) -> tuple[str, ...]:
        """Names of the uncertainties."""
        return self._by_kind[Uncertain]

    @property
    def choices(self) -> tuple[str, ...]:
        """Names of the choices, in the order given."""
        return self._by_kind[Choice]

    @property
    def value_nodes(self) -> tuple[str, ...]:
        """Names of the values."""
        return self._by_kind[Value]

    @property
    def topological(self) -> tuple[str, ...]:
        """All names so that arcs lead forward; where several may be next, in the order given."""
        return self._topological

    @property
    def sample_shape(self) -> tuple[int, ...]:
        """Shape of the sample axes that all tables have together; `()` where nothing is sampled."""
        return self._sample_shape

    @named
    def states(self, name: str) -> tuple[str, ...]:
        """Return the states of an uncertainty or the options of a choice.

        Parameters
        ----------
        name : str
            Name of the node.

        Returns
        -------
        tuple of str
            Its labels.

        Raises
        ------
        InvalidInputError
            If there is no such uncertainty or choice.
        """
        return self._states[_checks.known("node", name, self._states)]

    @named
    def parents(self, name: str) -> tuple[str, ...]:
        """Return the names from which arcs lead to a node.

        Parameters
        ----------
        name : str
            Name of the node.

        Returns
        -------
        tuple of str
            What an uncertainty is given, a choice knows or a value is of.

        Raises
        ------
        InvalidInputError
            If there is no such node.
        """
        return self._parents[_checks.known("node", name, self._nodes)]

    def _same_as(self, other: object) -> bool:
        from decision_analysis.diagrams.model._same import same

        return isinstance(other, InfluenceDiagram) and same(self, other)

    def graph(self) -> networkx.DiGraph[str]:
        """Return the nodes and arcs as a networkx graph.

        Returns
        -------
        networkx.DiGraph
            Nodes have the attribute `kind`: 'uncertain', 'choice' or 'value'.
        """
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        for name, node in self._nodes.items():
            graph.add_node(name, kind=KINDS[type(node)])
        graph.add_edges_from(
            (above, name) for name, node in self._nodes.items() for above in parents(node)
        )
        return graph


def _listed(nodes: Any, problems: list[str]) -> list[Node]:
    """Return the nodes that have a name of their own."""
    if (
        isinstance(nodes, str | Mapping)
        or not isinstance(nodes, Iterable)
        or getattr(nodes, "ndim", 1) != 1
    ):
        problem = f"nodes must be a sequence of nodes; got {type(nodes).__name__}"
        raise InvalidModelError([problem], where="InfluenceDiagram")
    found = []
    for i, node in enumerate(nodes):
        if not isinstance(node, Uncertain | Choice | Value):
            problems.append(f"node {i} must be Uncertain, Choice or Value; got {shown(node)}")
        elif not isinstance(node.name, str) or not node.name:
            what = f"name of {type(node).__name__.lower()} {i}"
            problems.append(f"{what} must be a non-empty string; got {shown(node.name)}")
        else:
            found.append(node)
    counted = Counter(node.name for node in found)
    problems += [
        f"names must not repeat; got {shown(name)} {n} times"
        for name, n in counted.items()
        if n > 1
    ]
    if not found and not problems:
        problems.append("must have at least one node")
    return list({node.name: node for node in found}.values())


def _labels(node: Node) -> tuple[str, object]:
    return (
        ("options", node.options)
        if isinstance(node, Choice)
        else ("states", getattr(node, "states", ()))
    )


def _of_kind(nodes: Mapping[str, Node], kind: type[Node]) -> tuple[str, ...]:
    return tuple(name for name, node in nodes.items() if isinstance(node, kind))


def _arcs(
    node: Node, states: Mapping[str, tuple[str, ...]], values: Collection[str], problems: list[str]
) -> tuple[str, ...] | None:
    """Return the names that arcs into the node come from; None where they are faulty."""
    field = {Uncertain: "given", Choice: "knows", Value: "of"}[type(node)]
    before = len(problems)
    names = words(place(node), field, parents(node), problems, empty=True)
    for name in names:
        if name in values:
            problems.append(
                f"{place(node)}: {field} must name uncertainties and choices; got the value"
                f" {name!r}"
            )
        elif name not in states:
            try:
                _checks.known(f"name in {field}", name, states)
            except InvalidInputError as error:
                problems.append(f"{place(node)}: {error.message}")
    return names if len(problems) == before else None


def _topological(
    arcs: Mapping[str, tuple[str, ...] | None], problems: list[str]
) -> tuple[str, ...]:
    """Return the names so that arcs lead forward, or note a cycle."""
    order: dict[str, None] = {}
    waiting = {
        name: [above for above in found or () if above in arcs] for name, found in arcs.items()
    }
    below: dict[str, list[str]] = {name: [] for name in arcs}
    for name, above in waiting.items():
        for parent in above:
            below[parent].append(name)
    missing = {name: len(above) for name, above in waiting.items()}
    ready = [name for name, n in missing.items() if not n]
    for name in ready:
        order[name] = None
        for child in below[name]:
            missing[child] -= 1
            if not missing[child]:
                ready.append(child)
    if len(order) < len(arcs):
        name = next(n for n in arcs if n not in order)
        walk: dict[str, None] = {}
        while name not in walk:
            walk[name] = None
            name = next(above for above in waiting[name] if above not in order)
        cycle = [*list(walk)[list(walk).index(name) :], name]
        problems.append(f"arcs must not form a cycle; got {' -> '.join(reversed(cycle))}")
    return tuple(order)


def _clean(
    node: Node,
    states: Mapping[str, tuple[str, ...]],
    arcs: tuple[str, ...] | None,
    problems: list[str],
) -> Node:
    """Return the node with tuples of labels and an array for its table."""
    if isinstance(node, Choice):
        return Choice(node.name, states[node.name], arcs or ())
    if arcs is None or any(not states[name] for name in (*arcs, node.name) if name in states):
        note_missing(node, problems)
        return node
    node = replace(node, given=arcs) if isinstance(node, Uncertain) else replace(node, of=arcs)
    found = table(node, states, problems)
    if isinstance(node, Uncertain):
        return replace(node, states=states[node.name], probabilities=found)
    return replace(node, payoffs=found)


def _sample_shapes(nodes: Mapping[str, Node]) -> list[tuple[str, tuple[int, ...]]]:
    found = []
    for name, node in nodes.items():
        if not isinstance(node, Choice):
            array = node.probabilities if isinstance(node, Uncertain) else node.payoffs
            own = len(parents(node)) + isinstance(node, Uncertain)
            found.append((name, array.shape[: array.ndim - own]))
    return found


def _sample_problems(nodes: Mapping[str, Node]) -> list[str]:
    shapes = {shape: name for name, shape in reversed(_sample_shapes(nodes))}
    most = max(map(len, shapes), default=0)
    own = {name: len(parents(node)) + isinstance(node, Uncertain) for name, node in nodes.items()}
    widest = max(own, key=own.__getitem__)
    if own[widest] + most > MOST_TABLE_AXES and most:
        return [
            f"a table must have at most {MOST_TABLE_AXES} axes, those of samples included; "
            f"that of {widest!r} has {own[widest]}, and samples {most}"
        ]
    try:
        np.broadcast_shapes(*shapes)
    except ValueError:
        listed = ", ".join(
            f"the table of {name!r} has {shape}" for shape, name in reversed(shapes.items())
        )
        return [f"samples must broadcast together; {listed}"]
    return []
