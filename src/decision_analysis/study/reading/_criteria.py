"""Criteria of a study: a list of names, or what each is, in groups or not."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis.core import Criterion
from decision_analysis.io.own import schema_faults
from decision_analysis.study.reading._judged import TOO_LARGE, of_levels, too_large
from decision_analysis.study.reading._notes import Notes

Range = tuple[float, float]


@dataclasses.dataclass(frozen=True)
class Criteria:
    """What a study says of its criteria.

    Parameters
    ----------
    criteria : tuple of Criterion
        In order.
    groups : mapping of str to tuple of str
        Group to names; empty where there are no groups.
    ranges : mapping of str to (float, float)
        Declared scales, lowest end first.
    levels : mapping of str to mapping
        Words by criterion, with the numbers that they stand for.
    places : mapping of str to tuple of str
        Keys that lead to each.
    """

    criteria: tuple[Criterion, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    ranges: Mapping[str, Range] = dataclasses.field(default_factory=dict)
    levels: Mapping[str, Mapping[str, float]] = dataclasses.field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def by_name(self) -> Mapping[str, Criterion]:
        """The criteria by name, in order."""
        return {criterion.name: criterion for criterion in self.criteria}

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """Their names in order."""
        return tuple(self.by_name)


def criteria_of(
    data: Mapping[str, Any], rules: Mapping[str, Any], notes: Notes, found: Mapping[str, Any]
) -> Criteria:
    """Read the criteria of a document; `found` is what a table's file says of its columns."""
    entries, groups, places = _entries(data.get("criteria"), rules, notes)
    if "criteria" not in data:
        entries, places = {name: {} for name in found}, dict.fromkeys(found, ("table",))
    scale = data.get("scale", {})
    criteria, ranges, levels = [], {}, {}
    for name, entry in entries.items():
        with notes.at(places[name]):
            # what the file of the table says counts where the study says nothing
            said = {**found.get(name, {}), **entry}
            levels[name] = of_levels(said["levels"]) if "levels" in said else {}
            unit = said.get("unit", "" if levels[name] else scale.get("unit", ""))
            criteria.append(
                Criterion(name, said.get("goal", "max"), unit, said.get("description", ""))
            )
            if declared := _range(said, levels[name], scale, places[name], notes):
                ranges[name] = declared
    return Criteria(tuple(criteria), groups, ranges, levels, places)


def _entries(
    given: Any, rules: Mapping[str, Any], notes: Notes
) -> tuple[dict[str, Any], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return entries by name, groups, and the keys that lead to each entry."""
    if given is None:
        return {}, {}, {}
    if isinstance(given, list):
        for name in _checks.repeats(given):
            notes.note(["criteria"], f"{name!r} is named twice")
        return {name: {} for name in given}, {}, dict.fromkeys(given, ("criteria",))
    known = rules["$defs"]["criterion"]["properties"]
    entries: dict[str, Any] = {}
    groups: dict[str, tuple[str, ...]] = {}
    places: dict[str, tuple[str, ...]] = {}
    for name, entry in given.items():
        inside = {name: entry}
        keys: tuple[str, ...] = ("criteria",)
        if _is_group(entry, known):
            inside, keys = entry, ("criteria", name)
            groups[name] = tuple(entry)
        for criterion, said in inside.items():
            if criterion in entries:
                notes.note(keys, f"{criterion!r} is in several groups")
            # 'min' alone is a goal
            said = {"goal": said} if isinstance(said, str) else said or {}
            places[criterion] = (*keys, criterion)
            _check(said, rules, places[criterion], notes)
            entries[criterion] = said
    return entries, groups, places


def _is_group(entry: Any, known: Mapping[str, Any]) -> bool:
    """Say whether an entry holds criteria; what a criterion says of itself are other words."""
    if not isinstance(entry, Mapping) or not entry or set(entry) & set(known):
        return False
    return all(isinstance(inner, Mapping) or inner is None for inner in entry.values())


def _check(said: Any, rules: Mapping[str, Any], keys: tuple[str, ...], notes: Notes) -> None:
    from decision_analysis.io.documents import keys as keys_of

    of_one = {**rules, "$ref": "#/$defs/criterion"}
    for trail, sentence in schema_faults(said, of_one):
        notes.note([*keys, *map(str, keys_of(trail))], sentence)


def _range(
    said: Mapping[str, Any],
    levels: Mapping[str, float],
    scale: Mapping[str, Any],
    keys: tuple[str, ...],
    notes: Notes,
) -> Range | None:
    """Return the declared scale of a criterion, lowest end first; None where none is declared."""
    ends = ("worst", "best")
    own = [end for end in ends if end in said]
    if own and not scale and len(own) < len(ends):
        notes.note(keys, f"must have both 'worst' and 'best', or neither; got {own[0]!r} alone")
        return None
    if own:
        # an end of its own goes over that of the common scale
        found = sorted(float(said.get(end, scale.get(end, 0))) for end in ends)
        worst, best = (float(said.get(end, scale.get(end, 0))) for end in ends)
        if len(own) == len(ends) and (best > worst) != (said.get("goal", "max") == "max"):
            side = "more than" if said.get("goal", "max") == "max" else "less than"
            notes.note(keys, f"'best' must be {side} 'worst' for its goal; got {best:g}, {worst:g}")
    elif levels:
        found = [min(levels.values()), max(levels.values())]
    elif scale:
        found = sorted((float(scale["worst"]), float(scale["best"])))
    else:
        return None
    if found[0] == found[1]:
        notes.note(keys, f"'worst' and 'best' must differ; got {found[0]:g} for both")
        return None
    if large := [end for end in found if too_large(end)]:
        at = keys if own or levels else ("scale",)
        notes.note(at, f"the ends of a scale must be {TOO_LARGE}; got {large[0]:g}")
        return None
    return found[0], found[1]
