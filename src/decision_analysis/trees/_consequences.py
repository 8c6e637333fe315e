"""`consequences`: what every strategy of a tree leads to, as a table of alternatives and criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees._arrays import TreeArrays
from decision_analysis.trees._flat import as_tree
from decision_analysis.trees._levels import DECISION, TERMINAL, along
from decision_analysis.trees._nodes import NodeLike
from decision_analysis.trees._preference import totals
from decision_analysis.trees._profile import worst_mean
from decision_analysis.trees._roll import reach, roll_back
from decision_analysis.trees._strategies import NOTHING, Strategies, below, choices, number

Statistic: TypeAlias = "str | tuple[str, float]"

CELLS = 2_000_000


def consequences(
    root: NodeLike | TreeArrays,
    criteria: Sequence[Criterion | str] | Criterion | str,
    *,
    statistic: Statistic | Mapping[str, Statistic] = "mean",
    max_strategies: int = 10_000,
) -> DecisionTable:
    """Return a decision table with a row for each strategy of a tree and a column for each attribute.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    criteria : sequence of Criterion or str
        Attributes of the payoffs, by name; a string is to be maximized. A tree whose payoffs are bare numbers takes one
        criterion of any name.
    statistic : str, tuple or mapping
        What stands in the table, for all criteria or by name: ``"mean"``, the expected total; ``("probability_above",
        x)``, the probability that the total exceeds x; ``("cvar", level)``, the mean of the worst `level` share, where
        the goal of the criterion says what is bad. Criteria not in the mapping have their mean.
    max_strategies : int
        Above this number of strategies the tree is refused, before any of them is made.

    Returns
    -------
    DecisionTable
        Values (..., strategies, criteria); alternatives are the labels of `strategies(root)`, in that order, or 'no
        decision' where there is none. Samples of probabilities and payoffs are the leading axes: each strategy is held
        fixed in every sample.

    Raises
    ------
    InvalidModelError
        If the tree is faulty.
    InvalidInputError
        If there are more than `max_strategies`, a criterion is not an attribute, or a statistic is unknown.

    See Also
    --------
    strategies : The plans of the rows.
    rollback : The best plan, however many there are.

    Notes
    -----
    Means and probabilities come from one pass that keeps, at each node, a vector over the strategies of its subtree:
    time and memory are in proportion to strategies x samples, times the depth at worst. For ``"cvar"`` each strategy's
    distribution is made, in batches: time is strategies x terminals x samples.

    Examples
    --------
    >>> from decision_analysis import Criterion
    >>> from decision_analysis.trees import Chance, Decision, consequences
    >>> stent = {"stent": (0.8, {"cost": 5000, "QALY": 0.95}), "none": (0.2, {"cost": 0, "QALY": 1})}
    >>> tree = Decision("care", {"diet": Chance("diet works", stent, payoff={"cost": 50}),
    ...                          "nothing": {"cost": 5000, "QALY": 0.95}})
    >>> consequences(tree, [Criterion("cost", "min"), "QALY"])
    DecisionTable: 2 alternatives, 2 criteria
                     cost (min)  QALY (max)
       care=diet           4,050      0.9600
       care=nothing       5,000      0.9500
    """
    where = "consequences()"
    tree = as_tree(where, root)
    columns = _columns(where, tree, criteria)
    wanted = _statistics(where, [c.name for c in columns], statistic)
    limit = _checks.integer(where, "max_strategies", max_strategies)
    count, size = number(tree)
    if count is None or count > limit:
        raise InvalidInputError(
            f"{where}: the tree must have at most max_strategies={limit:,} strategies; it has {size}: raise "
            "max_strategies, leave out options that are out of the question, or use rollback(), which lists none"
        )
    shape = tree.sample_shape
    values = np.empty((*shape, count, len(columns)))
    for j, (criterion, asked) in enumerate(zip(columns, wanted, strict=True)):
        amounts = tree._payoffs[criterion.name if tree.attributes else "payoff"]
        if asked[0] == "cvar":
            column = _worst(tree, amounts, criterion.goal, asked[1], count)
        else:
            if asked[0] == "probability_above":
                above = (totals(tree, amounts) > asked[1]) & along(tree.kind == TERMINAL, amounts.ndim)
                amounts = above.astype(np.float64)
            column = _by_strategy(tree, amounts)
        column = along(column, 1 + len(shape))
        values[..., j] = np.moveaxis(np.broadcast_to(column, (count, *shape)), 0, -1)
    return DecisionTable(values, columns, [label or NOTHING for label in Strategies(tree, True, count).labels])


def _columns(where: str, tree: TreeArrays, criteria: Any) -> list[Criterion]:
    given = [criteria] if isinstance(criteria, str | Criterion) else criteria
    if not isinstance(given, Sequence | np.ndarray):
        raise InvalidInputError(f"{where}: criteria must be a sequence of names; got {type(criteria).__name__}")
    _checks.names(where, "criteria", [c.name if isinstance(c, Criterion) else c for c in given])
    columns = [c if isinstance(c, Criterion) else Criterion(str(c)) for c in given]
    if not tree.attributes:
        if len(columns) != 1:
            raise InvalidInputError(
                f"{where}: payoffs are bare numbers, so there must be one criterion; got {[c.name for c in columns]}"
            )
        return columns
    for criterion in columns:
        _checks.known(where, "criterion", criterion.name, tree.attributes)
    return columns


def _statistics(where: str, names: list[str], statistic: Any) -> list[tuple[str, float]]:
    by_name = statistic if isinstance(statistic, Mapping) else dict.fromkeys(names, statistic)
    for name in by_name:
        _checks.known(where, "criterion in statistic", name, names)
    return [_statistic(where, name, by_name.get(name, "mean")) for name in names]


def _statistic(where: str, name: str, asked: Any) -> tuple[str, float]:
    if isinstance(asked, str) and asked == "mean":
        return "mean", 0.0
    if isinstance(asked, tuple | list) and len(asked) == 2 and str(asked[0]) in ("probability_above", "cvar"):
        if asked[0] == "cvar":
            return "cvar", _checks.number(where, f"cvar level of {name!r}", asked[1], low=0, high=1, open_low=True)
        return "probability_above", _checks.number(where, f"probability_above of {name!r}", asked[1])
    raise InvalidInputError(
        f"{where}: statistic of {name!r} must be 'mean', ('probability_above', x) or ('cvar', level); got {asked!r}"
    )


def _by_strategy(tree: TreeArrays, amounts: FloatArray) -> FloatArray:
    """Return the expected sum of amounts under each strategy (strategies, ...), in the order of `strategies`."""
    rolled = roll_back(tree, amounts)
    several = below(tree) > 1
    ndim = rolled.ndim
    chances, amounts = along(tree._probability, ndim), along(amounts, ndim)
    vectors: dict[int, FloatArray] = {}
    for node in map(int, np.flatnonzero(several)[::-1]):
        children = tree._children(node)
        if tree.kind[node] == DECISION:
            found = np.concatenate([vectors.pop(c) if several[c] else rolled[c][None] for c in children])
        else:
            found = _outcomes(children, several, vectors, rolled, chances)
        vectors[node] = found + amounts[node]
    return vectors[0] if several[0] else rolled[:1]


def _outcomes(
    children: range, several: np.ndarray, vectors: dict[int, FloatArray], rolled: FloatArray, chances: FloatArray
) -> FloatArray:
    """Return the expectation over outcomes for each combination of their strategies, the last one's changing first."""
    block = slice(children.start, children.stop)
    sure = along(~several[block], rolled.ndim)
    constant = (chances[block] * np.where(sure, rolled[block], 0.0)).sum(axis=0)
    found: FloatArray | None = None
    for child in children:
        if several[child]:
            term = chances[child] * vectors.pop(child)
            found = term if found is None else (found[:, None] + term[None]).reshape(-1, *term.shape[1:])
    assert found is not None
    return np.asarray(found + constant)


def _worst(tree: TreeArrays, amounts: FloatArray, goal: str, level: float, count: int) -> FloatArray:
    """Return the mean of the worst `level` share of the total under each strategy (strategies, ...)."""
    ends = tree.kind == TERMINAL
    values = totals(tree, amounts)[ends]
    chances = tree._probability
    extra = max(values.ndim, chances.ndim) - 1
    values = along(values, 1 + extra)
    order = np.argsort(values if goal == "max" else -values, axis=0, kind="stable")
    values, order = np.take_along_axis(values, order, axis=0)[:, None], order[:, None]
    at_once = max(1, CELLS // (len(tree) * max(1, int(np.prod(tree.sample_shape)))))
    parts = []
    for first in range(0, count, at_once):
        chosen = choices(tree, np.arange(first, min(first + at_once, count)))
        p = reach(tree, chosen.reshape(*chosen.shape, *(1,) * extra))[ends]
        shape = np.broadcast_shapes(p.shape, (*order.shape[:1], 1, *order.shape[2:]))
        p = np.take_along_axis(np.broadcast_to(p, shape), np.broadcast_to(order, shape), axis=0)
        parts.append(worst_mean(np.broadcast_to(values, shape), p, level))
    return np.concatenate(parts)
