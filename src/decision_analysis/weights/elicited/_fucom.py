"""The full consistency method: weights from how far criteria stand behind the most important."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import WeightsResult, axes, step
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FucomResult(WeightsResult):
    """Weights by the full consistency method, and how far they deviate from what was said.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    deviation : float or ndarray, shape (...)
        DFC, the deviation from full consistency: always 0, see the Notes of `fucom`.
    comparative : ndarray of float, shape (..., C - 1)
        The priorities of neighbours in the order of importance, each over the one before.
    """

    deviation: float | FloatArray = axes("")
    comparative: FloatArray = step("Comparative priorities", r"\varphi_{k/(k+1)}", "N")


@cites("pamucar_stevic_sremac_2018")
@named
def fucom(priorities: Any) -> FucomResult:
    """Return weights by the full consistency method (FUCOM).

    Parameters
    ----------
    priorities : mapping of str to float or array_like, Series or DataFrame
        How far each criterion stands behind the most important one, customarily 1 to 9: 1 for the
        most important, 2 for one half as important. In any order. Arrays are samples or respondents
        and broadcast together.

    Returns
    -------
    FucomResult
        Weights (..., C) in the order given, with the comparative priorities.

    Raises
    ------
    InvalidInputError
        If priorities have no names, are not finite, one is below 1, or none is 1.

    Notes
    -----
    The source minimizes chi, the largest abs(w_k / w_(k+1) - phi_k) and abs(w_k / w_(k+2) - phi_k
    phi_(k+1)) over neighbours in the order of importance (its equation 10). Both are 0 for w_j
    proportional to 1 over the priority, so that no program is needed and the deviation is 0
    whatever was said: it is no sign of careful judgement. Where that is wanted, ask for more
    comparisons than there are weights, as `ahp` and `bwm` do. O(C log C) for each sample.

    Examples
    --------
    From Pamučar, Stević and Sremac (2018):

    >>> from decision_analysis import weights
    >>> priorities = {f"C{j}": p for j, p in enumerate([1, 1, 1, 2, 4, 4, 4, 4], 1)}
    >>> result = weights.fucom(priorities)
    >>> result.weights.round(4)
    array([0.2222, 0.2222, 0.2222, 0.1111, 0.0556, 0.0556, 0.0556, 0.0556])
    >>> result.deviation
    0.0
    """
    if not _labelled.has_labels(priorities):
        _checks.mapping("priorities", priorities)
    array, names = _read_rows.row("priorities", priorities, each="criterion")
    assert names is not None
    if not array.size:
        raise InvalidInputError(f"priorities must hold one sample at least; got {array.shape}")
    low = np.argwhere(array < 1 - TIE_TOLERANCE)
    if len(low):
        *sample, place = low[0]
        raise InvalidInputError(
            f"priorities of {names[place]!r}{_checks.at(sample)} must be at least 1; got"
            f" {array[tuple(low[0])]:g}"
        )
    least = array.min(axis=-1)
    off = np.argwhere(least > 1 + TIE_TOLERANCE)
    if len(off):
        index = tuple(int(place) for place in off[0])
        raise InvalidInputError(
            f"priorities must be 1 for the most important criterion{_checks.at(index)}; the"
            f" smallest is {least[index]:g}"
        )
    # equations 5 and 11: phi_k of neighbours in the order of importance, w_j = (1 / p_j) / sum
    ordered = np.sort(array, axis=-1)
    inverse = 1 / array
    return FucomResult(
        method="FUCOM",
        references=cited("pamucar_stevic_sremac_2018"),
        weights=inverse / inverse.sum(axis=-1, keepdims=True),
        criteria=names,
        deviation=np.zeros(array.shape[:-1])[()],
        comparative=ordered[..., 1:] / ordered[..., :-1],
    )
