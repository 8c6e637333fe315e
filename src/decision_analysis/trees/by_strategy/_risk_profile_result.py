"""`RiskProfile`: the distribution of the payoff under one strategy, and what is read from it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray, float_or_samples
from decision_analysis._cited import cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Result, axes
from decision_analysis.core.parts import sample_names
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.by_strategy._distribution_measures import (
    at_most,
    deviation,
    distinct,
    first_share,
    merged,
    noise,
    worst_mean,
)
from decision_analysis.trees.by_strategy._strategies import Strategy
from decision_analysis.trees.nodes import Number

if TYPE_CHECKING:
    import pandas

HEADERS = ("value", "probability", "cumulative")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RiskProfile(Result):
    """The totals that paths can end with under one strategy, and their probabilities.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    values : ndarray of float, shape (..., V)
        Totals, ascending. Those of a single profile are distinct and possible; in a batch, paths
        whose totals agree in every sample are merged.
    probabilities : ndarray of float, shape (..., V)
        Their probabilities.
    strategy : Strategy or None
        The strategy that was followed in a tree; None where there is no tree.
    goal : {'max', 'min'}
        Whether large or small totals are wanted; it says which tail is the worst.
    """

    values: FloatArray = axes("V")
    probabilities: FloatArray = axes("V")
    strategy: Strategy | None
    goal: str

    main: ClassVar[str] = "values"

    @property
    def mean(self) -> Number:
        """Expected total."""
        return float_or_samples((self.values * self.probabilities).sum(axis=-1))

    @property
    def std(self) -> Number:
        """Standard deviation of the total."""
        return float_or_samples(
            deviation(np.moveaxis(self.values, -1, 0), np.moveaxis(self.probabilities, -1, 0))
        )

    @named
    def cdf(self, x: ArrayLike) -> Number:
        """Return the probability that the total is at most x.

        Parameters
        ----------
        x : array_like of float, shape (n...)
            Totals, in the unit of payoffs.

        Returns
        -------
        float or ndarray of float, shape (..., n...)
            Probabilities; leading axes are those of the samples.

        Raises
        ------
        InvalidInputError
            If an entry is not a finite number.
        """
        points = _checks.numeric_array("x", x, labels_matter=False)
        size = self._mean_size()
        found = np.empty((*self.sample_shape, points.size))
        for i, point in enumerate(points.reshape(-1)):
            with np.errstate(over="ignore"):  # beyond the last float nothing is larger
                most = (point + noise(size, np.asarray(point)))[..., None]
            found[..., i] = (self.probabilities * (self.values <= most)).sum(axis=-1)
        return float_or_samples(found.reshape((*self.sample_shape, *points.shape)))

    @named
    def quantile(self, q: ArrayLike) -> Number:
        """Return the smallest total that is reached or undercut with probability at least q.

        Parameters
        ----------
        q : array_like of float, shape (n...)
            Probabilities in [0, 1]; 0 gives the smallest possible total.

        Returns
        -------
        float or ndarray of float, shape (..., n...)
            Totals; leading axes are those of the samples.

        Raises
        ------
        InvalidInputError
            If an entry is not a number in [0, 1].
        """
        levels = _checks.numeric_array("q", q, labels_matter=False)
        if (levels < 0).any() or (levels > 1).any():
            bad = levels[(levels < 0) | (levels > 1)][0]
            raise InvalidInputError(f"q must be in [0, 1]; got {bad:g}")
        values, p = (np.moveaxis(a, -1, 0) for a in (self.values, self.probabilities))
        found = np.empty((*self.sample_shape, levels.size))
        for i, level in enumerate(levels.reshape(-1)):
            found[..., i] = first_share(values, p, float(level))
        return float_or_samples(found.reshape((*self.sample_shape, *levels.shape)))

    @cites("rockafellar_uryasev_2002")
    @named
    def cvar(self, level: float) -> Number:
        """Return the conditional value at risk: the mean of the worst share `level`.

        Parameters
        ----------
        level : float
            Share of the probability in (0, 1]; 1 gives the mean.

        Returns
        -------
        float or ndarray of float, shape (...)
            Mean of the lowest totals where the goal is 'max', of the highest where it is 'min'.

        Raises
        ------
        InvalidInputError
            If the level is outside (0, 1].
        """
        # the worst totals come first
        share = _checks.number("level", level, low=0, high=1, open_low=True)
        order = slice(None) if self.goal == "max" else slice(None, None, -1)
        values, p = (np.moveaxis(a[..., order], -1, 0) for a in (self.values, self.probabilities))
        return float_or_samples(worst_mean(values, p, share))

    @cites("hadar_russell_1969")
    @named
    def dominates(self, other: RiskProfile, order: int = 1) -> bool:
        """Say whether this profile dominates another one stochastically.

        Parameters
        ----------
        other : RiskProfile
            A profile with the same goal.
        order : {1, 2}
            1: everyone who wants more (or, for 'min', less) prefers this one. 2: everyone who is
            averse to risk does.

        Returns
        -------
        bool
            True where this one is at least as good everywhere and better somewhere.

        Raises
        ------
        InvalidInputError
            If one of the two is a batch, goals differ or the order is neither 1 nor 2.
        """
        _checks.instance("other", other, RiskProfile)
        whole = isinstance(order, int | np.integer) and _checks.is_number(order)
        if not whole or order not in (1, 2):
            raise InvalidInputError(f"order must be 1 or 2; got {shown(order)}")
        if self.goal != other.goal:
            raise InvalidInputError(
                f"both profiles must have one goal; got {shown(self.goal)} and {other.goal!r}"
            )
        self._single("dominates()")
        other._single("dominates()")
        # F(x) of first order, its integral up to x of second order, at every total of either
        (mine, p), (theirs, q) = self._to_maximize(), other._to_maximize()
        grid = np.union1d(mine, theirs)
        width = noise(self._mean_size() + other._mean_size(), grid)
        first = at_most(mine, p, grid, width, order)
        second = at_most(theirs, q, grid, width, order)
        # to dominate is to have nowhere more of the low totals, and somewhere less
        slack = TIE_TOLERANCE if order == 1 else width
        return bool((first <= second + slack).all() and (first < second - slack).any())

    def at(self, index: int | tuple[int, ...]) -> Self:
        """Return the profile of one sample, with equal totals merged.

        Parameters
        ----------
        index : int or tuple of int
            Which sample, one integer for each sample axis.

        Returns
        -------
        RiskProfile
            A single profile.

        Raises
        ------
        InvalidInputError
            If there are no sample axes or the index does not point to one sample.
        """
        picked = super().at(index)
        values, probabilities = merged(picked.values, picked.probabilities)
        return dataclasses.replace(picked, values=values, probabilities=probabilities)

    def _frame(self, pd: Any) -> pandas.DataFrame:
        return self._frame_of_batch(pd)

    def _frame_of_batch(self, pd: Any) -> pandas.DataFrame:
        """Return the distinct possible totals of each sample, ascending, with probabilities."""
        shape = self.sample_shape
        sample, values, likely = distinct(
            self.values.reshape(-1, self.values.shape[-1]), self.probabilities
        )
        columns = {
            "probability": likely,
            "cumulative": pd.Series(likely).groupby(sample).cumsum().to_numpy(),
        }
        index = pd.Index(values, name="value")
        if shape:
            levels = [*np.unravel_index(sample, shape), index]
            index = pd.MultiIndex.from_arrays(levels, names=[*sample_names(shape), "value"])
        return pd.DataFrame(columns, index=index)  # type: ignore[no-any-return]

    def _mean_size(self) -> FloatArray:
        return np.asarray((self.probabilities * np.abs(self.values)).sum(axis=-1))

    def _to_maximize(self) -> tuple[FloatArray, FloatArray]:
        """Return ascending values of a single profile, more being better, with probabilities."""
        if self.goal == "max":
            return self.values, self.probabilities
        return -self.values[::-1], self.probabilities[::-1]

    def _headline(self) -> str:
        of = f" of {self.strategy}" if self.strategy else ""
        if self.sample_shape:
            mean = np.mean(self.mean)
            return f"{self.method}{of}: samples {self.sample_shape}, mean {mean:.6g}"
        return f"{self.method}{of}: mean {self.mean:.6g}, standard deviation {self.std:.6g}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        return [*HEADERS], [] if self.sample_shape else self._picked(np.arange(len(self.values)))

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        """Return values spread evenly from the lowest to the highest where there are too many."""
        size = 0 if self.sample_shape else len(self.values)
        if size <= most:
            return super()._first(most)
        places = np.linspace(0, size - 1, most).round().astype(int)
        return [*HEADERS], self._picked(places), f"... {size - most:,} more between these"

    def _picked(self, places: IntArray) -> list[list[_render.Cell]]:
        columns = (self.values, self.probabilities, self.probabilities.cumsum())
        return [
            [float(v), float(p), float(c)]
            for v, p, c in zip(*(part[places] for part in columns), strict=True)
        ]
