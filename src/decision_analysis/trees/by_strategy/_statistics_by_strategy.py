"""Statistics of totals under every strategy: means by one pass, others from distributions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE, TREE_BLOCK
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.by_strategy._distribution_measures import (
    deviation,
    first_share,
    worst_mean,
)
from decision_analysis.trees.by_strategy._enumeration import options_at, strategies_below
from decision_analysis.trees.nodes import DECISION, TERMINAL
from decision_analysis.trees.passes import reach, roll_back, totals

Statistic: TypeAlias = "str | tuple[str, float]"
Asked: TypeAlias = tuple[str, float]


class Argument(NamedTuple):
    """The number that goes with a word: how messages show and call it, and where it may lie."""

    shown: str
    called: str = ""
    bounds: Mapping[str, Any] = {}


STATISTICS: dict[str, Argument | None] = {
    "mean": None,
    "std": None,
    "min": None,
    "max": None,
    "probability_above": Argument("x"),
    "probability_below": Argument("x"),
    "cvar": Argument("level", "level", {"low": 0, "high": 1, "open_low": True}),
    "quantile": Argument("q", "q", {"low": 0, "high": 1}),
    "mean_variance": Argument("coefficient", "coefficient", {"low": 0}),
}


def asked_for(what: str, of: str, given: Any, known: Mapping[str, Argument | None]) -> Asked:
    """Return what was asked for as (word, number): a word of `known`, with any number it takes."""
    if isinstance(given, str) and given in known and known[given] is None:
        return given, 0.0
    if isinstance(given, tuple | list) and len(given) == 2 and isinstance(given[0], str):
        argument = known.get(given[0])
        if argument is not None:
            called = f"{given[0]} {argument.called}".strip() + of
            return given[0], _checks.number(called, given[1], **argument.bounds)
    words = [
        repr(word) if argument is None else f"({word!r}, {argument.shown})"
        for word, argument in known.items()
    ]
    raise InvalidInputError(
        f"{what}{of} must be {', '.join(words[:-1])} or {words[-1]}; got {shown(given)}"
    )


def by_strategy(
    tree: TreeArrays, amounts: FloatArray, goal: str, asked: Asked, count: int
) -> FloatArray:
    """Return a statistic of the sum of amounts (N, ...) under each strategy (strategies, ...).

    `goal` says which tail is the worst, and whether variance counts against the mean or adds to it.
    """
    word, x = asked
    if word == "mean":
        return mean_by_strategy(tree, amounts)
    # a probability is the mean of an indicator at the ends; totals within the tolerance equal x
    if word in ("probability_above", "probability_below"):
        ends, whole = tree.kind == TERMINAL, totals(tree, amounts)
        width = TIE_TOLERANCE * np.maximum(totals(tree, np.abs(amounts)), abs(x))
        beyond = whole > x + width if word == "probability_above" else whole < x - width
        return mean_by_strategy(tree, (beyond & along(ends, amounts.ndim)).astype(np.float64))
    found = (_read(asked, goal, v, p) for v, p in distributions(tree, amounts, count))
    return np.concatenate(list(found))


def mean_by_strategy(tree: TreeArrays, amounts: FloatArray) -> FloatArray:
    """Return the expected sum of amounts under each strategy (strategies, ...).

    They are in the order of `strategies`. The tree may be folded.
    """
    rolled = roll_back(tree, amounts)
    several = strategies_below(tree) > 1
    ndim = rolled.ndim
    chances, amounts = along(tree._probability, ndim), along(amounts, ndim)
    # from the leaves up, a vector over the strategies of the subtree where it has several; each is
    # used by the one node before it, also where it stands for another position of a shared node
    vectors: dict[int, FloatArray] = {}
    for level in reversed(tree._levels):
        rows = np.arange(level.start, level.stop) if level.rows is None else level.rows
        for node in map(int, rows[several[rows]]):
            children = tree._children(node)
            if tree.kind[node] == DECISION:
                found = np.concatenate(
                    [vectors.pop(c) if several[c] else rolled[c][None] for c in children]
                )
            else:
                found = _outcomes(children, several, vectors, rolled, chances)
            vectors[node] = found + amounts[node]
        if level.twins is not None:
            others, nodes = level.twins
            again = several[others]
            for other, node in zip(others[again].tolist(), nodes[again].tolist(), strict=True):
                vectors[other] = vectors[node]
    return vectors[0] if several[0] else rolled[:1]


def distributions(
    tree: TreeArrays, amounts: FloatArray, count: int
) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Yield totals (V, 1, ...), ascending, and probabilities (V, batch, ...), batch after batch.

    The batches are of strategies.
    """
    ends = tree.kind == TERMINAL
    values = totals(tree, amounts)[ends]
    extra = max(values.ndim, tree._probability.ndim) - 1
    # totals are sorted once, and each strategy's probabilities put into that order
    values = along(values, 1 + extra)
    order = np.argsort(values, axis=0, kind="stable")
    values, order = np.take_along_axis(values, order, axis=0)[:, None], order[:, None]
    for chosen in batches(tree, count):
        p = reach(tree, chosen.reshape(*chosen.shape, *(1,) * extra))[ends]
        shape = np.broadcast_shapes(p.shape, order.shape)
        wide, places = np.broadcast_to(p, shape), np.broadcast_to(order, shape)
        yield values, np.take_along_axis(wide, places, axis=0)


def batches(tree: TreeArrays, count: int) -> Iterator[np.ndarray]:
    """Yield the options (decisions, batch) of all strategies, batch after batch.

    A batch has so many as keep arrays over the nodes small.
    """
    at_once = max(1, TREE_BLOCK // (len(tree) * max(1, int(np.prod(tree.sample_shape)))))
    for first in range(0, count, at_once):
        yield options_at(tree, np.arange(first, min(first + at_once, count)))


def _outcomes(
    children: range,
    several: np.ndarray,
    vectors: dict[int, FloatArray],
    rolled: FloatArray,
    chances: FloatArray,
) -> FloatArray:
    """Return the expectation over outcomes for each combination of their strategies.

    The last outcome's strategy changes first.
    """
    block = slice(children.start, children.stop)
    sure = along(~several[block], rolled.ndim)
    constant = (chances[block] * np.where(sure, rolled[block], 0.0)).sum(axis=0)
    found = np.zeros((1, *rolled.shape[1:]))
    for child in children:
        if several[child]:
            # the sums of every combination so far with every strategy of this outcome
            term = chances[child] * vectors.pop(child)
            found = (found[:, None] + term).reshape(-1, *rolled.shape[1:])
    return np.asarray(found + constant)


def _read(asked: Asked, goal: str, values: FloatArray, probabilities: FloatArray) -> FloatArray:
    """Return a statistic of values (V, ...), ascending, that have these probabilities (V, ...)."""
    word, x = asked
    if word in ("min", "max"):
        most = np.inf if word == "min" else -np.inf
        possible = np.where(probabilities > 0, values, most)
        return np.asarray(possible.min(axis=0) if word == "min" else possible.max(axis=0))
    if word == "quantile":
        return first_share(values, probabilities, x)
    if word == "cvar":
        # the worst first: the lowest of what is maximized
        order = slice(None, None, 1 if goal == "max" else -1)
        return worst_mean(values[order], probabilities[order], x)
    if word == "std":
        return deviation(values, probabilities)
    # mean-variance: risk takes from what is maximized and adds to what is minimized
    spread = deviation(values, probabilities)
    with np.errstate(over="ignore"):
        risk = x * spread * spread
    if not np.isfinite(risk).all():
        raise InvalidInputError(
            "the coefficient times the variance must stay within floating-point range; the"
            f" coefficient is {x:g}, the standard deviation {spread.max():.10g}"
        )
    return np.asarray((values * probabilities).sum(axis=0) + (-risk if goal == "max" else risk))
