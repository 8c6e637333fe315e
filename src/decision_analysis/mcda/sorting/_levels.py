"""Performance levels by profile and criterion, some of which may be missing: vetoes, dictators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError

Levels: TypeAlias = (
    DecisionTable | Mapping[str, Mapping[str, float]] | Mapping[str, float] | ArrayLike
)


def levels_of(what: str, given: Any, profiles: DecisionTable, names: tuple[str, ...]) -> FloatArray:
    """Return levels (..., P, C), as given and in the order of the profiles; NaN where none is.

    `names` are those of the profiles' criteria as the user's own table knows them.
    """
    if isinstance(given, DecisionTable):
        _checks.same_names(
            f"{what} must have each criterion", given.criterion_names, profiles.criterion_names
        )
        _checks.same_names(
            f"{what} must have each profile", given.alternatives, profiles.alternatives
        )
        chosen = given.select(alternatives=profiles.alternatives, criteria=profiles.criterion_names)
        return chosen.values
    if _labelled.is_frame(given):
        for side, index in (("rows", given.index), ("columns", given.columns)):
            _labelled.frame_labels(f"{side} of {what}", index)
        # an empty cell of a frame is no level
        rows = zip(given.index, given.to_numpy(dtype=object), given.notna().to_numpy(), strict=True)
        given = {
            label: dict(zip(given.columns[there], cells[there], strict=True))
            for label, cells, there in rows
        }
    if _labelled.has_labels(given):
        return _by_label(what, given, profiles, names)
    return _by_place(what, given, profiles)


def _by_label(what: str, given: Any, profiles: DecisionTable, names: tuple[str, ...]) -> FloatArray:
    shape = (len(profiles.alternatives), len(profiles.criteria))
    found = np.full(shape, np.nan)
    entries = _labelled.entries(what, given, empty=True)
    nested = [_labelled.has_labels(entry) for entry in entries.values()]
    if nested and not any(nested):
        # one level for each criterion, the same at all profiles
        found[:] = _row(what, given, names)
        return found
    each = _labelled.by_name(what, given, profiles.alternatives, each="profile", partial=True)
    for place, label in enumerate(profiles.alternatives):
        if label in each:
            found[place] = _row(f"{what} of {label!r}", each[label], names)
    return found


def _row(what: str, given: Any, names: tuple[str, ...]) -> list[float]:
    named = _labelled.by_name(what, given, names, partial=True)
    return [
        _checks.number(f"{what} on {name!r}", named[name]) if name in named else np.nan
        for name in names
    ]


def _by_place(what: str, given: Any, profiles: DecisionTable) -> FloatArray:
    if isinstance(given, list | tuple):
        # None in a nested list is no level
        given = [
            [np.nan if cell is None else cell for cell in row]
            if isinstance(row, list | tuple)
            else row
            for row in given
        ]
    found = _checks.numeric_array(what, given, finite=False)
    shape = (len(profiles.alternatives), len(profiles.criteria))
    if found.shape[-2:] != shape or np.isinf(found).any():
        raise InvalidInputError(
            f"{what} must be levels (..., {shape[0]}, {shape[1]}), a row for each profile, finite"
            f" or empty; got shape {found.shape}"
        )
    return found


def refuse_beyond(
    what: str, levels: FloatArray, limits: FloatArray, profiles: DecisionTable, *, better: bool
) -> None:
    """Refuse oriented levels on the wrong side of the oriented profiles; NaN is no level."""
    noise = TIE_TOLERANCE * np.maximum(np.abs(limits), np.abs(levels))
    gaps = limits - levels if better else levels - limits
    wrong: BoolArray = gaps > noise
    if wrong.any():
        *sample, row, column = (int(i) for i in np.argwhere(wrong)[0])
        side = "worse" if better else "better"
        raise InvalidInputError(
            f"{what} on {profiles.criterion_names[column]!r} must not be {side} than the profile"
            f" {profiles.alternatives[row]!r} itself{_checks.at(sample)}"
        )
