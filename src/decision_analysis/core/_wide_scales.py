"""Scales so wide that performances which differ count as equal, told by the criterion's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import LAST_BITS, LEVEL_TOLERANCE, TIE_TOLERANCE
from decision_analysis._named import warn
from decision_analysis._shown import in_samples
from decision_analysis.core._table import DecisionTable
from decision_analysis.errors import DegenerateDataWarning


class Scale(NamedTuple):
    """Ascending points (n,), and how wide (n - 1,) what lies between them is; 0 where it is flat.

    Beyond the first and the last point its outer pieces go on.
    """

    points: FloatArray
    widths: FloatArray


def in_one_piece(points: FloatArray) -> Scale:
    """Return the scale of ascending points between which nothing is flat."""
    return Scale(points, np.diff(points))


def warn_of_wide_scales(
    table: DecisionTable,
    spans: FloatArray,
    scale_of: Callable[[int], Scale],
    words: list[str] | None = None,
) -> None:
    """Warn of the criteria whose performances differ, but not beside the width of their scale.

    `spans` (C,) are whole widths, 0 where there is no scale; `scale_of` a column is asked where it
    may matter. What would be said is added to `words` where these are given.
    """
    for name, said in wide_scales(table, spans, scale_of):
        told = f"criterion {name!r} {said}"
        if words is None:
            warn(told, DegenerateDataWarning)
        else:
            words.append(told)


def wide_scales(
    table: DecisionTable, spans: FloatArray, scale_of: Callable[[int], Scale]
) -> Iterator[tuple[str, str]]:
    """Give the names of such criteria, and what is to be said of each."""
    # two alternatives settle it for nearly all samples, and all that is usual ends here
    apart = np.abs(table.values[..., 0, :] - table.values[..., -1, :])
    near = (apart <= TIE_TOLERANCE * spans) & (spans > 0)
    if not near.any():
        return
    for column in np.flatnonzero(near.reshape(-1, len(spans)).any(axis=0)).tolist():
        levels = table.values[..., column]
        least, most = levels.min(axis=-1), levels.max(axis=-1)
        width = _width(scale_of(column), least, most)
        spread = most - least
        lost: BoolArray = np.asarray(spread <= TIE_TOLERANCE * width)
        size = np.maximum(np.abs(least), np.abs(most))
        # no scale is to blame where a search has made performances nearly the same, nor for what
        # sums of numbers of the size of 1 leave where they cancel
        lost &= (spread > LEVEL_TOLERANCE * size) & (size > LAST_BITS)
        if lost.any():
            yield (
                table.criterion_names[column],
                f"is constant on its scale{in_samples(lost)}: performances must differ by more than"
                f" {TIE_TOLERANCE:g} of its width {width[lost].max():g}; got"
                f" {spread[lost].max():g}",
            )


def _width(scale: Scale, least: FloatArray, most: FloatArray) -> FloatArray:
    """Return the width (...) of the piece in which both levels (...) lie.

    Of two neighbors it is that of the narrower; with a whole piece between them nothing is lost.
    """
    first, last = (np.searchsorted(scale.points[1:-1], level, "right") for level in (least, most))
    narrower = np.minimum(scale.widths[first], scale.widths[last])
    return np.where(last - first <= 1, narrower, 0.0)
