"""`networkx`: a tree or diagram as a graph of the package networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.diagrams import Choice, InfluenceDiagram, Solution, Value
from decision_analysis.diagrams.answers import expected, solved
from decision_analysis.export._picture import KINDS, follows_chance, paid, taken, tree_given, worths
from decision_analysis.trees import Node, RollbackResult, TreeArrays

if TYPE_CHECKING:
    from networkx import DiGraph


@cites("hagberg_schult_swart_2008")
@named
def networkx(
    model: Node | TreeArrays | RollbackResult | InfluenceDiagram | Solution,
    result: RollbackResult | Solution | None = None,
) -> DiGraph[Any]:
    """Return a decision tree or an influence diagram as a networkx graph.

    Parameters
    ----------
    model : node, TreeArrays, RollbackResult, InfluenceDiagram or Solution
        What to convert; a rollback stands for its tree and itself, a solution for its diagram and
        itself.
    result : RollbackResult or Solution, optional
        What `trees.rollback` returned for this tree, for the attributes `value` and `best`; or what
        `diagrams.solve` returned for this diagram, for `value` and `marginal`.

    Returns
    -------
    networkx.DiGraph
        Of a tree: nodes 0 (the root), 1, ... in breadth-first order, as in `trees.to_arrays`, with
        the attributes `kind` ('decision', 'chance' or 'terminal'), `name` ('' for an end), `payoff`
        (a number or samples (...), or these by attribute) and, with a result, `value`, the
        certainty equivalent of the whole path; edges with `label`, `probability` (None after a
        decision) and, with a result, `best`, whether the best strategy leaves it possible. Of a
        diagram: nodes by name, with `kind` ('uncertain', 'choice' or 'value') and `states` (`()`
        for a value); with a solution values have `value`, their mean under the policy, and the
        others `marginal`, {state: probability}; edges have `informs`, whether they lead to a
        choice.

    Raises
    ------
    InvalidInputError
        If `model` is none of these, or `result` is not one of this tree or diagram or has sample
        axes.
    InvalidModelError
        If the tree is faulty.

    Examples
    --------
    >>> from decision_analysis import export
    >>> from decision_analysis.trees import Chance, Decision
    >>> oil = Chance("oil", {"dry": (0.8, -70), "wet": (0.2, 200)})
    >>> graph = export.networkx(Decision("drill?", {"drill": oil, "don't": 0}))
    >>> graph.nodes[1], graph.edges[1, 3]
    ({'kind': 'chance', 'name': 'oil', 'payoff': 0.0}, {'label': 'dry', 'probability': 0.8})
    """
    if isinstance(model, InfluenceDiagram | Solution):
        return _of_diagram(*solved(model, result))
    return _of_tree(*tree_given(model, result))


def _of_diagram(diagram: InfluenceDiagram, solution: Solution | None) -> DiGraph[Any]:
    graph = diagram.graph()
    for name, node in diagram.nodes.items():
        is_value = isinstance(node, Value)
        graph.nodes[name]["states"] = () if is_value else diagram.states(name)
        if solution is not None and is_value:
            graph.nodes[name]["value"] = expected(solution, name)
        elif solution is not None:
            graph.nodes[name]["marginal"] = dict(solution.marginal(name))
        for above in diagram.parents(name):
            graph.edges[above, name]["informs"] = isinstance(node, Choice)
    return graph


def _of_tree(tree: TreeArrays, result: RollbackResult | None) -> DiGraph[Any]:
    import networkx as nx

    graph: DiGraph[Any] = nx.DiGraph()
    names, labels, chances, payoff = tree.names, tree.labels, tree.probability, tree.payoff
    by_chance = follows_chance(tree).tolist()
    for i, kind in enumerate(tree.kind.tolist()):
        graph.add_node(i, kind=KINDS[kind], name=names[i] if kind else "", payoff=paid(payoff, i))
    # nodes are in breadth-first order, so that children follow one another, those of node 0 first
    for i, above in enumerate(np.repeat(np.arange(len(tree)), tree.n_children).tolist(), start=1):
        p = chances[..., i]
        graph.add_edge(above, i, label=labels[i], probability=_plain(p) if by_chance[i] else None)
    if result is not None:
        for i, worth in enumerate(worths(tree, result).tolist()):
            graph.nodes[i]["value"] = worth
        best = taken(tree, result).tolist()
        for above, i in graph.edges:
            graph.edges[above, i]["best"] = best[i]
    return graph


def _plain(array: Any) -> Any:
    return float(array) if np.ndim(array) == 0 else array
