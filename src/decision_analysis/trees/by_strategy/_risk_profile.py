"""`risk_profile`: the distribution of the payoff under one strategy."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis.trees.arrays import TreeArrays, along, as_tree
from decision_analysis.trees.by_strategy._best_fixed_policy import best_fixed
from decision_analysis.trees.by_strategy._distribution_measures import merged, noise
from decision_analysis.trees.by_strategy._given_policy import resolve
from decision_analysis.trees.by_strategy._risk_profile_result import RiskProfile
from decision_analysis.trees.by_strategy._strategies import Strategy
from decision_analysis.trees.nodes import TERMINAL, NodeLike
from decision_analysis.trees.passes import (
    MOST_TOTAL,
    UNDECIDED,
    Attribute,
    optimal,
    preference,
    reach,
    reached,
    roll_back,
    start,
    totals,
)


@cites("raiffa_1968")
@named
def risk_profile(
    root: NodeLike | TreeArrays,
    strategy: Any = None,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
) -> RiskProfile:
    """Return the totals that a strategy can end with, and their probabilities.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    strategy : Strategy, str or mapping, optional
        A strategy, its label, or a mapping from paths to options. None is the best one for utility,
        goal and attribute; with sampled numbers the one that is best on average, held fixed in
        every sample.
    utility : callable, optional
        A utility function, as in `rollback`; it only serves to find the best strategy.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping or callable, optional
        As in `rollback`.

    Returns
    -------
    RiskProfile
        `.values` (..., V) ascending, equal ones merged and impossible ones left out,
        `.probabilities` (..., V), `.mean`, `.std`, `.cdf(x)`, `.quantile(q)`, `.cvar(level)`,
        `.dominates(other, order)`. With sampled numbers each sample has its profile, and paths are
        merged where their totals agree in every sample; `.at(i)` picks one.

    Raises
    ------
    InvalidModelError
        If the tree is faulty.
    InvalidInputError
        If an option is not allowed or the strategy is unknown or lacks a decision that it can meet.

    See Also
    --------
    rollback : The best strategy.
    consequences : The means (or other statistics) of all strategies.

    Notes
    -----
    Totals are equal where, in ascending order, neighbors differ by at most 1e-12 of their size and
    of the mean absolute total; their mean stands for them. In a tree with samples those are merged
    that are equal in all samples, and the first of them stands for them.
    Time is O(nodes x samples), and that of sorting the totals.

    Examples
    --------
    >>> from decision_analysis.trees import Chance, Decision, risk_profile
    >>> oil = Chance(
    ...     "oil", {"dry": (0.5, 0), "small": (0.3, 1500), "large": (0.2, 3400)}, payoff=-600
    ... )
    >>> risk_profile(Decision("drill", {"drill": oil, "don't": 0}))
    risk_profile of drill=drill: mean 530, standard deviation 1307.71
       value  probability  cumulative
        -600          0.5         0.5
         900          0.3         0.8
       2,800          0.2         1.0
    """
    tree = as_tree(root)
    wanted = preference(tree, utility, goal, attribute, most=MOST_TOTAL)
    if strategy is not None:
        chosen = resolve(tree, strategy)
    elif tree.sample_shape:
        chosen = best_fixed(tree, wanted)
    else:
        chosen = optimal(tree, roll_back(tree, start(tree, wanted), wanted))
    # totals of the paths that the strategy can take, and their probabilities
    met = reached(tree, chosen)
    chosen = np.where(met[tree._decisions], chosen, UNDECIDED)
    ends = (tree.kind == TERMINAL) & met
    values = wanted.sign * totals(tree, wanted.amounts)[ends]
    values, probabilities = _profile(values, reach(tree, chosen)[ends])
    parameters = {"goal": goal} | ({} if attribute is None else {"attribute": plainly(attribute)})
    return RiskProfile(
        method="risk_profile",
        parameters=parameters,
        references=cited("raiffa_1968"),
        values=values,
        probabilities=probabilities,
        strategy=Strategy(tree, chosen),
        goal=goal,
    )


def _profile(values: FloatArray, probabilities: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Merge and sort totals (V, ...) and their probabilities (V, ...) to arrays (..., V)."""
    if values.ndim == probabilities.ndim == 1:
        return merged(values, probabilities)
    ndim = max(values.ndim, probabilities.ndim)
    values, probabilities = along(values, ndim), along(probabilities, ndim)
    possible = (probabilities > 0).reshape(len(probabilities), -1).any(axis=1)
    values, probabilities = values[possible], probabilities[possible]
    # merge what agrees in every sample, then sort each sample by itself
    values, probabilities = _agreeing(values, probabilities)
    shape = np.broadcast_shapes(values.shape, probabilities.shape)
    order = np.argsort(values, axis=0, kind="stable")
    values = np.broadcast_to(np.take_along_axis(values, order, axis=0), shape)
    wide, places = np.broadcast_to(probabilities, shape), np.broadcast_to(order, shape)
    ordered = np.take_along_axis(wide, places, axis=0)
    return np.moveaxis(values, 0, -1).copy(), np.moveaxis(ordered, 0, -1).copy()


def _agreeing(values: FloatArray, probabilities: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Add up the probabilities of totals (V, ...) that agree in every sample."""
    # a few samples are enough to put those that agree in all next to one another
    flat = values.reshape(len(values), -1)
    order = np.lexsort(flat.T[: min(flat.shape[1], 4)][::-1])
    ordered = values[order]
    width = noise((np.abs(values) * probabilities).sum(axis=0), ordered[1:])
    wide = np.abs(np.diff(ordered, axis=0)) > width
    apart = wide.any(axis=tuple(range(1, wide.ndim)))
    starts = np.flatnonzero(np.concatenate([[True], apart]))
    return ordered[starts], np.add.reduceat(probabilities[order], starts, axis=0)
