"""A sampled tree as the one tree with the same expected totals under every strategy."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.passes import reach


def average_tree(tree: TreeArrays) -> TreeArrays:
    """Average the equally likely samples: probabilities and payoffs given that a node is reached.

    A strategy is held fixed in every sample. Whether it comes to a node depends on the strategy and
    on the chances on the path, so that its expected total is the sum of E[reach x payoff] over the
    nodes that it selects; and that is the expected total in the tree with P(child) = E[reach of
    child] / E[reach] and payoff E[reach x payoff] / E[reach].
    """
    if not tree.sample_shape:
        return tree
    chances = tree._probability
    likely = reach(tree)
    mass = _mean(likely)
    above = mass[tree._parents]
    reached = above > 0
    # P(child) = E[reach of child] / E[reach]; the mean probability where nothing gets there
    follows = np.where(reached, mass / np.where(reached, above, 1.0), _mean(chances))
    follows[0] = 1.0
    payoffs = {name: _given_reached(a, likely, mass) for name, a in tree._payoffs.items()}
    return tree._with(follows, payoffs, tree._single)


def _given_reached(amounts: FloatArray, likely: FloatArray, mass: FloatArray) -> FloatArray:
    """Return each node's mean payoff given that it is reached; the plain mean if it never is."""
    ndim = max(amounts.ndim, likely.ndim)
    # E[reach x payoff] / E[reach]
    joint = _mean(along(amounts, ndim) * along(likely, ndim))
    return np.where(mass > 0, joint / np.where(mass > 0, mass, 1.0), _mean(amounts))


def _mean(array: FloatArray) -> FloatArray:
    return np.asarray(array.reshape(len(array), -1).mean(axis=1))
