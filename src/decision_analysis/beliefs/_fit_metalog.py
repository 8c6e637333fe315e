"""Least squares on the quantile function: the fit of a metalog to quantiles."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._metalog import Metalog, basis, infeasible, to_scale
from decision_analysis.errors import InvalidInputError

_END = 1e-9  # a probability that stands for the whole tail


def fit_metalog(
    p: FloatArray, x: FloatArray, low: float | None, high: float | None, n_terms: int
) -> Metalog:
    """Return the metalog nearest to the points (x, p), through them with a term for each."""
    t = np.log(p) - np.log1p(-p)
    z = to_scale(x, low, high)
    # measured from the middle in units of the range, so that near levels keep their digits
    origin, unit = float(z[z.size // 2]), float(np.ptp(z))
    found = np.linalg.lstsq(basis(t, n_terms), (z - origin) / unit, rcond=None)[0] * unit
    found[0] += origin
    coefficients = tuple(found.tolist())
    if falls := infeasible(coefficients):
        raise InvalidInputError(
            f"family 'metalog' has no feasible member of {n_terms} terms for these quantiles: its"
            f" quantile function would fall {_between(*falls)}; give fewer terms (n_terms=), other"
            " bounds, or another family"
        )
    return Metalog(coefficients, low, high)


def _between(start: float, stop: float) -> str:
    """Say between which probabilities, which may reach to 0 or 1."""
    if start < _END:
        return f"below the probability {stop:.4g}" if stop < 1 - _END else "everywhere"
    return f"from {start:.4g} up" if stop > 1 - _END else f"between {start:.4g} and {stop:.4g}"
