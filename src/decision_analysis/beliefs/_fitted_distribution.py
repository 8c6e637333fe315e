"""`FittedDistribution`: a distribution fitted to judgements, and how well it meets them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._equal import equal
from decision_analysis.beliefs._own_distribution import OwnDistribution
from decision_analysis.core import Result

SAME_FIT = 1e-12
"""Sums of squares that differ by no more are equal: errors of a probability of a millionth."""

_SHOWN = 4  # decimals of a misfit


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FittedDistribution(Result, OwnDistribution):
    """A distribution fitted to elicited quantiles, with the family and what it misses.

    It is a distribution, with `.ppf .cdf .pdf .sf .isf .mean .var .std .median`, and has everything
    else that the fitted `scipy.stats` distribution has, such as `.rvs`.

    Parameters
    ----------
    method, parameters, references, alternatives : see `Result`
        As in `Result`; there are no alternatives.
    family : str
        The family that was fitted, or chosen as the best.
    distribution : Distribution
        The member of the family: of `scipy.stats`, or a truncated or metalog distribution.
    probabilities : ndarray of float, shape (n,)
        Cumulative probabilities of the judgements, ascending.
    levels : ndarray of float, shape (n,)
        Levels of the quantity that were judged to have them.
    misfit : ndarray of float, shape (n,)
        At each of these levels the fitted probability less the judged one.
    candidates : mapping of str to float
        The sum of squares of the misfits of every family that was tried, the best first.
    bins : ndarray of float, shape (n + 1,), or None
        Edges of the bins of a histogram that was elicited.
    chips : ndarray of float, shape (n,), or None
        Chips in them.

    See Also
    --------
    from_quantiles, roulette : The functions that return it.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> beliefs.from_quantiles({0.1: 12, 0.5: 20, 0.9: 40}, low=0)
    quantile fit: lognormal, the best of 5 families; largest misfit 0.026  (low=0)
       probability  level  fitted level   misfit
               0.1     12         11.32   0.0238
               0.5     20         20.50  -0.0212
               0.9     40         37.12   0.0255
    """

    family: str
    distribution: Any
    probabilities: FloatArray
    levels: FloatArray
    misfit: FloatArray
    candidates: Mapping[str, float]
    bins: FloatArray | None = None
    chips: FloatArray | None = None

    _word: ClassVar[str] = "fitted distribution"

    def __getattr__(self, name: str) -> Any:
        # what a frozen distribution of scipy has and this class does not name
        if name.startswith("_") or name == "distribution":
            raise AttributeError(name)
        return getattr(self.distribution, name)

    @property
    def tied_best(self) -> tuple[str, ...]:
        """All families that fit as well as the best, of sums of squares within 1e-12."""
        return _tied(self.candidates)

    def mean(self) -> float:
        """Return the expected level."""
        return float(self.distribution.mean())

    def var(self) -> float:
        """Return the variance."""
        return float(self.distribution.var())

    def _cdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.distribution.cdf(x))[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.distribution.sf(x))[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.distribution.pdf(x))[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        return np.asarray(self.distribution.ppf(p))[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        return np.asarray(self.distribution.isf(p))[()]

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        # rounded, so that the rounding of an exact fit is not shown for a misfit
        misfit = np.round(self.misfit, _SHOWN) + 0.0
        columns = (self.probabilities, self.levels, self.ppf(self.probabilities), misfit)
        rows: list[list[_render.Cell]] = [
            list(row) for row in zip(*(column.tolist() for column in columns), strict=True)
        ]
        return ["probability", "level", "fitted level", "misfit"], rows

    def _headline(self) -> str:
        said = f"{self.method}: {self.family}"
        if len(self.candidates) > 1:
            said += f", the best of {len(self.candidates)} families"
        if len(self.tied_best) > 1:
            said += f", as good as {', '.join(self.tied_best[1:])}"
        worst = float(np.abs(self.misfit).max())
        said += f"; largest misfit {worst if worst > 0.1**_SHOWN else 0.0:.2g}"
        options = {key: self.parameters[key] for key in self.parameters if key != "family"}
        return said + _render.options(options)

    def _same_as(self, other: object) -> bool:
        # a distribution of scipy, frozen twice, is two objects: its family and arguments count
        return type(other) is FittedDistribution and all(
            equal(getattr(self, field.name), getattr(other, field.name))
            if field.name != "distribution"
            else equal(_described(self.distribution), _described(other.distribution))
            for field in dataclasses.fields(self)
        )


def _described(distribution: Any) -> Any:
    if dataclasses.is_dataclass(distribution):
        fields = dataclasses.fields(distribution)
        return tuple(_described(getattr(distribution, field.name)) for field in fields)
    if not hasattr(distribution, "args"):
        return distribution
    return distribution.dist.name, tuple(distribution.args), dict(distribution.kwds)


def _tied(candidates: Mapping[str, float]) -> tuple[str, ...]:
    least = min(candidates.values())
    return tuple(name for name, cost in candidates.items() if cost <= least + SAME_FIT)
