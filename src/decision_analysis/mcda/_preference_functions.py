"""The option `preference` of PROMETHEE: a function for all criteria, or one for each by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._named import leads_out
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.preference import PreferenceFunction

Function: TypeAlias = Callable[[FloatArray], FloatArray]
Preference: TypeAlias = Function | Mapping[str, Function]
Functions: TypeAlias = tuple[PreferenceFunction, ...]


def preference_functions(names: Sequence[str], preference: object) -> Functions:
    """Return the preference function of each criterion, from a mapping of all or one function."""
    if _labelled.has_labels(preference):
        given = list(_labelled.by_name("preference", preference, names).values())
    else:
        given = [preference] * len(names)
    return tuple(_checked(name, function) for name, function in zip(names, given, strict=True))


def _checked(name: str, function: object) -> PreferenceFunction:
    """Return one criterion's function, ours or a user's."""
    if isinstance(function, PreferenceFunction):
        return function
    if not callable(function) or isinstance(function, type):
        raise InvalidInputError(
            f"preference of {name!r} must be a function of mcda.preference or another"
            f" callable; got {shown(function)}"
        )
    foreign = _Foreign(f"preference of {name!r}", function)
    try:
        foreign._degrees(np.zeros(1), np.zeros(1))
    except TypeError as error:
        raise InvalidInputError(
            f"preference of {name!r} must take an array of differences; {error}"
        ) from error
    return foreign


@dataclasses.dataclass(frozen=True)
class _Foreign(PreferenceFunction):
    """A user's function, called on differences without noise.

    Degrees outside [0, 1], of another shape, or positive without an advantage are refused.
    """

    what: str
    function: Function

    @leads_out
    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        what = self.what
        differences = np.where(np.abs(differences) <= noise, 0.0, differences)
        degrees = _checks.numeric_array(f"{what}: degrees", self.function(differences))
        if degrees.shape != differences.shape:
            raise InvalidInputError(
                f"{what} must keep the shape {differences.shape}; got {degrees.shape}"
            )
        if degrees.size and (degrees.min() < 0 or degrees.max() > 1):
            raise InvalidInputError(
                f"{what} must be in [0, 1]; got {degrees.min():g} to {degrees.max():g}"
            )
        if degrees[differences == 0].any():
            raise InvalidInputError(
                f"{what} must be 0 for equal performances; got {degrees[differences == 0].max():g}"
            )
        return degrees
