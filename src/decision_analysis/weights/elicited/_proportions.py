"""Points that people gave to criteria, read by name and brought to a sum of 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


def proportions(points: Any) -> tuple[FloatArray, tuple[str, ...]]:
    """Return the points of criteria (..., C) over their sum, and the names of the criteria."""
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
    bad = np.argwhere(array < 0)
    if len(bad):
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
    empty = np.argwhere(totals[..., 0] == 0)
    if len(empty):
        raise InvalidInputError(f"points must not all be 0{_checks.at(tuple(empty[0]))}")
    return array / totals, names
