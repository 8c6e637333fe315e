"""LMAW: logarithms of performances, weighted by powers."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEVEL_TOLERANCE, SMALLEST_NORMAL
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import refuse_cells, remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LmawResult(Scores):
    """Final indices in `scores` and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    standardized : ndarray of float, shape (..., A, C)
        Performances from 1 to 2, more being better.
    logarithmic : ndarray of float, shape (..., A, C)
        Their logarithms as shares of the sum of their column.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the index.
    """

    standardized: FloatArray | None = step("Standardized performances", r"\vartheta_{ij}", "AC")
    logarithmic: FloatArray | None = step("Logarithmic shares", r"\varphi_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted shares", r"\xi_{ij}", "AC")


@cites("pamucar_et_al_2021")
@named
@remembered
def lmaw(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> LmawResult:
    """Score alternatives by the logarithm methodology of additive weights (LMAW), weights as given.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C): benefits of at least 0, one of them positive, and positive costs.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; *not* rescaled, as they are exponents.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    LmawResult
        Final indices (..., A) between 0 and C, higher is better; with weights that sum to 1 they
        lie close together.

    Raises
    ------
    InvalidInputError
        If the weights do not fit or, as they are not rescaled, are so large or small that all
        assessments become 0 or 1, or a performance is not allowed; the cell is named.

    Notes
    -----
    Pamucar et al. (2021): theta_ij = (x_ij + max x) / max x for a benefit and (x_ij + min x) / x_ij
    for a cost; phi_ij = ln theta_ij / ln prod_i theta_ij; xi_ij = 2 phi^w / ((2 - phi)^w + phi^w)
    with the weight w_j, and Q_i = sum_j xi_ij. S sets of weights on one table take O(S A C) time
    and O(S A) memory.

    Examples
    --------
    The logistics of the source:

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("pamucar_2021/lmaw")
    >>> mcda.lmaw(case.table, case.weights).scores.round(3)
    array([4.84 , 4.681, 4.799, 4.733, 4.736, 4.704])
    """
    asked = door(table, weights, steps=steps, rescale=False)
    # Step 2: the standardized performances theta_ij, between 1 and 2
    standardized = _standardized(table)
    # Step 3: phi_ij; the logarithm of a product is the sum of the logarithms
    logarithms = np.log(standardized)
    shares = logarithms / logarithms.sum(axis=-2, keepdims=True)
    # Step 4: xi_ij = 2 o / (1 + o) with o = (phi / (2 - phi))^w, which is less than 1
    odds = shares / (2 - shares)
    # Step 5: the final index Q_i, criterion by criterion, as a batch has no room for them all
    scores = np.zeros((*asked.shape, len(table.alternatives)))
    for column in range(len(table.criteria)):
        scores += _weighted(odds[..., column], asked.weights[..., column, None])
    _check_size(asked.weights, scores)
    return LmawResult(
        method="LMAW",
        references=cited("pamucar_et_al_2021"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        standardized=standardized if asked.keep else None,
        logarithmic=shares if asked.keep else None,
        weighted=_weighted(odds, asked.weights[..., None, :]) if asked.keep else None,
    )


def _check_size(weights: FloatArray, scores: FloatArray) -> None:
    """Refuse weights, taken as given, with which all assessments are 0, or 1 but for rounding."""
    largest = weights.max(axis=-1)
    if (largest < LEVEL_TOLERANCE).any() or (scores.max(axis=-1) < SMALLEST_NORMAL).any():
        wrong = largest.min() if largest.min() < LEVEL_TOLERANCE else largest.max()
        raise InvalidInputError(
            "weights are taken as given: the largest must be of a size at which assessments differ,"
            f" such as 1; got {wrong:g}"
        )


def _standardized(table: DecisionTable) -> FloatArray:
    """Return performances between 1 and 2, more being better."""
    values, maximize = table.values, table.maximize
    high, low = values.max(axis=-2, keepdims=True), values.min(axis=-2, keepdims=True)
    refuse_cells(table, ~maximize & (values <= 0), "positive, as a cost")
    refuse_cells(table, maximize & (values < 0), "at least 0")
    refuse_cells(table, maximize & (values == high) & (high <= 0), "positive, as the maximum")
    benefits = values / np.where(maximize, high, 1.0)
    costs = low / np.where(maximize, 1.0, values)
    return 1 + np.where(maximize, benefits, costs)


def _weighted(odds: FloatArray, weights: FloatArray) -> FloatArray:
    """Return 2 o^w / (1 + o^w)."""
    powers = odds**weights
    return np.asarray(2 * powers / (1 + powers))
