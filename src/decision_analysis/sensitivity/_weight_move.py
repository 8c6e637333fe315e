"""`weight_move`: how far weights must move for each alternative to be the best."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import ClassVar

from decision_analysis import _checks, _labels, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Weights, axes, weights_array
from decision_analysis.core.parts import nearest_weights, weight_moved
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WeightMoveResult(Result):
    """The least share of weight to move, and the weights arrived at."""

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    moved: FloatArray = axes("A")
    weights: FloatArray = axes("AC")

    main: ClassVar[str] = "moved"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["alternative", "moved", *self.criteria]
        rows = zip(self.alternatives, self.moved, self.weights, strict=True)
        return headers, [[a, float(m), *map(float, w)] for a, m, w in rows]


@cites("rios_insua_french_1991")
@named
def weight_move(
    values: DecisionTable, weights: Weights, *, of: Sequence[str] | None = None
) -> WeightMoveResult:
    """Return the least share of weight to move so that each alternative becomes the best.

    Parameters
    ----------
    values : DecisionTable
        Partial values (A, C) of one table, the more the better whatever the goals: scores are their
        weighted sums.
    weights : mapping, Series, WeightsResult or array_like, shape (C,)
        Where the weights are now. Rescaled to sum to 1.
    of : sequence of str, optional
        The alternatives that are to become the best, against all others; each of them where None.

    Returns
    -------
    WeightMoveResult
        `.moved` (A,): half the sum of absolute changes, 0 for the best of now and NaN where no
        weights make the alternative a best one; `.weights` (A, C): the weights arrived at.

    Raises
    ------
    InvalidInputError
        If `values` is no single table, the weights are not allowed or a batch, or an alternative is
        unknown.
    ConvergenceError
        If a linear program is not solved.

    Notes
    -----
    For alternative t: minimize sum(u + d)/2 subject to w + u - d = w0, sum(w) = 1 and V_t w >= V_a
    w for all a, with w, u, d >= 0; the share moved is the total variation distance of the two
    weight vectors. A linear program of 3 C variables for each alternative; moves below 1e-9 are
    rounding and count as none.

    Examples
    --------
    >>> from decision_analysis import DecisionTable
    >>> from decision_analysis.sensitivity import weight_move
    >>> values = DecisionTable(
    ...     [[1.0, 0.0], [0.0, 1.0], [0.3, 0.3]], ["price", "comfort"], ["a", "b", "c"]
    ... )
    >>> weight_move(values, [0.7, 0.3])
    weight_move
       alternative  moved  price  comfort
       a              0.0    0.7      0.3
       b              0.2    0.5      0.5
       c                -      -        -
    """
    values = _checks.instance("values", values, DecisionTable)
    start = weights_array(values.criterion_names, weights)
    if values.sample_shape or start.ndim > 1:
        raise InvalidInputError(
            "needs one table and one vector of weights; got samples"
            f" {values.sample_shape or start.shape[:-1]}"
        )
    labels = _checks.labels_of("of", of, values.alternatives)
    targets = _labels.places(values.alternatives, labels)
    reached = nearest_weights(values.values, start, targets)
    moved = weight_moved(start, reached)
    return WeightMoveResult(
        method="weight_move",
        references=cited("rios_insua_french_1991"),
        alternatives=labels,
        criteria=values.criterion_names,
        moved=moved,
        weights=reached,
    )
