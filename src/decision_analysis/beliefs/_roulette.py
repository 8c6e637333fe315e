"""`roulette`: a distribution from chips that somebody puts into the bins of a histogram."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.beliefs._families import Family
from decision_analysis.beliefs._fit_best import fitted
from decision_analysis.beliefs._fitted_distribution import FittedDistribution
from decision_analysis.errors import InvalidInputError


@cites("gore_1987", "ohagan_et_al_2006, chapter 6")
@named
def roulette(
    chips: Mapping[Any, float] | ArrayLike,
    bins: ArrayLike | None = None,
    family: Family | None = None,
    low: float | None = None,
    high: float | None = None,
    *,
    degrees_of_freedom: float | None = None,
    n_terms: int | None = None,
) -> FittedDistribution:
    """Return the distribution nearest to a histogram of chips: the roulette method.

    The person who judges puts chips into bins, as many as he finds each bin probable.

    Parameters
    ----------
    chips : mapping of (float, float) to float, Series, or array_like of float, shape (n,)
        Chips in each bin, not negative: {(lower edge, upper edge): chips}, a Series by interval, as
        `pandas.cut` and `value_counts` give it, or counts in the order of `bins`.
    bins : array_like of float, shape (n + 1,), optional
        Edges of the bins, ascending, where `chips` are counts.
    family : str, optional
        As in `from_quantiles`; None fits all that the bounds allow, and takes the best.
    low : float, optional
        As in `from_quantiles`. The outer edges of the bins are no bounds: what is not held possible
        is said by `low` and `high`.
    high : float, optional
        As in `from_quantiles`.
    degrees_of_freedom : float, optional
        As in `from_quantiles`.
    n_terms : int, optional
        As in `from_quantiles`.

    Returns
    -------
    FittedDistribution
        With `.family`, `.misfit` at the edges between chips, `.candidates`, `.bins` and `.chips`.

    Raises
    ------
    InvalidInputError
        If a number of chips is negative or not finite, there are none, bins overlap, leave gaps or
        are not of positive width, or what `from_quantiles` refuses: chips in fewer than three bins
        tell fewer than two quantiles.
    ConvergenceError
        As in `from_quantiles`.

    Notes
    -----
    The share of the chips up to an edge is the cumulative probability there; edges below the first
    or above the last chip, of probability 0 or 1, are left out. The fit is that of
    `from_quantiles`, on the distribution function at the other edges, also at both of an empty bin
    between chips. One chip of 20 says 5%: more chips than that mean nothing to most people.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> weeks = beliefs.roulette([1, 4, 6, 5, 3, 1], bins=[4, 6, 8, 10, 12, 14, 16], low=0)
    >>> weeks.family, round(weeks.median(), 2)
    ('gamma', 9.64)
    """
    counts, edges = _histogram(chips, bins)
    # the share of chips up to each inner edge
    cumulative = np.cumsum(counts)[:-1] / counts.sum()
    inside = (cumulative > 0) & (cumulative < 1)
    if not inside.any():
        only = int(np.argmax(counts))
        raise InvalidInputError(
            f"chips must lie in more than one bin; all lie in ({edges[only]:.10g},"
            f" {edges[only + 1]:.10g}): take narrower bins"
        )
    options = {
        "family": family,
        "low": low,
        "high": high,
        "degrees_of_freedom": degrees_of_freedom,
        "n_terms": n_terms,
    }
    return fitted(
        "roulette",
        cumulative[inside],
        edges[1:-1][inside],
        options,
        cited("gore_1987", "ohagan_et_al_2006"),
        bins=edges,
        chips=counts,
    )


def _histogram(chips: Any, bins: Any) -> tuple[FloatArray, FloatArray]:
    """Return counts (n,) and edges (n + 1,) of what may be a mapping by interval."""
    if _labelled.is_series(chips) or isinstance(chips, Mapping):
        if bins is not None:
            raise InvalidInputError(
                "bins are for chips without labels; these have intervals: leave out bins"
            )
        entries = _labelled.entries("chips", chips)
        pairs = sorted((*_interval(key), value) for key, value in entries.items())
        for (lower, upper, _), (next_lower, next_upper, _) in pairwise(pairs):
            if upper != next_lower:
                raise InvalidInputError(
                    "bins must follow one another without gaps; got"
                    f" ({lower:.10g}, {upper:.10g}) and ({next_lower:.10g}, {next_upper:.10g})"
                )
        counts = [value for _, _, value in pairs]
        edges = np.array([pairs[0][0], *(upper for _, upper, _ in pairs)])
    else:
        if bins is None:
            raise InvalidInputError(
                "chips without labels need bins, their edges: one more than there are bins"
            )
        edges = _checks.numeric_array("bins", bins)
        counts = _checks.numeric_array("chips", chips).tolist()
        if edges.ndim != 1 or np.shape(counts) != (edges.size - 1,):
            raise InvalidInputError(
                f"bins must be the edges, one more than the bins of chips; got shape {edges.shape}"
                f" for chips of shape {np.shape(counts)}"
            )
        if (down := np.flatnonzero(np.diff(_checks.of_finite_range("bins", edges)) <= 0)).size:
            at = int(down[0])
            raise InvalidInputError(
                f"bins must ascend; got {edges[at]:.10g} before {edges[at + 1]:.10g}"
            )
    numbers = np.array(
        [
            _checks.number(f"chips of ({lower:.10g}, {upper:.10g})", count, low=0)
            for (lower, upper), count in zip(pairwise(edges.tolist()), counts, strict=True)
        ]
    )
    with np.errstate(over="ignore"):
        total = float(numbers.sum())
    if not 0 < total < np.inf:
        raise InvalidInputError("chips must not all be zero, nor too many to be added up")
    return numbers, edges


def _interval(key: Any) -> tuple[float, float]:
    """Return the edges of one bin: of a pair or of a pandas interval."""
    ends = (key.left, key.right) if hasattr(key, "left") and hasattr(key, "right") else key
    if not isinstance(ends, tuple) or len(ends) != 2:
        raise InvalidInputError(
            f"chips must name bins by (lower edge, upper edge); got {shown(key)}"
        )
    lower, upper = (_checks.number("edge of a bin", end) for end in ends)
    if not lower < upper:
        raise InvalidInputError(f"bins must have a positive width; got {shown(key)}")
    return lower, upper
