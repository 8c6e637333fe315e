"""`reservation_values`: which offer to take where no more than n will come."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labelled import entries, is_series
from decision_analysis._limits import LARGEST_SAMPLED_VALUE, MOST_OFFERS
from decision_analysis._named import named
from decision_analysis._read_rows import by_place
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError

_PARTS = 2**16  # levels of a distribution, in half a megabyte


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ReservationValuesResult(Result):
    """What going on is worth, by how many offers are still to come.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    value : float
        Expected payoff before the first of all n offers, if the right one is taken.
    reservation : ndarray of float, shape (n - 1,)
        The offer that is as good as going on, when 1, ..., n - 1 others are still to come: take
        what is better. The last offer is taken whatever it is.
    """

    value: float
    reservation: FloatArray

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        count = len(self.reservation) + 1
        return f"reservation_values: {count} offers are worth {self.value:.6g}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = [[0, None]]
        rows += [[number + 1, float(value)] for number, value in enumerate(self.reservation)]
        return ["offers to come", "take what is better than"], rows


@cites("moser_1956")
@named
def reservation_values(
    offer: Any,
    n: int,
    *,
    discount: float = 1.0,
    waiting_cost: float = 0.0,
    goal: Literal["max", "min"] = "max",
) -> ReservationValuesResult:
    """Compute which offer to take where n independent ones come and none comes back.

    Parameters
    ----------
    offer : mapping of number to float, distribution or array_like of float, shape (S,)
        What one offer may be: {value: probability}, a distribution with `.ppf` such as those of
        `beliefs` and `scipy.stats`, or samples that weigh the same.
    n : int
        How many offers come, from 1 to 10^6.
    discount : float
        What a payoff at the time of the next offer counts, in (0, 1].
    waiting_cost : float
        What it costs to wait for the next offer, at least 0.
    goal : {'max', 'min'}
        Whether offers are to be large, or are prices.

    Returns
    -------
    ReservationValuesResult
        With `.value` and `.reservation` (n - 1,).

    Raises
    ------
    InvalidInputError
        If the offer is none of these, its mean is not finite, probabilities are negative or do not
        sum to 1, or another argument is out of its range.

    Notes
    -----
    Before the last offer E X is to be had, and before the k-th last
    E max(X, discount * v_{k-1} - waiting_cost) (Cayley's problem; Moser 1956). A distribution is
    taken at 2^16 levels of probability, which are denser at both ends; means of smooth
    distributions are known to about 1e-8 of their spread, of those with heavy tails to fewer
    digits. The
    cost grows with n and the logarithm of the number of values.

    Examples
    --------
    Offers between 0 and 1: with one still to come take more than 1/2, with two more than 5/8.

    >>> from scipy import stats
    >>> from decision_analysis.timing import reservation_values
    >>> reservation_values(stats.uniform(), 4).reservation.round(4).tolist()
    [0.5, 0.625, 0.6953]
    """
    sign = 1.0 if _checks.one_of("goal", goal, ("max", "min")) == "max" else -1.0
    count = _checks.integer("n", n, high=MOST_OFFERS)
    factor = _checks.number("discount", discount, low=0, high=1, open_low=True)
    cost = _checks.number("waiting_cost", waiting_cost, low=0, high=LARGEST_SAMPLED_VALUE)
    values, shares = _offers(offer)
    order = (sign * values).argsort()
    gains, weights = sign * values[order], shares[order]
    # of the offers from each place on, probability and sum of probability times offer
    above = np.append(np.cumsum(weights[::-1])[::-1], 0.0)
    worth = np.append(np.cumsum((weights * gains)[::-1])[::-1], 0.0)
    reservation = np.empty(count - 1)
    value = float(worth[0])
    for k in range(count - 1):
        # E max(X, r) = E[X; X > r] + r P(X <= r)
        reservation[k] = r = factor * value - cost
        place = int(np.searchsorted(gains, r, side="right"))
        value = float(worth[place] + r * (1 - above[place]))
    return ReservationValuesResult(
        method="reservation_values",
        parameters={"discount": factor, "waiting_cost": cost, "goal": goal},
        references=cited("moser_1956"),
        alternatives=(),
        value=sign * value,
        reservation=sign * reservation,
    )


def _offers(given: Any) -> tuple[FloatArray, FloatArray]:
    """Return values and their probabilities (S,)."""
    if hasattr(given, "ppf") and not isinstance(given, type):
        if np.shape(given.ppf(0.5)):
            raise InvalidInputError(
                f"offer must be one distribution; got {np.shape(given.ppf(0.5))} of them"
            )
        if hasattr(given, "mean") and not np.isfinite(mean := given.mean()):
            raise InvalidInputError(f"offer must have a finite mean; got one of {mean}")
        # levels 3 t^2 - 2 t^3, which are dense at both ends, where tails are
        t = (np.arange(_PARTS) + 0.5) / _PARTS
        found = _within("the distribution's .ppf", given.ppf(t * t * (3 - 2 * t)))
        if found.shape != t.shape:
            raise InvalidInputError(
                f"the distribution's .ppf must be vectorized; it returned shape {found.shape}"
            )
        width = t * (1 - t)
        return found, width / width.sum()
    if isinstance(given, Mapping) or (is_series(given) and not by_place(given)):
        pairs = entries("offer", given)
        values = _within("offer", [_checks.number("offer", value) for value in pairs])
        labels = tuple(f"{value:g}" for value in values)
        shares = [
            _checks.number(f"the probability of {label}", share)
            for label, share in zip(labels, pairs.values(), strict=True)
        ]
        return values, _checks.probabilities(labels, shares)
    array = _within("offer", given)
    if array.ndim != 1 or not array.size:
        raise InvalidInputError(
            "offer must be a distribution, {value: probability} or samples (S,);"
            f" got shape {array.shape}"
        )
    return array, np.full(len(array), 1 / len(array))


def _within(what: str, given: Any) -> FloatArray:
    """Return numbers whose sums are within the range of floats."""
    array = _checks.numeric_array(what, given, labels_matter=False)
    if array.size and float(np.abs(array).max()) > LARGEST_SAMPLED_VALUE:
        raise InvalidInputError(f"{what} must be within {LARGEST_SAMPLED_VALUE:g} of 0")
    return array
