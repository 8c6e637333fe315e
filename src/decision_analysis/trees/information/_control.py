"""`control`: what it is worth to set the outcome of an uncertainty, or to influence it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis.beliefs.parts import state_probabilities
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along, as_tree, chance_nodes
from decision_analysis.trees.information._information_result import InformationResult, gained
from decision_analysis.trees.information._price import gain
from decision_analysis.trees.information._uncertainty import once
from decision_analysis.trees.nodes import NodeLike
from decision_analysis.trees.passes import (
    MOST_TOTAL,
    Attribute,
    Preference,
    at_stake,
    optimal,
    preference,
    reach,
    roll_back,
    start,
    worth,
)


@cites("matheson_1990")
@named
def control(
    root: NodeLike | TreeArrays,
    name: str,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    effect: Mapping[str, Mapping[str, Any]] | None = None,
) -> InformationResult:
    """Return what it is worth to set an uncertainty's outcome, or influence its probabilities.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    name : str
        Name of the uncertainty. Each chance node of that name is controlled where it stands,
        knowing what is known there; on no path does it occur twice.
    utility : callable, optional
        A utility function, as in `rollback`.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping or callable, optional
        As in `rollback`.
    effect : mapping of str to Series or to mapping of str to float or array_like (...), optional
        {action: {outcome: p}}: imperfect control, the probabilities of the outcomes under each
        action that one may take instead of leaving the outcome to chance. None is perfect control:
        each outcome can be set.

    Returns
    -------
    InformationResult
        `.value`, the price, paid on every path, at which the decision maker with control is as well
        off as without; `.with_information`, the certainty equivalent with control, and `.without`;
        `.states`, the outcomes that can be set (or the actions), `.probabilities`, how often each
        is, and `.given`, the certainty equivalent where it is set, or taken, on all nodes that have
        it. With sampled numbers each sample is decided by itself.

    Raises
    ------
    InvalidModelError
        If the tree is faulty or a path meets the uncertainty twice.
    InvalidInputError
        If there is no chance node of that name, another option is not allowed, an effect does not
        give probabilities to outcomes of each of the nodes, or no price within the domain of the
        utility makes up for the control.

    See Also
    --------
    clairvoyance : What it is worth to know the outcome.

    Notes
    -----
    The chance nodes become decisions, so that control is defined also where the probabilities
    depend on decisions. It says nothing about what happened before them: in a tree whose order is
    not that of causes - the result of a test before the state that it tells of - the earlier
    outcomes keep their probabilities. An outcome of probability zero can be set. To leave the
    outcome to chance is always possible, so that the value is not negative.

    Time is that of one rollback for each outcome or action.

    Examples
    --------
    >>> from decision_analysis.trees import Chance, Decision, control
    >>> oil = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
    >>> control(Decision("drill", {"drill": oil, "don't": 0}), "oil")
    control: value 180 (with control 200, without 20)  (name='oil')
       set to   how often  worth, where set
       dry              0                 0
       wet              0                50
       soaking          1               200

    A treatment of the well that makes wet ground soaking half of the time:

    >>> acid = {"acid": {"dry": 0.5, "wet": 0.15, "soaking": 0.35}}
    >>> control(Decision("drill", {"drill": oil, "don't": 0}), "oil", effect=acid).value
    22.5
    """
    tree = as_tree(root)
    nodes = chance_nodes(tree, name)
    wanted = preference(tree, utility, goal, attribute, most=MOST_TOTAL)
    once(tree, nodes)
    # ways in which the nodes may come out: left to chance, then under each action
    actions, ways = _perfect(tree, nodes) if effect is None else _imperfect(tree, nodes, effect)
    # the nodes become decisions: at each the best of the ways may be had
    found = gain(tree, wanted, lambda amounts, rule: roll_back(tree, amounts, rule, ways=ways)[0])
    amounts = start(tree, wanted)
    given = [
        np.broadcast_to(roll_back(tree, amounts, wanted, ways=[way])[0], found.best.shape)
        for way in ways[1:]
    ]
    parameters: dict[str, Any] = {"name": name, "goal": goal}
    parameters |= {} if utility is None else {"utility": utility}
    parameters |= {} if effect is None else {"effect": plainly(effect)}
    often = _often(tree, wanted, nodes, ways, roll_back(tree, amounts, wanted, ways=ways))
    by_action = (actions, often, np.stack(given))
    references = cited("matheson_1990")
    return gained("control", parameters, references, found, wanted.sign, by_action)


def _perfect(tree: TreeArrays, nodes: IntArray) -> tuple[tuple[str, ...], list[FloatArray]]:
    """Return the outcomes that can be set, and the probabilities (N, ...) of branches.

    These are given as they are, then under each outcome.
    """
    outcomes = dict.fromkeys(
        tree._label(child) for node in nodes for child in tree._children(int(node))
    )
    return tuple(outcomes), [
        tree._probability,
        *(_set(tree, nodes, {label: 1.0}) for label in outcomes),
    ]


def _imperfect(
    tree: TreeArrays, nodes: IntArray, effect: Any
) -> tuple[tuple[str, ...], list[FloatArray]]:
    """Return actions and the probabilities (N, ...) of all branches.

    These are given as they are, then under each action.
    """
    given: Mapping[str, Any] = _checks.mapping("effect", effect)
    actions = _checks.keys("actions of effect", given)
    ways = [tree._probability]
    for action in actions:
        names, p = state_probabilities(f"effect of {action!r}", given[action])
        for node in map(int, nodes):
            outcomes = [tree._label(child) for child in tree._children(node)]
            unknown = sorted(set(names) - set(outcomes))
            if unknown:
                raise InvalidInputError(
                    f"effect of {action!r} must name outcomes of each node"
                    f" {tree._name(node)!r}; got {unknown}, while {tree._place(node)} has"
                    f" {outcomes}"
                )
        try:
            np.broadcast_shapes(p.shape[:-1], tree.sample_shape)
        except ValueError:
            raise InvalidInputError(
                f"samples of the effect of {action!r} must broadcast with those of the"
                f" tree, {tree.sample_shape}; got {p.shape[:-1]}"
            ) from None
        ways.append(_set(tree, nodes, {label: p[..., i] for i, label in enumerate(names)}))
    return actions, ways


def _set(tree: TreeArrays, nodes: IntArray, p: Mapping[str, Any]) -> FloatArray:
    """Return branch probabilities (N, ...) with `p` below the nodes that have an outcome of it."""
    shape = np.broadcast_shapes(*(np.shape(q) for q in p.values()), tree._probability.shape[1:])
    found = np.broadcast_to(along(tree._probability, 1 + len(shape)), (len(tree), *shape)).copy()
    for node in map(int, nodes):
        labels = {tree._label(child): child for child in tree._children(node)}
        if p.keys() & labels.keys():
            for label, child in labels.items():
                found[child] = p.get(label, 0.0)
    return found


def _often(
    tree: TreeArrays,
    wanted: Preference,
    nodes: IntArray,
    ways: list[FloatArray],
    rolled: FloatArray,
) -> FloatArray:
    """Return how often (actions, ...) each action is taken.

    Ties go to leaving it to chance, then to the first.
    """
    best = optimal(tree, rolled)
    noise = TIE_TOLERANCE * at_stake(tree, start(tree, wanted), wanted, chosen=best, ways=ways)
    chances = np.broadcast_to(along(tree._probability, rolled.ndim), rolled.shape).copy()
    taken = np.zeros((len(tree), *rolled.shape[1:]), dtype=np.intp)
    for level in tree._levels:
        if (part := level.chances) is None:
            continue
        # the way taken at each node is the first of the best
        below = rolled[part.below]
        branches = [along(way, rolled.ndim)[part.below] for way in ways]
        worths = np.stack([worth(wanted, part, below, branch) for branch in branches])
        first = (worths >= worths.max(axis=0) - noise[part.nodes]).argmax(axis=0)
        taken[part.nodes] = first
        owner = np.repeat(first, part.counts, axis=0)
        for i, branch in enumerate(branches[1:], start=1):
            chances[part.below] = np.where(owner == i, branch, chances[part.below])
    # how often an action is taken: the probability of getting to the nodes that take it
    met = reach(tree, best, chances)[nodes]
    by_action = [np.where(taken[nodes] == i, met, 0.0) for i in range(1, len(ways))]
    return np.stack([often.sum(axis=0) for often in by_action])
