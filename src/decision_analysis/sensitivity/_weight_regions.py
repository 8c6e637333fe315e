"""`weight_regions`: which alternative is the best where, over all weights of three criteria."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis._cited import cited, cites
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import BLOCK, MOST_GRID_POINTS
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Weights
from decision_analysis.core.parts import Method, ranked, ranked_with_best
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._weights_here import weights_here

CORNER, EDGE = 1 / 6, 1 / 2
"""Shares of a cell around a point that lie inside the triangle."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WeightRegionsResult(Result):
    """Where each alternative is the best, over the triangle of the weights of three.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria.
    names : tuple of str
        The three corners: criteria, or groups of them.
    points : ndarray of float, shape (N, 3)
        The shares of the weight that the three have, evenly spaced.
    weights : ndarray of float, shape (N, C)
        The weights of the criteria there.
    is_best : ndarray of bool, shape (N, A)
        Whether an alternative is the best at each point, or ties for it.
    here : ndarray of float, shape (3,)
        The shares by the weights that were given.
    best : str
        The best alternative there, as `Scores.best` tells it; where a method has ranks alone, the
        first in table order of several.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    names: tuple[str, str, str]
    points: FloatArray
    weights: FloatArray
    is_best: BoolArray
    here: FloatArray
    best: str

    @property
    def shares(self) -> Mapping[str, float]:
        """By alternative, the share of the triangle in which it is best; ties are shared."""
        # a point on the border stands for half a cell, a corner for a sixth
        zeros = (self.points == 0).sum(axis=1)
        area = np.array([1.0, EDGE, CORNER])[zeros]
        parts = self.is_best / self.is_best.sum(axis=1, keepdims=True) * area[:, None]
        found = parts.sum(axis=0) / area.sum()
        return ReadOnly(dict(zip(self.alternatives, found.tolist(), strict=True)))

    def _headline(self) -> str:
        corners = ", ".join(self.names)
        return f"weight_regions of {corners}: {self.best} is best at the weights given"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        shares = self.shares
        # the middle of each region, as the shares of the three
        rows: list[list[_render.Cell]] = []
        for place, label in enumerate(self.alternatives):
            mine = self.points[self.is_best[:, place]]
            middle = mine.mean(axis=0).tolist() if len(mine) else [None] * 3
            rows.append([label, shares[label], *middle])
        headers = ["alternative", "share of triangle", *(f"mean {name}" for name in self.names)]
        return headers, rows


@cites("rios_insua_french_1991")
@named
def weight_regions(
    table: DecisionTable,
    method: Method,
    weights: Weights,
    *,
    groups: Mapping[str, Sequence[str]] | None = None,
    n_points: int = 41,
) -> WeightRegionsResult:
    """Compute which alternative is the best for all weights of three criteria, or groups of them.

    Parameters
    ----------
    table : DecisionTable
        Performances (A, C) of one table.
    method : callable
        A function of a table and weights (rows, C) that returns a result with `.ranks` (rows, A).
    weights : mapping, Series, WeightsResult or array_like, shape (C,)
        The weights of now. Rescaled to sum to 1; criteria of a group keep their proportions.
    groups : mapping of str to sequence of str, optional
        Three groups of all criteria, by name; None where the table has three criteria.
    n_points : int
        How many points lie along a side of the triangle, at least 2.

    Returns
    -------
    WeightRegionsResult
        With `.points` (N, 3), `.is_best` (N, A) and `.shares`, N = n_points (n_points + 1) / 2.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, there are not three criteria or groups, a criterion is in no
        group or in two, a group has no weight, so that its criteria have no proportions, or the
        method returns something of the wrong kind or shape.

    See Also
    --------
    weight_intervals : One weight at a time, to the last digits.
    weight_move : The least change of all weights that makes another the best.

    Notes
    -----
    The method is called with N rows of weights, in blocks of bounded size. Regions are known to the
    step of the triangle, 1 / (n_points - 1).

    Examples
    --------
    >>> from decision_analysis import DecisionTable, mcda
    >>> from decision_analysis.sensitivity import weight_regions
    >>> table = DecisionTable(
    ...     [[1, 0, 0], [0, 1, 0], [0.4, 0.4, 0.4]], ["x", "y", "z"], ["left", "right", "middle"]
    ... )
    >>> weight_regions(table, mcda.weighted_sum, [1, 1, 1])
    weight_regions of x, y, z: middle is best at the weights given
       alternative  share of triangle  mean x  mean y  mean z
       left                    0.2158  0.6916  0.1837  0.1247
       right                   0.2158  0.1837  0.6916  0.1247
       middle                  0.5683  0.2511  0.2511  0.4977
    """
    start = weights_here(table, method, weights)
    names = table.criterion_names
    corners, belongs = _corners(names, groups)
    here = belongs @ start
    lost = (here <= 0) & (belongs.sum(axis=1) > 1)
    if lost.any():
        without = [corner for corner, none in zip(corners, lost, strict=True) if none]
        raise InvalidInputError(
            f"the criteria of a group must have weights, as proportions; got none in"
            f" {listed(without)}"
        )
    steps = _checks.integer("n_points", n_points, low=2) - 1
    count = (steps + 1) * (steps + 2) // 2
    if count > MOST_GRID_POINTS:
        raise InvalidInputError(
            f"n_points must make at most {MOST_GRID_POINTS:,} points; got {steps + 1:,}, which"
            f" makes {count:,}"
        )
    _checks.room("the ranks at all points", count, each=8 * (len(names) + len(table.alternatives)))
    # all (i, j, k) with i + j + k = steps, the first corner's share descending
    first, second = np.nonzero(np.tri(steps + 1, dtype=bool))
    whole = np.stack([steps - first, first - second, second], axis=1)
    points = whole / steps
    # proportions within each corner, then the corner's share
    within = belongs * start / np.where(here > 0, here, 1.0)[:, None]
    within = np.where(here[:, None] > 0, within, belongs)
    spread = points @ within
    at_once = max(1, BLOCK // table.values.size)
    parts = [ranked(method, table, spread[row : row + at_once]) for row in range(0, count, at_once)]
    ranks = np.concatenate(parts)
    _, best = ranked_with_best(method, table, start[None])
    return WeightRegionsResult(
        method="weight_regions",
        parameters={"n_points": steps + 1},
        references=cited("rios_insua_french_1991"),
        alternatives=table.alternatives,
        criteria=names,
        names=corners,
        points=points,
        weights=spread,
        is_best=ranks == ranks.min(axis=1, keepdims=True),
        here=here,
        best=table.alternatives[int(best[0])],
    )


def _corners(names: tuple[str, ...], groups: object) -> tuple[tuple[str, str, str], FloatArray]:
    """Return the names of the corners, and which criteria belong to each (3, C)."""
    if groups is None:
        if len(names) != 3:
            raise InvalidInputError(
                "the table must have three criteria, or groups= must join them to three; got"
                f" {listed(names)}"
            )
        return (names[0], names[1], names[2]), np.eye(3)
    given: Mapping[str, Sequence[str]] = _checks.mapping("groups", groups)
    labels = _checks.keys("names of groups", given)
    if len(labels) != 3:
        raise InvalidInputError(f"groups must be three; got {listed(labels)}")
    members = [
        [
            _checks.known(f"criterion in group {label!r}", name, names)
            for name in _checks.names(f"group {label!r}", given[label])
        ]
        for label in labels
    ]
    _checks.same_names(
        "groups must name each criterion", [name for each in members for name in each], names
    )
    if twice := _checks.repeats(name for each in members for name in each):
        raise InvalidInputError(f"groups must name each criterion once; got {listed(twice)} twice")
    belongs = np.array([[float(name in each) for name in names] for each in members])
    return (labels[0], labels[1], labels[2]), belongs
