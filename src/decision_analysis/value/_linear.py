"""The linear value function: proportional to the distance from the worst level."""

from __future__ import annotations

from dataclasses import dataclass

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.value._base import (
    BetweenEnds,
    Outside,
    ValueFunction,
    ends,
    finite_values,
    outside_rule,
    share,
)


@dataclass(frozen=True)
class LinearValue(BetweenEnds):
    """Value proportional to the distance from the worst level."""

    outside: Outside = "error"

    _name = "value.linear()"

    def _values_of(self, levels: FloatArray) -> FloatArray:
        x = self._within(levels, self.outside)
        return finite_values(x, share(x, self.worst, self.best))


@cites("keeney_raiffa_1976, chapter 3")
@named("value.linear()")
def linear(worst: float, best: float, *, outside: Outside = "error") -> ValueFunction:
    """Return the linear value function that is 0 at `worst` and 1 at `best`.

    Parameters
    ----------
    worst : float
        Level worth 0, in the attribute's unit; larger than `best` for a cost.
    best : float
        Level worth 1.
    outside : {'error', 'clip', 'extend'}
        What to do with levels outside the range: refuse them, take the nearer end, or extend the
        line.

    Returns
    -------
    ValueFunction
        The function, vectorized over arrays of any shape; `.increasing` says whether `best` is
        above `worst`.

    Raises
    ------
    InvalidInputError
        If a level is not finite, both are equal, or `outside` is unknown. The function itself
        refuses levels outside the range where `outside` is 'error'.

    Notes
    -----
    v(x) = (x - worst) / (best - worst): the mid-value level lies halfway between the ends.

    Examples
    --------
    >>> from decision_analysis import value
    >>> price = value.linear(worst=500, best=100)
    >>> price([500, 200, 100])
    array([0.  , 0.75, 1.  ])
    """
    return LinearValue(*ends(worst, best), outside_rule(outside))
