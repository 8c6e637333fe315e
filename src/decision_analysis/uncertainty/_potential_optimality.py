"""`potential_optimality`: which alternatives some possible weights make the best, or the worst."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _labels, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result, Weights, axes, weights_array
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._leading import Candidates, leading
from decision_analysis.uncertainty._possible_weights import order_in
from decision_analysis.uncertainty._weight_space import WeightSpace


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PotentialOptimalityResult(Result):
    """Which alternatives may be the best and the worst, and with which weights.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria.
    best : ndarray of bool, shape (A,)
        Whether some possible weights and some values within their intervals make the alternative a
        best one.
    surely_best : ndarray of bool, shape (A,)
        Whether some possible weights do so whatever the values within the intervals; the same as
        `best` where values are exact.
    worst, surely_worst : ndarray of bool, shape (A,)
        The same of a worst one.
    best_weights, worst_weights : ndarray of float, shape (A, C)
        Weights of which `best` and `worst` hold; NaN where they do not.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    best: BoolArray = axes("A")
    surely_best: BoolArray = axes("A")
    worst: BoolArray = axes("A")
    surely_worst: BoolArray = axes("A")
    best_weights: FloatArray = axes("AC")
    worst_weights: FloatArray = axes("AC")

    def _headline(self) -> str:
        count = len(self.alternatives)
        return f"{self.method}: {int(self.best.sum())} of {count} may be best"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        columns = zip(self.best, self.surely_best, self.worst, self.surely_worst, strict=True)
        rows: list[list[_render.Cell]] = [
            [name, *map(bool, said)] for name, said in zip(self.alternatives, columns, strict=True)
        ]
        return ["alternative", "best", "surely best", "worst", "surely worst"], rows


@cites("hazen_1986", "athanassopoulos_podinovski_1997")
@named
def potential_optimality(
    values: DecisionTable,
    high: DecisionTable | None = None,
    *,
    weights: Literal["uniform"] | WeightSpace | Weights = "uniform",
) -> PotentialOptimalityResult:
    """Decide which alternatives possible weights make the best, and which the worst.

    Parameters
    ----------
    values : DecisionTable
        Partial values (A, C) of one table, the more the better whatever the goals: scores are their
        weighted sums. With `high` the least ones.
    high : DecisionTable, optional
        The greatest partial values, of the same labels: each may be anything from the one to the
        other, apart from all others. None where values are exact.
    weights : 'uniform', WeightSpace, mapping, Series, WeightsResult or array_like, shape (C,)
        Which weights are possible: all that are non-negative and sum to 1, those of a space over
        the same criteria, or only these.

    Returns
    -------
    PotentialOptimalityResult
        `.best`, `.surely_best`, `.worst` and `.surely_worst` (A,), and weights that show it:
        `.best_weights` and `.worst_weights` (A, C).

    Raises
    ------
    InvalidInputError
        If a table has samples, `high` has other labels or is somewhere below `values`, the weights
        are not allowed or a batch, or the space names other criteria.
    ConvergenceError
        If a linear program is not solved.

    See Also
    --------
    exact_acceptability : With which share of the weights an alternative is best.
    decision_analysis.sensitivity.weight_move : How far weights must move for it.

    Notes
    -----
    An alternative a is potentially optimal if V_a w >= V_b w for all b with some w that is possible
    (Hazen 1986): the greatest d of the linear program V_a w - V_b w >= d, which is at least 0. As
    weights are not negative, intervals of values need no program of their own: a may be best if it
    is with its greatest values and the least ones of the others, and is so surely if it is with its
    least ones and their greatest (Athanassopoulos and Podinovski 1997). For the worst all signs are
    turned. A lead above -1e-9 of the largest absolute value counts as none behind.

    Most alternatives are decided without a program: 1,024 weights drawn from the space, and its
    vertices where they are few, show that one is best, and another that is ahead at every vertex of
    the space, or of all weights, shows that it never is. A program starts from the strongest others
    and takes up those that it forgets; where one is behind, its multipliers are a mixture of others
    that is ahead of it with any weights, and mostly of others behind it too.

    Examples
    --------
    A compromise may be best, one below it in everything may not:

    >>> from decision_analysis import DecisionTable
    >>> from decision_analysis.uncertainty import potential_optimality
    >>> values = DecisionTable(
    ...     [[1.0, 0.0], [0.0, 1.0], [0.6, 0.6], [0.4, 0.4]],
    ...     ["price", "comfort"],
    ...     ["bus", "car", "tram", "walk"],
    ... )
    >>> potential_optimality(values)
    potential optimality: 3 of 4 may be best
       alternative  best  surely best  worst  surely worst
       bus          yes   yes          yes    yes
       car          yes   yes          yes    yes
       tram         yes   yes          no     no
       walk         no    no           yes    yes
    """
    values = _checks.instance("values", values, DecisionTable)
    least = _one("values", values)
    most = least if high is None else _above(values, high)
    names = values.criterion_names
    space, point = _possible(weights, names)
    candidates = Candidates.of(space, None if space is None else order_in(space, names), point)
    noise = max(float(np.abs(least).max()), float(np.abs(most).max()))

    def ahead(own: FloatArray, others: FloatArray) -> tuple[BoolArray, FloatArray]:
        return leading(own, others, candidates, noise)

    best, best_weights = ahead(most, least)
    worst, worst_weights = ahead(-least, -most)
    surely_best, surely_worst = best, worst
    if high is not None:
        # what is not possible is not sure
        surely_best = best & ahead(least, most)[0]
        surely_worst = worst & ahead(-most, -least)[0]
    return PotentialOptimalityResult(
        method="potential optimality",
        parameters={"intervals": high is not None},
        references=cited("hazen_1986", "athanassopoulos_podinovski_1997"),
        alternatives=values.alternatives,
        criteria=names,
        best=best,
        surely_best=surely_best,
        worst=worst,
        surely_worst=surely_worst,
        best_weights=best_weights,
        worst_weights=worst_weights,
    )


def _one(what: str, table: DecisionTable) -> FloatArray:
    if table.sample_shape:
        raise InvalidInputError(f"{what} must be one table; got samples {table.sample_shape}")
    return np.asarray(table.values, dtype=np.float64)


def _above(values: DecisionTable, high: object) -> FloatArray:
    """Return the greatest values, by the labels of the least."""
    table = _checks.instance("high", high, DecisionTable)
    most = _one("high", table)
    _checks.same_names("high must have each alternative", table.alternatives, values.alternatives)
    _checks.same_names(
        "high must have each criterion", table.criterion_names, values.criterion_names
    )
    rows = _labels.places(table.alternatives, values.alternatives)
    columns = [table.criterion_names.index(name) for name in values.criterion_names]
    most = most[np.ix_(rows, columns)]
    below = np.argwhere(most < values.values)
    if len(below):
        a, c = below[0]
        raise InvalidInputError(
            f"high must be at least values; got {most[a, c]:g} below {values.values[a, c]:g} for"
            f" {values.alternatives[a]!r} on {values.criterion_names[c]!r}"
        )
    return most


def _possible(weights: Any, names: tuple[str, ...]) -> tuple[WeightSpace | None, FloatArray | None]:
    """Return a space of weights, or the only ones."""
    if isinstance(weights, WeightSpace):
        return weights, None
    if isinstance(weights, str) or weights is None:
        if weights == "uniform":
            return WeightSpace(names), None
        raise InvalidInputError(
            f"weights must be 'uniform', a WeightSpace or weights; got {shown(weights)}"
        )
    point = weights_array(names, weights)
    if point.ndim > 1:
        raise InvalidInputError(f"weights must have shape ({len(names)},); got {point.shape}")
    return None, point
