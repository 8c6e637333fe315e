"""Payoffs of later cycles: multiplied by the discounts met on the way there, and added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from decision_analysis._arrays import read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis.trees.markov._stages import Stages
from decision_analysis.trees.nodes import Again, Discount, Number, Payoff

State: TypeAlias = tuple[str, tuple[int, ...]]
"""A stage, and how often each of the different discounts has been met on the way there."""


def then(met: tuple[int, ...], kind: int | None) -> tuple[int, ...]:
    """Count one more discount of a kind among those met; None makes no difference."""
    return met if kind is None else (*met[:kind], met[kind] + 1, *met[kind + 1 :])


class Discounts:
    """The different discounts of the stages, and what payoffs are worth after some of them."""

    def __init__(self, laid: Stages) -> None:
        self._different: dict[Any, Discount] = {}
        for again in laid.again:
            self._different.setdefault(_key(again.discount), again.discount)
        self._order = {key: i for i, key in enumerate(self._different)}
        self.none: tuple[int, ...] = (0,) * len(self._order)

    def of(self, again: Again) -> int | None:
        """Return which of the different discounts a leaf has; None for 1, which changes nothing."""
        if isinstance(again.discount, float) and again.discount == 1:
            return None
        return self._order[_key(again.discount)]

    def paid(self, met: tuple[int, ...]) -> Callable[[Payoff], Payoff]:
        """Return the function that multiplies payoffs by the discounts met."""
        factors = [(d, n) for d, n in zip(self._different.values(), met, strict=True) if n]
        if not factors:
            return lambda payoff: payoff

        def times(name: str | None) -> Number:
            product: Number = 1.0
            for discount, n in factors:
                by_name = isinstance(discount, Mapping)
                product = product * (discount[name] if by_name else discount) ** n  # type: ignore[index, operator]
            return product

        # one product for all attributes, unless some discount differs by attribute
        differing = any(isinstance(discount, Mapping) for discount, _ in factors)
        alike = None if differing else times(None)

        def discounted(payoff: Payoff) -> Payoff:
            if not isinstance(payoff, Mapping):
                return _kept(payoff * alike)  # type: ignore[operator]
            products = {name: times(name) if alike is None else alike for name in payoff}
            return ReadOnly({name: _kept(paid * products[name]) for name, paid in payoff.items()})

        return discounted


def _key(discount: Discount) -> Any:
    if isinstance(discount, Mapping):
        return tuple(sorted((name, _key(entry)) for name, entry in discount.items()))
    return (np.shape(discount), np.asarray(discount).tobytes())


def _kept(number: Number) -> Number:
    return read_only(number) if isinstance(number, np.ndarray) else float(number)


def added(one: Payoff, other: Payoff | None) -> Payoff:
    """Return the sum of two payoffs, of which an attribute that is not named counts as 0."""
    if other is None:
        return one
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        names = dict.fromkeys([*one, *other])
        return ReadOnly({name: _kept(one.get(name, 0.0) + other.get(name, 0.0)) for name in names})
    assert not isinstance(one, Mapping)
    assert not isinstance(other, Mapping)
    return _kept(one + other)
