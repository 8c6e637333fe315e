"""`one_way`: the scores along one parameter."""

from __future__ import annotations

import dataclasses
from typing import Any

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named
from decision_analysis.core import Parameters, Result
from decision_analysis.core.parts import Model, Score, scored_model
from decision_analysis.sensitivity._points_along import checked_quantiles, points_along


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class OneWayResult(Result):
    """Scores along one parameter, all others at their base.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    name : str
        The parameter.
    values : ndarray of float, shape (K,)
        Its values.
    scores : ndarray of float, shape (K, A)
        The scores at each value.
    best : tuple of str
        The best alternative at each value, as `Scores.best` tells it.
    higher_is_better : bool
        Whether the largest score is the best.
    base : float
        The parameter's base value.
    unit : str
        The parameter's unit, empty where it has none.
    """

    name: str
    values: FloatArray
    scores: FloatArray
    best: tuple[str, ...]
    higher_is_better: bool
    base: float
    unit: str = ""

    def _headline(self) -> str:
        return f"one_way: {self.name!r} from {self.values[0]:.6g} to {self.values[-1]:.6g}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        for value, scores, best in zip(self.values, self.scores, self.best, strict=True):
            rows.append([float(value), *map(float, scores), best])
        return [self.name, *self.alternatives, "best"], rows


@named
def one_way(
    model: Model,
    parameters: Parameters,
    name: str,
    *,
    grid: Any = None,
    n_points: int = 11,
    score: Score | None = None,
    quantiles: tuple[float, float] | None = (0.1, 0.9),
) -> OneWayResult:
    """Compute the scores along one parameter, all others at their base.

    Parameters
    ----------
    model : callable
        As in `tornado`; it is called once, with a row for each value.
    parameters : Parameters
        All parameters of the model.
    name : str
        The parameter to vary.
    grid : array_like of float, shape (K,), optional
        Its values; where None, `n_points` of them, equally spaced between the two quantiles.
    n_points : int
        How many values, at least 2, where they are not given.
    score : callable, optional
        As in `tornado`.
    quantiles : tuple of float or None
        Between which quantiles of the parameter's distribution; None takes the least and the
        greatest value held possible.

    Returns
    -------
    OneWayResult
        With `.values` (K,), `.scores` (K, A) and `.best` (K,).

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, a constant parameter is given no grid, or model or score
        return something of the wrong kind or shape.

    Examples
    --------
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import one_way
    >>> parameters = da.Parameters([da.Parameter("p", 0.5, low=0.2, high=0.8)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"safe": [45], "risky": [100 * x["p"]]}, ["payoff"])
    >>> one_way(model, parameters, "p", grid=[0.4, 0.5, 0.6]).best
    ('safe', 'risky', 'risky')
    """
    scored = scored_model(model, parameters, score)
    limits = checked_quantiles(quantiles)
    along = points_along(scored.parameters, name, grid, n_points, limits)
    found = scored.along(name, along)
    return OneWayResult(
        method="one_way",
        parameters={"quantiles": None if grid is not None else limits},
        alternatives=found.alternatives,
        name=name,
        values=along,
        scores=found.values.copy(),
        best=found.best_labels(),
        higher_is_better=found.higher_is_better,
        base=parameters[name].base,
        unit=parameters[name].unit,
    )
