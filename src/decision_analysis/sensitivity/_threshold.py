"""`threshold`: the values of one parameter at which another alternative becomes the best."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis._limits import (
    CHANGE_PRECISION,
    LARGEST_PERFORMANCE,
    MOST_CHANGES,
    MOST_POINTS,
    NARROWING_PARTS,
)
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Parameters, Result
from decision_analysis.core.parts import Model, Score, Scored, scored_model
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.sensitivity._dips import with_dips


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ThresholdResult(Result):
    """Where the best alternative changes along one parameter, and from what to what.

    The data frame of a result without changes has one row, of no value, with who is best
    throughout.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    name : str
        The parameter.
    between : tuple of float
        The interval that was searched.
    base : float
        The parameter's base value.
    values : ndarray of float, shape (K,)
        Where the best alternative changes, ascending; empty where it never does.
    changes : tuple of (float, str, str)
        For each of them the value, the best alternative below it and the best alternative above it.
    best_low, best_high : str
        The best alternative at the two ends of the interval.
    touches : tuple of (float, str, str)
        Where another alternative only ties with the best, which stays so on both sides: the value,
        the best and the other.
    points : ndarray of float, shape (K,)
        The values at which scores were computed first, ascending, with those at which a change was
        found to be undone between two of them.
    scores : ndarray of float, shape (K, A)
        The scores there.
    higher_is_better : bool
        Whether the largest score is the best.
    unit : str
        The parameter's unit, empty where it has none.
    """

    name: str
    between: tuple[float, float]
    base: float
    values: FloatArray
    changes: tuple[tuple[float, str, str], ...]
    best_low: str
    best_high: str
    touches: tuple[tuple[float, str, str], ...]
    points: FloatArray
    scores: FloatArray
    higher_is_better: bool
    unit: str = ""

    @property
    def resolution(self) -> float:
        """The step of the grid; a change that is undone within it may be missed."""
        low, high = self.between
        return (high - low) / (int(self.parameters["n_points"]) - 1)

    def _headline(self) -> str:
        low, high = self.between
        what = (
            f"{len(self.changes)} change(s) of the best"
            if self.changes
            else f"{self.best_low} is best throughout"
        )
        what += f"; touched by another {len(self.touches)} time(s)" if self.touches else ""
        return (
            f"threshold: {self.name!r} from {low:.6g} to {high:.6g}, base {self.base:.6g}: {what}"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        return [self.name, "best below", "best above"], [list(change) for change in self.changes]

    def _frame(self, pd: Any) -> Any:
        if self.changes:
            return super()._frame(pd)
        index = pd.Index([np.nan], name=self.name)
        return pd.DataFrame(
            {"best below": [self.best_low], "best above": [self.best_high]}, index=index
        )


@named
def threshold(
    model: Model,
    parameters: Parameters,
    name: str,
    *,
    between: tuple[float, float],
    score: Score | None = None,
    n_points: int = 1025,
) -> ThresholdResult:
    """Find the values of one parameter at which the best alternative changes.

    All other parameters stay at their base.

    Parameters
    ----------
    model : callable
        As in `tornado`; it is called once with `n_points` rows, then some seven times with 64 rows
        for each change, and for all near misses together.
    parameters : Parameters
        All parameters of the model.
    name : str
        The parameter to vary.
    between : tuple of float
        The interval to search, low < high.
    score : callable, optional
        As in `tornado`.
    n_points : int
        Of the grid that is scanned first, at least 2.

    Returns
    -------
    ThresholdResult
        With `.values`, ascending, and `.changes`, tuples (value, best below, best above); with
        `.touches` and `.resolution`.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, or model or score return something of the wrong kind or
        shape.
    ConvergenceError
        If the best changes more than 10,000 times, as with a model that draws random numbers
        itself.

    Notes
    -----
    An alternative stays the best as long as none is better than it by more than a tie. Each cell of
    the grid in which it is beaten is cut into 64 parts again and again, to 1e-12 of the cell or as
    far as the floating-point numbers go. So that a change is not missed that is undone before the
    next point of the grid, the lead over every other alternative is followed to its minimum
    wherever it is least at a point and rises beside it by a fourth of itself or more: no lead that
    is convex over its minimum and two points on either side is missed, whatever the grid. Of others
    the resolution is the step of the grid. Of more than 4,096 such places, as jagged functions
    have, the nearest misses are followed.

    Examples
    --------
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import threshold
    >>> parameters = da.Parameters([da.Parameter("p", 0.5)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"safe": [45], "risky": [100 * x["p"]]}, ["payoff"])
    >>> threshold(model, parameters, "p", between=(0, 1))
    threshold: 'p' from 0 to 1, base 0.5: 1 change(s) of the best
          p  best below  best above
       0.45  safe        risky
    """
    scored = scored_model(model, parameters, score)
    _checks.known("parameter", name, list(parameters))
    ends = _checks.numeric_array("between", between)
    if ends.shape != (2,) or ends[0] >= ends[1]:
        raise InvalidInputError(
            f"between must be (low, high) with low < high; got {shown(between)}"
        )
    if np.abs(ends).max() > LARGEST_PERFORMANCE:
        raise InvalidInputError(
            f"between must be within {LARGEST_PERFORMANCE:g} of 0; got {shown(between)}"
        )
    count = _checks.integer("n_points", n_points, low=2, high=MOST_POINTS)
    grid = np.linspace(ends[0], ends[1], count)

    first = scored.along(name, grid)

    def along(values: FloatArray) -> Scored:
        found: Scored = scored.along(name, values)
        # who is best is compared by position from call to call
        if found.alternatives != first.alternatives:
            raise InvalidInputError(
                "model must return the same alternatives in every call; "
                f"got {listed(first.alternatives)} and {listed(found.alternatives)}"
            )
        return found

    labels = first.alternatives
    points, scores, touches = with_dips(along, grid, first)
    start = int(scores.best_places()[0])
    switches = _changes(lambda values: along(values).best(), points, scores.best(), start)
    found = [(value, labels[a], labels[b]) for value, a, b in switches]
    return ThresholdResult(
        method="threshold",
        parameters={"n_points": len(grid)},
        alternatives=labels,
        name=name,
        between=(float(ends[0]), float(ends[1])),
        base=parameters[name].base,
        values=np.array([value for value, _, _ in found]),
        changes=tuple(found),
        best_low=labels[start],
        best_high=found[-1][2] if found else labels[start],
        touches=tuple((value, labels[a], labels[b]) for value, a, b in touches),
        points=points,
        scores=scores.values.copy(),
        higher_is_better=first.higher_is_better,
        unit=parameters[name].unit,
    )


def _changes(
    best: Callable[[FloatArray], BoolArray], grid: FloatArray, on_grid: BoolArray, start: int
) -> list[tuple[float, int, int]]:
    """Return (value, before, after) of each change of the best.

    They are found from which alternatives are best on the grid (K, A), and who is at its start.
    """
    on_grid = on_grid.copy()
    # `low` is where the last change was
    current, place, low = start, 0, float(grid[0])
    found: list[tuple[float, int, int]] = []
    while True:
        # the next cell of the grid in which the best is beaten, narrowed to where it happens
        beaten = np.flatnonzero(~on_grid[place:, current])
        if not beaten.size:
            return found
        if len(found) == MOST_CHANGES:
            raise ConvergenceError(f"found more than {MOST_CHANGES:,} changes of the best", found)
        place += int(beaten[0])
        below = max(low, float(grid[place - 1]))
        low, high, top = _narrow(best, below, float(grid[place]), current)
        after = int(top.argmax())
        # the middle: the change lies somewhere in (low, high]
        found.append((low + (high - low) / 2, current, after))
        # one answer for one point: the call for the whole grid may have rounded otherwise
        if high == grid[place]:
            on_grid[place] = top
        current, low = after, high


def _narrow(
    best: Callable[[FloatArray], BoolArray], low: float, high: float, current: int
) -> tuple[float, float, BoolArray]:
    """Narrow (low, high] to the first place where `current` is beaten.

    Return it and who is best at its upper end.
    """
    enough = (high - low) * CHANGE_PRECISION
    while True:
        # parts of equal width, without the low end, where `current` is still among the best
        inner = np.linspace(low, high, NARROWING_PARTS + 1)[1:]
        top = best(inner)
        first = int((~top[:, current]).argmax())
        new_low, new_high = float(inner[first - 1]) if first else low, float(inner[first])
        # the interval cannot be parted further between neighboring floating-point numbers
        stuck = new_high - new_low >= high - low
        low, high = new_low, new_high
        if stuck or high - low <= enough:
            return low, high, top[first]
