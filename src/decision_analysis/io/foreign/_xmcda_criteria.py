"""Criteria of XMCDA and their scales: goals, bounds, and numbers of labels."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Literal

from decision_analysis._checks import listed
from decision_analysis._shown import shown
from decision_analysis.core import Criterion
from decision_analysis.io.foreign._read_xml import Element
from decision_analysis.io.foreign._xmcda_files import XmcdaFiles

_PARTS = ("scale", "thresholds", "criterionValue")
"""What XMCDA 2 writes within a criterion."""


@dataclasses.dataclass(slots=True, eq=False)
class Scale:
    """What a file says of the performances on a criterion."""

    element: Element
    goal: str = ""
    low: float | None = None
    high: float | None = None
    labels: dict[str, float] = dataclasses.field(default_factory=dict)
    numbers: set[float] = dataclasses.field(default_factory=set)


class XmcdaCriteria:
    """The criteria of files; where no file defines any, performances and values do.

    `named` is by id, and None where no file defines criteria; `inactive` are defined and left out.
    """

    def __init__(self, files: XmcdaFiles) -> None:
        self.files = files
        sections = files.take("criteria")
        defined = files.defined(sections, "criterion")
        self.named = defined if sections else None
        self.inactive = {name for name, element in defined.items() if not files.is_active(element)}
        for name in self.inactive:
            files.leave_out(defined[name], f"criterion {name!r}, which is not active")
        for element in defined.values():
            for part in element.below:
                if part.tag not in ("description", "active", *_PARTS):
                    files.leave_out(part)
        self._scales = self._read_scales(defined)

    def knows(self, name: str | None, element: Element) -> bool:
        """Say whether a criterion takes part; one that no file defines is noted."""
        if name is None or name in self.inactive:
            return False
        if self.named is None or name in self.named:
            return True
        self.files.note(element, f"criterion {name!r} must be defined in <criteria>")
        return False

    def of(self, names: Sequence[str], goals: Mapping[str, str]) -> list[Criterion]:
        """Return criteria with their goals; that nothing says one is noted."""
        found, words = [], self.names()
        for name in names:
            scale = self._scales.get(name)
            element = scale.element if scale else (self.named or {}).get(name)
            said, given = scale.goal if scale else "", goals.get(name, "")
            if said and given and said != given:
                self._say(element, f"criterion {name!r}: has goal {said!r}; got {given!r} in goals")
            if not said and not given:
                self._say(
                    element,
                    f"criterion {name!r}: must have a preferenceDirection, or its goal in goals,"
                    f" such as {{{name!r}: 'max'}}",
                )
            direction: Literal["max", "min"] = "min" if "min" in (said, given) else "max"
            found.append(Criterion(name, direction, description=words.get(name, "")))
        return found

    def _say(self, element: Element | None, sentence: str) -> None:
        self.files.note(element or Element("", {}, 1, file=self.files.first), sentence)

    def names(self) -> dict[str, str]:
        """Return what criteria are called otherwise than by their ids."""
        return called(self.named or {})

    def performance(
        self, name: str, found: float | str | None, element: Element, place: str
    ) -> float:
        """Return a performance as a number: a label counts as its scale says, and no other way."""
        scale = self._scales.get(name)
        if found is None:
            return 0.0
        if isinstance(found, str):
            if scale is None or found not in scale.labels:
                known = f"; its scale has {listed(scale.labels)}" if scale and scale.labels else ""
                self.files.note(
                    element,
                    f"{place}: must be a number, or a label to which the scale of {name!r} gives"
                    f" one; got {shown(found)}{known}",
                )
                return 0.0
            return scale.labels[found]
        if scale is None:
            return found
        if scale.labels and found not in scale.numbers:
            self.files.note(
                element,
                f"{place}: must be a number of its scale, {listed(scale.labels.values())}; got"
                f" {found:g}",
            )
        if (scale.low is not None and found < scale.low) or (
            scale.high is not None and found > scale.high
        ):
            low, high = ("any" if end is None else f"{end:g}" for end in (scale.low, scale.high))
            self.files.note(
                element,
                f"{place}: must be on its scale, {low} to {high}; got {found:g}"
                " (a missing value is <NA/>)",
            )
        return found

    # --- scales

    def _read_scales(self, defined: Mapping[str, Element]) -> dict[str, Scale]:
        files = self.files
        holders: list[tuple[str, Element]] = []
        # XMCDA 2: within the criterion; 3 and 4: in a section of their own
        for name, element in defined.items():
            holders += [(name, element)] if any(element.all("scale")) else []
        for section in files.take("criteriaScales"):
            for holder in section.below:
                if holder.tag in ("criterionScale", "criterionScales"):
                    named = files.one_id(holder, "criterionID")
                    for scales in holder.all("scales"):
                        if named is not None and self.knows(named, holder):
                            holders.append((named, scales))
        by_id: dict[str, Element] = {}
        for _, holder in holders:
            for scale in holder.all("scale"):
                name = scale.attributes.get("id", "")
                if name and by_id.setdefault(name, scale) is not scale:
                    files.note(scale, f"scale {name!r}: is defined at {by_id[name].where} already")
        found: dict[str, Scale] = {}
        for name, holder in holders:
            elements = list(holder.all("scale"))
            elements += [by_id[part.text] for part in holder.all("scaleID") if part.text in by_id]
            if len(elements) != 1 or name in found:
                got = "another" if name in found else len(elements)
                files.note(holder, f"criterion {name!r}: must have one scale; got {got}")
            else:
                found[name] = self._scale(name, elements[0])
        return found

    def _scale(self, name: str, element: Element) -> Scale:
        """Return what a scale says; one without order says nothing."""
        files, scale = self.files, Scale(element)
        seen: set[str] = set()
        for kind in element.below:
            if kind.tag not in ("quantitative", "qualitative"):
                if kind.tag != "description":
                    files.leave_out(kind, f"the {kind.tag[:40]} scale of {name!r}")
                continue
            for part in kind.below:
                if part.tag in seen & {"preferenceDirection", "minimum", "maximum"}:
                    files.note(part, f"criterion {name!r}: <{part.tag}> must stand once")
                seen.add(part.tag)
                if part.tag == "preferenceDirection":
                    scale.goal = part.text.lower()
                    if scale.goal not in ("min", "max"):
                        files.note(
                            part,
                            f"criterion {name!r}: preferenceDirection must be min or max; got"
                            f" {shown(part.text)}",
                        )
                        scale.goal = ""
                elif part.tag == "minimum":
                    scale.low = files.number(part, f"minimum of {name!r}")
                elif part.tag == "maximum":
                    scale.high = files.number(part, f"maximum of {name!r}")
                elif part.tag == "rankedLabel":
                    self._label(name, scale, part, "rank")
                elif part.tag == "valuedLabels":
                    for inner in part.all("valuedLabel"):
                        self._label(name, scale, inner, "value")
                else:
                    files.leave_out(part)
        return scale

    def _label(self, name: str, scale: Scale, part: Element, tag: str) -> None:
        """Take the number of a label: its rank in XMCDA 2, its value in 3 and 4."""
        label = self.files.one_id(part, "label")
        numbers = list(part.all(tag))
        if label is None:
            return
        place = f"scale of {name!r}: {tag} of {label!r}"
        if len(numbers) != 1 or label in scale.labels:
            self.files.note(
                part,
                f"{place}: must be one number; got {len(numbers)}"
                f"{', and the label again' * (label in scale.labels)}",
            )
            return
        if (found := self.files.rank(numbers[0], place)) is not None:
            scale.labels[label] = found
            scale.numbers.add(found)


def called(defined: Mapping[str, Element]) -> dict[str, str]:
    """Return names that differ from ids, by id."""
    names = {name: element.attributes.get("name", "").strip() for name, element in defined.items()}
    return {name: word for name, word in names.items() if word and word != name}
