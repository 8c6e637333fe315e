"""`direct`: weights in proportion to the importance that people gave to criteria."""

from __future__ import annotations

from typing import Any

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.weights.elicited._proportions import proportions


@cites("bottomley_doyle_2001")
@named
def direct(points: Any) -> WeightsResult:
    """Return weights in proportion to points given to the criteria directly.

    Parameters
    ----------
    points : mapping of str to float or array_like, shape (...), Series or DataFrame
        For each criterion its importance on a ratio scale, such as a share of 100 points.
        Non-negative and not all 0; arrays are samples or respondents and broadcast together. The
        columns of a DataFrame are the criteria, its rows samples or respondents.

    Returns
    -------
    WeightsResult
        Weights (..., C) in the order given: points divided by their sum.

    Raises
    ------
    InvalidInputError
        If there are none or they have no names, points are not finite numbers, negative, or all 0.

    Notes
    -----
    Importance is rated without regard to the ranges of the performances; `swing` asks for what
    value models need.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.direct({"price": 70, "comfort": 30}).as_dict()
    {'price': 0.7, 'comfort': 0.3}
    """
    shares, names = proportions(points)
    return WeightsResult(
        method="direct weights",
        references=cited("bottomley_doyle_2001"),
        weights=shares,
        criteria=names,
    )
