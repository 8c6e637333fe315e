"""Step-wise weight assessment ratio analysis: each criterion against the one before it."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis import _checks, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult, step
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SwaraResult(WeightsResult):
    """Weights by SWARA and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    coefficients : ndarray of float, shape (..., C)
        The k_j = s_j + 1, 1 for the most important.
    recalculated : ndarray of float, shape (..., C)
        The q_j = q_(j-1) / k_j, the weights before they are rescaled.
    """

    coefficients: FloatArray = step("Coefficients", "k_j", "C")
    recalculated: FloatArray = step("Recalculated weights", "q_j", "C")


@cites("kersuliene_zavadskas_turskis_2010")
@named
def swara(ratios: Any) -> SwaraResult:
    """Return weights by step-wise weight assessment ratio analysis (SWARA).

    Parameters
    ----------
    ratios : mapping of str to float or array_like, Series, DataFrame, or array (..., C)
        In order of importance, the most important first: by how much each criterion is less
        important than the one before it, s_j, as a share of its own importance, so that .3 makes
        the one before 1.3 times as important. 0 or, by name, None for the first. Arrays are samples
        or respondents and broadcast together.

    Returns
    -------
    SwaraResult
        Weights (..., C) in the order given, none rising.

    Raises
    ------
    InvalidInputError
        If ratios are not finite or negative, or the first is not 0.

    Notes
    -----
    k_j = s_j + 1, q_1 = 1, q_j = q_(j-1) / k_j, w_j = q_j / sum q. O(C) for each sample.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> result = weights.swara({"price": 0, "comfort": 0.25, "space": 0.6})
    >>> {name: round(weight, 3) for name, weight in result.as_dict().items()}
    {'price': 0.435, 'comfort': 0.348, 'space': 0.217}
    """
    # nothing is compared with what comes before the first, where sources have a dash
    if _checks.is_mapping(ratios) and ratios:
        first = next(iter(ratios))
        ratios = {**ratios, first: 0.0} if ratios[first] is None else ratios
    array, names = _read_rows.row("ratios", ratios, each="criterion")
    if not array.ndim or not array.size:
        raise InvalidInputError(f"ratios must have shape (..., C); got {array.shape}")
    bad = np.argwhere(array < 0)
    if len(bad):
        *sample, place = bad[0]
        of = f" of {names[place]!r}" if names else f" at {int(place)}"
        raise InvalidInputError(
            f"ratios{of}{_checks.at(sample)} must not be negative; got {array[tuple(bad[0])]:g}"
        )
    off = np.argwhere(array[..., 0] != 0)
    if len(off):
        index = tuple(int(place) for place in off[0])
        of = f" of {names[0]!r}" if names else ""
        raise InvalidInputError(
            f"the first of ratios{of}{_checks.at(index)} must be 0, as no criterion comes before;"
            f" got {array[..., 0][index]:g}"
        )
    # k_j = s_j + 1, q_j = q_(j-1) / k_j, w_j = q_j / sum q
    coefficients = array + 1
    recalculated = 1 / np.cumprod(coefficients, axis=-1)
    return SwaraResult(
        method="SWARA",
        references=cited("kersuliene_zavadskas_turskis_2010"),
        weights=recalculated / recalculated.sum(axis=-1, keepdims=True),
        criteria=names,
        coefficients=coefficients,
        recalculated=recalculated,
    )
