"""`walking_weights`: the scores of all alternatives while one weight goes from 0 to 1."""

from __future__ import annotations

import dataclasses
from typing import TypeAlias

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray, best_places
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BLOCK, MOST_POINTS
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result, Scores, Weights
from decision_analysis.core.parts import Method, call
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._weights_here import weights_here

Crossing: TypeAlias = tuple[float, str, str]


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WalkingWeightsResult(Result):
    """Scores along the weight of one criterion; `plot.walking_weights` draws them.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria.
    criterion : str
        The one whose weight walks.
    weights : ndarray of float, shape (K,)
        Its weights, ascending from 0 to 1.
    scores : ndarray of float, shape (K, A)
        The scores there.
    ranks : ndarray of int, shape (K, A)
        The ranks there.
    here : float
        The weight that was given.
    higher_is_better : bool
        Whether the largest score is the best.
    crossings : tuple of (float, str, str)
        Where another alternative becomes the best: the weight at which the two lines cross, which
        has been the best, and which will be.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    criterion: str
    weights: FloatArray
    scores: FloatArray
    ranks: IntArray
    here: float
    higher_is_better: bool
    crossings: tuple[Crossing, ...]

    @property
    def best(self) -> tuple[str, ...]:
        """The best alternative at each weight, as `Scores.best` tells it."""
        places = _best(self.scores, self.ranks, self.higher_is_better)
        return tuple(self.alternatives[i] for i in places)

    def _headline(self) -> str:
        return f"walking_weights of {self.criterion!r}, here {self.here:.6g}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        start, leader = 0.0, self.best[0]
        for weight, before, after in self.crossings:
            rows.append([start, weight, before])
            start, leader = weight, after
        return ["from", "to", "best"], [*rows, [start, 1.0, leader]]


@cites("mareschal_1988")
@named
def walking_weights(
    table: DecisionTable,
    method: Method,
    weights: Weights,
    criterion: str,
    *,
    n_points: int = 101,
) -> WalkingWeightsResult:
    """Follow all scores while the weight of one criterion goes from 0 to 1.

    The other weights keep their proportions and make up the rest.

    Parameters
    ----------
    table : DecisionTable
        Performances (A, C) without sample axes.
    method : callable
        A function of a table and weights (rows, C) that returns `Scores` (rows, A).
    weights : mapping, Series, WeightsResult or array_like, shape (C,)
        The weights of now; rescaled to sum to 1.
    criterion : str
        The criterion whose weight walks.
    n_points : int
        At how many equally spaced weights scores are computed, at least 2.

    Returns
    -------
    WalkingWeightsResult
        With `.weights` (K,), `.scores` and `.ranks` (K, A), and `.crossings`, where another
        alternative becomes the best.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, the criterion has all the weight, so that the others have no
        proportions, or the method returns no scores of this shape.

    See Also
    --------
    weight_intervals : How far each weight can move, to the last digits.
    weight_regions : All weights of three criteria at once.

    Notes
    -----
    At weight t of criterion c the others are w_j (1 - t) / (1 - w_c). A crossing lies where the
    lines of the old and the new best one meet between two neighboring weights: exact for a method
    whose scores are linear in the weights, such as a weighted sum or net flows; for others to the
    step of 1 / (n_points - 1). At weights at which several are the best, the old one stays.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, mcda
    >>> from decision_analysis.sensitivity import walking_weights
    >>> table = DecisionTable([[1, 0.1], [0.1, 1], [0.6, 0.6]], ["x", "y"], ["a", "b", "c"])
    >>> walking_weights(table, mcda.weighted_sum, [3, 2], "x")
    walking_weights of 'x', here 0.6
         from      to  best
       0.0000  0.4444  b
       0.4444  0.5556  c
       0.5556  1.0000  a
    """
    start = weights_here(table, method, weights)
    names = table.criterion_names
    place = names.index(_checks.known("criterion", criterion, names))
    if start[place] >= 1:
        raise InvalidInputError(
            f"the other weights must keep their proportions; {names[place]!r} has all the weight"
        )
    count = _checks.integer("n_points", n_points, low=2, high=MOST_POINTS)
    _checks.room("the scores at all points", count, each=8 * (len(names) + len(table.alternatives)))
    walk = np.linspace(0.0, 1.0, count)
    rows = start * ((1 - walk) / (1 - start[place]))[:, None]
    rows[:, place] = walk
    scores, ranks, higher = _scored(table, method, rows)
    return WalkingWeightsResult(
        method="walking_weights",
        parameters={"n_points": count},
        references=cited("mareschal_1988"),
        alternatives=table.alternatives,
        criteria=names,
        criterion=names[place],
        weights=walk,
        scores=scores,
        ranks=ranks,
        here=float(start[place]),
        higher_is_better=higher,
        crossings=_crossings(table.alternatives, walk, scores, ranks, higher),
    )


def _scored(
    table: DecisionTable, method: Method, weights: FloatArray
) -> tuple[FloatArray, IntArray, bool]:
    """Return scores and ranks (K, A) of a method at all weights, in blocks of bounded size."""
    at_once = max(1, BLOCK // table.values.size)
    parts = []
    for row in range(0, len(weights), at_once):
        block = weights[row : row + at_once]
        found = call("method", "a function of a table and weights", method, table, block)
        shape = (len(block), len(table.alternatives))
        if not isinstance(found, Scores) or found.scores.shape != shape:
            got = found.scores.shape if isinstance(found, Scores) else shown(found)
            raise InvalidInputError(f"method must return Scores of shape {shape}; got {got}")
        _checks.same_names(
            "method must return the alternatives of the table",
            found.alternatives,
            table.alternatives,
        )
        parts.append(found)
    scores, ranks = (
        np.concatenate([getattr(found, field) for found in parts]) for field in ("scores", "ranks")
    )
    return scores, ranks, parts[0].higher_is_better


def _best(scores: FloatArray, ranks: IntArray, higher: bool) -> IntArray:
    """Return the place (K,) of the best; a method's own ranks say among whom."""
    among = np.where(ranks == 1, scores, -np.inf if higher else np.inf)
    return best_places(among, higher_is_better=higher)


def _crossings(
    alternatives: tuple[str, ...],
    walk: FloatArray,
    scores: FloatArray,
    ranks: IntArray,
    higher: bool,
) -> tuple[Crossing, ...]:
    """Return where another alternative becomes the best; who is still among the best stays."""
    found = []
    leader = int(_best(scores[:1], ranks[:1], higher)[0])
    for k in range(1, len(walk)):
        # several may follow one another between two points
        at = walk[k - 1]
        while ranks[k, leader] != 1:
            step = walk[k] - walk[k - 1]
            before, after = scores[k - 1] - scores[k - 1, leader], scores[k] - scores[k, leader]
            # where each line that ends beyond the leader's meets it
            with np.errstate(divide="ignore", invalid="ignore"):
                meets = walk[k - 1] + step * before / (before - after)
            better = ranks[k] < ranks[k, leader]
            meets = np.where(better & np.isfinite(meets), np.maximum(meets, at), walk[k])
            meets = np.where(better, np.minimum(meets, walk[k]), np.inf)
            # of several that meet it there the one that ends as the best
            first = np.lexsort((ranks[k], meets))[0]
            at = float(meets[first])
            found.append((at, alternatives[leader], alternatives[int(first)]))
            leader = int(first)
    return tuple(found)
