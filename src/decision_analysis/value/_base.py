"""`ValueFunction`, what every value function is, and what is done with levels outside its range."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, cast, overload

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._elementwise import bare, like
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core.parts import Scale, in_one_piece
from decision_analysis.errors import InvalidInputError

if TYPE_CHECKING:
    import pandas

Outside: TypeAlias = Literal["error", "clip", "extend"]
OUTSIDE = ("error", "clip", "extend")


@cites("dyer_sarin_1979")
class ValueFunction(ABC):
    """A frozen function from the levels of an attribute to values, that knows its direction.

    The functions of this package return subclasses. They are compared by their parameters, and can
    be pickled.

    See Also
    --------
    linear : The simplest of them.

    Notes
    -----
    A value function measures strength of preference under certainty: equal differences of value are
    equally worth having (Dyer and Sarin 1979). Attitude to risk is the business of
    `decision_analysis.utility`.

    Examples
    --------
    >>> from decision_analysis import value
    >>> price = value.linear(worst=500, best=100)
    >>> isinstance(price, value.ValueFunction), price.increasing
    (True, False)
    """

    _name: ClassVar[str]

    @overload
    def __call__(self, levels: pandas.Series[Any]) -> pandas.Series[Any]: ...

    @overload
    def __call__(self, levels: pandas.DataFrame) -> pandas.DataFrame: ...

    @overload
    def __call__(self, levels: Any) -> FloatArray: ...

    @named("{self._name}")
    def __call__(self, levels: Any) -> Any:
        """Return the values of levels.

        Parameters
        ----------
        levels : array_like, Series or DataFrame, shape (...)
            Levels of the attribute, in its unit.

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Their values; those of a Series or a DataFrame with the same labels.

        Raises
        ------
        InvalidInputError
            If a level is no finite number or the function is not defined there.
        """
        return like(levels, self._values_of(self._read(bare(levels))))

    def _read(self, levels: Any) -> Any:
        """Return levels as a clean array."""
        return _checks.numeric_array("levels", levels)

    def _values_of(self, levels: FloatArray) -> FloatArray:
        """Return the values of an array of levels."""
        raise NotImplementedError

    @property
    @abstractmethod
    def increasing(self) -> bool | None:
        """Whether more is better (True), worse (False), or neither throughout (None)."""

    @property
    def _span(self) -> float:
        """How wide the scale is; 0 for what may jump, or be flat, anywhere."""
        return 0.0

    @property
    def _scale(self) -> Scale:
        """The levels between which values rise or fall, where there is a span."""
        raise NotImplementedError

    def _of_column(self, levels: FloatArray) -> FloatArray:
        """Return the values of performances (..., A), whose size says what is rounding."""
        return self(levels)


def ends(worst: object, best: object) -> tuple[float, float]:
    """Return the two levels worth 0 and 1, which must differ."""
    low, high = _checks.number("worst", worst), _checks.number("best", best)
    if low == high:
        raise InvalidInputError(f"worst and best must differ; both are {low:.10g}")
    if not math.isfinite(high - low):
        raise InvalidInputError(f"best - worst must be finite; got {high:.10g} - {low:.10g}")
    return low, high


def share(levels: FloatArray, worst: float, best: float) -> FloatArray:
    """Return how far levels are on the way from worst (0, never -0) to best (1)."""
    with np.errstate(over="ignore"):
        return np.asarray((levels - worst) / (best - worst) + 0.0)


@dataclass(frozen=True)
class BetweenEnds(ValueFunction):
    """A value function that is 0 at the worst level and 1 at the best."""

    worst: float
    best: float

    @property
    def increasing(self) -> bool:
        return self.best > self.worst

    @property
    def _span(self) -> float:
        return abs(self.best - self.worst)

    @property
    def _scale(self) -> Scale:
        return in_one_piece(np.sort([self.worst, self.best]))

    def _within(self, levels: FloatArray, outside: Outside) -> FloatArray:
        """Return levels as `outside` allows them."""
        low, high = sorted((self.worst, self.best))
        return within(levels, low, high, outside)


def noise_of(*levels: float) -> float:
    """Return by how much a level may differ and still be equal: 1e-12 of the largest of these."""
    return TIE_TOLERANCE * max(map(abs, levels))


def outside_rule(outside: object) -> Outside:
    """Return what to do with levels outside the range: one of three words."""
    return cast(Outside, _checks.one_of("outside", outside, OUTSIDE))


def within(levels: FloatArray, low: float, high: float, outside: Outside) -> FloatArray:
    """Return levels in [low, high]: refuse others, move them to the nearer end, or let them pass.

    A level that misses an end by rounding, such as that of an expectation, is at the end.
    """
    noise = noise_of(low, high)
    bad = np.argwhere((levels < low - noise) | (levels > high + noise))
    if outside == "error" and len(bad):
        index = tuple(bad[0])
        raise InvalidInputError(
            f"levels must be in [{low:.10g}, {high:.10g}] where outside='error'; "
            f"got {levels[index]:.17g}{_checks.at(index)}"
        )
    # under 'error' this moves only what misses an end by rounding
    return levels if outside == "extend" else np.clip(levels, low, high)


def scale_of(points: FloatArray, values: FloatArray) -> Scale:
    """Return the scale of ascending points (n,), flat where their values are the same."""
    return Scale(points, np.where(np.diff(values) != 0, np.diff(points), 0.0))


def direction(values: FloatArray) -> bool | None:
    """Say whether values never fall (True) or never rise (False); None if both or neither.

    The values are at ascending levels.
    """
    # a constant function has no direction either
    before, after = values[:-1], values[1:]
    rises, falls = bool((after > before).any()), bool((after < before).any())
    return None if rises == falls else rises


def finite_values(levels: FloatArray, values: FloatArray) -> FloatArray:
    """Refuse levels so far outside the range that their value overflows."""
    bad = np.argwhere(~np.isfinite(values))
    if len(bad):
        index = tuple(bad[0])
        raise InvalidInputError(
            "levels must be near enough to the range for their value to be a number; "
            f"got {levels[index]:.10g}{_checks.at(index)}"
        )
    return values[()]
