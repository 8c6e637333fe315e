"""Judged numbers: from an entry of a study document to a `Parameter`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis._limits import LARGEST_PERFORMANCE
from decision_analysis.core import Parameter
from decision_analysis.io.own import distribution_of
from decision_analysis.study.model import ends_of, odd_date
from decision_analysis.study.reading._notes import Notes, as_text


class Judged:
    """What is known of judged numbers beside their values: who judged them, when, where they stand.

    Parameters
    ----------
    notes : Notes
        Takes the faults.
    by, date : str
        Of numbers that do not say so themselves.
    """

    def __init__(self, notes: Notes, by: str = "", date: str = "") -> None:
        self.notes = notes
        self.default = {"by": by, "date": date}
        note_date(date, ["judged"], notes)
        self.about: dict[str, dict[str, str]] = {}

    def parameter(
        self, name: str, entry: Any, keys: Sequence[str | int], *, unit: str = ""
    ) -> Parameter | None:
        """Return the parameter of a number or mapping; its own unit goes over the one given."""
        fields: dict[str, Any] = dict(entry) if isinstance(entry, Mapping) else {"base": entry}
        said = {what: fields.pop(what, self.default[what]) for what in ("by", "date")}
        if said["date"] is not self.default["date"]:
            note_date(said["date"], keys, self.notes)
        made = None
        with self.notes.at(keys):
            if "distribution" in fields:
                fields["distribution"] = distribution_of(fields["distribution"])
            source = as_text(fields.pop("source", ""))
            made = Parameter(name, **{"unit": unit, **fields}, source=source)
            self.about[name] = {**said, "place": self.notes.locate(keys)}
            if note_large(made, keys, self.notes):
                return None
        return made


def note_date(date: str, keys: Sequence[str | int], notes: Notes) -> None:
    """Note when something was judged, if there is no such date."""
    if odd := odd_date(date) if date else "":
        notes.note([*keys, "date"], odd)


TOO_LARGE = f"within {LARGEST_PERFORMANCE:g} of 0, so that differences and sums stay finite"


def note_large(parameter: Parameter, keys: Sequence[str | int], notes: Notes) -> bool:
    """Note a judged number that is, or may be, too large, and say whether it is."""
    large = [number for number in (parameter.base, *ends_of(parameter)) if too_large(number)]
    if large:
        notes.note(keys, f"must be {TOO_LARGE}; got {large[0]:g}")
    return bool(large)


def too_large(number: float) -> bool:
    """Say whether differences and sums of such numbers may overflow."""
    return abs(number) > LARGEST_PERFORMANCE


def off_the_scale(parameter: Parameter, low: float, high: float) -> str:
    """Say by how much a judged number leaves a scale; nothing where it keeps to it."""
    ends = ends_of(parameter)
    if low <= ends[0] and ends[1] <= high:
        return ""
    got = f"{ends[0]:g}" if ends[0] == ends[1] else f"{ends[0]:g} to {ends[1]:g}"
    return f"must lie on the scale [{low:g}, {high:g}]; got {got}"


def of_levels(levels: Any) -> dict[str, float]:
    """Return the numbers that words stand for."""
    if isinstance(levels, Mapping):
        return {word: float(number) for word, number in levels.items()}
    return {word: float(i) for i, word in enumerate(levels)}


def number_of_word(word: str, levels: Mapping[str, float]) -> float | str:
    """Return the number that a word stands for, or the sentence that it stands for none."""
    if not levels:
        return f"must be a number; got {word!r} (words need `levels` of the criterion)"
    if word in levels:
        return levels[word]
    near = _checks.nearest(word, list(levels))
    hint = f" (did you mean {near!r}?)" if near else ""
    return f"must be one of {_checks.listed(list(levels))}; got {word!r}{hint}"
