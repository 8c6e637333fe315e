"""`exact_acceptability`: the indices of SMAA by volumes, for scores linear in the weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, tie_tolerance
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LINEARITY, MOST_PIECES, PIECES_AT_ONCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result
from decision_analysis.core.parts import Method, by_alternative, call, checked_method, chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._pieces import Pieces, too_many
from decision_analysis.uncertainty._possible_weights import order_in
from decision_analysis.uncertainty._weight_space import WeightSpace

_TRIALS = 32  # weights at which the scores are compared with what linear ones would be


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ExactAcceptabilityResult(Result):
    """Exact rank acceptability indices, central weights and pairwise winning indices.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria, the columns of `central_weights`.
    rank_acceptability : ndarray of float, shape (A, A)
        Share of the weights with which alternative a (row) has rank r + 1 (column); rows and
        columns sum to 1.
    central_weights : ndarray of float, shape (A, C)
        Mean of the weights with which an alternative is first; NaN where it never is.
    pairwise_winning : ndarray of float, shape (A, A)
        Share of the weights with which the alternative of the row ranks before that of the column;
        0.5 where both always tie; 0 on the diagonal.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    rank_acceptability: FloatArray
    central_weights: FloatArray
    pairwise_winning: FloatArray

    def _headline(self) -> str:
        return (
            f"exact acceptability: {len(self.alternatives)} alternatives,"
            f" {len(self.criteria)} criteria"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        ranks = [f"rank {r + 1}" for r in range(len(self.alternatives))]
        headers = ["alternative", *ranks, *(f"weight {name}" for name in self.criteria)]
        # by the acceptability of rank 1, of equal ones by that of rank 2, and so on
        order = np.lexsort(-self.rank_acceptability.T[::-1].round(12))
        rows: list[list[_render.Cell]] = []
        for a in order:
            numbers = [*self.rank_acceptability[a], *self.central_weights[a]]
            rows.append([self.alternatives[a], *map(float, numbers)])
        return headers, rows


@cites("lahdelma_hokkanen_salminen_1998", "lahdelma_salminen_2001")
@named
def exact_acceptability(
    table: DecisionTable,
    method: Method,
    *,
    weights: Literal["uniform"] | WeightSpace = "uniform",
) -> ExactAcceptabilityResult:
    """Compute the indices of SMAA without sampling, for small tables and scores linear in weights.

    Parameters
    ----------
    table : DecisionTable
        Performances (A, C), certain.
    method : callable
        A function of a table and weights (rows, C) that returns `Scores` (rows, A), each linear in
        the weights: weighted sums and additive values.
    weights : 'uniform' or WeightSpace
        Which weights are possible: all that are non-negative and sum to 1, or those of a space over
        the same criteria.

    Returns
    -------
    ExactAcceptabilityResult
        With `.rank_acceptability` (A, A), `.central_weights` (A, C) and `.pairwise_winning` (A, A),
        as of `smaa`.

    Raises
    ------
    InvalidInputError
        If the table has samples, the space names other criteria, the scores are not linear in the
        weights, or there are too many criteria or alternatives: more than 16,777,216 simplices.

    Notes
    -----
    Where one alternative's score is linear in the weights, its lead over another is 0 on a
    hyperplane. The space is cut into simplices by the hyperplanes of all its leads; in each its
    rank is the same, and volumes add up to acceptabilities, volumes times centers to central
    weights. Volumes are products of shares of edges, never differences, so that they are exact to
    rounding. That scores are linear is found by comparing those at 32 weights with what the scores
    at weights of 1 for each criterion say. Alternatives that tie with all weights share ranks.

    The number of simplices grows fast: 20 alternatives of 4 criteria, 10 of 5 and 6 of 6 take a
    second or two, 8 of 6 may take half a minute or be too many. `smaa` has no such limit.

    Examples
    --------
    An alternative of value (.6, .6) beats (1, 0) and (0, 1) where the first weight lies in [.4,
    .6].

    >>> from decision_analysis import DecisionTable, mcda
    >>> from decision_analysis.uncertainty import exact_acceptability
    >>> table = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])
    >>> def method(table, weights):
    ...     return mcda.weighted_sum(table, weights, normalization=None)
    >>> exact_acceptability(table, method)
    exact acceptability: 3 alternatives, 2 criteria
       alternative  rank 1  rank 2  rank 3  weight x  weight y
       left            0.4     0.1     0.5       0.8       0.2
       right           0.4     0.1     0.5       0.2       0.8
       middle          0.2     0.8     0.0       0.5       0.5
    """
    if not isinstance(table, DecisionTable):
        raise InvalidInputError(f"table must be a DecisionTable; got {shown(table)}")
    if table.sample_shape:
        raise InvalidInputError(
            f"table must be one without samples; got samples {table.sample_shape}"
        )
    method = checked_method(method)
    names = table.criterion_names
    if isinstance(weights, str) and weights == "uniform":
        space = WeightSpace(names)
    elif isinstance(weights, WeightSpace):
        space = weights
    else:
        raise InvalidInputError(f"weights must be 'uniform' or a WeightSpace; got {shown(weights)}")
    columns = order_in(space, names)
    start = space._pieces()
    if columns is not None:
        start = Pieces(start.corners[..., columns], start.volumes)

    # the score of alternative a is sum_c w_c v_ac
    values = _partial_values(table, method, start)
    noise = tie_tolerance(values.ravel()).item()
    count = len(values)
    acceptability, winning = np.zeros((count, count)), np.zeros((count, count))
    central = np.full((count, len(names)), np.nan)
    met = 0
    for a in range(count):
        leads = values[a] - values
        tied = (np.abs(start.corners @ leads.T) <= noise).all(axis=(0, 1))
        shares, first, most = np.zeros(count), 0.0, np.zeros(len(names))
        for cells in _cells(start, leads[~tied], noise):
            met += len(cells)
            # what the first alternatives take foretells the whole
            if met > MOST_PIECES * min(1.0, 3 * (a + 1) / count):
                raise too_many(MOST_PIECES)
            # others that are before a in each cell; those that tie with it tie everywhere
            ahead = cells.corners.mean(axis=1) @ leads.T > 0
            before = (~ahead & ~tied).sum(axis=1)
            shares += np.bincount(before, weights=cells.volumes, minlength=count)
            winning[a] += cells.volumes @ ahead
            best = cells[before == 0]
            first, most = first + best.volume(), most + best.moment()
        also = int(tied.sum())
        for rank in range(also):
            acceptability[a, rank:] += shares[: count - rank] / also
        winning[a, tied] = 0.5
        if first > 0:
            central[a] = most / first
    np.fill_diagonal(winning, 0.0)
    return ExactAcceptabilityResult(
        method="exact acceptability",
        parameters={"weights": space.constraints or "uniform"},
        references=cited("lahdelma_hokkanen_salminen_1998", "lahdelma_salminen_2001"),
        alternatives=table.alternatives,
        criteria=names,
        # sums of volumes may be beyond 1 by rounding
        rank_acceptability=np.minimum(acceptability, 1.0),
        central_weights=central,
        pairwise_winning=np.minimum(winning, 1.0),
    )


def _cells(start: Pieces, leads: FloatArray, noise: float) -> Iterator[Pieces]:
    """Yield the pieces in which no lead changes its sign, a block of them at a time."""
    waiting = [(start, 0)]
    while waiting:
        cells, number = waiting.pop()
        if number == len(leads):
            yield cells
            continue
        cells = cells.cut(leads[number], noise)
        for block in range(0, len(cells), PIECES_AT_ONCE):
            waiting.append((cells[block : block + PIECES_AT_ONCE], number + 1))


def _partial_values(table: DecisionTable, method: Method, start: Pieces) -> FloatArray:
    """Return the scores (A, C) with each criterion alone, higher being better, if they say all."""
    size = len(table.criteria)
    alone = _scores(method, table, np.eye(size)).T
    # points of the space: Dirichlet(1, ..., 1) shares of corners of its pieces
    generator = chunks.stream(0, "exact_acceptability trials", 0)
    pieces = start.corners[generator.integers(len(start), size=_TRIALS)]
    shares = generator.standard_exponential(pieces.shape[:2])
    shares /= shares.sum(axis=1, keepdims=True)
    trials = np.einsum("tk,tkc->tc", shares, pieces)
    expected, found = trials @ alone.T, _scores(method, table, trials)
    off = np.abs(found - expected)
    if off.max() > LINEARITY * max(np.abs(alone).max(), np.abs(found).max()):
        row, a = np.unravel_index(off.argmax(), off.shape)
        raise InvalidInputError(
            "method must return scores that are linear in the weights, such as a weighted sum;"
            f" {table.alternatives[a]!r} has {found[row, a]:.6g} where linear scores would have"
            f" {expected[row, a]:.6g}"
        )
    return alone


def _scores(method: Method, table: DecisionTable, weights: FloatArray) -> FloatArray:
    """Return a method's scores (rows, A), higher being better."""
    wanted = "a function of a table and weights (rows, C) that returns Scores (rows, A)"
    result = call("method", wanted, method, table, weights)
    if not (hasattr(result, "scores") and hasattr(result, "higher_is_better")):
        raise InvalidInputError(
            f"method must return Scores, with .scores; got {type(result).__name__}"
        )
    given: Any = by_alternative("method", table, result, result.scores)
    scores = _checks.numeric_array("scores of what method returns", given)
    expected = (len(weights), len(table.alternatives))
    if scores.shape != expected:
        raise InvalidInputError(
            f"method must return scores of shape {expected}, a row for each of the weights; got"
            f" {scores.shape}"
        )
    return scores if result.higher_is_better else -scores
