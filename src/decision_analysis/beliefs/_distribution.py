"""What a distribution is: anything with `.ppf`, `.cdf` and `.mean`, as scipy.stats has them."""

from __future__ import annotations

from typing import Any, Protocol

from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


class Distribution(Protocol):
    """A distribution of one quantity: vectorized quantiles, distribution function and mean.

    See Also
    --------
    from_quantiles : A distribution from elicited quantiles.

    Notes
    -----
    Every frozen `scipy.stats` distribution is one. Some functions make use of `.pdf`, `.logpdf`,
    `.isf` or `.var` and say so.

    Examples
    --------
    >>> import scipy.stats
    >>> float(scipy.stats.norm(10, 2).ppf(0.5))
    10.0
    """

    def ppf(self, q: Any, /) -> Any:
        """Return quantiles.

        Parameters
        ----------
        q : array_like of float, shape (...)
            Probabilities in [0, 1].

        Returns
        -------
        ndarray of float, shape (...)
            The quantiles.
        """
        ...

    def cdf(self, x: Any, /) -> Any:
        """Return probabilities of not exceeding `x`.

        Parameters
        ----------
        x : array_like of float, shape (...)
            Levels of the quantity.

        Returns
        -------
        ndarray of float, shape (...)
            Probabilities.
        """
        ...

    def mean(self) -> Any:
        """Return the expected value."""
        ...


def distribution(what: str, value: Any, *, needs: tuple[str, ...] = ("ppf", "cdf", "mean")) -> Any:
    """Return `value` if it has the methods of a distribution."""
    missing = [name for name in needs if not callable(getattr(value, name, None))]
    if missing or isinstance(value, type):
        raise InvalidInputError(
            f"{what} must be a frozen distribution with .{', .'.join(needs)}; got"
            f" {shown(value)} without .{', .'.join(missing or needs)}"
        )
    return value


def upper_quantile(component: Any, q: Any) -> Any:
    """Return levels exceeded with probability `q`; with `.isf` no digits are lost."""
    return component.isf(q) if hasattr(component, "isf") else component.ppf(1 - q)


def upper_probability(component: Any, x: Any) -> Any:
    """Return probabilities of exceeding `x`; with `.sf` no digits are lost."""
    return component.sf(x) if hasattr(component, "sf") else 1 - component.cdf(x)
