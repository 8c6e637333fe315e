"""Uniform designs (random, Latin hypercube, Sobol') with rank correlation, drawn chunk by chunk."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.core import _chunks
from decision_analysis.errors import InvalidInputError

DESIGNS = ("sobol", "lhs", "random")
PAGE = 2**20
LARGEST_WHOLE = 10**7
_SMALLEST = 2.0**-54


@dataclasses.dataclass(frozen=True, eq=False)
class UniformDesign:
    """`n` points in the open unit cube of dimension `size`, of which any chunk can be drawn alone."""

    n: int
    size: int
    design: str
    entropy: int
    factor: FloatArray | None
    whole: FloatArray | None

    def chunk(self, index: int, rows: int) -> FloatArray:
        """Return the rows of chunk `index`, shape (rows, size)."""
        start = index * _chunks.CHUNK
        if self.whole is not None:
            return self.whole[start : start + rows]
        if self.design == "random":
            points = _chunks.stream(self.entropy, "parameters", index).random((rows, self.size))
            points = np.maximum(points, _SMALLEST)
        else:
            points = self._sobol(start, rows)
        return points if self.factor is None else _gaussian_copula(points, self.factor)

    def _sobol(self, start: int, rows: int) -> FloatArray:
        from scipy.stats import qmc

        page, offset = divmod(start, PAGE)
        engine = qmc.Sobol(self.size, scramble=True, bits=30, rng=_chunks.stream(self.entropy, "sobol", page))
        if offset:
            engine.fast_forward(offset)
        drawn = engine.random(2 ** max(0, (rows - 1).bit_length()))[:rows]
        return np.asarray(drawn + 2.0**-31)


def uniform_design(
    where: str, names: Sequence[str], n: int, *, rng: object, design: str, correlation: object
) -> UniformDesign:
    """Check the request and set up the design; Latin hypercubes are drawn here, whole."""
    n = _checks.integer(where, "n", n)
    _checks.one_of(where, "design", design, DESIGNS)
    factor = _factor(where, names, correlation)
    entropy = _chunks.entropy(where, rng)
    whole = _latin_hypercube(where, n, len(names), entropy, factor) if design == "lhs" else None
    return UniformDesign(n, len(names), design, entropy, factor, whole)


def _latin_hypercube(where: str, n: int, size: int, entropy: int, factor: FloatArray | None) -> FloatArray:
    """Draw n points, one in each of n slices of every axis; correlate by Iman and Conover (1982)."""
    if n > LARGEST_WHOLE:
        raise InvalidInputError(f"{where}: design 'lhs' is drawn whole, at most {LARGEST_WHOLE:,} rows; got {n:,}")
    generator = _chunks.stream(entropy, "lhs", 0)
    slices = np.argsort(generator.random((n, size)), axis=0)
    points = np.clip((slices + generator.random((n, size))) / n, _SMALLEST, 1 - 2.0**-53)
    if factor is None:
        return points
    if n <= size:
        raise InvalidInputError(f"{where}: correlated 'lhs' needs more rows than the {size} parameters; got {n}")
    from scipy.special import ndtri

    scores = ndtri((slices + 1) / (n + 1))
    scores -= scores.mean(axis=0)
    own = np.linalg.cholesky(scores.T @ scores / n)
    target = scores @ np.linalg.inv(own).T @ factor.T
    order = np.argsort(np.argsort(target, axis=0), axis=0)
    return np.take_along_axis(np.sort(points, axis=0), order, axis=0)


def _gaussian_copula(points: FloatArray, factor: FloatArray) -> FloatArray:
    """Correlate uniform points row by row: normal scores, times the factor, back to uniform."""
    from scipy.special import ndtr, ndtri

    mixed: FloatArray = ndtr(np.einsum("np,qp->nq", ndtri(points), factor, optimize=False))
    return np.asarray(np.clip(mixed, _SMALLEST, 1 - 2.0**-53))


def _factor(where: str, names: Sequence[str], correlation: object) -> FloatArray | None:
    """Return the Cholesky factor of the normal scores' correlation, 2 sin(pi/6 rho_S) (Kruskal 1958)."""
    if correlation is None:
        return None
    rank = _rank_matrix(where, names, correlation)
    normal = 2 * np.sin(np.pi / 6 * rank)
    np.fill_diagonal(normal, 1.0)
    try:
        return np.asarray(np.linalg.cholesky(normal))
    except np.linalg.LinAlgError:
        smallest = np.linalg.eigvalsh(normal)[0]
        raise InvalidInputError(
            f"{where}: correlation must be positive definite as a Gaussian copula; least eigenvalue {smallest:.3g}"
        ) from None


def _rank_matrix(where: str, names: Sequence[str], correlation: Any) -> FloatArray:
    if isinstance(correlation, Mapping):
        matrix = np.eye(len(names))
        for pair, value in correlation.items():
            if not isinstance(pair, tuple) or len(pair) != 2 or pair[0] == pair[1]:
                raise InvalidInputError(f"{where}: correlation must name pairs of two parameters; got {shown(pair)}")
            first, second = (
                names.index(_checks.known(where, "varying parameter in correlation", p, names)) for p in pair
            )
            rho = _checks.number(where, f"correlation of {pair[0]!r} and {pair[1]!r}", value, low=-1, high=1)
            if matrix[first, second] not in (0.0, rho):
                raise InvalidInputError(
                    f"{where}: correlation of {pair[0]!r} and {pair[1]!r} is given twice, differently"
                )
            matrix[first, second] = matrix[second, first] = rho
        return matrix
    matrix = _checks.numeric_array(where, "correlation", correlation)
    if matrix.shape != (len(names), len(names)):
        raise InvalidInputError(
            f"{where}: correlation must have shape {(len(names),) * 2}, in the order {list(names)}; got {matrix.shape}"
        )
    if not np.allclose(matrix, matrix.T, rtol=0, atol=1e-12) or not np.all(np.diag(matrix) == 1):
        raise InvalidInputError(f"{where}: correlation must be symmetric with ones on the diagonal")
    if np.abs(matrix).max() > 1:
        raise InvalidInputError(
            f"{where}: correlations must be in [-1, 1]; got {matrix.flat[np.abs(matrix).argmax()]:g}"
        )
    return matrix
