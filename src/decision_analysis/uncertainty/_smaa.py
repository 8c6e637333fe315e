"""`smaa`: how often each alternative takes each rank when weights and tables are uncertain."""

from __future__ import annotations

import contextlib
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Parameters, Weights
from decision_analysis.core.parts import (
    Method,
    Model,
    Progress,
    checked_method,
    checked_progress,
    chunks,
    watched,
)
from decision_analysis.uncertainty._entropies import (
    choice_entropy,
    rank_entropies,
    ranking_entropy,
)
from decision_analysis.uncertainty._meta_weights import MetaWeights, meta_weights_array
from decision_analysis.uncertainty._passes import TOO_MANY, Confirming, Ranking
from decision_analysis.uncertainty._performances import performances
from decision_analysis.uncertainty._possible_weights import possible_weights
from decision_analysis.uncertainty._smaa_result import SmaaResult
from decision_analysis.uncertainty._weight_space import WeightSpace


@cites(
    "lahdelma_hokkanen_salminen_1998",
    "lahdelma_salminen_2001",
    "liang_zeger_1986",
    "leskinen_et_al_2006",
    "barron_barrett_1996, centroid weights",
    "shannon_1948",
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
    meta_weights: MetaWeights = "centroid",
    progress: Progress | None = None,
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
        competition ranks; of `Scores` that rank by number the scores are read.
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
    meta_weights : {'centroid', 'linear', 'inverse', 'first'} or array_like (A,)
        What ranks count for in the holistic acceptability index, 1 for rank 1: see Notes. Numbers
        must not rise from a rank to the next, and are divided by the first.
    progress : callable, optional
        Called as `progress(done, total, what)` with numbers of samples, first and after each chunk.

    Returns
    -------
    SmaaResult
        With `.rank_acceptability` (A, A), `.central_weights` (A, C), `.confidence` (A,),
        `.pairwise_winning` (A, A), `.holistic_acceptability` (A,), `.expected_rank` (A,),
        `.rank_entropy` (A,), `.choice_entropy`, `.ranking_entropy` and `.distinct_rankings`.
        `.standard_error` (A, A) is that of the first; others have their name, as in
        `.confidence_standard_error`.

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

    The holistic acceptability index of an alternative is sum_r alpha_r b_r, with the acceptability
    b_r of rank r and 1 = alpha_1 >= alpha_2 >= ... >= 0. Of A ranks

    ==========  ==================================================
    scheme      alpha_r
    ==========  ==================================================
    'centroid'  (1/r + ... + 1/A) / (1/1 + ... + 1/A)
    'linear'    (A - r) / (A - 1)
    'inverse'   1 / r
    'first'     1 for rank 1, else 0: the acceptability of rank 1
    ==========  ==================================================

    An entropy is -sum p log2 p over the shares p of ranks, of first alternatives or of complete
    rankings (one with ties is another). Each is low by about (K - 1) / (2 n ln 2) bits for K of
    these among n samples. Rankings are told apart up to 131,072 of them, within 6 MB; of more,
    whose entropy would need many more samples, nothing is said (None).

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
    method, progress = checked_method(method), checked_progress(progress)
    entropy = chunks.entropy(rng)
    source, like = performances(table, parameters, count, entropy, design, correlation)
    possible = possible_weights(weights, like.criterion_names, entropy)
    ranks = len(like.alternatives)
    scheme = meta_weights_array(meta_weights, ranks)
    scales = np.stack([scheme, np.arange(1.0, ranks + 1)])

    # first pass: rank acceptabilities b_i^r, central weights w_i^c, pairwise winning indices
    ranking = Ranking(source, method, possible, scales)
    run = chunks.run(ranking, count, batch=batch, workers=workers)
    with contextlib.closing(
        watched(run, count, progress, "rank acceptability", after=source.size)
    ) as parts:
        total = next(parts)
        for part in parts:
            total.add(part)
            if total.rankings.keys is None and ranking.run not in TOO_MANY:
                TOO_MANY.append(ranking.run)
    error, pairwise_error, (holistic_error, rank_error) = total.errors()
    central = total.central_weights()

    # second pass: confidence factors p_i^c, with the central weights, over the performances alone
    confirming = Confirming(source.once(), method, central)
    rows = source.size or 1
    run_again = chunks.run(confirming, rows, batch=batch, workers=workers)
    told = progress if source.size else None
    with contextlib.closing(
        watched(run_again, rows, told, "confidence factors", before=count)
    ) as firsts:
        confidence = np.asarray(sum(firsts)) / rows
    holistic, expected_rank = total.scaled()
    rank_entropy, rank_entropy_error = rank_entropies(total)
    choice, choice_error = choice_entropy(total)
    whole, whole_error, distinct = ranking_entropy(total)
    return SmaaResult(
        method="smaa",
        parameters={
            "n_samples": count,
            "weights": possible.said,
            "meta_weights": meta_weights if isinstance(meta_weights, str) else scheme,
        },
        references=cited("lahdelma_hokkanen_salminen_1998", "lahdelma_salminen_2001"),
        alternatives=like.alternatives,
        criteria=like.criterion_names,
        rank_acceptability=total.acceptability(),
        standard_error=error,
        central_weights=central,
        central_weights_standard_error=total.central_errors(),
        confidence=confidence,
        confidence_standard_error=np.sqrt(confidence * (1 - confidence) / rows),
        pairwise_winning=total.pairwise(),
        pairwise_winning_standard_error=pairwise_error,
        holistic_acceptability=holistic,
        holistic_acceptability_standard_error=holistic_error,
        expected_rank=expected_rank,
        expected_rank_standard_error=rank_error,
        rank_entropy=rank_entropy,
        rank_entropy_standard_error=rank_entropy_error,
        choice_entropy=choice,
        choice_entropy_standard_error=choice_error,
        ranking_entropy=whole,
        ranking_entropy_standard_error=whole_error,
        distinct_rankings=distinct,
    )
