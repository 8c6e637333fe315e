"""`compare`: what several methods make of one table, and how much that depends on the method."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

import numpy as np

from decision_analysis import _checks, ranking
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH
from decision_analysis._named import leads_out, named, place
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Scores, Weights, weights_array
from decision_analysis.core.parts import by_alternative, call, chunks
from decision_analysis.errors import (
    DecisionAnalysisError,
    DegenerateDataWarning,
    InvalidInputError,
)
from decision_analysis.mcda._door import sample_shape
from decision_analysis.mcda.comparison._compare_result import CompareResult
from decision_analysis.uncertainty import WeightSpace, smaa

Correlation: TypeAlias = Literal["spearman", "kendall_tau", "weighted_spearman", "ws"]
CORRELATIONS = ("spearman", "kendall_tau", "weighted_spearman", "ws")

Compared: TypeAlias = Callable[..., Any] | tuple[Callable[..., Any], Mapping[str, Any]]


@cites("lahdelma_hokkanen_salminen_1998", "salabun_urbaniak_2020")
@named
def compare(
    table: DecisionTable,
    weights: Weights,
    *,
    methods: Mapping[str, Compared],
    correlation: Correlation = "spearman",
    space: WeightSpace | None = None,
    n_samples: int | None = 10_000,
    rng: np.random.Generator | int | None = None,
    batch: int = BATCH,
    workers: chunks.Workers = None,
) -> CompareResult:
    """Compare how several methods rank the alternatives, and how often each has them first.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Passed to every method as given.
    methods : mapping of str to callable or (callable, mapping)
        By a label of your own each method: a function of a table and weights that returns a result
        with `.ranks`, such as one of `mcda` or what `functools.partial` makes of it; or a pair of a
        function and its options.
    correlation : {'spearman', 'kendall_tau', 'weighted_spearman', 'ws'}
        The function of `ranking` by which two methods agree.
    space : WeightSpace, optional
        The weights that are possible; None holds all for so that are not negative and sum to 1.
    n_samples : int or None
        How many weights are drawn from it for `.shares`, the same ones for each method; None draws
        none.
    rng : numpy.random.Generator or int, optional
        The seed of these draws; None draws a fresh one.
    batch : int
        How many weights are in work at once; it does not change the answer.
    workers : None, int, executor or callable
        As in `uncertainty.smaa`; it does not change the answer.

    Returns
    -------
    CompareResult
        With `.scores` and `.ranks` (..., M, A), `.agreement` (..., M, M), `.disagreements`, and
        `.shares` with `.standard_error` (M, A).

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, or a method fails or returns no ranks; it is named by its
        label.

    Notes
    -----
    Scores of different methods have scales of their own, and are not to be compared with one
    another; ranks are. That methods agree is no proof: those that begin with the same
    normalization, or the same weights, share its faults. The shares are first-rank acceptability
    indices (Lahdelma et al. 1998), over performances too where the table has samples. Where an
    alternative wins by one method only, ask which of the methods' assumptions holds, not which
    result is liked.

    Examples
    --------
    >>> import decision_analysis as da
    >>> cars = da.DecisionTable.from_rows(
    ...     {"Corsa": [5490, 51.4, 8.5], "Clio": [6500, 70.6, 7.0], "Fiesta": [6489, 54.3, 7.5]},
    ...     [da.Criterion("price", "min"), "economy", "style"],
    ... )
    >>> found = da.mcda.compare(
    ...     cars,
    ...     {"price": 0.5, "economy": 0.3, "style": 0.2},
    ...     methods={
    ...         "sum": da.mcda.weighted_sum,
    ...         "minmax": (da.mcda.weighted_sum, {"normalization": "minmax"}),
    ...         "TOPSIS": da.mcda.topsis,
    ...     },
    ...     rng=1,
    ... )
    >>> found
    compare: 3 method(s), 3 alternatives, ordered differently: 1 pair(s)
       alternative  sum  minmax  TOPSIS
       Corsa          1       1       2
       Clio           2       2       1
       Fiesta         3       3       3
    >>> found.disagreements
    (('Corsa', 'Clio', ('sum', 'minmax'), ('TOPSIS',)),)
    >>> found.agreement[0].tolist()
    [1.0, 1.0, 0.5]
    """
    table = _checks.instance("table", table, DecisionTable)
    shape = sample_shape(
        table=table.sample_shape, weights=weights_array(table.criterion_names, weights).shape[:-1]
    )
    labels = _checks.keys("methods", _checks.mapping("methods", methods))
    functions = [_function(label, methods[label]) for label in labels]
    _checks.one_of("correlation", correlation, CORRELATIONS)
    if space is not None:
        _checks.instance("space", space, WeightSpace)
        _checks.same_names("space must name each criterion", space.criteria, table.criterion_names)
    count = None if n_samples is None else _checks.integer("n_samples", n_samples)
    entropy = chunks.entropy(rng)
    answers = [
        _answer(label, function, table, weights, shape)
        for label, function in zip(labels, functions, strict=True)
    ]
    ranks = np.stack([answer[0] for answer in answers], axis=-2)
    shares = error = None
    if count is not None:
        # one seed, so that all methods are asked with the same weights
        asked = [
            _first_ranks(label, function, table, space, count, entropy, batch, workers)
            for label, function in zip(labels, functions, strict=True)
        ]
        shares, error = (np.stack(part) for part in zip(*asked, strict=True))
    return CompareResult(
        method="compare",
        parameters={"correlation": correlation, "n_samples": count},
        references=cited("lahdelma_hokkanen_salminen_1998"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        methods=labels,
        ranks=ranks,
        scores=np.stack([answer[1] for answer in answers], axis=-2),
        higher_is_better=np.array([answer[2] for answer in answers]),
        agreement=_agreement(ranks, correlation),
        shares=shares,
        standard_error=error,
    )


def _function(label: str, given: object) -> Callable[..., Any]:
    """Return a method with its options."""
    what = f"method {label!r}"
    if isinstance(given, tuple) and len(given) == 2:
        function, options = given
        options = _checks.mapping(f"options of {what}", options, empty=True)
        names = _checks.keys(f"options of {what}", options) if options else ()
        given = (
            functools.partial(function, **{name: options[name] for name in names})
            if (callable(function))
            else function
        )
    if not callable(given):
        raise InvalidInputError(
            f"{what} must be a function of a table and weights, or a pair of one and its options;"
            f" got {shown(given)}"
        )
    return given


def _answer(
    label: str,
    function: Callable[..., Any],
    table: DecisionTable,
    weights: Weights,
    shape: tuple[int, ...],
) -> tuple[IntArray, FloatArray, bool]:
    """Return ranks and scores (..., A) of a method, and whether more is better."""
    result = _called(label, function, table, weights)
    what, wanted = f"method {label!r}", (*shape, len(table.alternatives))
    given = getattr(result, "ranks", None)
    if given is None:
        raise InvalidInputError(f"{what} must return a result with .ranks; got {shown(result)}")
    ranks = _checks.numeric_array(f"ranks of {what}", by_alternative(what, table, result, given))
    if ranks.shape != wanted and ranks.shape != wanted[-1:]:
        raise InvalidInputError(f"{what} must return ranks of shape {wanted}; got {ranks.shape}")
    _checks.all_finite(f"ranks of {what}", ranks)
    if (ranks != np.round(ranks)).any() or ranks.min() < 1 or ranks.max() > wanted[-1]:
        raise InvalidInputError(
            f"{what} must return ranks from 1 to {wanted[-1]}, whole numbers; got"
            f" {ranks.min():g} to {ranks.max():g}"
        )
    whole = np.broadcast_to(ranks, wanted).astype(np.intp)
    if not isinstance(result, Scores):
        return whole, whole.astype(np.float64), False
    return whole, np.broadcast_to(result.scores, wanted), result.higher_is_better


def _first_ranks(
    label: str,
    function: Callable[..., Any],
    table: DecisionTable,
    space: WeightSpace | None,
    count: int,
    entropy: int,
    batch: int,
    workers: chunks.Workers,
) -> tuple[FloatArray, FloatArray]:
    """Return how often each alternative is first by a method, and standard errors (A,)."""
    if len(table.sample_shape) > 1:
        table = table._with(table.values.reshape(-1, *table.values.shape[-2:]))

    def asked() -> Any:
        return smaa(
            table,
            function,
            weights="uniform" if space is None else space,
            n_samples=count,
            rng=entropy,
            batch=batch,
            workers=workers,
        )

    # what is degenerate with the weights given has been said, and others are only imagined
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)
        found = _called(label, asked)
    return found.rank_acceptability[:, 0], found.standard_error[:, 0]


@leads_out
def _called(label: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a method; what it raises is told with its label."""
    try:
        return call("method", "a function of a table and weights", function, *arguments)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        if isinstance(error, DecisionAnalysisError):
            reason = error.message if error.where == place() else str(error)
        raise InvalidInputError(
            f"method {label!r} must take this table and these weights; {reason}"
        ) from error


def _agreement(ranks: IntArray, correlation: Correlation) -> FloatArray:
    """Return the correlations (..., M, M) of ranks (..., M, A)."""
    if ranks.shape[-1] < 2:
        # one alternative has the same rank for all
        return np.ones((*ranks.shape[:-1], ranks.shape[-2]))
    function = getattr(ranking, correlation)
    return np.asarray(function(ranks[..., :, None, :], ranks[..., None, :, :]), dtype=np.float64)
