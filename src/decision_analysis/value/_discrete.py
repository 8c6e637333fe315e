"""The discrete value function: a value for each of a few levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, snapped
from decision_analysis._checks import listed
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.value._base import ValueFunction, direction, noise_of


@dataclass(frozen=True)
class DiscreteValue(ValueFunction):
    """A value for each known level; `levels` ascend, as numbers or as words."""

    levels: tuple[float, ...] | tuple[str, ...]
    values: tuple[float, ...]
    given: tuple[float, ...] | tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The levels in the order in which they were given, for messages."""

    _name = "value.discrete()"

    def _read(self, levels: Any) -> Any:
        return _words(levels) if self._named else super()._read(levels)

    def _values_of(self, levels: Any) -> FloatArray:
        # numbers that differ from a known level by rounding only are that level
        known = np.array(self.levels)
        given, position = levels, _places(known, levels)
        if not self._named and (known[position] != given).any():
            given = snapped(levels, known, noise_of(*self.levels))
            position = _places(known, given)
        bad = np.argwhere(known[position] != given)
        if len(bad):
            unknown = dict.fromkeys(given[tuple(index)].item() for index in bad)
            raise InvalidInputError(
                f"unknown levels {listed(unknown)}{self._meant(unknown)}; known are"
                f" {listed(self.given or self.levels)}"
            )
        found: FloatArray = np.array(self.values)[position]
        return found

    def _meant(self, unknown: Collection[object]) -> str:
        """Propose a level for the first unknown word, and lower case if it makes all known."""
        first = next(iter(unknown))
        if not isinstance(first, str):
            return ""
        plain = {str(level).strip().casefold(): level for level in self.levels}
        near = plain.get(first.strip().casefold()) or _checks.nearest(first, self.levels)
        said = f" (did you mean {near!r}?)" if near else ""
        if all(str(word).strip().lower() in self.levels for word in unknown):
            said += ", which column.str.strip().str.lower() makes known"
        return said

    @property
    def increasing(self) -> bool | None:
        return None if self._named else direction(np.array(self.values))

    @property
    def _named(self) -> bool:
        return isinstance(self.levels[0], str)


def _places(known: Any, levels: Any) -> Any:
    """Return where each level stands among the known ones, which ascend, if it is one of them."""
    return np.minimum(np.searchsorted(known, levels), known.size - 1)


def _words(levels: Any) -> Any:
    # numpy makes words of numbers among them: lists are read entry by entry
    try:
        array = _checks.read(_checks.plain(levels))
        array = np.asarray(levels, dtype=object) if isinstance(levels, list | tuple) else array
    except ValueError as error:
        raise InvalidInputError(f"levels must be words, as the known ones are; {error}") from error
    if array.dtype.kind == "O" and all(isinstance(entry, str) for entry in array.flat):
        array = np.array(list(map(_checks.plain, array.flat)), dtype=str).reshape(array.shape)
    if array.dtype.kind != "U":
        raise InvalidInputError(f"levels must be words, as the known ones are; got {shown(levels)}")
    return array


@cites("von_winterfeldt_edwards_1986, section 7.3 (direct rating)")
@named("value.discrete()")
def discrete(values: Mapping[float, float] | Mapping[str, float]) -> ValueFunction:
    """Return the value function that gives each of a few levels its own value.

    Parameters
    ----------
    values : mapping of float or str to float, or Series
        Value in [0, 1] of every level that may occur; the levels are all numbers (codes, as tables
        hold them) or all words.

    Returns
    -------
    ValueFunction
        The function, vectorized over arrays of any shape; numbers match within 1e-12 of the largest
        level. `.increasing` is None where the values rise and fall, are all equal, or the levels
        are words.

    Raises
    ------
    InvalidInputError
        If `values` is empty, mixes numbers and words, repeats a level, or a value is not in [0, 1].
        The function itself refuses unknown levels, naming them.

    Examples
    --------
    >>> from decision_analysis import value
    >>> bedrooms = value.discrete({1: 0, 2: 0.6, 3: 1, 4: 0.9})
    >>> bedrooms([[2, 3], [4, 1]])
    array([[0.6, 1. ],
           [0.9, 0. ]])
    >>> float(value.discrete({"poor": 0, "fair": 0.5, "good": 1})("fair"))
    0.5
    """
    given: dict[Any, Any] = _labelled.entries("values", values)
    levels = list(map(_checks.plain, given))
    if not all(isinstance(level, str) and level for level in levels):
        if any(isinstance(level, str) for level in levels):
            raise InvalidInputError(
                f"levels must be all numbers or all non-empty words; got {shown(levels)}"
            )
        levels = [_checks.number("level", level) for level in levels]
        repeated = _checks.repeats(levels)
        if repeated:
            raise InvalidInputError(f"levels must not repeat; got {repeated} more than once")
    known = [
        _checks.number(f"value of {level!r}", v, low=0, high=1)
        for level, v in zip(levels, given.values(), strict=True)
    ]
    # ascending, as levels are found by binary search
    points = sorted(zip(levels, known, strict=True))
    return DiscreteValue(
        tuple(level for level, _ in points), tuple(v for _, v in points), tuple(levels)
    )
