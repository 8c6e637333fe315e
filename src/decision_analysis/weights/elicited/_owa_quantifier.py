"""Order weights from a linguistic quantifier such as 'most'."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_CENTROID_CRITERIA, PROBABILITY_TOLERANCE
from decision_analysis._named import leads_out, named
from decision_analysis._shown import shown
from decision_analysis.core import WeightsResult
from decision_analysis.core.parts import call
from decision_analysis.errors import InvalidInputError

_WANTED = "a function of a share from 0 to 1"


@cites("yager_1988")
@named
@leads_out
def owa_quantifier(function: Callable[[Any], Any], n: int) -> WeightsResult:
    """Return order weights for `mcda.owa` from a quantifier such as 'most' or 'at least half'.

    Parameters
    ----------
    function : callable
        The quantifier Q: from the share of criteria that are met, from 0 to 1, to the degree to
        which the statement holds; Q(0) = 0, Q(1) = 1, and it never falls. It is called with one
        number at a time.
    n : int
        How many criteria there are, from 1 to a million.

    Returns
    -------
    WeightsResult
        Weights (n,), that of the best performance first; they are of places and have no names.

    Raises
    ------
    InvalidInputError
        If `function` is no function, gives no finite number, does not go from 0 to 1, or falls; or
        `n` is no positive integer.

    Notes
    -----
    w_i = Q(i / n) - Q((i - 1) / n), i = 1..n (Yager 1988). Q(r) = r gives the mean, a convex Q such
    as r^2 ('most') puts weight on the worst performances, a concave one on the best.

    Examples
    --------
    'Most' as r^2, of four criteria:

    >>> from decision_analysis import weights
    >>> weights.owa_quantifier(lambda r: r**2, 4).weights
    array([0.0625, 0.1875, 0.3125, 0.4375])
    """
    if not callable(function):
        raise InvalidInputError(f"function must be {_WANTED}; got {shown(function)}")
    n = _checks.integer("n", n, high=MOST_CENTROID_CRITERIA)
    shares = np.arange(n + 1) / n
    degrees = np.array(
        [
            _checks.number(f"function({share:.10g})", call("function", _WANTED, function, share))
            for share in shares.tolist()
        ]
    )
    for share, end in ((0, 0.0), (-1, 1.0)):
        if abs(degrees[share] - end) > PROBABILITY_TOLERANCE:
            raise InvalidInputError(
                f"function({shares[share]:g}) must be {end:g}; got {degrees[share]:g}"
            )
    # w_i = Q(i/n) - Q((i-1)/n)
    steps = np.diff(degrees)
    if (steps < -PROBABILITY_TOLERANCE).any():
        place = int(np.argmin(steps))
        raise InvalidInputError(
            f"function must not fall; it gives {degrees[place]:g} at {shares[place]:.10g} and"
            f" {degrees[place + 1]:g} at {shares[place + 1]:.10g}"
        )
    raised = np.maximum(steps, 0.0)
    return WeightsResult(
        method="OWA weights of a quantifier",
        parameters={"n": n},
        references=cited("yager_1988"),
        weights=raised / raised.sum(),
    )
