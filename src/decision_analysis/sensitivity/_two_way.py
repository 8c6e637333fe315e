"""`two_way`: strategy regions, the best alternative over a grid of two parameters."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, best_places
from decision_analysis._cited import cited, cites
from decision_analysis._frozen import ReadOnly
from decision_analysis._labelled import by_name, is_series
from decision_analysis._limits import BATCH, MOST_GRID_POINTS
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Parameters, Result
from decision_analysis.core.parts import Model, Score, scored_model
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._points_along import checked_quantiles, points_along


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class TwoWayResult(Result):
    """Scores over a grid of two parameters, and where each alternative is the best.

    All other parameters are at their base.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    names : tuple of str
        The two parameters: that of the columns, that of the rows.
    columns : ndarray of float, shape (K,)
        Values of the first parameter.
    rows : ndarray of float, shape (L,)
        Values of the second parameter.
    scores : ndarray of float, shape (L, K, A)
        The scores at each point.
    is_best : ndarray of bool, shape (L, K, A)
        Whether an alternative is the best at each point, or ties for it.
    higher_is_better : bool
        Whether the largest score is the best.
    units : tuple of str
        The units of the two parameters, empty where they have none.
    """

    names: tuple[str, str]
    columns: FloatArray
    rows: FloatArray
    scores: FloatArray
    is_best: BoolArray
    higher_is_better: bool
    units: tuple[str, str] = ("", "")

    @property
    def best(self) -> tuple[tuple[str, ...], ...]:
        """The best alternative at each point, row by row, as `Scores.best` tells it."""
        places = best_places(self.scores, higher_is_better=self.higher_is_better)
        return tuple(tuple(self.alternatives[i] for i in row) for row in places)

    @property
    def shares(self) -> Mapping[str, float]:
        """By alternative, the share of points at which it is best; those that tie share a point."""
        # those that are best at a point share it in equal parts
        points = self.is_best / self.is_best.sum(axis=-1, keepdims=True)
        return ReadOnly(
            dict(zip(self.alternatives, points.mean(axis=(0, 1)).tolist(), strict=True))
        )

    def _headline(self) -> str:
        return f"two_way: {self.names[0]!r} in columns, {self.names[1]!r} in rows"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        head = [self.names[1], *(f"{value:.6g}" for value in self.columns)]
        return head, [
            [float(value), *labels] for value, labels in zip(self.rows, self.best, strict=True)
        ]


@cites("clemen_reilly_2014, chapter 5")
@named
def two_way(
    model: Model,
    parameters: Parameters,
    names: tuple[str, str],
    *,
    grid: tuple[Any, Any] | Mapping[str, Any] | None = None,
    n_points: int = 21,
    score: Score | None = None,
    quantiles: tuple[float, float] | None = (0.1, 0.9),
) -> TwoWayResult:
    """Compute which alternative is the best over a grid of two parameters: strategy regions.

    All other parameters stay at their base.

    Parameters
    ----------
    model : callable
        As in `tornado`; it is called with a row for each point, at most 65,536 at a time.
    parameters : Parameters
        All parameters of the model.
    names : tuple of str
        The two parameters to vary: that of the columns, that of the rows.
    grid : tuple of array_like of float, shapes (K,) and (L,), or mapping by name, optional
        Values of each; where None, or None for one of them, `n_points` values equally spaced
        between the two quantiles.
    n_points : int
        How many values of each, at least 2, where they are not given.
    score : callable, optional
        As in `tornado`.
    quantiles : tuple of float or None
        Between which quantiles of the parameters' distributions; None takes the least and the
        greatest values held possible.

    Returns
    -------
    TwoWayResult
        With `.columns` (K,), `.rows` (L,), `.scores` (L, K, A), `.best` by row and column, and
        `.shares`.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, the two names are one, a constant parameter is given no
        grid, or model or score return something of the wrong kind or shape.

    See Also
    --------
    one_way : Along one parameter.
    threshold : Where exactly the best alternative changes, along one parameter.

    Examples
    --------
    TreePlan's DriveTek: which method to develop, by the chances that the new ones work.

    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import two_way
    >>> from decision_analysis.trees import Chance, Decision, REST, consequences
    >>> parameters = da.Parameters([da.Parameter("electronic", 0.5), da.Parameter("magnetic", 0.7)])
    >>> def model(p):
    ...     return consequences(
    ...         Decision(
    ...             "method",
    ...             {
    ...                 "mechanical": -120,
    ...                 "electronic": Chance(
    ...                     "electronic",
    ...                     {"works": (p["electronic"], 0), "fails": (REST, -120)},
    ...                     payoff=-50,
    ...                 ),
    ...                 "magnetic": Chance(
    ...                     "magnetic",
    ...                     {"works": (p["magnetic"], 0), "fails": (REST, -120)},
    ...                     payoff=-80,
    ...                 ),
    ...             },
    ...             payoff=200,
    ...         ),
    ...         ["profit"],
    ...     )
    >>> regions = two_way(
    ...     model, parameters, ("magnetic", "electronic"), grid=([0.5, 0.7, 0.9], [0.3, 0.5, 0.7])
    ... )
    >>> regions
    two_way: 'magnetic' in columns, 'electronic' in rows
       electronic  0.5                0.7                0.9
              0.3  method=mechanical  method=magnetic    method=magnetic
              0.5  method=electronic  method=electronic  method=magnetic
              0.7  method=electronic  method=electronic  method=electronic
    """
    scored = scored_model(model, parameters, score)
    pair = _checks.names("names", names)
    if len(pair) != 2:
        raise InvalidInputError(f"names must be two parameters; got {list(pair)}")
    first, second = pair
    limits = checked_quantiles(quantiles)
    if isinstance(grid, Mapping) or is_series(grid):
        by_parameter = by_name("grid", grid, pair, each="parameter", partial=True)
        grid = by_parameter.get(first), by_parameter.get(second)
    if grid is not None and (not isinstance(grid, tuple | list) or len(grid) != 2):
        raise InvalidInputError(
            f"grid must be a pair, the values of each parameter, or None; got {shown(grid)}"
        )
    given = (None, None) if grid is None else grid
    columns = points_along(scored.parameters, first, given[0], n_points, limits)
    rows = points_along(scored.parameters, second, given[1], n_points, limits)
    size = (len(rows), len(columns))
    if len(rows) * len(columns) > MOST_GRID_POINTS:
        raise InvalidInputError(
            f"the grid must have at most {MOST_GRID_POINTS:,} points; got {len(rows):,} x"
            f" {len(columns):,}"
        )
    # every point of the grid as a row, in blocks
    # columns run fastest, so that a reshape to (rows, columns) brings the grid back
    across, down = np.tile(columns, len(rows)), np.repeat(rows, len(columns))
    base = scored.parameters.base()
    found = []
    for start in range(0, across.size, BATCH):
        part = slice(start, start + BATCH)
        samples = {name: np.full(across[part].shape, value) for name, value in base.items()}
        at = scored.at({**samples, first: across[part], second: down[part]})
        # scores are kept, and not the tables that they are of
        found.append(dataclasses.replace(at, table=None))
    alternatives, higher = found[0].alternatives, found[0].higher_is_better
    return TwoWayResult(
        method="two_way",
        parameters={"quantiles": limits if any(entry is None for entry in given) else None},
        references=cited("clemen_reilly_2014"),
        alternatives=alternatives,
        names=(first, second),
        columns=columns,
        rows=rows,
        scores=np.concatenate([part.values for part in found]).reshape(*size, len(alternatives)),
        is_best=np.concatenate([part.best() for part in found]).reshape(*size, len(alternatives)),
        higher_is_better=higher,
        units=(parameters[first].unit, parameters[second].unit),
    )
