"""What the criteria share: payoffs by state, with one goal and one unit, and scores of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _read_rows
from decision_analysis._arrays import FloatArray, broadcastable
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.errors import InvalidInputError

ROUNDING = 4 * np.finfo(np.float64).eps
"""Share of a payoff that rounding may make of it, where it is a sum of some terms."""


def payoffs(table: DecisionTable) -> tuple[FloatArray, bool]:
    """Return the payoffs (..., A, C) and whether more is better; columns share goal and unit."""
    table = _checks.instance("table", table, DecisionTable)
    for what in ("goal", "unit"):
        found = {
            name: getattr(c, what)
            for name, c in zip(table.criterion_names, table.criteria, strict=True)
        }
        if len(set(found.values())) > 1:
            listed = ", ".join(f"{name!r} {word!r}" for name, word in found.items())
            raise InvalidInputError(
                f"the columns are states and must share one {what}; got {listed}"
            )
    # all columns have one goal by now
    return table.values, bool(table.maximize[0])


def best_and_worst(values: FloatArray, more_is_better: bool) -> tuple[FloatArray, FloatArray]:
    """Return the best and the worst payoff (..., A) of each alternative over the states."""
    highest, lowest = values.max(axis=-1), values.min(axis=-1)
    return (highest, lowest) if more_is_better else (lowest, highest)


def payoff_scores(
    method: str,
    table: DecisionTable,
    scores: FloatArray,
    more_is_better: bool,
    references: tuple[str, ...],
    **options: float,
) -> Scores:
    """Return scores (..., A) in the payoffs' own unit and direction."""
    return Scores(
        method=method,
        parameters=options,
        references=references,
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        higher_is_better=more_is_better,
    )


def regrets(values: FloatArray, more_is_better: bool) -> FloatArray:
    """Return how far each payoff (..., A, C) falls short of the best one in its state."""
    # r_ij = max_i x_ij - x_ij, or x_ij - min_i x_ij of costs
    gains = values if more_is_better else -values
    best = gains.max(axis=-2, keepdims=True)
    short = best - gains
    # the rounding of a payoff is no regret
    return np.where(short <= ROUNDING * np.abs(best), 0.0, short)


def chances_of(states: Sequence[str], given: Any) -> FloatArray:
    """Return probabilities (..., C) of the states, by name or in order."""
    array, _ = _read_rows.row("probabilities", given, states, each="state", one="probability")
    return _checks.probabilities(states, array)


def equal_unless(states: Sequence[str], given: Any) -> FloatArray:
    """Return the probabilities given, and equal ones where None."""
    return np.full(len(states), 1 / len(states)) if given is None else chances_of(states, given)


def refuse_unpaired(chances: FloatArray, samples: tuple[int, ...]) -> None:
    """Refuse samples of probabilities that do not pair with those of the table."""
    if not broadcastable(chances.shape[:-1], samples):
        raise InvalidInputError(
            f"samples of probabilities {chances.shape[:-1]} and table {samples} must pair"
        )
