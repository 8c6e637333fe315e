"""`WeightSpace`: what is known about weights, and uniform draws of all that satisfy it."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray, read_only
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Criterion
from decision_analysis.core.parts import chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._polytope import Polytope, polytope
from decision_analysis.uncertainty._statements import (
    Statement,
    System,
    contradiction,
    linear_system,
    tied_groups,
)
from decision_analysis.uncertainty._weight_sampler import SimplexDrawer, WeightSampler, best_drawer


@cites("smith_1984", "tervonen_et_al_2013", "barron_barrett_1996")
@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class WeightSpace:
    """All weights, non-negative and summing to 1, that satisfy the constraints given.

    Every method returns a new space; the old one stays as it was.

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
    Draws are uniform on the polytope of weights (ties and equalities lower its dimension). A
    simplex (no constraint, any complete order, chains, ties, lower bounds) is drawn exactly, from
    normalized exponentials as shares of its vertices; for a complete order this is the law of
    sorted exponentials. Other polytopes are drawn exactly by rejection from a small simplex around
    them where at least 1% of it is inside. The rest is drawn by hit-and-run in the coordinates of
    the polytope itself, made round by its covariance: chains with independent starts, whose mixing
    is checked, whose thinning is measured until autocorrelations are below .05, and whose first
    steps, ten times the thinning, are left out. A direction in which the constraints leave less
    room than 1e-7 counts as fixed, in the middle of that room.

    Examples
    --------
    The mean of ordered weights are the rank-order centroid weights .611, .278 and .111 (Barron and
    Barrett 1996).

    >>> from decision_analysis.uncertainty import WeightSpace
    >>> space = WeightSpace(["a", "b", "c"]).order("a > b > c")
    >>> space.vertices.mean(axis=0).round(3)
    array([0.611, 0.278, 0.111])
    >>> space.sample(10_000, rng=1).mean(axis=0).round(2)
    array([0.61, 0.28, 0.11])
    """

    criteria: tuple[str, ...]
    _statements: tuple[Statement, ...] = dataclasses.field(default=(), init=False)

    def __post_init__(self) -> None:
        given: Any = self.criteria
        if isinstance(given, list | tuple) and any(isinstance(entry, Criterion) for entry in given):
            given = [entry.name if isinstance(entry, Criterion) else entry for entry in given]
        object.__setattr__(self, "criteria", _checks.names("WeightSpace: criteria", given))

    @property
    def constraints(self) -> tuple[str, ...]:
        """The constraints in words, in the order given."""
        return tuple(statement.text for statement in self._statements)

    @named
    def order(self, statement: str) -> WeightSpace:
        """Return the space in which weights are also ordered.

        Parameters
        ----------
        statement : str
            Names parted by '>' (weighs at least as much as) and '=' (weighs as much as), such as "a
            > b = c"; criteria that are not named are not constrained.

        Returns
        -------
        WeightSpace
            With this constraint too.

        Raises
        ------
        InvalidInputError
            If a name is unknown or repeated, fewer than two are given, they are parted by other
            signs, or no weights satisfy all constraints.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> WeightSpace(["a", "b", "c"]).order("b > a").order("b > c").vertices.tolist()[-1]
        [0.5, 0.5, 0.0]
        """
        if not isinstance(statement, str):
            raise InvalidInputError(
                f"statement must be a string such as 'a > b = c'; got {shown(statement)}"
            )
        sign = re.search(r"[<≤≥]|[>=]\s*[>=]", statement)
        if sign:
            raise InvalidInputError(
                "criteria must be parted by '>' (weighs at least as much as) or '='"
                f" (weighs as much as), such as 'a > b = c'; got {shown(sign[0])} in"
                f" {shown(statement)}"
            )
        parts = re.split(r"(>|=)", statement)
        chosen = [_checks.known("criterion", part.strip(), self.criteria) for part in parts[::2]]
        if len(chosen) < 2:
            raise InvalidInputError(
                f"statement must order at least two criteria; got {shown(statement)}"
            )
        if repeated := _checks.repeats(chosen):
            raise InvalidInputError(
                f"criteria must not repeat in one order; got {repeated} more than once"
            )
        places = [self.criteria.index(name) for name in chosen]
        pairs = list(zip(places[:-1], places[1:], parts[1::2], strict=True))
        steps = (f" {sign} {name}" for sign, name in zip(parts[1::2], chosen[1:], strict=True))
        text = chosen[0] + "".join(steps)
        return self._with(
            Statement(
                text=f"'{text}'",
                ties=tuple((first, second) for first, second, sign in pairs if sign == "="),
                above=tuple((first, second) for first, second, sign in pairs if sign == ">"),
            )
        )

    @named
    def bounds(self, name: str, low: float, high: float) -> WeightSpace:
        """Return the space in which one weight is also bounded.

        Parameters
        ----------
        name : str
            The criterion.
        low, high : float
            Least and greatest weight, 0 <= low <= high <= 1; the weights sum to 1.

        Returns
        -------
        WeightSpace
            With this constraint too.

        Raises
        ------
        InvalidInputError
            If the name is unknown, the bounds are no numbers in that order, or no weights satisfy
            all constraints.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> WeightSpace(["a", "b"]).bounds("a", 0.25, 0.5).vertices.tolist()
        [[0.25, 0.75], [0.5, 0.5]]
        """
        name = _checks.known("criterion", name, self.criteria)
        place = self.criteria.index(name)
        least = _checks.number(f"low of {name!r}", low, low=0, high=1)
        most = _checks.number(f"high of {name!r}", high, low=0, high=1)
        if least > most:
            raise InvalidInputError(
                f"low <= high must hold for {name!r}; got {least:g} and {most:g}"
            )
        return self._with(
            Statement(
                text=f"{least:g} <= {name!r} <= {most:g}",
                limits=(({place: 1.0}, most), ({place: -1.0}, -least)),
            )
        )

    @named
    def ratio(self, first: str, second: str, low: float, high: float) -> WeightSpace:
        """Return the space in which the ratio of two weights is also bounded.

        Parameters
        ----------
        first, second : str
            The criteria; the ratio is the weight of the first over the weight of the second.
        low, high : float
            Least and greatest ratio, 0 <= low <= high.

        Returns
        -------
        WeightSpace
            With this constraint too.

        Raises
        ------
        InvalidInputError
            If a name is unknown or both are the same, the ratios are no finite numbers in that
            order, or no weights satisfy all constraints.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> WeightSpace(["a", "b"]).ratio("a", "b", 1, 3).vertices.tolist()
        [[0.5, 0.5], [0.75, 0.25]]
        """
        first, second = (
            _checks.known("criterion", name, self.criteria) for name in (first, second)
        )
        top, bottom = self.criteria.index(first), self.criteria.index(second)
        if top == bottom:
            raise InvalidInputError(f"needs two criteria; got {shown(first)} twice")
        least = _checks.number(f"low of {first!r} / {second!r}", low, low=0)
        most = _checks.number(f"high of {first!r} / {second!r}", high, low=0)
        if least > most:
            raise InvalidInputError(
                f"low <= high must hold for {first!r}; got {least:g} and {most:g}"
            )
        limits = (({top: 1.0, bottom: -most}, 0.0), ({top: -1.0, bottom: least}, 0.0))
        return self._with(
            Statement(text=f"{least:g} <= {first!r} / {second!r} <= {most:g}", limits=limits)
        )

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
        n = _checks.integer("n", n)
        _checks.room(
            f"n={n:,} weights of {len(self.criteria)} criteria", float(n) * len(self.criteria)
        )
        return np.concatenate(list(chunks.run(self.sampler(rng=rng).chunk, n)))

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
        entropy = chunks.entropy(rng)
        groups = self._groups()
        if not self._statements:
            return WeightSampler(SimplexDrawer(np.eye(len(groups))), groups, entropy)
        sizes = np.bincount(groups).astype(np.float64)
        above = [(int(groups[i]), int(groups[j])) for s in self._statements for i, j in s.above]
        return WeightSampler(best_drawer(self._polytope(), sizes, above), groups, entropy)

    @property
    def vertices(self) -> FloatArray:
        """Vertices (V, C) of the polytope of weights, in lexical order.

        Their number grows fast with bounds.
        """
        return read_only(self._polytope().vertices()[:, self._groups()])

    def __repr__(self) -> str:
        first: list[list[_render.Cell]] = [[text] for text in self.constraints[: _render.ROWS]]
        rest = _render.more(len(self.constraints) - _render.ROWS)
        return _render.text_glance(f"WeightSpace: {', '.join(self.criteria)}", [""], first, rest)

    def _in_words(self) -> str:
        return f"a WeightSpace of {len(self.criteria)} criteria"

    def _with(self, statement: Statement) -> WeightSpace:
        """Return the space with one more statement, or say which contradict one another."""
        statements = (*self._statements, statement)
        conflict = contradiction(len(self.criteria), statements)
        if conflict:
            listed = "; ".join(statement.text for statement in conflict)
            raise InvalidInputError(
                f"some weights must satisfy all constraints; these contradict: {listed}"
            )
        new = WeightSpace(self.criteria)
        object.__setattr__(new, "_statements", statements)
        return new

    def _groups(self) -> IntArray:
        return tied_groups(len(self.criteria), self._statements)

    def _system(self) -> System:
        return linear_system(len(self.criteria), self._statements)

    def _polytope(self) -> Polytope:
        with chunks.blas_limit():
            return polytope(*self._system())
