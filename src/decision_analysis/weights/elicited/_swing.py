"""Weights from numbers that people gave to criteria: swing weighting and direct rating."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import WeightsResult
from decision_analysis.errors import InvalidInputError


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

    References
    ----------
    von Winterfeldt D., Edwards W. (1986) Decision Analysis and Behavioral Research. Cambridge
    University Press, chapter 8.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.swing({"price": 100, "comfort": 60, "colour": 40}).as_dict()
    {'price': 0.5, 'comfort': 0.3, 'colour': 0.2}
    """
    return _proportional(
        points,
        "swing weights",
        "von Winterfeldt D., Edwards W. (1986) Decision Analysis and Behavioral Research. Cambridge"
        " University Press.",
    )


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

    References
    ----------
    Bottomley P.A., Doyle J.R. (2001) A comparison of three weight elicitation methods: good,
    better, and best. Omega 29(6) 553-560. https://doi.org/10.1016/S0305-0483(01)00044-5

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.direct({"price": 70, "comfort": 30}).as_dict()
    {'price': 0.7, 'comfort': 0.3}
    """
    return _proportional(
        points,
        "direct weights",
        "Bottomley P.A., Doyle J.R. (2001) A comparison of three weight elicitation methods: good,"
        " better, and best. Omega 29(6) 553-560. https://doi.org/10.1016/S0305-0483(01)00044-5",
    )


def _proportional(points: Any, method: str, reference: str) -> WeightsResult:
    if not _labelled.has_labels(points):
        _checks.mapping("points", points)
    if (
        _labelled.is_frame(points)
        and len(points.columns) == 1
        and _checks.is_labelled(points.iloc[:, 0])
    ):
        raise InvalidInputError(
            "points must have a column for each criterion; got the one column"
            f" {shown(points.columns[0])} with labelled rows: give it itself where they are the"
            " criteria"
        )
    array, names = _read_rows.row("points", points, each="criterion")
    assert names is not None
    if len(bad := np.argwhere(array < 0)):
        index = tuple(bad[0])
        raise InvalidInputError(
            f"points of {names[index[-1]]!r} must not be negative; "
            f"got {array[index]:g}{_checks.at(index[:-1])}"
        )
    if not array.size:
        raise InvalidInputError(
            f"points must hold at least one sample; got shape {array.shape[:-1]}"
        )
    with np.errstate(over="ignore"):
        totals = array.sum(axis=-1, keepdims=True)
    _checks.all_finite("the sum of points", totals[..., 0])
    if len(empty := np.argwhere(totals[..., 0] == 0)):
        raise InvalidInputError(f"points must not all be 0{_checks.at(tuple(empty[0]))}")
    return WeightsResult(
        method=method, references=(reference,), weights=array / totals, criteria=names
    )
