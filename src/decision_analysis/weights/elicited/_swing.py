"""`swing`: weights in proportion to the worth of the swings from worst to best."""

from __future__ import annotations

from typing import Any

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.weights.elicited._proportions import proportions


@cites("von_winterfeldt_edwards_1986, chapter 8")
@named
def swing(points: Any) -> WeightsResult:
    """Return weights in proportion to the points given to the swings of the criteria.

    Parameters
    ----------
    points : mapping of str to float or array_like, shape (...), Series or DataFrame
        For each criterion the worth of the swing from its worst to its best level, on a ratio
        scale: customarily 100 for the swing that one would make first. Non-negative and not all 0;
        arrays are samples or respondents and broadcast together. The columns of a DataFrame are the
        criteria, its rows samples or respondents.

    Returns
    -------
    WeightsResult
        Weights (..., C) in the order given: points divided by their sum.

    Raises
    ------
    InvalidInputError
        If there are none or they have no names, points are not finite numbers, negative, or all 0.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.swing({"price": 100, "comfort": 60, "colour": 40}).as_dict()
    {'price': 0.5, 'comfort': 0.3, 'colour': 0.2}
    """
    shares, names = proportions(points)
    return WeightsResult(
        method="swing weights",
        references=cited("von_winterfeldt_edwards_1986"),
        weights=shares,
        criteria=names,
    )
