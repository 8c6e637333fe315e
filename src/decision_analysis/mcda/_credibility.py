"""Credibility of outranking, from partial concordance and discordance, for ELECTRE III and TRI."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.mcda._thresholds import Thresholds, ramp

FULL_CONCORDANCE = 1 - TIE_TOLERANCE
"""From here on a sum of weights that agree is 1 but for rounding, and nothing can object."""


def credibility(
    rows: FloatArray,
    columns: FloatArray,
    noise: FloatArray,
    weights: FloatArray,
    thresholds: Thresholds,
) -> FloatArray:
    """Return how credible it is that each row is at least as good as each column.

    Parameters
    ----------
    rows, columns : ndarray of float, shapes (n, A, C) and (n, B, C)
        Performances, oriented so that more is better.
    noise : ndarray of float, shape (n, 1, C)
        By how much performances may differ and still be equal.
    weights : ndarray of float, shape (n, C)
        Weights that sum to 1.
    thresholds : Thresholds
        Of the criteria, checked.

    Returns
    -------
    ndarray of float, shape (n, A, B)
        Degrees in [0, 1].

    Notes
    -----
    With the shortfall d of the row: partial concordance is 1 for d <= q, 0 for d >= p, linear
    between, and where q = p the first rule goes first; discordance is 0 for d <= p, 1 for d >= v,
    linear between. Credibility is the weighted concordance C times the product of (1 - D_j) / (1 -
    C) over the criteria with D_j > C.
    """
    concordance = np.zeros((1, rows.shape[1], columns.shape[1]))
    objections: list[FloatArray] = []
    # Partial concordances c_j(a, b), weighted and added up to C, and partial discordances D_j(a, b)
    for column in range(rows.shape[-1]):
        one, other = rows[:, :, None, column], columns[:, None, :, column]
        shortfall = other - one
        indifference, preference, veto = (
            thresholds.between(kind, column, one, other)
            for kind in ("indifference", "preference", "veto")
        )
        assert indifference is not None
        assert preference is not None
        slack = noise[..., column, None]
        lost = ramp(shortfall, indifference, preference, slack)
        concordance = concordance + weights[:, column, None, None] * (1 - lost)
        if veto is not None:
            objections.append(ramp(shortfall, preference, veto, slack))
    concordance = np.where(concordance > FULL_CONCORDANCE, 1.0, concordance)
    # sigma(a, b): C, weakened by each criterion that objects more than the others agree
    remaining = 1 - concordance
    result: FloatArray = concordance.copy()
    for objection in objections:
        # where D_j(a, b) > C(a, b), so that C < 1 and the quotient is defined
        stronger = objection > concordance
        result *= np.divide(1 - objection, remaining, out=np.ones_like(concordance), where=stronger)
    return result
