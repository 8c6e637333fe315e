"""What users state about weights, read into statements: orders, bounds, ratios, sums."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from decision_analysis import _checks, _labelled
from decision_analysis._limits import LARGEST_RATIO
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._statements import Inequality, Statement

Names = tuple[str, ...]
Write: TypeAlias = Callable[[float | None], str]
"""How a number is written."""


def ordered(criteria: Names, statement: object) -> Statement:
    """Read an order such as 'a > b = c'."""
    if not isinstance(statement, str):
        raise InvalidInputError(
            f"statement must be a string such as 'a > b = c'; got {shown(statement)}"
        )
    sign = re.search(r"[<≤≥]|[>=]\s*[>=]", statement)
    if sign:
        raise InvalidInputError(
            "criteria must be parted by '>' (weighs at least as much as) or '='"
            f" (weighs as much as), such as 'a > b = c'; got {shown(sign[0])} in"
            f" {shown(statement)}"
        )
    parts = re.split(r"(>|=)", statement)
    chosen = [_checks.known("criterion", part.strip(), criteria) for part in parts[::2]]
    if len(chosen) < 2:
        raise InvalidInputError(
            f"statement must order at least two criteria; got {shown(statement)}"
        )
    if repeated := _checks.repeats(chosen):
        raise InvalidInputError(
            f"criteria must not repeat in one order; got {repeated} more than once"
        )
    places = [criteria.index(name) for name in chosen]
    pairs = list(zip(places[:-1], places[1:], parts[1::2], strict=True))
    steps = (f" {sign} {name}" for sign, name in zip(parts[1::2], chosen[1:], strict=True))
    text = chosen[0] + "".join(steps)
    return Statement(
        text=f"'{text}'",
        in_full=f"'{text}'",
        ties=tuple((first, second) for first, second, sign in pairs if sign == "="),
        above=tuple((first, second) for first, second, sign in pairs if sign == ">"),
    )


def bounded(criteria: Names, name: object, low: object, high: object) -> Statement:
    """Read the bounds of one weight."""
    chosen = _checks.known("criterion", name, criteria)
    least = _checks.number(f"low of {chosen!r}", low, low=0, high=1)
    most = _checks.number(f"high of {chosen!r}", high, low=0, high=1)
    _in_order(repr(chosen), least, most)
    for end, number in {"low": least, "high": most}.items():
        _not_tiny(f"{end} of {chosen!r}", number, 1.0, "")
    place = criteria.index(chosen)
    limits = _limits({place: 1.0}, least, most)
    return _said(lambda write: f"{write(least)} <= {chosen!r} <= {write(most)}", limits)


def related(criteria: Names, first: object, second: object, low: object, high: Any) -> Statement:
    """Read the bounds of the ratio of two weights."""
    one, other = (_checks.known("criterion", name, criteria) for name in (first, second))
    if one == other:
        raise InvalidInputError(f"needs two criteria; got {shown(one)} twice")
    ratio = f"{one!r} / {other!r}"
    least = _checks.number(f"low of {ratio}", low, low=0)
    _ratio(f"low of {ratio}", least)
    top, bottom = criteria.index(one), criteria.index(other)
    above = _scaled({top: -1.0, bottom: least}, 0.0)
    if high is None:
        return _said(lambda write: f"{ratio} >= {write(least)}", (above,))
    most = _checks.number(f"high of {ratio}", high, low=0)
    _in_order(repr(one), least, most)
    _ratio(f"high of {ratio}", most)
    below = _scaled({top: 1.0, bottom: -most}, 0.0)
    return _said(lambda write: f"{write(least)} <= {ratio} <= {write(most)}", (below, above))


def summed(
    criteria: Names, coefficients: Mapping[str, float] | object, low: Any, high: Any
) -> Statement:
    """Read the bounds of a sum of weights with coefficients."""
    given = _labelled.by_name("coefficients", coefficients, criteria, partial=True)
    found = {
        name: _checks.number(f"coefficient of {name!r}", number) for name, number in given.items()
    }
    terms = {name: number for name, number in found.items() if number}
    if not terms:
        raise InvalidInputError(
            f"coefficients must name a criterion and not be 0; got {shown(coefficients)}"
        )
    if low is None and high is None:
        raise InvalidInputError("low or high must be given; got None for both")
    least = None if low is None else _checks.number("low", low)
    most = None if high is None else _checks.number("high", high)
    if least is not None and most is not None:
        _in_order(_in_words(terms, _short), least, most)
    largest = max(map(abs, terms.values()))
    numbers = {f"coefficient of {name!r}": number for name, number in terms.items()}
    for what, number in {**numbers, "low": least or 0.0, "high": most or 0.0}.items():
        _not_tiny(what, number, largest, f" times the largest coefficient, {largest:g}")
    places = {criteria.index(name): number for name, number in terms.items()}
    return _said(lambda write: _between(terms, least, most, write), _limits(places, least, most))


def _said(words: Callable[[Write], str], limits: tuple[Inequality, ...]) -> Statement:
    """Return a statement in words, of which an error shows all digits."""
    return Statement(text=words(_short), in_full=words(_digits), limits=limits)


def _between(
    terms: Mapping[str, float], least: float | None, most: float | None, write: Write
) -> str:
    text = _in_words(terms, write)
    if most is None or least is None:
        return f"{text} >= {write(least)}" if least is not None else f"{text} <= {write(most)}"
    if least == most:
        return f"{text} = {write(most)}"
    return f"{write(least)} <= {text} <= {write(most)}"


def _short(number: float | None) -> str:
    return f"{number:g}"


def _digits(number: float | None) -> str:
    """Write a number in six digits, or in all where these are another number."""
    short = _short(number)
    return short if float(short) == number else repr(number)


def _in_order(what: str, low: float, high: float) -> None:
    if low > high:
        raise InvalidInputError(
            f"low <= high must hold for {what}; got {_digits(low)} and {_digits(high)}"
        )


def _ratio(what: str, number: float) -> None:
    """Refuse a ratio of weights that are not told apart from 0 and 1."""
    if number and not 1 / LARGEST_RATIO <= number <= LARGEST_RATIO:
        raise InvalidInputError(
            f"{what} must be 0 or from {1 / LARGEST_RATIO:g} to {LARGEST_RATIO:g}, for weights to"
            f" keep their digits; got {_digits(number)}"
        )


def _not_tiny(what: str, number: float, largest: float, times: str) -> None:
    """Refuse a number that is next to nothing beside the largest of its statement."""
    if number and abs(number) / largest < 1 / LARGEST_RATIO:
        raise InvalidInputError(
            f"{what} must be 0 or have a size of at least {1 / LARGEST_RATIO:g}{times}, for weights"
            f" to keep their digits; got {_digits(number)}"
        )


def _in_words(terms: Mapping[str, float], write: Write) -> str:
    """Write a sum as '2 'a' - 'b''."""
    words = ""
    for name, number in terms.items():
        sign = " - " if number < 0 else " + "
        size = "" if abs(number) == 1 else f"{write(abs(number))} "
        words += sign + size + repr(name)
    return "-" + words[3:] if words.startswith(" - ") else words[3:]


def _limits(
    coefficients: dict[int, float], low: float | None, high: float | None
) -> tuple[Inequality, ...]:
    found = []
    if high is not None:
        found.append(_scaled(coefficients, high))
    if low is not None:
        found.append(_scaled({place: -number for place, number in coefficients.items()}, -low))
    return tuple(found)


def _scaled(coefficients: dict[int, float], bound: float) -> Inequality:
    """Bring the largest coefficient to a size in (.5, 1], by a power of 2, which rounds nothing.

    The sum is then between -1 and 1: a bound beyond 2 says as much as 2.
    """
    size, power = math.frexp(max(map(abs, coefficients.values())))
    power -= size == 0.5
    scaled = {place: math.ldexp(number, -power) for place, number in coefficients.items()}
    # a bound of the size of 1 and more is not beyond the floats; 0 is 0 in any unit
    small = bound == 0 or math.frexp(bound)[1] - power < 3
    high = math.ldexp(bound, -power) if small else math.copysign(2, bound)
    return scaled, min(max(high, -2.0), 2.0)
