"""`smaa`: how often each alternative takes each rank when weights and tables are uncertain."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Parameters, Result, Weights, weights_array
from decision_analysis.core.parts import Method, Model, checked_method, chunks, ranked
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._performances import Source, performances
from decision_analysis.uncertainty._tally import Tally, competition, tally
from decision_analysis.uncertainty._weight_sampler import GivenWeights, WeightSampler
from decision_analysis.uncertainty._weight_space import WeightSpace

_SHOWN_RANKS = 8


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SmaaResult(Result):
    """Rank acceptability, central weights, confidence factors and pairwise winning indices.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria, the columns of `central_weights`.
    rank_acceptability : ndarray of float, shape (A, A)
        Share of the samples in which alternative a (row) has rank r + 1 (column); rows and columns
        sum to 1.
    standard_error : ndarray of float, shape (A, A)
        Of the rank acceptabilities.
    central_weights : ndarray of float, shape (A, C)
        Mean of the weights with which an alternative is first; NaN where it never is.
    confidence : ndarray of float, shape (A,)
        Share of the performance samples in which an alternative is first, alone or tied, when the
        weights are its central weights; 0 where it is never first.
    confidence_standard_error : ndarray of float, shape (A,)
        Of the confidence factors, the central weights taken as they are; 0 where performances are
        certain.
    pairwise_winning : ndarray of float, shape (A, A)
        Share of the samples in which the alternative of the row ranks before that of the column,
        ties counting half; 0 on the diagonal.
    pairwise_winning_standard_error : ndarray of float, shape (A, A)
        Of the pairwise winning indices; 0 on the diagonal.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    rank_acceptability: FloatArray
    standard_error: FloatArray
    central_weights: FloatArray
    confidence: FloatArray
    confidence_standard_error: FloatArray
    pairwise_winning: FloatArray
    pairwise_winning_standard_error: FloatArray

    def _headline(self) -> str:
        return (
            f"SMAA: {len(self.alternatives)} alternatives, {self.parameters['n_samples']:,} samples"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        shown = min(len(self.alternatives), _SHOWN_RANKS)
        # by the acceptability of rank 1, of equal ones by that of rank 2, and so on
        order = np.lexsort(-self.rank_acceptability.T[::-1])
        headers = ["alternative", *(f"rank {r + 1}" for r in range(shown)), "confidence"]
        headers += [f"weight {name}" for name in self.criteria]
        rows: list[list[_render.Cell]] = []
        for a in order:
            numbers = [
                *self.rank_acceptability[a, :shown],
                self.confidence[a],
                *self.central_weights[a],
            ]
            rows.append([self.alternatives[a], *map(float, numbers)])
        return headers, rows


@dataclasses.dataclass(frozen=True, eq=False)
class _Ranking:
    """First pass: ranks of one chunk, with weights of its own."""

    source: Source
    method: Method
    weights: WeightSampler | GivenWeights
    columns: list[int]

    def cut(self, chunk: int, rows: int) -> _Ranking:
        return dataclasses.replace(self, source=self.source.cut(chunk, rows))

    def __call__(self, chunk: int, rows: int) -> Tally:
        weights = self.weights.chunk(chunk, rows)[:, self.columns]
        table = self.source.chunk(chunk, rows)
        ranks, sizes = competition(ranked(self.method, table, weights, constant=True))
        return tally(ranks, sizes, weights, self.source.clusters(chunk, rows))


@dataclasses.dataclass(frozen=True, eq=False)
class _Confirming:
    """Second pass: in how many rows of a chunk each alternative is first by its central weights."""

    source: Source
    method: Method
    central: FloatArray

    def cut(self, chunk: int, rows: int) -> _Confirming:
        return dataclasses.replace(self, source=self.source.cut(chunk, rows))

    def __call__(self, chunk: int, rows: int) -> IntArray:
        table = self.source.chunk(chunk, rows)
        count = len(self.central)
        first = np.zeros(count, dtype=np.intp)
        for a in np.flatnonzero(~np.isnan(self.central[:, 0])):
            weights = np.broadcast_to(self.central[a], (rows, self.central.shape[1]))
            given = ranked(self.method, table, weights, constant=True)
            ranks, _ = competition(given)
            first[a] = np.count_nonzero(ranks[:, a] == 1)
        return first


@cites(
    "lahdelma_hokkanen_salminen_1998",
    "lahdelma_salminen_2001",
    "liang_zeger_1986",
    "leskinen_et_al_2006",
)
@named
def smaa(
    table: DecisionTable | Model,
    method: Method,
    *,
    weights: Literal["uniform"] | WeightSpace | Weights = "uniform",
    n_samples: int = 10_000,
    rng: np.random.Generator | int | None = None,
    batch: int = BATCH,
    workers: chunks.Workers = None,
    parameters: Parameters | None = None,
    design: Literal["sobol", "lhs", "random"] = "sobol",
    correlation: Any = None,
) -> SmaaResult:
    """Compute how often each alternative takes each rank, and with which weights it is first.

    Parameters
    ----------
    table : DecisionTable or callable
        Performances: one table, certain; a table with one sample axis (S,), whose rows are taken in
        a random order and equally often, so that where `n_samples` is greater than S each stands
        beside several draws of the weights; or a model of sampled parameters as in `simulate`,
        together with `parameters`.
    method : callable
        A function of a table and weights (rows, C) that returns anything with `.ranks` (rows, A),
        competition ranks.
    weights : 'uniform', WeightSpace, DataFrame, mapping, WeightsResult or array_like (N, C)
        Which weights are possible: all that are non-negative and sum to 1, those of a space over
        the same criteria, or the N that are given, such as those of so many people: each draw takes
        one of them, all equally likely. The columns of a data frame are the criteria; an array is
        taken in the table's order.
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
    design : {'sobol', 'lhs', 'random'}
        How parameters are drawn, as in `Parameters.sample`.
    correlation : mapping or array_like, optional
        Rank correlations of the parameters, as in `Parameters.sample`.

    Returns
    -------
    SmaaResult
        With `.rank_acceptability` (A, A), `.central_weights` (A, C), `.confidence` (A,) and
        `.pairwise_winning` (A, A); `.standard_error` (A, A) is that of the first,
        `.confidence_standard_error` and `.pairwise_winning_standard_error` those of the others.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, the space names other criteria, or method or model do not
        take what they are given or return something of the wrong kind or shape.
    ConvergenceError
        If the weights need hit-and-run and it does not mix.

    Notes
    -----
    Each of k alternatives that tie over k ranks gets the share 1/k of each. Weights are drawn
    pseudo-randomly, parameters from one sequence of their own. Confidence factors take a second
    pass over the performances, so that a model is called twice for each chunk of 2^13 rows; before,
    it is called once with one row of base values. No more than a batch is ever held.

    Standard errors say how far the indices may be from those of all weights and all performances.
    Samples that share a row of a stored table are one cluster of them (Liang and Zeger 1986): more
    draws than rows tell more about weights and nothing about performances. A single stored row
    counts as certain. Elsewhere samples are independent; where parameters are drawn from Sobol'
    points the true errors are smaller.

    Examples
    --------
    An alternative of value (.6, .6) beats (1, 0) and (0, 1) where the first weight lies in [.4,
    .6].

    >>> from decision_analysis import DecisionTable, Scores
    >>> from decision_analysis.uncertainty import smaa
    >>> table = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])
    >>> def method(table, weights):
    ...     scores = (table.values * weights[..., None, :]).sum(axis=-1)
    ...     return Scores(method="sum", alternatives=table.alternatives, scores=scores)
    >>> result = smaa(table, method, n_samples=100_000, rng=0)
    >>> result.rank_acceptability[:, 0].round(2), result.central_weights.round(1).tolist()
    (array([0.4, 0.4, 0.2]), [[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]])
    """
    count = _checks.integer("n_samples", n_samples)
    method = checked_method(method)
    entropy = chunks.entropy(rng)
    source, like = performances(table, parameters, count, entropy, design, correlation)
    sampler, columns, said = _drawn(weights, like.criterion_names, entropy)

    # first pass: rank acceptabilities b_i^r, central weights w_i^c, pairwise winning indices
    ranking = _Ranking(source, method, sampler, columns)
    with contextlib.closing(chunks.run(ranking, count, batch=batch, workers=workers)) as parts:
        total = next(parts)
        for part in parts:
            total.add(part)
    error, pairwise_error = total.errors()
    central = total.central_weights()

    # second pass: confidence factors p_i^c, with the central weights, over the performances alone
    confirming = _Confirming(source.once(), method, central)
    rows = source.size or 1
    counts = list(chunks.run(confirming, rows, batch=batch, workers=workers))
    confidence = np.sum(counts, axis=0) / rows
    return SmaaResult(
        method="smaa",
        parameters={"n_samples": count, "weights": said},
        references=cited("lahdelma_hokkanen_salminen_1998", "lahdelma_salminen_2001"),
        alternatives=like.alternatives,
        criteria=like.criterion_names,
        rank_acceptability=total.acceptability(),
        standard_error=error,
        central_weights=central,
        confidence=confidence,
        confidence_standard_error=np.sqrt(confidence * (1 - confidence) / rows),
        pairwise_winning=total.pairwise(),
        pairwise_winning_standard_error=pairwise_error,
    )


def _drawn(
    weights: Any, names: tuple[str, ...], entropy: int
) -> tuple[WeightSampler | GivenWeights, list[int], Any]:
    """Return what draws weights, its draws' columns in criteria order, and what is said of it."""
    if isinstance(weights, WeightSpace):
        _checks.same_names("weights must name each criterion", weights.criteria, names)
        columns = [weights.criteria.index(name) for name in names]
        return weights.sampler(rng=entropy), columns, weights.constraints
    in_order = list(range(len(names)))
    if isinstance(weights, str) and weights == "uniform":
        return WeightSpace(names).sampler(rng=entropy), in_order, weights
    if isinstance(weights, str) or weights is None:
        raise InvalidInputError(f"weights must be 'uniform' or a WeightSpace; got {shown(weights)}")
    rows = weights_array(names, weights)
    if rows.ndim != 2:
        raise InvalidInputError(
            "weights must be 'uniform' or a WeightSpace, or those of so many people (N,"
            f" {len(names)}); got {rows.shape}"
        )
    return GivenWeights(rows, entropy), in_order, f"{len(rows):,} given"
