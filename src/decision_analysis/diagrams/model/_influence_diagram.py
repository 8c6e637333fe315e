"""`InfluenceDiagram`: uncertainties, choices and values, checked together, with clean tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from decision_analysis import _checks, _render
from decision_analysis._cited import cites
from decision_analysis._equal import Comparable
from decision_analysis._frozen import ReadOnly
from decision_analysis._named import named
from decision_analysis.diagrams.model._checked_nodes import checked_nodes
from decision_analysis.diagrams.model._nodes import Choice, Node, Uncertain, Value
from decision_analysis.diagrams.model._same import same
from decision_analysis.diagrams.model._tables import parents

if TYPE_CHECKING:
    import networkx

KINDS = {Uncertain: "uncertain", Choice: "choice", Value: "value"}


@cites("howard_matheson_1984")
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
    `diagram.nodes["oil"].probabilities` has the axes (..., given, states) whichever way it was
    written.

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
        checked = checked_nodes(nodes)
        clean = checked.nodes
        by_kind = {
            kind: tuple(name for name, node in clean.items() if isinstance(node, kind))
            for kind in KINDS
        }
        object.__setattr__(self, "_nodes", ReadOnly(clean))
        # Kept apart, as a look-up by kind at every question would take long.
        object.__setattr__(self, "_parents", {n: tuple(parents(clean[n])) for n in clean})
        object.__setattr__(self, "_by_kind", by_kind)
        object.__setattr__(self, "_sample_shape", checked.sample_shape)
        object.__setattr__(self, "_states", ReadOnly(checked.states))
        object.__setattr__(self, "_topological", checked.topological)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"InfluenceDiagram is frozen; cannot set {name!r}")

    # Made again from its nodes, so that what is read is checked too.
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
        return isinstance(other, InfluenceDiagram) and same(self._nodes, other._nodes)

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
