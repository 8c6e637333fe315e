"""Gaussian quadrature of any distribution: the n points that match its first 2n - 1 moments."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.errors import ConvergenceError, InvalidInputError

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_TOLERANCE = 1e-13  # of moments, relative: some hundred times the rounding error of a float
_TAIL_SHARE, _ROUNDED_SHARE = 1e-15, 1e-9
_ROUNDS = 60  # halvings, more than the 53 that make a panel as thin as floats allow
# Left after a round, each of 16 nodes: with more the moments count as not integrable
_PANELS = 4096
_DEPTHS, _SHALLOW = (45.0, 80.0, 160.0, 320.0, 480.0, 690.0), 36.0

Quantile = Callable[[FloatArray], FloatArray]


def gauss(distribution: Any, n: int) -> tuple[FloatArray, FloatArray]:
    """Return values and probabilities of the n-point Gaussian quadrature of a distribution.

    The distribution is first replaced by a fine discrete measure, by adaptive quadrature of its
    quantile function on a logarithmic scale of tail probability; the Stieltjes procedure gives the
    recurrence coefficients of its orthogonal polynomials (Gautschi 1982), and the eigenvalues of
    the Jacobi matrix the points (Golub and Welsch 1969).
    """
    # standardized by median and quartiles, so that moments of any unit stay within floats
    center, quartiles = float(distribution.ppf(0.5)), distribution.ppf(np.array([0.25, 0.75]))
    scale = float(quartiles[1] - quartiles[0])
    if not (np.isfinite(center) and np.isfinite(scale) and scale > 0):
        raise InvalidInputError(
            f"method 'gauss' needs a distribution whose quartiles differ; got {quartiles}"
        )

    def lower(s: FloatArray) -> FloatArray:
        return np.asarray((distribution.ppf(np.exp(-s)) - center) / scale)

    def upper(s: FloatArray) -> FloatArray:
        return np.asarray((distribution.isf(np.exp(-s)) - center) / scale)

    def rounded_upper(s: FloatArray) -> FloatArray:
        return np.asarray((distribution.ppf(-np.expm1(-s)) - center) / scale)

    # of a level, as a share of the quartiles' distance; it grows with the order of the moment
    rounding = float(np.finfo(np.float64).eps) * (1 + abs(center) / scale)
    tolerance = max(_TOLERANCE, 16 * n * rounding)
    exact = [(upper, depth) for depth in _DEPTHS] if hasattr(distribution, "isf") else []
    with warnings.catch_warnings():
        # of quantile functions far in the tails, whose values are judged below
        warnings.simplefilter("ignore", RuntimeWarning)
        # the fine discrete measure: both halves of the distribution
        below = _tail_measure([(lower, depth) for depth in _DEPTHS], n, tolerance)
        above = _tail_measure([*exact, (rounded_upper, _SHALLOW)], n, tolerance)
    y, w = (np.concatenate([first, second]) for first, second in zip(below, above, strict=True))
    # its quadrature, back on the scale of the quantity
    points, probabilities = _golub_welsch(y, w / w.sum(), n)
    return center + scale * points, probabilities


def _tail_measure(
    attempts: Sequence[tuple[Quantile, float]], n: int, tolerance: float
) -> tuple[FloatArray, FloatArray]:
    """Return nodes and weights of half a distribution: tail probabilities exp(-s).

    s runs from log 2 on. Of the attempts, each a quantile function of s and the greatest s, the
    first that leaves nothing that counts of the moment of order 2n - 1.
    """
    for quantile, depth in attempts:
        edges = np.geomspace(np.log(2.0), depth, 12)
        with np.errstate(all="ignore"):
            moments, _, _ = _moments(quantile, edges[:-1], edges[1:], n)
            totals = np.abs(moments).sum(axis=-1, keepdims=True)
            rest = np.abs(quantile(np.array(depth))) ** (2 * n - 1) * np.exp(-depth)
        # what lies beyond the depth must not count in the moment of the highest order
        allowed = _ROUNDED_SHARE if depth == _SHALLOW else _TAIL_SHARE
        if np.isfinite(totals).all() and rest <= allowed * totals[-1, 0]:
            return _adapted(quantile, edges, n, tolerance * totals)
    raise InvalidInputError(
        f"method 'gauss' with n_points={n} needs moments to order {2 * n - 1}; the distribution's"
        " tails are too heavy"
    )


def _adapted(
    quantile: Quantile, edges: FloatArray, n: int, tolerance: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return nodes and weights of panels, halved until moments of panel and halves agree."""
    left, right = edges[:-1], edges[1:]
    kept: list[tuple[FloatArray, FloatArray]] = []
    for _ in range(_ROUNDS):
        middle = (left + right) / 2
        with np.errstate(all="ignore"):
            whole = _moments(quantile, left, right, n)[0]
            halves = [_moments(quantile, left, middle, n), _moments(quantile, middle, right, n)]
            good = (np.abs(halves[0][0] + halves[1][0] - whole) <= tolerance).all(axis=0)
        # good panels keep their halves' nodes; the others are halved again
        kept += [(y[good].ravel(), w[good].ravel()) for _, y, w in halves]
        rough = ~good
        left, right = (
            np.concatenate([left[rough], middle[rough]]),
            np.concatenate([middle[rough], right[rough]]),
        )
        if not left.size:
            y, w = (np.concatenate(parts) for parts in zip(*kept, strict=True))
            return y, w
        if left.size > _PANELS:
            break
    raise ConvergenceError("the moments of the distribution could not be integrated")


def _moments(
    quantile: Quantile, left: FloatArray, right: FloatArray, n: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return moments (3, panels) of orders 1, 2n - 2 and 2n - 1, and their nodes and weights."""
    # with p = exp(-s), dp = exp(-s) ds
    half = (right - left)[:, None] / 2
    s = left[:, None] + half * (1 + _NODES)
    y, w = quantile(s), half * _WEIGHTS * np.exp(-s)
    moments = [(w * y**order).sum(axis=-1) for order in (1, 2 * n - 2, 2 * n - 1)]
    return np.stack(moments), y, w


def _golub_welsch(y: FloatArray, w: FloatArray, n: int) -> tuple[FloatArray, FloatArray]:
    """Return the n-point Gaussian quadrature of a discrete measure."""
    diagonal, off = np.empty(n), np.empty(max(n - 1, 0))
    before, current = np.zeros_like(y), np.ones_like(y)
    # Stieltjes' procedure (Gautschi 1982), for orthonormal polynomials:
    # b_k p_k = (y - a_(k-1)) p_(k-1) - b_(k-1) p_(k-2)
    for k in range(n):
        diagonal[k] = float(np.dot(w * y, current**2))
        if k == n - 1:
            break
        following = (y - diagonal[k]) * current - (off[k - 1] * before if k else 0.0)
        size = float(np.sqrt(np.dot(w, following**2)))
        if not size > 1e-12:
            raise InvalidInputError(
                f"the distribution has only {k + 1} possible values; got n_points={n}"
            )
        off[k] = size
        before, current = current, following / size
    # points are the eigenvalues of the Jacobi matrix, probabilities the squared first components
    # of its eigenvectors (Golub and Welsch 1969)
    values, vectors = np.linalg.eigh(np.diag(diagonal) + np.diag(off, 1) + np.diag(off, -1))
    return values, vectors[0] ** 2
