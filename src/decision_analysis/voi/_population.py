"""`population`: for how many decisions information would count."""

from __future__ import annotations

import math

from decision_analysis import _checks
from decision_analysis._limits import LARGEST_COUNT
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError


@named
def population(
    incidence: float, horizon: float, *, discount: float = 1.0, delay: float = 0.0
) -> float:
    """Return for how many people, or decisions, information counts, discounted to today.

    Parameters
    ----------
    incidence : float
        How many there are in a year, or whatever the unit of time is; positive.
    horizon : float
        In how many years from today the decision will have lost its interest; positive.
    discount : float
        What a benefit one year later counts, in (0, 1]: 1 / (1 + r) at a yearly rate r.
    delay : float
        How many years it takes until the information is there, from 0 to the horizon; those before
        do not profit.

    Returns
    -------
    float
        The incidence times the integral of discount^t from the delay to the horizon.

    Raises
    ------
    InvalidInputError
        If an argument is out of its range.

    Notes
    -----
    People come evenly over the year. Where they are counted at the beginning of each year instead,
    the sum of discount^t for t = 0, 1, ... is larger, by about half a year's discount.

    Examples
    --------
    >>> from decision_analysis.voi import population
    >>> population(46_000, 10)
    460000.0
    >>> round(population(46_000, 10, discount=1 / 1.035, delay=2))
    300314
    """
    yearly = _checks.number("incidence", incidence, low=0, high=LARGEST_COUNT, open_low=True)
    end = _checks.number("horizon", horizon, low=0, high=LARGEST_COUNT, open_low=True)
    factor = _checks.number("discount", discount, low=0, high=1, open_low=True)
    begin = _checks.number("delay", delay, low=0)
    if begin > end:
        raise InvalidInputError(f"delay must be at most the horizon, {end:g}; got {begin:g}")
    rate = -math.log(factor)
    years = end - begin
    # integral of exp(-r t) from the delay to the horizon
    return yearly * (math.exp(-rate * begin) * -math.expm1(-rate * years) / rate if rate else years)
