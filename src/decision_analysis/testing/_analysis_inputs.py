"""What an analysis is fed, by parameter name: random models, tables, values and rankings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    Scores,
)
from decision_analysis.testing._random_tables import Goal, table_without_ties

ALTERNATIVES, CRITERIA, PARAMETERS, PEOPLE = 5, 3, 4, 7
"""All sizes differ, so that the size of an axis tells what it is of."""


@dataclasses.dataclass(frozen=True, eq=False)
class LinearModel:
    """A model of one criterion whose payoffs are linear in its parameters."""

    alternatives: tuple[str, ...]
    names: tuple[str, ...]
    constants: FloatArray
    slopes: FloatArray
    goal: Goal
    sign: float = 1.0

    def __call__(self, samples: Mapping[str, FloatArray]) -> DecisionTable:
        # (rows, 1, parameters) times (alternatives, parameters), summed: (rows, alternatives)
        drawn = np.stack([samples[name] for name in self.names], axis=-1)
        payoffs = self.constants + (drawn[..., None, :] * self.slopes).sum(axis=-1)
        criteria = [Criterion("payoff", self.goal)]
        return DecisionTable(self.sign * payoffs[..., None], criteria, self.alternatives)


@dataclasses.dataclass(frozen=True)
class Uniform:
    """A uniform distribution, which costs nothing to draw from and equals its copies."""

    low: float
    high: float

    def ppf(self, share: Any) -> Any:
        return self.low + (self.high - self.low) * np.asarray(share)


def weighted_sum(table: DecisionTable, weights: FloatArray) -> Scores:
    """Score by the weighted sum of performances, costs negative: the method analyses are given."""
    gains = np.where(table.maximize, table.values, -table.values)
    scores = (gains * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return Scores(method="weighted sum", alternatives=table.alternatives, scores=scores)


@dataclasses.dataclass(frozen=True, eq=False)
class Draws:
    """One random problem; whatever is asked of it, in whatever order, is the same again."""

    seed: int
    rows: int
    names: Collection[str]

    def rng(self, tag: int) -> np.random.Generator:
        # a stream for each tag, so that what is asked first changes nothing about the rest
        return np.random.default_rng([self.seed, tag])

    @property
    def goal(self) -> Goal:
        return "min" if self.seed % 2 else "max"

    @property
    def alternatives(self) -> tuple[str, ...]:
        # labels in no order, so that sorting by label shows
        return tuple(f"a{i}" for i in self.rng(0).permutation(ALTERNATIVES + 8)[:ALTERNATIVES])

    @property
    def parameter_names(self) -> tuple[str, ...]:
        return tuple(f"p{i}" for i in self.rng(1).permutation(PARAMETERS))

    @property
    def slopes(self) -> FloatArray:
        return self.rng(2).normal(size=(ALTERNATIVES, PARAMETERS))


def _model(draws: Draws) -> LinearModel:
    constants = draws.rng(3).uniform(0, 0.5, ALTERNATIVES)
    return LinearModel(
        draws.alternatives, draws.parameter_names, constants, draws.slopes, draws.goal
    )


def _parameters(draws: Draws) -> Parameters:
    lows = draws.rng(4).uniform(-1, 0, PARAMETERS)
    return Parameters(
        [
            Parameter(name, low + 0.4, Uniform(low, low + 1), low=low, high=low + 1)
            for name, low in zip(draws.parameter_names, lows.tolist(), strict=True)
        ]
    )


def _table(draws: Draws) -> DecisionTable:
    """Draw a table for a method, with both goals; or one of payoffs by state.

    The former is sampled where there are samples to draw.
    """
    goals: dict[str, Goal]
    if "method" in draws.names:
        goals = {f"c{j}": "min" if (draws.seed + j) % 2 else "max" for j in range(CRITERIA)}
        samples = (draws.rows,) if "n_samples" in draws.names else ()
        return table_without_ties(draws.rng(5), draws.alternatives, goals, samples)
    goals = {f"s{j}": draws.goal for j in range(CRITERIA)}
    return table_without_ties(draws.rng(5), draws.alternatives, goals)


def _weights(draws: Draws) -> dict[str, float]:
    shares = draws.rng(6).uniform(1, 3, CRITERIA)
    return {f"c{j}": share for j, share in enumerate((shares / shares.sum()).tolist())}


def _samples(draws: Draws) -> dict[str, FloatArray]:
    drawn = draws.rng(7).normal(size=(draws.rows, PARAMETERS))
    return {name: drawn[:, p].copy() for p, name in enumerate(draws.parameter_names)}


def _values(draws: Draws) -> Any:
    """Draw sampled values of the alternatives; beside weights, a table of partial values.

    The more of these, the better.
    """
    if "weights" in draws.names:
        goals: dict[str, Goal] = {f"c{j}": "max" for j in range(CRITERIA)}
        return table_without_ties(draws.rng(5), draws.alternatives, goals)
    # values depend on the samples of the parameters, and on some noise besides
    drawn = draws.rng(7).normal(size=(draws.rows, PARAMETERS))
    noise = draws.rng(8).normal(size=(draws.rows, ALTERNATIVES))
    return Scores(
        method="values",
        alternatives=draws.alternatives,
        scores=(drawn[:, None, :] * draws.slopes).sum(axis=-1) + 0.3 * noise,
        higher_is_better=draws.goal == "max",
    )


def _rankings(draws: Draws) -> list[dict[str, float]]:
    people = draws.rng(9).permuted(np.tile(np.arange(1.0, ALTERNATIVES + 1), (PEOPLE, 1)), axis=1)
    return [dict(zip(draws.alternatives, ranks.tolist(), strict=True)) for ranks in people]


def _judgements(draws: Draws) -> list[dict[str, float]]:
    people = draws.rng(10).uniform(1, 2, (PEOPLE, ALTERNATIVES))
    return [dict(zip(draws.alternatives, row.tolist(), strict=True)) for row in people]


def _approvals(draws: Draws) -> list[dict[str, bool]]:
    rng = draws.rng(12)
    # each alternative is approved of by another number of people, so that none tie
    keenest = rng.permuted(np.tile(np.arange(PEOPLE), (ALTERNATIVES, 1)), axis=1).T
    people = keenest <= rng.permutation(ALTERNATIVES)
    return [dict(zip(draws.alternatives, row.tolist(), strict=True)) for row in people]


def _utilities(draws: Draws) -> dict[str, dict[str, float]]:
    """Draw what everybody gains by each alternative; some lose by some."""
    gains = draws.rng(13).uniform(-0.2, 2, (ALTERNATIVES, PEOPLE))
    return {
        label: {f"k{k}": gain for k, gain in enumerate(row)}
        for label, row in zip(draws.alternatives, gains.tolist(), strict=True)
    }


def _comparisons(draws: Draws) -> list[dict[tuple[str, str], float]]:
    labels = draws.alternatives
    pairs = [(a, b) for i, a in enumerate(labels) for b in labels[i + 1 :]]
    # ratios between 1/e and e
    people = np.exp(draws.rng(11).uniform(-1, 1, (PEOPLE, len(pairs))))
    return [dict(zip(pairs, row.tolist(), strict=True)) for row in people]


BUILT: dict[str, Callable[[Draws], Any]] = {
    "model": _model,
    "parameters": _parameters,
    "table": _table,
    "method": lambda draws: weighted_sum,
    "weights": _weights,
    "values": _values,
    "scores": _values,
    "samples": _samples,
    "of": lambda draws: draws.parameter_names[0],
    "rankings": _rankings,
    "judgements": _judgements,
    "approvals": _approvals,
    "utilities": _utilities,
    "disagreement": lambda draws: {f"k{k}": 0.0 for k in range(PEOPLE)},
    "comparisons": _comparisons,
    "n_samples": lambda draws: draws.rows,
    "rng": lambda draws: 1,
}
"""The values of required parameters, and of `n_samples` and `rng` wherever they are taken."""
