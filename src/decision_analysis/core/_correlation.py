"""Rank correlations of parameters: read, judged feasible, or moved to the nearest feasible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._checks import listed
from decision_analysis._limits import CORRELATION_STEPS
from decision_analysis._shown import shown
from decision_analysis.errors import LISTED, ConvergenceError, InvalidInputError

# More than rounding takes off the least eigenvalue, and less than the digits of a correlation
_LIFTED = 1e-8
_TOLERANCE = 1e-11  # between two steps: a thousandth of `_LIFTED`, which hides what is left


def normal_correlation(names: Sequence[str], correlation: object) -> FloatArray:
    """Return the normal scores' correlations (P, P), or say which pairs contradict one another."""
    matrix = to_normal(rank_matrix(names, correlation))
    if factor(matrix) is not None:
        return matrix
    raise InvalidInputError(
        "correlation must be positive definite as a Gaussian copula; least eigenvalue"
        f" {np.linalg.eigvalsh(matrix)[0]:.3g} because of {_culprits(names, matrix)} (pairs that"
        " are not named count as 0); the nearest that is:"
        " Parameters.nearest_correlation(correlation)"
    )


def factor(matrix: FloatArray) -> FloatArray | None:
    """Return the Cholesky factor of a correlation matrix; None if not positive definite."""
    try:
        return np.asarray(np.linalg.cholesky(matrix))
    except np.linalg.LinAlgError:
        return None


def to_normal(rank: FloatArray) -> FloatArray:
    """Return the normal correlations for given Spearman's (Kruskal 1958): 2 sin(pi/6 rho)."""
    # r = 2 sin(pi/6 rho_S)
    normal = 2 * np.sin(np.pi / 6 * rank)
    np.fill_diagonal(normal, 1.0)
    return np.asarray(normal)


def nearest_rank(rank: FloatArray) -> FloatArray:
    """Return the rank correlations whose normal ones are nearest `rank`'s and positive definite."""
    normal = to_normal(rank)
    if factor(normal) is not None:
        return rank
    near = nearest_positive(normal)
    # a little towards independence, from the border of what is possible to its inside
    near = (1 - _LIFTED) * near + _LIFTED * np.eye(len(near))
    found = 6 / np.pi * np.arcsin(near / 2)
    np.fill_diagonal(found, 1.0)
    return np.asarray(found)


def nearest_positive(matrix: FloatArray) -> FloatArray:
    """Return the correlation matrix nearest to a symmetric one in the Frobenius norm.

    It is algorithm 3.3 of Higham (2002).
    """
    # the correction starts at zero, as nothing was projected yet
    nearest, correction = matrix, np.zeros_like(matrix)
    for _ in range(CORRELATION_STEPS):
        shifted = nearest - correction
        # the projection on positive semidefinite matrices (theorem 3.2)
        values, vectors = np.linalg.eigh(shifted)
        projected = (vectors * np.maximum(values, 0.0)) @ vectors.T
        # Dykstra's correction belongs to this projection alone
        correction = projected - shifted
        # the projection on matrices with a unit diagonal (theorem 3.1)
        before, nearest = nearest, (projected + projected.T) / 2
        np.fill_diagonal(nearest, 1.0)
        if max(np.abs(nearest - before).max(), np.abs(nearest - projected).max()) < _TOLERANCE:
            return np.asarray(np.clip(nearest, -1.0, 1.0))
    raise ConvergenceError(f"did not settle within {CORRELATION_STEPS:,} steps", nearest)


def _culprits(names: Sequence[str], matrix: FloatArray) -> str:
    """List the pairs of a smallest group of parameters that contradict one another."""
    group = list(range(len(names)))
    # each parameter is left out where the others still contradict one another
    for candidate in range(len(names)):
        fewer = [place for place in group if place != candidate]
        if fewer and factor(matrix[np.ix_(fewer, fewer)]) is None:
            group = fewer
    # back to rank correlations, in which users think: rho = 6/pi arcsin(r / 2)
    rank = 6 / np.pi * np.arcsin(np.clip(matrix / 2, -0.5, 0.5))
    pairs = [(i, j) for n, i in enumerate(group) for j in group[n + 1 :]]
    said = [f"{names[i]!r} and {names[j]!r} {rank[i, j]:.6g}" for i, j in pairs[:LISTED]]
    rest = f" and {len(pairs) - LISTED} more pairs" if len(pairs) > LISTED else ""
    return ", ".join(said) + rest


def rank_matrix(names: Sequence[str], correlation: Any) -> FloatArray:
    """Return Spearman's correlations (P, P) from pairs, the others 0, or from a matrix."""
    if isinstance(correlation, Mapping) or _labelled.is_series(correlation):
        correlation = _labelled.entries("correlation", correlation, empty=True)
        matrix = np.eye(len(names))
        said: dict[frozenset[str], float] = {}
        for pair, value in correlation.items():
            if not isinstance(pair, tuple) or len(pair) != 2 or pair[0] == pair[1]:
                raise InvalidInputError(
                    f"correlation must name pairs of two parameters; got {shown(pair)}"
                )
            first, second = (
                names.index(_checks.known("varying parameter in correlation", p, names))
                for p in pair
            )
            what = f"correlation of {pair[0]!r} and {pair[1]!r}"
            rho = _checks.number(what, value, low=-1, high=1)
            if said.setdefault(frozenset(pair), rho) != rho:
                raise InvalidInputError(f"{what} is given twice, differently")
            matrix[first, second] = matrix[second, first] = rho
        return matrix
    matrix, _ = _labelled.square("correlation", correlation, names, each="varying parameter")
    if matrix.shape != (len(names), len(names)):
        raise InvalidInputError(
            f"correlation must have shape {(len(names),) * 2}, in the order"
            f" {listed(names)}; got {matrix.shape}"
        )
    # within rounding, as matrices are often computed
    if not np.allclose(matrix, matrix.T, rtol=0, atol=1e-12) or not np.all(np.diag(matrix) == 1):
        raise InvalidInputError("correlation must be symmetric with ones on the diagonal")
    if np.abs(matrix).max(initial=0.0) > 1:
        farthest = matrix.flat[np.abs(matrix).argmax()]
        raise InvalidInputError(f"correlations must be in [-1, 1]; got {farthest:g}")
    return matrix
