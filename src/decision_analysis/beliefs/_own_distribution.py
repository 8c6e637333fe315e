"""`OwnDistribution`: what the distributions that are not scipy's have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._elementwise import bare, like
from decision_analysis._frozen import Sealed
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError


class OwnDistribution(Sealed, ABC):
    """A frozen distribution with the methods that scipy's have.

    Pandas objects come back as they went.
    """

    _word: ClassVar[str] = "distribution"

    @named("{self._word}")
    def cdf(self, x: Any) -> Any:
        """Return probabilities of not exceeding levels.

        Parameters
        ----------
        x : array_like, Series or DataFrame of float, shape (...)
            Levels of the quantity.

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Probabilities.
        """
        return like(x, self._cdf(levels(x)))

    @named("{self._word}")
    def sf(self, x: Any) -> Any:
        """Return probabilities of exceeding levels.

        Parameters
        ----------
        x : array_like, Series or DataFrame of float, shape (...)
            Levels of the quantity.

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Probabilities.
        """
        return like(x, self._sf(levels(x)))

    @named("{self._word}")
    def pdf(self, x: Any) -> Any:
        """Return densities.

        Parameters
        ----------
        x : array_like, Series or DataFrame of float, shape (...)
            Levels of the quantity.

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Densities, per unit of the quantity.
        """
        return like(x, self._pdf(levels(x)))

    @named("{self._word}")
    def ppf(self, q: Any) -> Any:
        """Return quantiles.

        Parameters
        ----------
        q : array_like, Series or DataFrame of float, shape (...)
            Probabilities in [0, 1].

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Levels that are not exceeded with these probabilities.
        """
        return like(q, self._ppf(chances(q)))

    @named("{self._word}")
    def isf(self, q: Any) -> Any:
        """Return quantiles from above.

        Parameters
        ----------
        q : array_like, Series or DataFrame of float, shape (...)
            Probabilities in [0, 1].

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Levels that are exceeded with these probabilities.
        """
        return like(q, self._isf(chances(q)))

    @abstractmethod
    def _cdf(self, x: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _sf(self, x: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _pdf(self, x: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _ppf(self, p: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _isf(self, p: FloatArray) -> FloatArray: ...

    @abstractmethod
    def mean(self) -> float:
        """Return the expected value."""

    @abstractmethod
    def var(self) -> float:
        """Return the variance."""

    def std(self) -> float:
        """Return the standard deviation."""
        return float(np.sqrt(self.var()))

    def median(self) -> float:
        """Return the median."""
        return float(self.ppf(0.5))


def levels(x: Any) -> FloatArray:
    """Return levels of a quantity as an array, infinite ones allowed."""
    return _checks.numeric_array("x", bare(x), finite=False)


def chances(q: Any) -> FloatArray:
    """Return probabilities in [0, 1] as an array."""
    p = _checks.numeric_array("q", bare(q))
    bad = np.argwhere((p < 0) | (p > 1))
    if len(bad):
        index = tuple(bad[0])
        raise InvalidInputError(f"q must be in [0, 1]; got {p[index]:.10g}{_checks.at(index)}")
    return p
