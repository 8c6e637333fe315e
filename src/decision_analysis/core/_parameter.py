"""`Parameter`: a judged number with its range or distribution, source and rationale."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._elementwise import elementwise
from decision_analysis._equal import equal
from decision_analysis._shown import shown
from decision_analysis.core._pert import pert_quantiles
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A judged number: its base value, what is held possible, and where it comes from.

    Parameters
    ----------
    name : str
        Its name, unique in a model.
    base : float
        The value used where nothing is varied.
    distribution : frozen scipy.stats distribution, optional
        Anything with `.ppf` (or `.icdf`). Where it is missing, `low` and `high` make a PERT
        distribution with `base` as its mode; where they are missing too, the parameter is constant.
    low, high : float, optional
        The least and the greatest value held possible; both or none, low <= base <= high.
    unit : str
        Unit, for labels.
    source : str
        The statement or publication that the number rests on.
    rationale : str
        Why this number.

    Raises
    ------
    InvalidInputError
        If a number is not finite, the order is wrong, or the distribution has no quantile function.

    Examples
    --------
    >>> from decision_analysis import Parameter
    >>> float(Parameter("p_win", 0.5, low=0.3, high=0.6).quantile(0.5).round(4))
    0.4873
    """

    name: str
    base: float
    distribution: Any = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    source: str = ""
    rationale: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _checks.label("Parameter: name", self.name))
        place = f"parameter {self.name!r}"
        base = _checks.number(f"{place}: base", self.base)
        object.__setattr__(self, "base", base)
        # half a range would leave open what the other end is
        if (self.low is None) != (self.high is None):
            raise InvalidInputError(
                f"{place}: give both low and high or none; got low={self.low}, high={self.high}"
            )
        if self.low is not None:
            low = _checks.number(f"{place}: low", self.low)
            high = _checks.number(f"{place}: high", self.high)
            if not low <= base <= high:
                raise InvalidInputError(
                    f"{place}: low <= base <= high must hold; got {low:g}, {base:g}, {high:g}"
                )
            if not np.isfinite(high - low):
                raise InvalidInputError(
                    f"{place}: high - low must be finite; got {high:g} - {low:g}"
                )
            object.__setattr__(self, "low", low)
            object.__setattr__(self, "high", high)
        for what in ("unit", "source", "rationale"):
            object.__setattr__(self, what, _checks.text(f"{place}: {what}", getattr(self, what)))
        if self.distribution is not None:
            if not callable(_quantile_function(self.distribution)):
                raise InvalidInputError(
                    f"{place}: distribution needs a quantile function .ppf; got"
                    f" {shown(self.distribution)}"
                )
            # asked once now, so that a distribution that answers nonsense is refused here
            self.quantile([0.25, 0.75])

    @property
    def is_constant(self) -> bool:
        """Whether nothing but the base is held possible."""
        return self.distribution is None and (self.low is None or self.low == self.high)

    @cites("malcolm_et_al_1959")
    def quantile(self, probability: Any) -> Any:
        """Return quantiles of the parameter's distribution.

        Parameters
        ----------
        probability : array_like, Series or DataFrame of float, shape (...)
            Probabilities in [0, 1].

        Returns
        -------
        ndarray of float, Series or DataFrame, shape (...)
            Values in the parameter's unit, the base throughout for a constant; those of a Series or
            a DataFrame with the same labels.

        Raises
        ------
        InvalidInputError
            If a probability is outside [0, 1], or the distribution yields values that are not
            finite.

        Notes
        -----
        PERT is the beta distribution on [low, high] with shapes 1 + 4 (base - low)/(high - low) and
        1 + 4 (high - base)/(high - low) (Malcolm et al. 1959).
        """
        # the parameter's name is part of the message, as it is lost under a function called outside
        place = f"parameter {self.name!r}: quantile()"
        what = f"{place}: probability"
        return elementwise(what, probability, lambda u: self._quantiles(place, u))

    def _quantiles(self, place: str, u: FloatArray) -> FloatArray:
        outside = u[(u < 0) | (u > 1)]
        if outside.size:
            raise InvalidInputError(f"{place}: probability must be in [0, 1]; got {outside[0]:g}")
        if self.distribution is not None:
            values = _quantiles(place, self.distribution, u)
        elif self.low is None or self.high is None or self.low == self.high:
            return np.full(u.shape, self.base)
        else:
            values = pert_quantiles(self.low, self.base, self.high, u)
        endless = u[~np.isfinite(values)]
        if endless.size:
            raise InvalidInputError(
                f"{place}: the distribution has no finite quantile at {endless[0]:g}"
            )
        return values


def _quantiles(place: str, distribution: Any, u: FloatArray) -> FloatArray:
    try:
        values = np.asarray(_quantile_function(distribution)(u), dtype=np.float64)
    except (ArithmeticError, AttributeError, RuntimeError, TypeError, ValueError) as error:
        raise InvalidInputError(
            f"{place}: the distribution must give a number for each probability, as frozen ones"
            f" do; {error}"
        ) from error
    if values.shape != u.shape:
        raise InvalidInputError(
            f"{place}: the distribution must give a number for each probability; got shape"
            f" {values.shape} for {u.shape}"
        )
    return values


def _quantile_function(distribution: Any) -> Any:
    return getattr(distribution, "ppf", None) or getattr(distribution, "icdf", None)


def same_parameter(first: Parameter, second: Parameter) -> bool:
    """Say whether two parameters are the same, also by distributions alike but not one object."""
    # the same distribution, frozen twice, is two objects
    words = (field.name for field in dataclasses.fields(Parameter) if field.name != "distribution")
    return all(getattr(first, f) == getattr(second, f) for f in words) and equal(
        _description(first.distribution), _description(second.distribution)
    )


def _description(distribution: Any) -> Any:
    """Return what a frozen `scipy.stats` distribution is made of; another one as it is."""
    kind = getattr(distribution, "dist", None)
    if kind is None or not hasattr(distribution, "args"):
        return distribution
    return type(kind), getattr(kind, "name", None), distribution.args, distribution.kwds
