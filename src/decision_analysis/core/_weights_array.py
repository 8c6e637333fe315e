"""`weights_array`: weights of any form as an array in the order of the criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis import _checks, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named, warn
from decision_analysis.core._weights_result import WeightsResult
from decision_analysis.errors import InvalidInputError, UnlabelledWarning

Weights = Mapping[str, float] | WeightsResult | FloatArray | Sequence[float]


@named
def weights_array(names: Sequence[str], weights: Weights, *, rescale: bool = True) -> FloatArray:
    """Return weights (..., C) in the order of `names`, summing to 1 unless `rescale` is false.

    Parameters
    ----------
    names : sequence of str
        The criteria.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        A mapping, a Series, a frame whose columns are criteria and a named result are matched by
        name; an array is taken in the given order.
    rescale : bool
        Whether to rescale to sum 1.

    Returns
    -------
    ndarray of float, shape (..., C)
        Fresh memory.

    Raises
    ------
    InvalidInputError
        If a name is missing or unknown, the number of weights does not fit, a weight is negative or
        not finite, or all weights of a sample are zero.

    Warns
    -----
    UnlabelledWarning
        If a result without names is taken by position.

    Examples
    --------
    >>> from decision_analysis.core import weights_array
    >>> weights_array(["price", "space"], {"space": 3, "price": 1})
    array([0.25, 0.75])
    """
    names = _checks.names("names", names)
    rescale = _checks.instance("rescale", rescale, bool)
    array, labels = _read_rows.row("weights", weights, names, each="criterion", one="weight")
    if labels is None and isinstance(weights, WeightsResult):
        warn(
            f"weights of {weights.method} have no names and go by position, to"
            f" {_checks.listed(names)}",
            UnlabelledWarning,
        )
    if array.ndim == 0 or array.shape[-1] != len(names) or not array.size:
        raise InvalidInputError(
            f"need {len(names)} weights, one for each of {list(names)}; got shape {array.shape}"
        )
    if array.min() < 0:
        index = tuple(np.argwhere(array < 0)[0])
        label = names[index[-1]]
        raise InvalidInputError(
            f"weight of {label!r} must not be negative; got"
            f" {array[index]:g}{_checks.at(index[:-1])}"
        )
    with np.errstate(over="ignore"):
        totals = _sums(array)
    _checks.all_finite("the sum of weights", totals[..., 0])
    if (totals <= 0).any():
        first = np.argwhere(totals[..., 0] <= 0)[0]
        raise InvalidInputError(f"weights must not all be zero{_checks.at(first.tolist())}")
    if not rescale:
        return array
    # what was read is fresh memory, but for that of a result
    return np.divide(array, totals, out=array if array.flags.writeable else None)


def _sums(array: FloatArray) -> FloatArray:
    """Return sums over the last axis (..., 1), added up in the order of numpy."""
    if array.ndim == 1 or array.shape[-1] > 7:
        return np.asarray(array.sum(axis=-1, keepdims=True))
    # column by column, as numpy is slow along a short last axis; up to seven it adds one by one
    totals = array[..., :1].copy()
    for column in range(1, array.shape[-1]):
        totals += array[..., column : column + 1]
    return totals
