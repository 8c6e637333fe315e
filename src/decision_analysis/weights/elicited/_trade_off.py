"""Weights from indifference: what of one criterion makes up for what of another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import leads_out, named
from decision_analysis._shown import shown
from decision_analysis.core import WeightsResult, axes, step
from decision_analysis.core.parts import call
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class TradeOffResult(WeightsResult):
    """Weights from trade-offs, and how far the trade-offs agree.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    ratios : ndarray of float, shape (..., K)
        For each indifference the ratio of weights that it states, of the first criterion to the
        second in the order of `criteria`.
    inconsistency : float or ndarray, shape (...)
        By which share, at most, a stated ratio differs from that of the weights: 0 where all agree,
        as they do where there is one fewer than criteria.
    """

    ratios: FloatArray = step("Ratios of weights stated", r"w_a / w_b", "N")
    inconsistency: float | FloatArray = axes("")


@cites("keeney_raiffa_1976, chapter 3")
@named
def trade_off(
    indifferences: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
    *,
    values: Mapping[str, Callable[[Any], Any]] | None = None,
) -> TradeOffResult:
    """Return weights from pairs of alternatives between which one is indifferent.

    Parameters
    ----------
    indifferences : sequence of pairs of mappings of str to float or array_like
        Each pair is two alternatives that differ on the same two criteria and are alike on all
        others, which are not named: ({"price": 18_000, "space": 3}, {"price": 21_000, "space": 5})
        says that 5 of space instead of 3 just make up for a price of 21,000 instead of 18,000. One
        pair less than there are criteria is enough; more of them check one another. Arrays are
        samples or respondents and broadcast together.
    values : mapping of str to callable, optional
        For each criterion its value function, such as those of `value`, 0 for the worst level of
        its range and 1 for the best; the weights are those of an additive model with these. Where
        None, the numbers are values already.

    Returns
    -------
    TradeOffResult
        Weights (..., C), in the order of `values` or else of appearance.

    Raises
    ------
    InvalidInputError
        If a pair does not name the same two criteria, one of the two is at least as good on both,
        they are equally good on one, or the pairs leave the criteria unconnected.

    Notes
    -----
    Indifference of x and y that differ on a and b means w_a (v_a(x) - v_a(y)) = w_b (v_b(y) -
    v_b(x)). More pairs than needed are joined by least squares of the logarithms of the ratios.
    Unlike points for importance, such weights belong to the ranges of the value functions by the
    way they are asked for. O(K C^2 + C^3).

    Examples
    --------
    >>> from decision_analysis import value, weights
    >>> result = weights.trade_off(
    ...     [
    ...         ({"price": 20_000, "space": 3}, {"price": 24_000, "space": 5}),
    ...         ({"space": 3, "range": 500}, {"space": 4, "range": 400}),
    ...     ],
    ...     values={
    ...         "price": value.linear(30_000, 10_000),
    ...         "space": value.linear(1, 5),
    ...         "range": value.linear(300, 700),
    ...     },
    ... )
    >>> result.as_dict()
    {'price': 0.5..., 'space': 0.2..., 'range': 0.2...}
    """
    pairs = _pairs(indifferences)
    names = _criteria(pairs, values)
    functions = None if values is None else _labelled.by_name("values", values, names)
    # w_a / w_b of each pair, which the difference of values on b over that on a is
    places, logs = [], []
    for number, (one, other) in enumerate(pairs, 1):
        a, b = sorted(names.index(name) for name in one)
        gains = [
            _gain(f"indifference {number}", names[place], one, other, functions) for place in (a, b)
        ]
        places.append((a, b))
        logs.append(_log_ratio(number, names[a], names[b], *gains))
    stated = np.stack(_together(logs), axis=-1)
    _refuse_unconnected(places, names)
    log_weights = _least_squares(places, stated, len(names))
    first, second = np.array(places).T
    off = np.abs(stated - (log_weights[..., first] - log_weights[..., second]))
    weights = np.exp(log_weights - log_weights.max(axis=-1, keepdims=True))
    worst = off.max(axis=-1)
    return TradeOffResult(
        method="trade-off weights",
        parameters={
            "values": None if functions is None else {n: repr(functions[n]) for n in names}
        },
        references=cited("keeney_raiffa_1976"),
        weights=weights / weights.sum(axis=-1, keepdims=True),
        criteria=names,
        ratios=np.exp(stated),
        inconsistency=np.where(worst > 1e-12, np.expm1(worst), 0.0)[()],
    )


def _pairs(given: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the alternatives of each pair, by the two criteria on which they differ."""
    found = []
    for number, entry in enumerate(_checks.entries("indifferences", given), 1):
        what = f"indifference {number}"
        if not isinstance(entry, tuple | list) or len(entry) != 2:
            raise InvalidInputError(f"{what} must be a pair of alternatives; got {shown(entry)}")
        one: dict[str, Any] = dict(_checks.mapping(what, entry[0]))
        other: dict[str, Any] = dict(_checks.mapping(what, entry[1]))
        if len(_checks.keys(what, one)) != 2:
            raise InvalidInputError(
                f"{what} must differ on two criteria; got {_checks.listed(list(one))}"
            )
        _checks.same_names(f"the second of {what} must name the criteria", other, list(one))
        found.append((one, other))
    if not found:
        raise InvalidInputError("indifferences must hold one pair at least")
    return found


def _criteria(pairs: Sequence[tuple[Mapping[str, Any], Any]], values: Any) -> tuple[str, ...]:
    """Return the criteria in the order of the value functions, or else of appearance."""
    appearing = tuple(dict.fromkeys(name for one, _ in pairs for name in one))
    if values is None:
        return appearing
    names = _checks.keys("values", _labelled.entries("values", values))
    for name in appearing:
        _checks.known("criterion in indifferences", name, names)
    for name, function in values.items():
        if not callable(function):
            raise InvalidInputError(f"values of {name!r} must be a function; got {shown(function)}")
    return names


@leads_out
def _gain(
    what: str, name: str, one: Mapping[str, Any], other: Mapping[str, Any], functions: Any
) -> FloatArray:
    """Return v(one) - v(other) (...) on a criterion."""
    found = []
    for alternative in (one, other):
        level = _checks.samples(f"{name!r} of {what}", alternative[name])
        if functions is not None:
            wanted = "a function of an array of performances"
            valued = call(f"value function of {name!r}", wanted, functions[name], level)
            level = _checks.samples(f"the value of {name!r} of {what}", valued)
        found.append(level)
    first, second = _together(found)
    return np.asarray(first - second)


def _log_ratio(number: int, a: str, b: str, on_a: FloatArray, on_b: FloatArray) -> FloatArray:
    """Return log(w_a / w_b) (...) from the gains of the first alternative over the second."""
    on_a, on_b = _together([on_a, on_b])
    for name, gain in ((a, on_a), (b, on_b)):
        if (gain == 0).any():
            raise InvalidInputError(
                f"indifference {number} must be of alternatives that differ in value on {name!r}"
            )
    if (np.sign(on_a) == np.sign(on_b)).any():
        raise InvalidInputError(
            f"indifference {number} must be of alternatives each of which is better on one of"
            f" {a!r} and {b!r}; got one that is better on both"
        )
    return np.asarray(np.log(np.abs(on_b)) - np.log(np.abs(on_a)))


def _together(arrays: Sequence[FloatArray]) -> list[FloatArray]:
    """Return arrays of samples in one shape."""
    try:
        return list(np.broadcast_arrays(*arrays))
    except ValueError:
        shapes = shown(sorted({array.shape for array in arrays}))
        raise InvalidInputError(
            f"samples of indifferences must broadcast; got shapes {shapes}"
        ) from None


def _refuse_unconnected(places: Sequence[tuple[int, int]], names: Sequence[str]) -> None:
    """Refuse pairs that leave some criteria without any trade-off against the others."""
    reached = np.arange(len(names)) == 0
    for _ in names:
        for a, b in places:
            reached[[a, b]] |= reached[a] | reached[b]
    if not reached.all():
        one = [name for name, inside in zip(names, reached, strict=True) if inside]
        other = [name for name, inside in zip(names, reached, strict=True) if not inside]
        raise InvalidInputError(
            f"indifferences must connect all criteria; got none between {one} and {other}"
        )


def _least_squares(places: Sequence[tuple[int, int]], stated: FloatArray, n: int) -> FloatArray:
    """Return log weights (..., n), of mean 0, whose differences are nearest to those stated."""
    incidence = np.zeros((len(places), n))
    for row, (a, b) in enumerate(places):
        incidence[row, [a, b]] = 1, -1
    laplacian = incidence.T @ incidence + 1 / n
    return np.asarray((stated @ incidence) @ np.linalg.inv(laplacian))
