"""`Figure`: one number or word of a case beside the one that was computed, and `last_digit`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from decision_analysis.catalog._literals import resolve

FLOATS = 12
"""A number of more significant digits than these is the float of a program, written in full, of
which nobody gave the last digit."""

FULL = 2e-8
"""Unit of numbers that are written in full, as a share: to half of it programs must agree."""

UNLIKE = 2
"""Numbers given to so many decimals may differ by zeros that were lost, whatever their size."""


@dataclasses.dataclass(frozen=True, eq=False)
class Figure:
    """One figure of a case beside what a result shows in its place.

    Parameters
    ----------
    where : str
        The member of the result, with the place in it, such as 'scores[1]'.
    given : object
        The number, the word or the label of the case.
    computed : object
        What the result has there; None where there is nothing.
    unit : float or None
        The unit of the last digit given; None for words, and for numbers that are compared exactly.
    problem : str
        What is wrong, in one sentence; empty where both agree to within the tolerance.

    Examples
    --------
    >>> from decision_analysis import catalog
    >>> case = catalog.load("tzeng_2011/topsis")
    >>> figure = case.figures(case.run())[1]
    >>> figure.where, figure.given, figure.unit
    ('scores[1]', 0.6581, 0.0001)
    >>> round(figure.off, 2) <= 0.5
    True
    """

    where: str
    given: Any
    computed: Any
    unit: float | None = None
    problem: str = ""

    @property
    def off(self) -> float:
        """The difference in units of the last digit given; 0 for a word that agrees.

        Infinite where a word or an exact number does not, or nothing can be subtracted.
        """
        if self.unit is None:
            return float("inf") if self.problem else 0.0
        try:
            return abs(float(self.computed) - float(self.given)) / self.unit
        except (TypeError, ValueError):
            return float("inf")


def last_digit(figures: Any, tolerance: float | str) -> float | None:
    """Return the unit of the last digit of some figures, whose numbers are decimals as written.

    Half a unit is the tolerance, as a rule, and where all zeros at the end are lost the tolerance
    alone tells it. Where it is wider, the digits tell the unit, or `FULL` of the largest number.
    """
    # fractions have all their digits, and say nothing of the numbers beside them
    numbers = list(_numbers(figures)) or list(_numbers(figures, fractions=True))
    if tolerance == "exact" or not numbers:
        return None
    by_tolerance = 2 * float(tolerance)
    digits = [number.as_tuple() for number in numbers]
    if any(len(number.digits) > FLOATS for number in digits):
        return min(by_tolerance, FULL * max(1.0, *(abs(float(number)) for number in numbers)))
    exponents = [int(number.exponent) for number in digits]
    broken = [exponent for exponent in exponents if exponent < 0] or [min(exponents)]
    finest = min(numbers, key=lambda number: (number.as_tuple().exponent, -abs(number)))
    # so unlike each other, the least with the most decimals, are digits that are significant
    significant = max(broken) - min(broken) > UNLIKE and abs(finest) == min(
        abs(number) for number in numbers if number
    )
    last = max(broken) if significant else min(broken)
    # 1e-5 is not 10.0**-5
    return min(by_tolerance, float(f"1e{last}"))


def _numbers(figures: Any, *, fractions: bool = False) -> Iterator[Decimal]:
    if isinstance(figures, dict | list):
        for entry in figures.values() if isinstance(figures, dict) else figures:
            yield from _numbers(entry, fractions=fractions)
    elif isinstance(figures, int | Decimal) and not isinstance(figures, bool):
        yield Decimal(figures)
    elif fractions and isinstance(figures, str) and isinstance(resolve(figures), float):
        yield Decimal(resolve(figures)).quantize(Decimal(1).scaleb(-2 * FLOATS))
