"""Uniform designs (random, Latin hypercube, Sobol') with rank correlation, drawn chunk by chunk."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._frozen import Sealed
from decision_analysis._limits import (
    CHUNK,
    GREATEST_LEVEL,
    LATIN_DRAWS,
    LEAST_LEVEL,
    MOST_LATIN_ROWS,
)
from decision_analysis._shown import shown
from decision_analysis.core import _chunks
from decision_analysis.core._correlation import factor, normal_correlation
from decision_analysis.errors import InvalidInputError

DESIGNS = ("sobol", "lhs", "random")
PAGE = 2**20  # rows of one Sobol' scrambling: its rows are reached by going through those before
_SINGULAR = 1e-6  # least eigenvalue at which the inverse of the factor keeps some ten digits


@dataclasses.dataclass(frozen=True, eq=False)
class UniformDesign(Sealed):
    """`n` points in the open unit cube, of which any chunk can be drawn alone.

    There is a coordinate for each name. `normal` holds the correlations of the points' normal
    scores. Sobol' points come in pages of `page` rows, each with a scrambling of its own; a Latin
    hypercube is `whole`, or the rows of it from `first` on.
    """

    n: int
    names: tuple[str, ...]
    design: str
    entropy: int
    normal: FloatArray | None
    page: int = PAGE
    whole: FloatArray | None = None
    first: int = 0

    def cut(self, index: int, rows: int) -> UniformDesign:
        """Return the design with no other rows than those of one chunk."""
        if self.whole is None:
            return self
        return dataclasses.replace(self, whole=self.chunk(index, rows), first=index * CHUNK)

    def chunk(self, index: int, rows: int) -> FloatArray:
        """Return the rows of chunk `index`, shape (rows, P)."""
        start = index * CHUNK
        if self.whole is not None:
            return self.whole[start - self.first : start - self.first + rows]
        points = self._random(index, rows) if self.design == "random" else self._sobol(start, rows)
        if self.normal is None:
            return points
        # 'random' goes by names, so that the order in which parameters stand makes no difference
        order = np.argsort(self.names) if self.design == "random" else np.arange(len(self.names))
        return _gaussian_copula(points, self.normal, order)

    def _random(self, index: int, rows: int) -> FloatArray:
        points = np.empty((rows, len(self.names)))
        for column, name in enumerate(self.names):
            generator = _chunks.stream(self.entropy, "parameter", index, name=name)
            points[:, column] = generator.random(rows)
        # no point is 0, at which a quantile may be infinite
        return np.maximum(points, LEAST_LEVEL)

    def _sobol(self, start: int, rows: int) -> FloatArray:
        parts = []
        # page by page, as a chunk may reach over the end of one
        while rows:
            page, offset = divmod(start, self.page)
            count = min(rows, self.page - offset)
            parts.append(self._scrambled(page, offset, count))
            start, rows = start + count, rows - count
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _scrambled(self, page: int, offset: int, rows: int) -> FloatArray:
        """Return rows of one page, whose scrambling is its own."""
        from scipy.stats import qmc

        # the stream of the page scrambles; its rows before the wanted ones are skipped
        generator = _chunks.stream(self.entropy, "sobol", page)
        engine = qmc.Sobol(len(self.names), scramble=True, bits=30, rng=generator)
        if offset:
            engine.fast_forward(offset)
        # 30-bit points, moved to the middle of their cells, so that none is 0
        # a power of two, as scipy warns of other counts: they lose the balance of the sequence
        drawn = engine.random(2 ** max(0, (rows - 1).bit_length()))[:rows]
        return np.asarray(drawn + 2.0**-31)


def uniform_design(
    names: Sequence[str],
    n: int,
    *,
    rng: object,
    design: str,
    correlation: object,
    scramblings: object,
) -> UniformDesign:
    """Check the request and set up the design; Latin hypercubes are drawn here, whole."""
    n = _checks.integer("n", n)
    _checks.one_of("design", design, DESIGNS)
    page = _page(n, design, scramblings)
    normal = None if correlation is None else normal_correlation(names, correlation)
    entropy = _chunks.entropy(rng)
    points = UniformDesign(n, tuple(names), design, entropy, normal, page)
    if design != "lhs":
        return points
    return dataclasses.replace(points, whole=_latin_hypercube(points))


def _page(n: int, design: str, scramblings: object) -> int:
    """Return the rows of a page: as many as each of the scramblings has."""
    count = _checks.integer("scramblings", scramblings)
    if count == 1:
        return PAGE
    if design != "sobol":
        raise InvalidInputError(f"scramblings belong to design 'sobol'; got {shown(design)}")
    if n % count or n // count > PAGE:
        raise InvalidInputError(
            f"scramblings must part the {n:,} samples into equal blocks of at most"
            f" {PAGE:,}; got {count:,}"
        )
    return n // count


def _latin_hypercube(design: UniformDesign) -> FloatArray:
    """Draw n points, one in each of n slices of every axis; correlate by Iman-Conover (1982)."""
    n, size = design.n, len(design.names)
    if n > MOST_LATIN_ROWS:
        raise InvalidInputError(
            f"design 'lhs' is drawn whole, at most {MOST_LATIN_ROWS:,} rows; got {n:,}"
        )
    # 40 bytes for each number: the slices, the places, the points and what sorting takes
    _checks.room("the Latin hypercube", n, each=40 * size)
    # on each axis a random permutation of the slices, and a uniform place inside of each
    generator = _chunks.stream(design.entropy, "lhs", 0)
    slices = np.argsort(generator.random((n, size)), axis=0)
    points = np.clip((slices + generator.random((n, size))) / n, LEAST_LEVEL, GREATEST_LEVEL)
    if design.normal is None:
        return points
    if n <= size:
        raise InvalidInputError(
            f"correlated 'lhs' needs more rows than the {size} parameters; got {n}"
        )
    scores, own = _independent_scores(slices, generator)
    # R* = R (Q^-1)' P' with own correlations Q Q' and wanted ones P P' (Iman and Conover 1982)
    target = scores @ np.linalg.inv(own).T @ np.linalg.cholesky(design.normal).T
    # the points of each axis in the order of its target scores
    order = np.argsort(np.argsort(target, axis=0), axis=0)
    return np.take_along_axis(np.sort(points, axis=0), order, axis=0)


def _independent_scores(
    slices: IntArray, generator: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return normal scores (n, P) and the factor of their own correlations.

    Few rows are shuffled until it exists.
    """
    from scipy.special import ndtri

    n = len(slices)
    for _ in range(LATIN_DRAWS):
        # van der Waerden scores of the slices' ranks, standardized
        scores = ndtri((slices + 1) / (n + 1))
        scores -= scores.mean(axis=0)
        # the population's standard deviation, so that scores' / n is their correlation
        scores /= np.sqrt((scores**2).mean(axis=0))
        correlation = scores.T @ scores / n
        own = factor(correlation) if np.linalg.eigvalsh(correlation)[0] > _SINGULAR else None
        if own is not None:
            return scores, own
        slices = generator.permuted(slices, axis=0)
    raise InvalidInputError(
        f"correlated 'lhs' needs more rows for {slices.shape[1]} parameters; got {n}, in"
        f" all of {LATIN_DRAWS:,} draws of which some parameters were combinations of others"
    )


def _gaussian_copula(points: FloatArray, normal: FloatArray, order: IntArray) -> FloatArray:
    """Correlate uniform points by row: normal scores, times Cholesky factor, back to uniform.

    Each group of parameters that are correlated directly or through others is mixed apart, in the
    given order, so that nothing else makes a difference to it; single ones stay as drawn.
    """
    from scipy.sparse.csgraph import connected_components
    from scipy.special import ndtr, ndtri

    count, group = connected_components(normal != 0, directed=False)
    for number in range(count):
        members = order[group[order] == number]
        if len(members) > 1:
            # z = L z0 with L L' the correlations wanted
            mixing = np.linalg.cholesky(normal[np.ix_(members, members)])
            scores = ndtri(points[:, members])
            # einsum and not BLAS, whose last digits may depend on how many rows there are
            mixed = ndtr(np.einsum("np,qp->nq", scores, mixing, optimize=False))
            points[:, members] = np.clip(mixed, LEAST_LEVEL, GREATEST_LEVEL)
    return points
