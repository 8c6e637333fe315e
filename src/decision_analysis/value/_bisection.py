"""`bisection`: the value function through levels found by halving the value scale."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.value._base import Outside, ValueFunction, outside_rule
from decision_analysis.value._piecewise import PiecewiseValue, ascending


@cites("von_winterfeldt_edwards_1986, section 7.3 (bisection)")
@named("value.bisection()")
def bisection(
    worst: float,
    quarter: float,
    half: float,
    three_quarter: float,
    best: float,
    *,
    outside: Outside = "error",
) -> ValueFunction:
    """Return the value function through five levels found by bisecting the value scale.

    Parameters
    ----------
    worst : float
        Level worth 0, in the attribute's unit; larger than `best` for a cost.
    quarter : float
        Level worth 0.25: going from worst to it is as good as going from it to `half`.
    half : float
        Mid-value level, worth 0.5: going from worst to it is as good as going from it to best.
    three_quarter : float
        Level worth 0.75.
    best : float
        Level worth 1.
    outside : {'error', 'clip', 'extend'}
        What to do with levels outside the range: refuse them, take the nearer end, or extend the
        end segments.

    Returns
    -------
    ValueFunction
        Linear between the five points, vectorized over arrays of any shape.

    Raises
    ------
    InvalidInputError
        If a level is not finite, the five are not strictly monotone, or `outside` is unknown. The
        function itself refuses levels outside the range where `outside` is 'error'.

    Examples
    --------
    >>> from decision_analysis import value
    >>> v = value.bisection(worst=60, quarter=42, half=30, three_quarter=20, best=10)
    >>> v([60, 36, 25, 10])
    array([0.   , 0.375, 0.625, 1.   ])
    """
    words = ("worst", "quarter", "half", "three_quarter", "best")
    given = (worst, quarter, half, three_quarter, best)
    levels = np.array(
        [_checks.number(word, level) for word, level in zip(words, given, strict=True)]
    )
    # each level halves the value of its two neighbors: 0, 1/4, 1/2, 3/4, 1
    levels, values = ascending(", ".join(words), levels, np.linspace(0, 1, 5))
    return PiecewiseValue(tuple(levels.tolist()), tuple(values.tolist()), outside_rule(outside))
