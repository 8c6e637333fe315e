"""Several uncertainties before the first decision together, each given those before it."""

from __future__ import annotations

import math

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis._limits import MOST_JOINT_NUMBERS
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.arrays import TreeArrays, apart, chance_nodes, in_sample, write
from decision_analysis.trees.information._joint_states import Conditioned, JointStates
from decision_analysis.trees.information._node_beliefs import condition
from decision_analysis.trees.information._uncertainty import Uncertainty
from decision_analysis.trees.passes import reach


def move_to_front(tree: TreeArrays, names: tuple[str, ...]) -> Conditioned:
    """Return joint states of uncertainties, their probabilities, and the rest of the tree by state.

    The uncertainties are those named.

    Raises
    ------
    InvalidModelError
        If one of them cannot be moved, or it matters to the result in which order they are: then
        the tree does not say how they depend on each other.
    """
    nodes = {name: chance_nodes(tree, name) for name in names}
    alone = {name: condition(Uncertainty.of_tree(tree, mine)) for name, mine in nodes.items()}
    if len(names) == 1:
        return alone[names[0]]
    _check_size(tree, alone)
    found = _one_by_one(tree, nodes, names, alone)
    # whatever comes first, the result must be the same
    for k in range(1, len(names)):
        _compare(tree, names, found, _one_by_one(tree, nodes, names[k:] + names[:k], alone))
    return found


def _one_by_one(
    tree: TreeArrays,
    nodes: dict[str, IntArray],
    order: tuple[str, ...],
    alone: dict[str, Conditioned],
) -> Conditioned:
    """Move uncertainties in an order, P(a, b) = P(a) P(b | a), and return their states.

    These are in the order of `nodes`. The tree given a is a tree whose samples are the states of a.
    """
    first = alone[order[0]]
    found = JointStates(
        tuple({order[0]: state} for state in first.states), first.prior, first.probability
    )
    for name in order[1:]:
        try:
            found = found.then(name, condition(found.uncertainty(tree, nodes[name], partly=True)))
        except InvalidModelError as error:
            problems = [
                f"the tree must say how {list(nodes)} depend on each other; {p}"
                for p in error.problems
            ]
            raise InvalidModelError(problems) from None
    # joint states in the order of `nodes`, each name's states in the order that it has alone
    states = found.states
    ranks = {name: {state: i for i, state in enumerate(one.states)} for name, one in alone.items()}
    keys = [[ranks[name][state[name]] for name in nodes] for state in states]
    places = sorted(range(len(states)), key=keys.__getitem__)
    words = tuple(", ".join(f"{name}={states[i][name]}" for name in nodes) for i in places)
    return Conditioned(words, found.prior[places], found.probability[:, places])


def _compare(
    tree: TreeArrays, names: tuple[str, ...], one: Conditioned, other: Conditioned
) -> None:
    """Refuse uncertainties that make some node more or less probable in another order."""
    likely = [reach(tree, probability=told.probability) * told.prior for told in (one, other)]
    gap = np.abs(likely[0] - likely[1])
    if apart(gap).any():
        node, state, *sample = (int(i) for i in np.unravel_index(int(np.argmax(gap)), gap.shape))
        p, q = (float(joint[(node, state, *sample)]) for joint in likely)
        problem = (
            f"the tree must say how {list(names)} depend on each other; the probability of"
            f" ({one.states[state]!r}) and of getting {write(tree.path(node))} is {p:.6g} or"
            f" {q:.6g}, as one or the other is known first{in_sample(tuple(sample))}: let some"
            " option meet them all"
        )
        raise InvalidModelError([problem])


def _check_size(tree: TreeArrays, alone: dict[str, Conditioned]) -> None:
    count = math.prod(len(one.states) for one in alone.values())
    cells = count * math.prod(tree._probability.shape)
    if cells > MOST_JOINT_NUMBERS:
        raise InvalidInputError(
            f"joint states of {list(alone)} times nodes and samples must be at most"
            f" {MOST_JOINT_NUMBERS:,}; got {count:,} times {cells // count:,}: ask about fewer"
            " uncertainties at once"
        )
