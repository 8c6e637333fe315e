"""Quantiles of PERT distributions: exact ones, and those of many draws from a table."""

from __future__ import annotations

import functools

import numpy as np

from decision_analysis._arrays import FloatArray

# The quantile of the beta distribution with shapes a and 6 - a, as a function of a and of the
# normal quantile z of the probability, is smooth: by a, Chebyshev polynomials of degree 39 on
# [1, 5]; by z, polynomials of degree 9 on pieces half a unit long from -6 to 6, outside of which
# one of 5e8 draws falls. The error is below 1e-9 of the width (tested), below that of 10^17 draws.
_END, _STEP, _DEGREE, _SHAPES = 6.0, 0.5, 9, 40


def pert_quantiles(low: float, mode: float, high: float, u: FloatArray) -> FloatArray:
    """Return quantiles of the PERT distribution (Malcolm et al. 1959)."""
    from scipy.special import betaincinv

    width = high - low
    # the shapes of the beta distribution on [low, high], alpha + beta = 6 (Malcolm et al. 1959)
    alpha, beta = 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width
    return np.asarray(low + width * betaincinv(alpha, beta, u))


def pert_draws(low: float, mode: float, high: float, u: FloatArray) -> FloatArray:
    """Return the same within 1e-9 of the width, ten times as fast: for samples."""
    from scipy.interpolate import PPoly
    from scipy.special import ndtri

    width = high - low
    by_shape, ends = _table()
    # alpha = 3 + 2 s for s from -1 to 1
    s = np.array([2 * (mode - low) / width - 1])
    terms = np.polynomial.chebyshev.chebvander(s, _SHAPES - 1)[0]
    pieces = np.ascontiguousarray(np.tensordot(terms, by_shape, 1))
    z = ndtri(u)
    share = PPoly.construct_fast(pieces, ends)(z)
    found = low + width * np.clip(share, 0.0, 1.0)
    far = np.abs(z) >= _END
    if far.any():
        found[far] = pert_quantiles(low, mode, high, u[far])
    return np.asarray(found)


@functools.cache
def _table() -> tuple[FloatArray, FloatArray]:
    """Return coefficients (shapes, degree, pieces), and the ends of the pieces."""
    from scipy.special import betaincinv, ndtr

    count = round(2 * _END / _STEP)
    points = _chebyshev_points(_DEGREE + 1)
    middles = -_END + _STEP * (np.arange(count) + 0.5)
    z = middles[:, None] + _STEP / 2 * points
    shapes = _chebyshev_points(_SHAPES)
    alpha = (3 + 2 * shapes)[:, None, None]
    # near 1 a float holds few digits of what is left of a probability
    below, above = betaincinv(alpha, 6 - alpha, ndtr(z)), betaincinv(6 - alpha, alpha, ndtr(-z))
    values = np.where(z < 0, below, 1 - above)
    powers = np.vander(_STEP / 2 * (points + 1), _DEGREE + 1)
    by_piece = np.linalg.solve(powers, np.moveaxis(values, -1, 0).reshape(_DEGREE + 1, -1))
    by_shape = np.moveaxis(by_piece.reshape(_DEGREE + 1, _SHAPES, count), 1, 0)
    terms = np.polynomial.chebyshev.chebvander(shapes, _SHAPES - 1)
    found = np.linalg.solve(terms, by_shape.reshape(_SHAPES, -1))
    return found.reshape(by_shape.shape), np.linspace(-_END, _END, count + 1)


def _chebyshev_points(count: int) -> FloatArray:
    return np.asarray(np.cos(np.pi * (np.arange(count) + 0.5) / count))
