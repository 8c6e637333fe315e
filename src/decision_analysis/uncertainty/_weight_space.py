"""`WeightSpace`: what is known about weights, and uniform draws of all that satisfy it."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import Any

import numpy as np

from decision_analysis import _checks, _read_rows, _render
from decision_analysis._arrays import FloatArray, IntArray, optional_import, read_only
from decision_analysis._cited import cites
from decision_analysis._limits import CHUNK, MOST_HELD_SAMPLES, MOST_SIMPLICES, SOLVER_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import Weights, weights_array
from decision_analysis.core.parts import chunks
from decision_analysis.errors import ConvergenceError
from decision_analysis.uncertainty._order import OrderDrawer, lower_covers
from decision_analysis.uncertainty._pieces import Pieces, pieces, too_many
from decision_analysis.uncertainty._polytope import Polytope, most_vertices, polytope
from decision_analysis.uncertainty._room import Room, room
from decision_analysis.uncertainty._stated import Stated
from decision_analysis.uncertainty._statements import System, linear_system, tied_groups
from decision_analysis.uncertainty._weight_sampler import (
    MOST_DIMENSIONS,
    Drawer,
    SimplexDrawer,
    WeightSampler,
    best_drawer,
    ordered_drawer,
)


@cites(
    "smith_1984",
    "neal_2003",
    "tervonen_et_al_2013",
    "barron_barrett_1996",
    "stanley_1986",
    "ogita_rump_oishi_2005",
    "dekker_1971",
)
@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class WeightSpace(Stated):
    """All weights, non-negative and summing to 1, that satisfy the constraints given.

    What is stated gives a new space; the old one stays as it was.

    Parameters
    ----------
    criteria : sequence of str or Criterion, or pandas.Index
        Names of the criteria, in the order that draws keep; constraints may use a data frame's own
        labels.

    Raises
    ------
    InvalidInputError
        If there are no names, or one is empty or repeated.

    Notes
    -----
    Draws are uniform on the polytope of weights (ties and equalities lower its dimension). They are
    exact wherever that is cheap: a simplex (no constraint, any complete order, chains, ties, lower
    bounds) by normalized exponentials as shares of its vertices, which for a complete order is the
    law of sorted exponentials; any other partial order row by row of those that agree with it
    (Stanley 1986); other polytopes by rejection from a small simplex around them, or from the
    weights that have the same order, where at least 1% of these are inside; and others in up to
    seven dimensions from the simplices that they consist of, if no more than 4,096; and any number
    of bounded weights by rejection of truncated exponentials, of which at least 1% are kept.

    From 24 weights on, of which some are compared in pairs by ratios or orders, blocks of them are
    scaled in turn by factors of their conditional law, which is sampled by slices (Neal 2003): each
    weight, and what each comparison cuts off from a chain or a tree of them.

    The rest is drawn by hit-and-run in the coordinates of the polytope itself, made round by its
    covariance, along random frames of right angles: 256 chains with independent starts. Their
    mixing is checked by 64 pilot chains from the polytope's ends: the thinning is the number of
    steps after which no coordinate's autocorrelation, around the mean of all chains, exceeds .05,
    so that chains that stay apart are seen, and a `ConvergenceError` says where there is none. The
    first steps, ten times the thinning, are left out. Blocks are checked likewise. What `sampler`
    returns says in its `description` how it draws.

    Constraints are taken at their word, however thin the space: a ratio from 1e9 to 1e10, or from 2
    to 2 + 1e-14, leaves a wedge, in which the weights are uniform. Constraints may contradict one
    another by 1e-14 of their size, as sums of floats do; what they leave no room for is then an
    equality. Constraints that together imply a ratio of weights beyond 1e50 are refused.

    Examples
    --------
    The centroid of ordered weights are the rank-order centroid weights .611, .278 and .111 (Barron
    and Barrett 1996).

    >>> from decision_analysis.uncertainty import WeightSpace
    >>> space = WeightSpace(["a", "b", "c"]).order("a > b > c")
    >>> space.centroid.round(3)
    array([0.611, 0.278, 0.111])
    >>> space.sample(10_000, rng=1).mean(axis=0).round(2)
    array([0.61, 0.28, 0.11])
    """

    @named
    def sample(self, n: int, *, rng: np.random.Generator | int | None = None) -> FloatArray:
        """Draw weights uniformly from the space.

        Parameters
        ----------
        n : int
            How many.
        rng : numpy.random.Generator or int, optional
            The seed of all streams; None draws a fresh one.

        Returns
        -------
        ndarray of float, shape (n, C)
            Weights in the order of `criteria`; each row sums to 1.

        Raises
        ------
        InvalidInputError
            If `n` is no positive integer or the seed is not allowed.
        ConvergenceError
            If hit-and-run is needed and does not mix.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> WeightSpace(["a", "b"]).bounds("a", 0.4, 0.4).sample(1, rng=0)
        array([[0.4, 0.6]])
        """
        n = _checks.integer("n", n, high=MOST_HELD_SAMPLES)
        _checks.room(
            f"n={n:,} weights of {len(self.criteria)} criteria", float(n) * len(self.criteria)
        )
        drawn = np.empty((n, len(self.criteria)))
        for chunk, part in enumerate(chunks.run(self.sampler(rng=rng).chunk, n)):
            drawn[chunk * CHUNK : chunk * CHUNK + len(part)] = part
        return drawn

    @named
    def sampler(self, *, rng: np.random.Generator | int | None = None) -> WeightSampler:
        """Return what draws the weights of `sample` chunk by chunk, so that few are held at once.

        Parameters
        ----------
        rng : numpy.random.Generator or int, optional
            As in `sample`.

        Returns
        -------
        WeightSampler
            With `.chunk(index, rows)`.

        Raises
        ------
        InvalidInputError
            If the seed is not allowed.
        ConvergenceError
            If hit-and-run is needed and does not mix.
        """
        return WeightSampler(self._drawer, self._groups(), chunks.entropy(rng))

    @named
    def contains(self, weights: Weights) -> Any:
        """Say whether weights satisfy all constraints, such as those of so many people.

        Parameters
        ----------
        weights : mapping, WeightsResult, DataFrame or array_like, shape (..., C)
            Only ratios matter; an array is taken in the order of `criteria`.

        Returns
        -------
        bool, ndarray of bool, shape (...), or pandas.Series
            For each row of a data frame by its index.

        Raises
        ------
        InvalidInputError
            If weights are missing, unknown, negative or not finite, or all of a row are 0.

        Notes
        -----
        A constraint holds if it is missed by at most 1e-9, the largest coefficient of its sum being
        1. Ratios hold where both weights are 0.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> space = WeightSpace(["price", "size"]).order("price > size")
        >>> space.contains({"price": 3, "size": 2}), space.contains([[1, 1], [1, 2]]).tolist()
        (True, [True, False])
        """
        shares = weights_array(self.criteria, weights)
        inside = np.ones(shares.shape[:-1], dtype=np.bool_)
        for statement in self._statements:
            inside &= statement.holds(shares, SOLVER_TOLERANCE)
        index = _read_rows.read_rows("weights", weights, self.criteria, each="criterion").index
        if index is not None:
            pd = optional_import("pandas", extra="frame")
            return pd.Series(inside, index=index)
        return bool(inside) if inside.ndim == 0 else inside

    @property
    @named("WeightSpace.vertices")
    def vertices(self) -> FloatArray:
        """Vertices (V, C) of the polytope of weights, in lexical order.

        Their number grows fast with bounds.
        """
        return read_only(self._polytope().vertices()[:, self._groups()])

    @property
    @named("WeightSpace.centroid")
    def centroid(self) -> FloatArray:
        """Mean (C,) of all weights of the space, exactly.

        Of an order alone it takes a moment; where there are bounds, ratios or sums, it adds up
        simplices, of which more than nine criteria may have too many, which is refused.
        """
        drawer = self._ordered()
        if drawer is not None:
            return read_only(drawer.centroid()[self._groups()])
        return read_only(self._pieces().moment())

    def __repr__(self) -> str:
        first: list[list[_render.Cell]] = [[text] for text in self.constraints[: _render.ROWS]]
        rest = _render.more(len(self.constraints) - _render.ROWS)
        return _render.text_glance(f"WeightSpace: {', '.join(self.criteria)}", [""], first, rest)

    def _in_words(self) -> str:
        return f"a WeightSpace of {len(self.criteria)} criteria"

    @cached_property
    def _drawer(self) -> Drawer:
        # kept: what hit-and-run learns of a space may take half a minute in 50 dimensions
        if not self._statements:
            return SimplexDrawer(np.eye(len(self.criteria)))
        return self._ordered() or best_drawer(self._polytope(), self._system(), self._covers())

    def _ordered(self) -> SimplexDrawer | OrderDrawer | None:
        """Return what draws where nothing but an order is stated; None where more is."""
        covers = self._covers()
        if covers is None or any(statement.limits for statement in self._statements):
            return None
        return ordered_drawer(self._sizes(), covers)

    def _covers(self) -> list[set[int]] | None:
        """Return for each group of tied weights those right below it; None of circles."""
        groups = self._groups()
        pairs = [(int(groups[i]), int(groups[j])) for s in self._statements for i, j in s.above]
        return lower_covers(int(groups.max()) + 1, [pair for pair in pairs if pair[0] != pair[1]])

    def _sizes(self) -> FloatArray:
        return np.bincount(self._groups()).astype(np.float64)

    def _pieces(self) -> Pieces:
        """Return the space as simplices, of volume 1 together."""
        found = pieces(self._polytope())
        if found is None:
            raise too_many(MOST_SIMPLICES)
        return Pieces(found.corners[..., self._groups()], found.volumes)

    def _groups(self) -> IntArray:
        return tied_groups(len(self.criteria), self._statements)

    def _system(self) -> System:
        return linear_system(len(self.criteria), self._statements)

    def _room(self) -> Room:
        """Return coordinates of the weights of tied groups, in which the space is not thin."""
        found = room(*self._system())
        if found is None:
            raise ConvergenceError("no weights were found that satisfy all constraints")
        return found

    def _few_vertices(self, most: int) -> FloatArray | None:
        """Return weights (V, C) of the space that span it; None where they may be too many."""
        if isinstance(self._drawer, SimplexDrawer):
            return self._drawer.vertices[:, self._groups()]
        rows, _, equal, _ = self._system()
        size = rows.shape[1] - len(equal)
        if size > MOST_DIMENSIONS or most_vertices(len(rows), size) > most:
            return None
        return self.vertices

    def _polytope(self) -> Polytope:
        with chunks.blas_limit():
            return polytope(*self._system())
