"""The analytic hierarchy process: weights and consistency from pairwise comparisons."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labels import numbered
from decision_analysis._limits import RECIPROCAL_TOLERANCE
from decision_analysis._named import named, warn
from decision_analysis.core import WeightsResult, axes
from decision_analysis.core.parts import pairwise_comparisons
from decision_analysis.errors import InconsistentJudgementsWarning
from decision_analysis.weights.elicited._completion import complete
from decision_analysis.weights.elicited._perron import perron
from decision_analysis.weights.elicited._random_index import RandomIndex, random_index_of

_CUSTOMARY_LIMIT = 0.1  # Saaty's: a tenth of the inconsistency of random comparisons


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AhpResult(WeightsResult):
    """Priorities from pairwise comparisons, with their consistency.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    lambda_max : float or ndarray, shape (...)
        The principal eigenvalue (for 'column_mean' its estimate), at least C.
    consistency_index : float or ndarray, shape (...)
        CI = (lambda_max - C) / (C - 1), 0 where the comparisons agree; 0 for one criterion.
    consistency_ratio : float or ndarray, shape (...), or None
        CR = CI / RI; 0 for one or two criteria, None where no random index was asked for.
    completed : ndarray of float, shape (..., C, C)
        The comparisons, reciprocal, missing ones filled in.
    """

    lambda_max: float | FloatArray = axes("")
    consistency_index: float | FloatArray = axes("")
    consistency_ratio: float | FloatArray | None = axes("")
    completed: FloatArray = axes("CC")


@cites("saaty_1990", "bozoki_fulop_ronyai_2010", "crawford_williams_1985", "alonso_lamata_2006")
@named
def ahp(
    comparisons: Any,
    *,
    names: Sequence[str] | None = None,
    prioritization: Literal["eigenvector", "geometric_mean", "column_mean"] = "eigenvector",
    random_index: RandomIndex = "saaty",
    tolerance: float = RECIPROCAL_TOLERANCE,
) -> AhpResult:
    """Return weights from pairwise comparisons by the analytic hierarchy process (AHP).

    Parameters
    ----------
    comparisons : array_like (..., C, C), DataFrame, or mapping of pairs of str to float
        How many times as important (or preferred) the row is as the column; positive and
        reciprocal, with ones on the diagonal. One triangle is enough: an empty cell (NaN) is the
        reciprocal of its mirror image, and a pair that is empty in both is a missing comparison.
        Text such as "1/3" is a number. Leading axes are respondents or samples. A DataFrame has the
        same names for rows and columns; {("a", "b"): 3} gives single pairs, the names in the order
        in which they appear. A list of either has one entry for each respondent, aligned to the
        first by name.
    names : sequence of str, optional
        Names of what is compared, in order; a DataFrame or pairs are brought into that order.
    prioritization : {'eigenvector', 'geometric_mean', 'column_mean'}
        Saaty's principal eigenvector, the geometric means of the rows, or the means of the
        normalized columns.
    random_index : {'saaty', 'alonso_lamata'}, mapping of int to float, or None
        The mean consistency index of random comparisons that CI is divided by: Saaty's table for 3
        to 10 criteria, Alonso and Lamata's linear fit for any number, or a table of one's own by
        number of criteria. None leaves the ratio out.
    tolerance : float
        By how much the product of a pair, both of whose numbers are given, may differ from 1: .01
        for 3 and .333. Of the two the larger counts, as the number that was judged, and the other
        is its reciprocal.

    Returns
    -------
    AhpResult
        Weights (..., C), with lambda_max, consistency index and ratio, and the completed
        comparisons.

    Raises
    ------
    InvalidInputError
        If the comparisons are not square, positive and reciprocal within the tolerance, if names of
        rows, columns, pairs or respondents do not fit together, if missing comparisons leave the
        criteria unconnected, an option is unknown, or the table of random indices has none for
        their number.
    ConvergenceError
        If the completion does not converge.

    Warns
    -----
    InconsistentJudgementsWarning
        If a consistency ratio is above 0.1, the customary limit.

    Notes
    -----
    Missing comparisons take the values, unique where all criteria are connected, for which
    lambda_max is least (Bozóki, Fülöp and Rónyai 2010), by Newton's method on their logarithms, in
    which lambda_max is convex. The random index is that of complete comparisons. For 'column_mean'
    lambda_max is the mean of (A w)_i / w_i, as in Saaty (2008) and most textbooks; otherwise it is
    the eigenvalue. Saaty's RI is .58 .90 1.12 1.24 1.32 1.41 1.45 1.49 for 3 to 10; Alonso and
    Lamata's is (1.7699 C - 4.3513) / (C - 1). O(S C^3) for S respondents or samples.

    Examples
    --------
    How much of each drink is consumed, from Saaty (2008):

    >>> from decision_analysis import weights
    >>> drinks = ["coffee", "wine", "tea", "beer", "soda", "milk", "water"]
    >>> comparisons = [
    ...     [1, 9, 5, 2, 1, 1, 1 / 2],
    ...     [1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    ...     [1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9],
    ...     [1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3],
    ...     [1, 9, 4, 2, 1, 2, 1 / 2],
    ...     [1, 9, 3, 1, 1 / 2, 1, 1 / 3],
    ...     [2, 9, 9, 3, 2, 3, 1],
    ... ]
    >>> result = weights.ahp(comparisons, names=drinks)
    >>> result.weights.round(3)
    array([0.177, 0.019, 0.042, 0.116, 0.19 , 0.129, 0.327])
    >>> print(f"{result.consistency_ratio:.3f}")
    0.022

    Single pairs, of which one is left out:

    >>> weights.ahp({("price", "comfort"): 3, ("comfort", "space"): 2}).as_dict()
    {'price': 0.6..., 'comfort': 0.2..., 'space': 0.1...}
    """
    return prioritized(
        comparisons,
        names=names,
        prioritization=prioritization,
        random_index=random_index,
        tolerance=tolerance,
    )


def prioritized(
    comparisons: Any,
    *,
    names: Sequence[str] | None,
    prioritization: str,
    random_index: RandomIndex,
    tolerance: float,
    of: str = "",
) -> AhpResult:
    """Return what `ahp` does; `of` is said in the warning of what the comparisons are."""
    _checks.one_of(
        "prioritization", prioritization, ("eigenvector", "geometric_mean", "column_mean")
    )
    given, labels = pairwise_comparisons(comparisons, names, tolerance=tolerance)
    n = given.shape[-1]
    index, recorded = random_index_of(n, random_index)
    # missing a_ij, then the priorities w and lambda_max
    completed = complete(given, labels or numbered(n))
    weights, largest = _priorities(completed, prioritization)
    # lambda_max >= n for reciprocal comparisons, and so is the estimate (Saaty 1990); less is
    # rounding
    largest = np.maximum(largest, n)
    # CI = (lambda_max - n) / (n - 1) and CR = CI / RI
    consistency = (largest - n) / max(n - 1, 1)
    ratio = None
    if index is not None:
        ratio = consistency / index if n > 2 else np.zeros_like(consistency)
        _warn_inconsistent(ratio, of)
    own = {} if tolerance == RECIPROCAL_TOLERANCE else {"tolerance": float(tolerance)}
    return AhpResult(
        method="AHP",
        parameters={"prioritization": prioritization, "random_index": recorded, **own},
        references=_references(prioritization, random_index, bool(np.isnan(given).any())),
        weights=weights,
        criteria=labels,
        lambda_max=largest[()],
        consistency_index=consistency[()],
        consistency_ratio=None if ratio is None else ratio[()],
        completed=completed,
    )


def _priorities(matrix: FloatArray, prioritization: str) -> tuple[FloatArray, FloatArray]:
    """Return weights (..., C) that sum to 1 and lambda_max (...)."""
    # means of the normalized columns, and lambda_max by A w = lambda_max w in each row
    if prioritization == "column_mean":
        weights = (matrix / matrix.sum(axis=-2, keepdims=True)).mean(axis=-1)
        image = (matrix @ weights[..., None])[..., 0]
        return weights, np.asarray((image / weights).mean(axis=-1))
    # the principal eigenvector, or the geometric means of the rows with its eigenvalue
    largest, weights = perron(matrix)
    if prioritization == "geometric_mean":
        means = np.exp(np.log(matrix).mean(axis=-1))
        weights = means / means.sum(axis=-1, keepdims=True)
    return weights, largest


def _warn_inconsistent(ratio: FloatArray, of: str) -> None:
    """Warn of ratios (...) above the customary limit."""
    high = ratio > _CUSTOMARY_LIMIT
    if not high.any():
        return
    samples = f" in {int(high.sum())} of {high.size} samples, at most" if high.ndim else ""
    warn(
        f"consistency ratio{of} should be at most {_CUSTOMARY_LIMIT}; got{samples}"
        f" {float(ratio.max()):.3f}",
        InconsistentJudgementsWarning,
    )


def _references(
    prioritization: str, random_index: RandomIndex, incomplete: bool
) -> tuple[str, ...]:
    """Return the sources of what was chosen."""
    keys = ["saaty_1990"]
    if incomplete:
        keys.append("bozoki_fulop_ronyai_2010")
    if prioritization == "geometric_mean":
        keys.append("crawford_williams_1985")
    if isinstance(random_index, str) and random_index == "alonso_lamata":
        keys.append("alonso_lamata_2006")
    return cited(*keys)
