"""Square matrices of numbers about criteria, with their labels, and which cell is at fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._labels import numbered
from decision_analysis.errors import InvalidInputError

Names = tuple[str, ...]


def square_matrix(
    what: str,
    given: Any,
    names: Sequence[str] | None,
    *,
    each: str = "criterion",
    finite: bool = True,
) -> tuple[FloatArray, Names | None]:
    """Return numbers (..., n, n), of one item at least, and the names of rows and columns, if any.

    A frame, or a list of frames, is read by its labels; where these just count it is an array.
    """
    if _labelled.is_frame(given) and not _checks.is_labelled(given):
        given = given.to_numpy()
    wanted = None if names is None else _checks.names("names", names)
    array, labels = _labelled.square(what, given, wanted, each=each, finite=finite)
    if array.ndim < 2 or array.shape[-1] != array.shape[-2] or 0 in array.shape:
        raise InvalidInputError(f"{what} must have shape (..., n, n); got {array.shape}")
    if labels is None and wanted is not None:
        if len(wanted) != array.shape[-1]:
            raise InvalidInputError(
                f"names must be {array.shape[-1]}, one for each row; got {len(wanted)}"
            )
        labels = wanted
    return array, labels


def refuse_cells(
    what: str, array: FloatArray, labels: Names | None, bad: BoolArray, must: str
) -> None:
    """Refuse the first flagged cell by the labels of its row and column."""
    if not bad.any():
        return
    *sample, row, column = (int(place) for place in np.argwhere(bad)[0])
    called = labels or numbered(array.shape[-1])
    raise InvalidInputError(
        f"{what} of {called[row]!r} and {called[column]!r}{_checks.at(sample)} {must}; got"
        f" {array[(*sample, row, column)]:g}"
    )
