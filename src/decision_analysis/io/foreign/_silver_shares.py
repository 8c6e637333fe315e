"""`shares`: probabilities in a form whose sum is exactly 1 to SilverDecisions.

SilverDecisions computes with fractions of two floats, and refuses a chance node whose
probabilities, as written, do not sum to 1 in these: three times 0.3333333333333333 is not 1, three
times 1/3 is. Its sums are exact where the common denominator is at most 2^26, so that its square is
a float, a divisor of 10^9, or a power of two up to 2^53.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from decision_analysis._limits import EXACT_INTEGERS

SMALL = 2**26
DECIMAL = 10**9


def shares(probabilities: Sequence[float], *, whole: bool) -> list[float | str]:
    """Return each probability as a number or as text, a fraction.

    `whole` says that they must sum to 1. Short decimals stay numbers. Where they do not sum to 1
    exactly, the simplest fractions of the same floats may; where these do not, all are rounded to
    multiples of 2^-53.
    """
    # as decimals, where their sum is exact
    decimals = [Fraction(repr(p)) for p in probabilities]
    # a sum of decimals is exact to SilverDecisions where 10^9 is a common denominator
    if DECIMAL % _common(decimals) == 0 and _fits(decimals, whole):
        return [_short(p) for p in probabilities]
    # else as simple fractions, else as multiples of 2^-53
    found = [simplest_fraction(p) for p in probabilities]
    if _common(found) > SMALL or not _fits(found, whole):
        found = _fine(probabilities, whole)
    return [
        _short(p) if share == decimal else f"{share.numerator}/{share.denominator}"
        for p, share, decimal in zip(probabilities, found, decimals, strict=True)
    ]


def simplest_fraction(value: float) -> Fraction:
    """Return the fraction of least denominator that is nearest to no other float (at least 0)."""
    # half-way to the floats beside it: every fraction between rounds to the value
    exact = Fraction(value)
    below, above = (exact + Fraction(math.nextafter(value, end)) for end in (-math.inf, math.inf))
    low, high = max(Fraction(0), below / 2), above / 2
    found = _between(low, high)
    # at the ends of the interval rounding may go to the neighbor, to the even one
    return found if float(found) == value else exact


def _between(low: Fraction, high: Fraction) -> Fraction:
    """Return the simplest fraction in a closed interval, by continued fractions."""
    terms: list[int] = []
    while True:
        whole = math.ceil(low)
        if whole <= high:
            break
        # no whole number lies between: note the whole part, go on with the reciprocals
        terms.append(whole - 1)
        low, high = 1 / (high - (whole - 1)), 1 / (low - (whole - 1))
    found = Fraction(whole)
    # put the continued fraction together from its end
    for term in reversed(terms):
        found = term + 1 / found
    return found


def _fine(probabilities: Sequence[float], whole: bool) -> list[Fraction]:
    """Return multiples of 2^-53.

    The greatest takes what the others leave where they must sum to 1.
    """
    counts = [round(Fraction(p) * EXACT_INTEGERS) for p in probabilities]
    excess = sum(counts) - EXACT_INTEGERS
    if whole or excess > 0:
        # the greatest, as it changes least in proportion
        counts[counts.index(max(counts))] -= excess
    return [Fraction(count, EXACT_INTEGERS) for count in counts]


def _common(fractions: Sequence[Fraction]) -> int:
    """Return the least common denominator."""
    return math.lcm(*(fraction.denominator for fraction in fractions))


def _fits(fractions: Sequence[Fraction], whole: bool) -> bool:
    total = sum(fractions)
    return total == 1 if whole else total <= 1


def _short(p: float) -> float:
    """Return a number, whole ones as integers."""
    return int(p) if p == int(p) else p
