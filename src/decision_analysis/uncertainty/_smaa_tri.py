"""`smaa_tri`: how often each alternative goes to each category when everything is uncertain."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable
from typing import Any, ClassVar, Literal, TypeAlias

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Parameters, Result, Sampler, Weights
from decision_analysis.core.parts import (
    Model,
    Progress,
    checked_method,
    checked_progress,
    chunks,
    watched,
)
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._assigned import assigned
from decision_analysis.uncertainty._performances import Source, performances
from decision_analysis.uncertainty._possible_weights import PossibleWeights, possible_weights
from decision_analysis.uncertainty._spread import Spread, spread
from decision_analysis.uncertainty._weight_space import WeightSpace

SortingMethod: TypeAlias = Callable[..., Any]


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SmaaTriResult(Result):
    """Category acceptability indices: how often each alternative goes to each category.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The categories, worst first.
    category_acceptability : ndarray of float, shape (A, K)
        Share of the samples in which the alternative (row) goes to the category (column); rows sum
        to 1.
    standard_error : ndarray of float, shape (A, K)
        Of the category acceptability indices.
    at_least : ndarray of float, shape (A, K)
        Share of the samples in which the alternative goes to the category or a better one.
    at_least_standard_error : ndarray of float, shape (A, K)
        Of these shares.
    """

    categories: tuple[str, ...]
    category_acceptability: FloatArray
    standard_error: FloatArray
    at_least: FloatArray
    at_least_standard_error: FloatArray

    def _headline(self) -> str:
        return (
            f"SMAA-TRI: {len(self.alternatives)} alternatives, {len(self.categories)} categories,"
            f" {self.parameters['n_samples']:,} samples"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = [
            [label, *map(float, shares)]
            for label, shares in zip(self.alternatives, self.category_acceptability, strict=True)
        ]
        return ["alternative", *self.categories], rows


@dataclasses.dataclass(eq=False)
class _Count:
    """In how many samples each alternative goes to each category (A, K), and sums by cluster."""

    samples: int
    categories: tuple[str, ...]
    counts: IntArray
    spread: Spread | None

    def add(self, other: _Count) -> None:
        """Add the counts of the next chunk, which has the same categories."""
        if other.categories != self.categories:
            raise InvalidInputError(
                "method must return the same categories in every call; got"
                f" {_checks.listed(self.categories)} and {_checks.listed(other.categories)}"
            )
        self.samples += other.samples
        self.counts = self.counts + other.counts
        if self.spread is not None and other.spread is not None:
            self.spread.add(other.spread)

    def error(self, means: FloatArray) -> FloatArray:
        """Return the standard errors (2, A, K) of shares."""
        if self.spread is not None:
            return np.sqrt(self.spread.variance(means, self.samples))
        return np.sqrt(means * (1 - means) / self.samples)


@dataclasses.dataclass(frozen=True, eq=False)
class _Sorting:
    """The categories of one chunk, with weights and preferences of its own."""

    sums: ClassVar[bool] = True

    source: Source
    method: SortingMethod
    weights: PossibleWeights
    preferences: Sampler | None

    def cut(self, chunk: int, rows: int) -> _Sorting:
        return chunks.cut_parts(self, chunk, rows, "source", "preferences")

    def __call__(self, chunk: int, rows: int) -> _Count:
        weights = self.weights.chunk(chunk, rows)
        table = self.source.chunk(chunk, rows)
        drawn = None if self.preferences is None else self.preferences.chunk(chunk, rows)
        categories, found = assigned(self.method, table, weights, drawn)
        clusters = self.source.clusters(chunk, rows)
        size = (len(table.alternatives), len(categories))
        if clusters is None:
            return _Count(rows, categories, _counts(found, size), None)
        # sums over the draws that share a row of a stored table
        starts = np.flatnonzero(np.r_[True, np.diff(clusters) > 0])
        draws = np.diff(np.r_[starts, len(clusters)])
        totals = np.stack([_counts(part, size) for part in np.split(found, starts[1:])])
        both = np.stack([totals, _or_better(totals)], axis=1).astype(np.float64)
        return _Count(rows, categories, totals.sum(axis=0), spread(clusters[starts], both, draws))


def _counts(found: IntArray, size: tuple[int, int]) -> IntArray:
    """Count assignments (rows, A) by alternative and category."""
    cells = np.arange(size[0]) * size[1] + found
    return np.bincount(cells.ravel(), minlength=size[0] * size[1]).reshape(size).astype(np.intp)


def _or_better(counts: IntArray) -> IntArray:
    return np.cumsum(counts[..., ::-1], axis=-1)[..., ::-1]


@cites("tervonen_et_al_2009", "lahdelma_salminen_2001", "liang_zeger_1986")
@named
def smaa_tri(
    table: DecisionTable | Model,
    method: SortingMethod,
    *,
    weights: Literal["uniform"] | WeightSpace | Weights = "uniform",
    n_samples: int = 10_000,
    rng: np.random.Generator | int | None = None,
    batch: int = BATCH,
    workers: chunks.Workers = None,
    parameters: Parameters | None = None,
    preferences: Parameters | None = None,
    design: Literal["sobol", "lhs", "random"] = "sobol",
    correlation: Any = None,
    progress: Progress | None = None,
) -> SmaaTriResult:
    """Compute how often a sorting method assigns each alternative to each category.

    Parameters
    ----------
    table : DecisionTable or callable
        Performances as in `smaa`: one table, a table of samples, or a model together with
        `parameters`.
    method : callable
        A function of a table and weights (rows, C) that returns a `Sorting` of assignments (rows,
        A), or anything with such `.assignment` and `.categories`; such as
        ``lambda table, weights: mcda.electre_tri(table, weights, profiles=...)``. With
        `preferences` it has a third argument, the mapping of their samples.
    weights : 'uniform', WeightSpace, DataFrame, mapping, WeightsResult or array_like (N, C)
        Which weights are possible, as in `smaa`.
    n_samples : int
        How many samples.
    rng : numpy.random.Generator or int, optional
        The seed of all streams; None draws a fresh one.
    batch : int
        How many rows are in work at once; it does not change the answer.
    workers : None, int, executor or callable
        As in `simulate`; it does not change the answer.
    parameters : Parameters, optional
        What a model's samples are drawn from.
    preferences : Parameters, optional
        What else of the preferences is uncertain, such as cut levels, thresholds and numbers of
        profiles: drawn independently of the rest, and given to the method as {name: (rows,)}.
    design : {'sobol', 'lhs', 'random'}
        How parameters are drawn, as in `Parameters.sample`; preferences are drawn pseudo-randomly.
    correlation : mapping or array_like, optional
        Rank correlations of the parameters, as in `Parameters.sample`.
    progress : callable, optional
        Called as `progress(done, total, what)` with numbers of samples, first and after each chunk.

    Returns
    -------
    SmaaTriResult
        With `.category_acceptability` (A, K) and its `.standard_error`, and `.at_least` (A, K), the
        shares of a category or better.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, the space names other criteria, the categories change from
        call to call, or method or model do not take what they are given or return something of the
        wrong kind or shape.
    ConvergenceError
        If the weights need hit-and-run and it does not mix.

    Notes
    -----
    The category acceptability index of alternative i and category h is the share of all weights,
    performances and preferences with which i goes to h. Weights are drawn as in `smaa`: the same
    seed draws the same ones. Standard errors are those of shares of independent samples; draws that
    share a row of a stored table are one cluster (Liang and Zeger 1986).

    Examples
    --------
    What is good by a half of the weight is good: a first criterion of weight at least .5 happens in
    half of the cases.

    >>> from decision_analysis import DecisionTable, Sorting
    >>> from decision_analysis.uncertainty import smaa_tri
    >>> table = DecisionTable([[1, 0], [1, 1], [0, 0]], ["x", "y"], ["one", "both", "none"])
    >>> def majority(table, weights):
    ...     good = (table.values * weights[:, None, :]).sum(axis=-1) >= 0.5
    ...     return Sorting(
    ...         method="majority",
    ...         alternatives=table.alternatives,
    ...         categories=("bad", "good"),
    ...         assignment=good.astype(int),
    ...     )
    >>> result = smaa_tri(table, majority, n_samples=100_000, rng=0)
    >>> result.category_acceptability.round(2).tolist()
    [[0.5, 0.5], [0.0, 1.0], [1.0, 0.0]]
    """
    count = _checks.integer("n_samples", n_samples)
    method, progress = checked_method(method), checked_progress(progress)
    entropy = chunks.entropy(rng)
    source, like = performances(table, parameters, count, entropy, design, correlation)
    possible = possible_weights(weights, like.criterion_names, entropy)
    drawn = None
    if preferences is not None:
        _checks.instance("preferences", preferences, Parameters)
        # streams of their own, also where a parameter of the model has the same name
        apart = chunks.entropy(chunks.stream(entropy, "smaa_tri preferences", 0))
        drawn = preferences.sampler(count, rng=apart, design="random")

    # category acceptability indices pi_i^h
    sorting = _Sorting(source, method, possible, drawn)
    run = chunks.run(sorting, count, batch=batch, workers=workers)
    with contextlib.closing(watched(run, count, progress, "category acceptability")) as parts:
        total = next(parts)
        for part in parts:
            total.add(part)
    both = np.stack([total.counts, _or_better(total.counts)]) / total.samples
    error, at_least_error = total.error(both)
    return SmaaTriResult(
        method="SMAA-TRI",
        parameters={"n_samples": count, "weights": possible.said},
        references=cited("tervonen_et_al_2009"),
        alternatives=like.alternatives,
        criteria=like.criterion_names,
        categories=total.categories,
        category_acceptability=both[0],
        standard_error=error,
        at_least=both[1],
        at_least_standard_error=at_least_error,
    )
