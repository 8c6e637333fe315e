"""What the similarity coefficients share: two rankings by label, mid-ranks, and total ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, optional_import
from decision_analysis._named import warn
from decision_analysis._read_rows import Rows
from decision_analysis._shown import shown
from decision_analysis._together import together
from decision_analysis.core import Result
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

if TYPE_CHECKING:
    import pandas

Ranking: TypeAlias = (
    "ArrayLike | Mapping[Any, Any] | pandas.Series[Any] | pandas.DataFrame | Result"
)
Similarity: TypeAlias = Any
"""A number or an array (...); a Series by the rows of a data frame."""


def two_rankings(**given: Ranking) -> tuple[FloatArray, FloatArray, Any]:
    """Return two arrays of ranks (..., A) of one shape, by label, and the index of a frame's rows.

    A is at least 2. The index is None where no data frame was given.
    """
    for what, entry in given.items():
        _refuse_an_order(what, entry)
    read = together("alternative", of="ranks", one="rank", **given)
    one, other = given
    x, y = (_checked(what, part) for what, part in zip(given, read, strict=True))
    if x.shape[-1] != y.shape[-1]:
        raise InvalidInputError(
            f"{one} and {other} must rank the same alternatives; got {x.shape[-1]} and"
            f" {y.shape[-1]}"
        )
    try:
        x, y = np.broadcast_arrays(x, y)
    except ValueError:
        raise InvalidInputError(
            f"leading axes of {one} and {other} must broadcast; got {x.shape} and {y.shape}"
        ) from None
    return x, y, next((part.index for part in read if part.index is not None), None)


def by_row(similarity: FloatArray, index: Any) -> Similarity:
    """Return the comparisons of a data frame's rows as a Series by these; else as an array."""
    if index is None or similarity.shape != (len(index),):
        return similarity
    return optional_import("pandas", extra="frame").Series(similarity, index=index)


def _refuse_an_order(what: str, given: Any) -> None:
    """Refuse labels in their order, which are no ranks."""
    kinds = _checks.held(given)[0] if isinstance(given, list | tuple) else {type(given)}
    text = isinstance(given, np.ndarray) and given.dtype.kind in "SUT"
    if text or any(issubclass(kind, str) for kind in kinds):
        raise InvalidInputError(
            f"{what} must be numbers; got strings, {shown(given)}: "
            "give the ranks of labels as {label: rank}, or the result that ranks them"
        )


def _checked(what: str, rows: Rows) -> FloatArray:
    ranks = rows.values
    if ranks.ndim == 0 or ranks.shape[-1] < 2:
        raise InvalidInputError(
            f"{what} must rank at least 2 alternatives; got shape {ranks.shape}"
        )
    bad = np.argwhere((ranks < 1) | (ranks > ranks.shape[-1]))
    if bad.size:
        index = tuple(bad[0])
        place = (
            f" for {shown(rows.names[index[-1]])}{_checks.at(index[:-1])}"
            if rows.names
            else _checks.at(index)
        )
        raise InvalidInputError(
            f"ranks of {what} must be between 1 and {ranks.shape[-1]}; got {ranks[index]:g}{place}"
        )
    return ranks


def correlation(
    covariance: FloatArray,
    first: FloatArray,
    second: FloatArray,
    constant: tuple[BoolArray, BoolArray],
) -> FloatArray:
    """Return covariance / sqrt(first second); warn if a ranking is all tied: 1 if both, else 0."""
    undefined = constant[0] | constant[1]
    if undefined.any():
        warn(
            f"{int(undefined.sum())} of {undefined.size} pairs hold a ranking whose"
            " alternatives all tie; its similarity is taken as 1 where both do, else 0",
            DegenerateDataWarning,
        )
    scale = np.sqrt(np.where(undefined, 1.0, first * second))
    limit = (constant[0] & constant[1]).astype(np.float64)
    return np.asarray(np.where(undefined, limit, np.clip(covariance / scale, -1.0, 1.0)))[()]


def all_tied(ranks: FloatArray) -> BoolArray:
    """Say of each ranking whether all its alternatives tie."""
    return np.asarray(np.ptp(ranks, axis=-1) == 0)
