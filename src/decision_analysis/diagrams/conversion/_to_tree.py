"""`to_tree`: an influence diagram as a decision tree in which identical situations are one node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, without_last_bits
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.diagrams.conversion._tree_nodes import Step, tree_nodes
from decision_analysis.diagrams.factors import Factor, TooLargeError, contract, table, temporal
from decision_analysis.diagrams.model import Choice, InfluenceDiagram, free
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import Node


@cites("howard_matheson_1984")
@named
def to_tree(
    diagram: InfluenceDiagram, *, attributes: bool = False, max_nodes: int = 1_000_000
) -> Node:
    """Return a decision tree with the strategies and payoffs of a diagram with perfect recall.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram; its choices must be ordered by directed paths.
    attributes : bool
        Whether payoffs keep the names of the values as attributes, {value: amount}; otherwise they
        are added up.
    max_nodes : int
        How many distinct nodes the tree may have.

    Returns
    -------
    Node
        The root. Chance nodes and decisions bear the names of the diagram, and outcomes and options
        its labels; outcomes of probability zero are left out. Situations that cannot be told apart
        by what may follow are one node object, which `trees.rollback` solves once.

    Raises
    ------
    InvalidModelError
        If choices are not ordered.
    InvalidInputError
        If there is no value, the tree would have more than `max_nodes` distinct nodes, or an option
        is not allowed.

    See Also
    --------
    from_tree : The way back.
    solve : The same answer without the tree.

    Notes
    -----
    The levels of the tree are what each choice knows anew, the choice, and so on, and last the
    uncertainties that payoffs depend on and nobody observes; other uncertainties are summed out.
    Nodes of a level are told apart by the known labels on which something later depends and by the
    belief, given all that is known, about the uncertainties not met yet; equal ones, to 1e-12, are
    merged. A payoff stands on the node that follows the last of what it depends on. Levels are
    computed as arrays, all nodes of a level at once.

    Examples
    --------
    >>> from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, to_tree
    >>> diagram = InfluenceDiagram(
    ...     [
    ...         Uncertain("ill", ["yes", "no"], [0.1, 0.9]),
    ...         Uncertain(
    ...             "test", ["positive", "negative"], [[0.8, 0.2], [0.1, 0.9]], given=["ill"]
    ...         ),
    ...         Choice("treat", ["treat", "pass"], knows=["test"]),
    ...         Value("worth", [[500, 300], [900, 1000]], of=["ill", "treat"]),
    ...     ]
    ... )
    >>> to_tree(diagram)
    Chance 'test'
       positive (0.17): Decision 'treat'
          treat: Chance 'ill'
             yes (0.470588): Terminal  payoff 500
             no (0.529412): Terminal  payoff 900
          pass: Chance 'ill'
             yes (0.470588): Terminal  payoff 300
             no (0.529412): Terminal  payoff 1000
       negative (0.83): Decision 'treat'
          treat: Chance 'ill'
             yes (0.0240964): Terminal  payoff 500
             no (0.975904): Terminal  payoff 900
          pass: Chance 'ill'
             yes (0.0240964): Terminal  payoff 300
             no (0.975904): Terminal  payoff 1000
    """
    _checks.instance("diagram", diagram, InfluenceDiagram)
    _checks.instance("attributes", attributes, bool)
    limit = _checks.integer("max_nodes", max_nodes, low=1)
    if not diagram.value_nodes:
        raise InvalidInputError("the diagram must have a value; it has none")
    order = _level_names(diagram)
    levels = [_first(diagram)]
    steps = []
    for position, name in enumerate(order):
        step, after = _follow(diagram, order, position, levels[-1])
        if sum(len(level.known) for level in levels) + len(after.known) > limit:
            raise InvalidInputError(
                f"the tree must have at most max_nodes = {limit:,} distinct nodes; it has"
                f" more from {name!r} on: solve() needs no tree"
            )
        steps.append(step)
        levels.append(after)
    return tree_nodes(diagram, order, steps, attributes)


@dataclass(frozen=True)
class _Level:
    """The distinct situations before a level: known labels by position (n, variables), and beliefs.

    `belief` is an array (n, *sizes of hidden, *samples), the joint distribution of the
    uncertainties that have been brought in and are not met yet, given all that is known.
    """

    variables: tuple[str, ...]
    known: IntArray
    hidden: tuple[str, ...]
    belief: FloatArray


def _level_names(diagram: InfluenceDiagram) -> list[str]:
    """Return choices, what they know and what payoffs depend on, in the order of the tree."""
    order: dict[str, None] = {}
    for stage in temporal(diagram):
        order |= dict.fromkeys(stage.known)
        order[stage.choice] = None
    met = {name for value in diagram.value_nodes for name in diagram.parents(value)}
    return [*order, *(name for name in diagram.topological if name in met and name not in order)]


def _first(diagram: InfluenceDiagram) -> _Level:
    ones = np.ones((1,) * (1 + len(diagram.sample_shape)))
    return _Level((), np.zeros((1, 0), dtype=np.intp), (), ones)


def _follow(
    diagram: InfluenceDiagram, order: Sequence[str], position: int, level: _Level
) -> tuple[Step, _Level]:
    """Return situations' branches at `order[position]`, and the distinct situations after."""
    name = order[position]
    size = len(diagram.states(name))
    n = len(level.known)
    before = set(order[:position])
    # At a choice the belief stays; at an uncertainty it is given the state.
    if isinstance(diagram.nodes[name], Choice):
        probability = None
        hidden, belief = level.hidden, np.repeat(level.belief[:, None], size, axis=1)
        possible = np.ones((n, size), dtype=bool)
    else:
        hidden, joint = _brought_in(diagram, name, before, level)
        axis = 1 + hidden.index(name)
        joint = np.moveaxis(joint, axis, 1)
        hidden = tuple(h for h in hidden if h != name)
        belief, probability = _conditioned(joint, len(hidden))
        possible = np.asarray((probability > 0).reshape(n, size, -1).any(axis=2))
    # Each possible branch leads to a situation: what is known, and the belief.
    rows, columns = np.nonzero(possible)
    variables = (*level.variables, name)
    known = np.concatenate([level.known[rows], columns[:, None]], axis=1)
    paid = _paid(diagram, name, before, variables, level.known, size)
    # Forget what nothing later depends on, so that equal situations meet.
    keep, needed = _needed(diagram, order, position, hidden)
    hidden, kept = _summed(hidden, belief[rows, columns], keep)
    columns_kept = [i for i, v in enumerate(variables) if v in needed]
    known = known[:, columns_kept]
    # Equal ones are one node of the next level.
    first, inverse = _distinct(known, kept)
    target = np.full((n, size), -1, dtype=np.intp)
    target[rows, columns] = inverse
    after = _Level(tuple(variables[i] for i in columns_kept), known[first], hidden, kept[first])
    return Step(probability, target, paid), after


def _brought_in(
    diagram: InfluenceDiagram, name: str, before: set[str], level: _Level
) -> tuple[tuple[str, ...], FloatArray]:
    """Return the belief joined by an uncertainty and its causes that were not brought in yet."""
    # p(hidden, new) = belief times the tables of what is brought in.
    new = _absent(diagram, [name], {*level.hidden, *before})
    situation = free("situation", diagram.nodes)
    tables = (_looked_up(table(diagram, n), level, situation) for n in new)
    factors = [Factor((situation, *level.hidden), level.belief), *tables]
    hidden = (*level.hidden, *new)
    try:
        joint = contract(factors, [situation, *hidden])
    except TooLargeError as error:
        raise TooLargeError(f"{error.message}; solve() needs no tree") from error
    shape = [len(level.known), *(len(diagram.states(h)) for h in hidden)]
    array = joint.aligned([situation, *hidden])
    return hidden, np.broadcast_to(array, (*shape, *array.shape[len(shape) :]))


def _looked_up(factor: Factor, level: _Level, situation: str) -> Factor:
    """Return a table with the known variables replaced by one axis over the situations."""
    fixed = [v for v in factor.variables if v in level.variables]
    if not fixed:
        return factor
    free = [v for v in factor.variables if v not in level.variables]
    array = factor.aligned([*fixed, *free])
    index = tuple(level.known[:, level.variables.index(v)] for v in fixed)
    return Factor((situation, *free), array[index])


def _conditioned(joint: FloatArray, hidden: int) -> tuple[FloatArray, FloatArray]:
    """Return the beliefs (n, states, *hidden, *samples) given each state, and its probabilities.

    The latter are (n, states, *samples). Where a state is impossible in a sample, any belief
    will do that sums to one: the first.
    """
    axes = tuple(range(2, 2 + hidden))
    # p(state), and the belief given it by Bayes' rule.
    probability = joint.sum(axis=axes)
    total = probability.sum(axis=1, keepdims=True)
    probability = probability / total
    weight = joint.sum(axis=axes, keepdims=True)
    belief = joint / np.where(weight > 0, weight, 1.0)
    if (weight == 0).any():
        sure = np.zeros((1, 1, *joint.shape[2 : 2 + hidden], *(1,) * (joint.ndim - 2 - hidden)))
        sure[(0, 0, *(0,) * hidden)] = 1.0
        belief = np.where(weight > 0, belief, sure)
    return belief, probability


def _needed(
    diagram: InfluenceDiagram, order: Sequence[str], position: int, hidden: Sequence[str]
) -> tuple[set[str], set[str]]:
    """Return which hidden uncertainties and known names something after this level depends on."""
    before, after = {*order[: position + 1]}, order[position + 1 :]
    parents = {
        p for name in _absent(diagram, after, {*before, *hidden}) for p in diagram.parents(name)
    }
    for value in diagram.value_nodes:
        if not before.issuperset(diagram.parents(value)):
            parents |= set(diagram.parents(value))
    return {h for h in hidden if h in parents or h in after}, parents


def _absent(diagram: InfluenceDiagram, names: Sequence[str], present: set[str]) -> list[str]:
    """Return the uncertainties among `names` and their causes not present yet, causes first."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if (
            name not in present
            and name not in found
            and not isinstance(diagram.nodes[name], Choice)
        ):
            found.add(name)
            waiting.extend(diagram.parents(name))
    return [name for name in diagram.topological if name in found]


def _summed(
    hidden: tuple[str, ...], belief: FloatArray, keep: set[str]
) -> tuple[tuple[str, ...], FloatArray]:
    axes = tuple(1 + i for i, h in enumerate(hidden) if h not in keep)
    return tuple(h for h in hidden if h in keep), belief.sum(axis=axes)


def _distinct(known: IntArray, belief: FloatArray) -> tuple[IntArray, IntArray]:
    """Return the first of each group of equal situations, and the group of each."""
    # Beliefs are equal but for their last bits; what is improbable may matter most.
    rounded = without_last_bits(belief.reshape(len(belief), -1))
    rows = np.concatenate([known.astype(np.float64), rounded], axis=1)
    _, first, inverse = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    rank = np.empty_like(first)
    rank[np.argsort(first)] = np.arange(len(first))
    return np.sort(first), rank[inverse.reshape(-1)]


def _paid(
    diagram: InfluenceDiagram,
    name: str,
    before: set[str],
    variables: tuple[str, ...],
    known: IntArray,
    size: int,
) -> dict[str, FloatArray]:
    """Return the payoffs (n, states, *samples) of the values that lacked nothing but `name`."""
    found = {}
    for value in diagram.value_nodes:
        above = diagram.parents(value)
        if name in above and before.issuperset(set(above) - {name}):
            factor = table(diagram, value)
            index = tuple(
                np.arange(size)[None, :] if v == name else known[:, variables.index(v)][:, None]
                for v in factor.variables
            )
            array = factor.array[index]
            found[value] = np.broadcast_to(array, (len(known), size, *array.shape[2:]))
    return found
