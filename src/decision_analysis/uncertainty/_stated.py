"""`Stated`: criteria, and what is stated about their weights, which can be added to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Self

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import Criterion
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._implied import not_too_far_apart
from decision_analysis.uncertainty._statements import Statement, contradiction, satisfying
from decision_analysis.uncertainty._stating import bounded, ordered, related, summed


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Stated:
    """Base of `WeightSpace`: every method returns a new space with one more statement."""

    criteria: tuple[str, ...]
    _statements: tuple[Statement, ...] = dataclasses.field(default=(), init=False)
    _inside: FloatArray | None = dataclasses.field(default=None, init=False)

    def __post_init__(self) -> None:
        given: Any = self.criteria
        if isinstance(given, list | tuple) and any(isinstance(entry, Criterion) for entry in given):
            given = [entry.name if isinstance(entry, Criterion) else entry for entry in given]
        object.__setattr__(self, "criteria", _checks.names("WeightSpace: criteria", given))

    @property
    def constraints(self) -> tuple[str, ...]:
        """The constraints in words, in the order given."""
        return tuple(statement.text for statement in self._statements)

    @named("WeightSpace.order()")
    def order(self, statement: str) -> Self:
        """Return the space in which weights are also ordered.

        Parameters
        ----------
        statement : str
            Names parted by '>' (weighs at least as much as) and '=' (weighs as much as), such as "a
            > b = c"; criteria that are not named are not constrained. Several orders add up to a
            partial one.

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
        >>> space = WeightSpace(["a", "b", "c"]).order("b > a").order("b > c")
        >>> space.vertices[-1].round(9).tolist()
        [0.5, 0.5, 0.0]
        """
        return self._with(ordered(self.criteria, statement))

    @named("WeightSpace.bounds()")
    def bounds(self, name: str, low: float = 0.0, high: float = 1.0) -> Self:
        """Return the space in which one weight is also bounded.

        Parameters
        ----------
        name : str
            The criterion.
        low, high : float
            Least and greatest weight, 0 <= low <= high <= 1; the weights sum to 1. Each is 0 or at
            least 1e-20.

        Returns
        -------
        WeightSpace
            With this constraint too.

        Raises
        ------
        InvalidInputError
            If the name is unknown, the bounds are no such numbers in that order, or no weights
            satisfy all constraints.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> WeightSpace(["a", "b"]).bounds("a", 0.25, 0.5).vertices.tolist()
        [[0.25, 0.75], [0.5, 0.5]]
        """
        return self._with(bounded(self.criteria, name, low, high))

    @named("WeightSpace.ratio()")
    def ratio(self, first: str, second: str, low: float, high: float | None = None) -> Self:
        """Return the space in which the ratio of two weights is also bounded.

        Parameters
        ----------
        first, second : str
            The criteria; the ratio is the weight of the first over the weight of the second.
        low : float
            Least ratio, not negative: 0, or from 1e-20 to 1e20, as `high` is.
        high : float, optional
            Greatest ratio, at least `low`; there is none where None.

        Returns
        -------
        WeightSpace
            With this constraint too.

        Raises
        ------
        InvalidInputError
            If a name is unknown or both are the same, the ratios are no such numbers in that
            order, or no weights satisfy all constraints.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> WeightSpace(["a", "b"]).ratio("a", "b", 1, 3).vertices.round(9).tolist()
        [[0.5, 0.5], [0.75, 0.25]]
        """
        return self._with(related(self.criteria, first, second, low, high))

    @named("WeightSpace.linear()")
    def linear(
        self,
        coefficients: Mapping[str, float],
        *,
        low: float | None = None,
        high: float | None = None,
    ) -> Self:
        """Return the space in which a sum of weights is also bounded, or equal to a number.

        Parameters
        ----------
        coefficients : mapping of str to float, or pandas.Series
            By criterion, what its weight is multiplied by in the sum; those that are not named are
            not in it. Numbers other than 0, `low` and `high` too, have at least 1e-20 of the size
            of the largest coefficient.
        low, high : float, optional
            Least and greatest value of the sum; at least one is given. Where both are the same, the
            sum is equal to it.

        Returns
        -------
        WeightSpace
            With this constraint too.

        Raises
        ------
        InvalidInputError
            If a name is unknown, all coefficients are 0, a number is not finite or too small beside
            them, low is above high or neither is given, or no weights satisfy all constraints.

        Examples
        --------
        >>> from decision_analysis.uncertainty import WeightSpace
        >>> space = WeightSpace(["a", "b", "c"]).linear({"a": 1, "b": -1, "c": -1}, low=0)
        >>> space.constraints, space.vertices[:, 0].tolist()
        (("'a' - 'b' - 'c' >= 0",), [0.5, 0.5, 1.0])
        """
        return self._with(summed(self.criteria, coefficients, low, high))

    def _with(self, statement: Statement) -> Self:
        """Return the space with one more statement, or say which contradict one another."""
        statements = (*self._statements, statement)
        not_too_far_apart(self.criteria, statements)
        count = len(self.criteria)
        # weights that satisfied all before may well satisfy one more
        inside: FloatArray | None = self._inside
        if inside is None:
            inside = np.full(count, 1 / count)
        if not statement.holds(inside, -SOLVER_TOLERANCE):
            inside = satisfying(count, statements)
        if inside is None:
            conflict = contradiction(count, statements)
            listed = "; ".join(statement.in_full for statement in conflict)
            raise InvalidInputError(
                "some weights, at least 0 and summing to 1, must satisfy all constraints; these"
                f" contradict: {listed}"
            )
        new = type(self)(self.criteria)
        object.__setattr__(new, "_statements", statements)
        object.__setattr__(new, "_inside", inside)
        return new
