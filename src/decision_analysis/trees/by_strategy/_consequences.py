"""`consequences`: what every strategy of a tree leads to, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, as_tree
from decision_analysis.trees.by_strategy._enumeration import check_number
from decision_analysis.trees.by_strategy._performances import performances
from decision_analysis.trees.by_strategy._statistics_by_strategy import (
    STATISTICS,
    Asked,
    Statistic,
    asked_for,
)
from decision_analysis.trees.by_strategy._strategies import Strategies
from decision_analysis.trees.by_strategy._strategy_labels import NOTHING
from decision_analysis.trees.nodes import NodeLike


@named
def consequences(
    root: NodeLike | TreeArrays,
    criteria: Sequence[Criterion | str] | Mapping[str, str | Criterion] | Criterion | str,
    *,
    statistic: Statistic | Mapping[str, Statistic] = "mean",
    max_strategies: int = 10_000,
) -> DecisionTable:
    """Return a table with a row for each strategy of a tree and a column for each attribute.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    criteria : sequence of Criterion or str, or mapping
        Attributes of the payoffs, by name; a string is to be maximized, and a mapping {name: goal}
        has the goals. A tree whose payoffs are bare numbers takes one criterion of any name.
    statistic : str, tuple or mapping
        What stands in the table, for all criteria or by name; criteria not in the mapping have
        their mean.

        - ``"mean"``, the expected total; ``"std"``, its standard deviation;
        - ``"min"`` and ``"max"``, the smallest and the largest possible total, that is, of positive
          probability;
        - ``("quantile", q)``, the smallest total that is reached or undercut with probability at
          least q;
        - ``("probability_above", x)`` and ``("probability_below", x)``, the probability that the
          total is larger, or smaller, than x;
        - ``("cvar", level)``, the mean of the worst `level` share, where the goal of the criterion
          says what is bad;
        - ``("mean_variance", coefficient)``, the mean less the coefficient times the variance; with
          the goal 'min' the mean and that much more.
    max_strategies : int
        Above this number of strategies the tree is refused, before any of them is made.

    Returns
    -------
    DecisionTable
        Values (..., strategies, criteria); alternatives are the labels of `strategies(root)`, in
        that order, or 'no decision' where there is none. Samples of probabilities and payoffs are
        the leading axes: each strategy is held fixed in every sample.

    Raises
    ------
    InvalidModelError
        If the tree is faulty.
    InvalidInputError
        If there are more than `max_strategies`, a criterion is not an attribute, or a statistic is
        unknown.

    See Also
    --------
    strategies : The strategies of the rows.
    efficient_strategies : The rows that no other dominates, without listing the others.
    score_strategies : A decision rule for one attribute.
    rollback : The best strategy, however many there are.

    Notes
    -----
    Means and probabilities come from one pass that keeps, at each node, a vector over the
    strategies of its subtree: time and memory are in proportion to strategies x samples, times the
    depth at worst. For the other statistics each strategy's distribution is made, in batches: time
    is strategies x terminals x samples.

    Examples
    --------
    >>> from decision_analysis.trees import Chance, Decision, consequences
    >>> stent = {
    ...     "stent": (0.8, {"cost": 5000, "QALY": 0.95}),
    ...     "none": (0.2, {"cost": 0, "QALY": 1}),
    ... }
    >>> tree = Decision(
    ...     "care",
    ...     {
    ...         "diet": Chance("diet works", stent, payoff={"cost": 50}),
    ...         "nothing": {"cost": 5000, "QALY": 0.95},
    ...     },
    ... )
    >>> consequences(tree, {"cost": "min", "QALY": "max"})
    DecisionTable: 2 alternatives, 2 criteria
                     cost (min)  QALY (max)
       care=diet          4,050        0.96
       care=nothing       5,000        0.95
    """
    tree = as_tree(root)
    columns = columns_of(tree, criteria)
    wanted = statistics_of([c.name for c in columns], statistic)
    count = check_number(tree, max_strategies)
    values = performances(tree, columns, wanted, count)
    return DecisionTable(
        values, columns, [label or NOTHING for label in Strategies(tree, True, count).labels]
    )


def columns_of(tree: TreeArrays, criteria: Any) -> list[Criterion]:
    """Return the attributes of a tree that are named as criteria."""
    given = [criteria] if isinstance(criteria, str | Criterion) else criteria
    if isinstance(criteria, Mapping):
        given = [_with_goal(name, goal) for name, goal in criteria.items()]
    if not isinstance(given, Sequence | np.ndarray) or getattr(given, "ndim", 1) != 1:
        got = type(criteria).__name__
        raise InvalidInputError(
            f"criteria must be a sequence of names or {{name: goal}}; got {got}"
        )
    _checks.names("criteria", [c.name if isinstance(c, Criterion) else c for c in given])
    columns = [c if isinstance(c, Criterion) else Criterion(c) for c in given]
    if not tree.attributes:
        if len(columns) != 1:
            raise InvalidInputError(
                "payoffs are bare numbers, so there must be one criterion; got"
                f" {[c.name for c in columns]}"
            )
        return columns
    for criterion in columns:
        _checks.known("criterion", criterion.name, tree.attributes)
    return columns


def _with_goal(name: Any, goal: Any) -> Criterion:
    """Return the criterion of an entry {name: goal}, or {name: Criterion} of that name."""
    if not isinstance(goal, Criterion):
        return Criterion(name, goal)
    if goal.name != name:
        raise InvalidInputError(
            f"keys of criteria must be the names of their Criterion; got {shown(name)} for"
            f" {goal.name!r}"
        )
    return goal


def statistics_of(names: Sequence[str], statistic: Any) -> list[Asked]:
    """Return what is asked for on each criterion."""
    by_name = statistic if isinstance(statistic, Mapping) else dict.fromkeys(names, statistic)
    for name in by_name:
        _checks.known("criterion in statistic", name, names)
    return [
        asked_for("statistic", f" of {name!r}", by_name.get(name, "mean"), STATISTICS)
        for name in names
    ]
