"""Several uncertainties moved before the first decision together: one after the other, each given those before it."""

from __future__ import annotations

import math

import numpy as np

from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.flat._arrays import TreeArrays
from decision_analysis.trees.flat._flat import chance_nodes
from decision_analysis.trees.flat._same import in_sample
from decision_analysis.trees.information._asked import Asked
from decision_analysis.trees.information._conditioning import Conditioned, condition
from decision_analysis.trees.rolling._roll import reach

CELLS = 20_000_000


def jointly(where: str, tree: TreeArrays, names: tuple[str, ...]) -> Conditioned:
    """Return the joint states of the named uncertainties, their probabilities, and the rest of the tree given each.

    P(a, b) = P(a) P(b | a), and the tree given a is a tree whose samples are the states of a.
    """
    nodes = [chance_nodes(where, tree, name) for name in names]
    alone = [condition(Asked.plainly(where, tree, mine)) for mine in nodes]
    _check_size(where, tree, names, alone)
    found = alone[0]
    if len(names) == 1:
        return found
    states = [f"{names[0]}={state}" for state in found.states]
    for name, mine in zip(names[1:], nodes[1:], strict=True):
        given = tree._with(found.probability, tree._payoffs, tree._single)
        asked = Asked(where, given, mine, reach(given) * found.prior, _Given(states))
        told = condition(asked)
        states = [f"{before}, {name}={state}" for before in states for state in told.states]
        both = found.prior[:, None] * np.swapaxes(told.prior, 0, 1)
        rest = np.swapaxes(told.probability, 1, 2)
        prior = both.reshape(len(states), *both.shape[2:])
        found = Conditioned(tuple(states), prior, rest.reshape(len(tree), len(states), *rest.shape[3:]))
    return found


class _Given:
    """Writes which state of the uncertainties before, and which sample, a message is about."""

    def __init__(self, states: list[str]) -> None:
        self._states = states

    def __call__(self, sample: tuple[int, ...]) -> str:
        return f" given {self._states[sample[0]]}{in_sample(sample[1:])}"


def _check_size(where: str, tree: TreeArrays, names: tuple[str, ...], alone: list[Conditioned]) -> None:
    count = math.prod(len(one.states) for one in alone)
    cells = count * math.prod(tree._probability.shape)
    if len(names) > 1 and cells > CELLS:
        raise InvalidInputError(
            f"{where}: joint states of {list(names)} times nodes and samples must be at most {CELLS:,}; got {count:,} "
            f"times {cells // count:,}: ask about fewer uncertainties at once"
        )
