"""Sections of XMCDA files, their values, faults with places, and what is left out.

Known are XMCDA 2, 3 and 4 of the Decision Deck Consortium (https://www.decision-deck.org/xmcda/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from decision_analysis._shown import shown
from decision_analysis.errors import InvalidModelError
from decision_analysis.io.documents import DECIMAL, SPACE, LinedFaults
from decision_analysis.io.foreign._read_xml import Element, read_xml

ROOTS = ("XMCDA", "xmcda")
_NAMESPACE = re.compile(r"http://www\.decision-deck\.org/[0-9]+/XMCDA-([0-9]+)\.[0-9.]*")
_VERSIONS = ("2", "3", "4")
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}\Z")
_PASSED_OVER = ("projectReference", "caseReference", "description")
"""What explains, and holds no data."""


class XmcdaFiles:
    """The sections of files that together are one problem.

    Faults and what is left out are told in the order of the files and their lines.
    """

    def __init__(self, files: Sequence[Path], roots: Sequence[Element] = ()) -> None:
        self.faults = LinedFaults()
        # by file and words: where it is first, and how often
        self._left_out: dict[tuple[str, str], tuple[tuple[int, int], int]] = {}
        self.first = str(files[0])
        self._order = {str(file): i for i, file in enumerate(files)}
        self._sections: dict[str, list[Element]] = {}
        for root in roots or [read_xml(file) for file in files]:
            self._take(root)
        self.check()

    def _take(self, root: Element) -> None:
        """Sort the sections of a file, if it is one of a known version."""
        spaces = [
            value
            for name, value in root.attributes.items()
            if name.partition(":")[0] == "xmlns" and "decision-deck.org" in value
        ]
        versions = [found[1] for space in spaces if (found := _NAMESPACE.match(space))]
        if root.tag not in ROOTS:
            self.note(root, f"must be <XMCDA> (2, 3) or <xmcda> (4); got <{root.tag[:40]}>")
        elif spaces and (not versions or versions[0] not in _VERSIONS):
            self.note(root, f"must be XMCDA 2, 3 or 4; got {shown(spaces[0])}")
        else:
            for section in root.below:
                if section.tag not in _PASSED_OVER:
                    self._sections.setdefault(section.tag, []).append(section)

    def note(self, element: Element, sentence: str) -> None:
        """Note a fault of an element."""
        # one number for file and line, by which faults are sorted
        place = self._order.get(element.file, 0) * 2**40 + element.line
        self.faults.note(lambda: (place, f"{element.where}: {sentence}"))

    def leave_out(self, element: Element, what: str = "") -> None:
        """Note what is not read."""
        place = (self._order.get(element.file, 0), element.line)
        key = (element.file, what or _tag(element))
        before, times = self._left_out.get(key, (place, 0))
        self._left_out[key] = (min(before, place), times + 1)

    def told_left_out(self) -> list[str]:
        """Return what was left out, in order."""
        found = sorted((place, *key, times) for key, (place, times) in self._left_out.items())
        return [
            f"{file}:{place[1]}: {what}{f', {times:,} times' if times > 1 else ''}"
            for place, file, what, times in found
        ]

    def check(self) -> None:
        """Raise the faults noted so far."""
        if self.faults.count:
            raise self.faults.error()

    def refuse(self, element: Element, sentence: str) -> InvalidModelError:
        """Return the error of faults, this one among them."""
        self.note(element, sentence)
        return self.faults.error()

    def take(self, *tags: str) -> list[Element]:
        """Return the sections with one of these names, which are then read."""
        return [section for tag in tags for section in self._sections.pop(tag, [])]

    def leave_the_rest(self) -> None:
        """Note all sections that nobody took."""
        for sections in self._sections.values():
            for section in sections:
                self.leave_out(section)

    def one_id(self, element: Element, tag: str) -> str | None:
        """Return the id that the one part with a name holds; None, noted, where there is none."""
        found = [part.text for part in element.all(tag)]
        if len(found) != 1 or not found[0]:
            got = "an empty one" if found == [""] else len(found) or "none"
            self.note(element, f"<{element.tag}> must have one <{tag}>; got {got}")
            return None
        return found[0]

    def defined(self, sections: Sequence[Element], tag: str) -> dict[str, Element]:
        """Return what sections define, by id; a missing or repeated id is noted.

        Another file may define the same once more, in the same words.
        """
        found: dict[str, Element] = {}
        for section in sections:
            for element in section.below:
                if element.tag != tag:
                    if element.tag != "description":
                        self.leave_out(element)
                    continue
                name = element.attributes.get("id", "").strip(SPACE)
                if not name:
                    self.note(element, f"<{tag}> must have an id; got none")
                elif name in found:
                    if found[name].file == element.file or not _same(found[name], element):
                        place = found[name].where
                        self.note(element, f"{tag} {name!r}: is defined at {place} already")
                else:
                    found[name] = element
        return found

    def is_active(self, element: Element) -> bool:
        """Say whether something takes part, as it does where nothing is said."""
        words = [part.text.lower() for part in element.all("active")]
        if any(word not in ("true", "false", "1", "0") for word in words):
            self.note(element, f"<active> must be true or false; got {shown(words[0])}")
        if len(words) > 1:
            self.note(element, f"<active> must stand once; got {len(words)}")
        return not any(word in ("false", "0") for word in words)

    def number(self, element: Element, place: str) -> float | None:
        """Return the number that an element holds in a typed one; None, noted, where none."""
        found = self.value(element, place)
        if isinstance(found, str):
            self.note(element, f"{place}: must be a number; got the label {shown(found)}")
            return None
        return found

    def rank(self, element: Element, place: str) -> float | None:
        """Return a number that may stand without its type."""
        if not element.below and _INTEGER.match(element.text):
            return float(element.text)
        return self.number(element, place)

    def one_value(self, element: Element, place: str) -> float | str | None:
        """Return the one number or label among the values of an element."""
        values = list(values_of(element))
        if len(values) != 1:
            self.note(element, f"{place}: must have one value; got {len(values) or 'none'}")
            return None
        return self.value(values[0], place)

    def value(self, element: Element, place: str) -> float | str | None:
        """Return a number or a label; None, noted, where it is neither."""
        typed = [part for part in element.below if part.tag != "description"]
        # a text of its own beside what is typed may be another number
        if (text := element.text) or len(typed) != 1:
            got = len(typed) or shown(text or "nothing")
            self.note(element, f"{place}: must have one typed value, such as <real>; got {got}")
            return None
        [part] = typed
        if part.tag in ("label", "rankedLabel", "valuedLabel"):
            words = [part.text, *(inner.text for inner in part.all("label"))]
            if word := next(filter(None, words), ""):
                return word
            self.note(part, f"{place}: the label must not be empty")
            return None
        if part.tag in ("real", "integer"):
            text = part.text
            if DECIMAL.fullmatch(text) and abs(number := float(text)) < float("inf"):
                return number
            self.note(part, f"{place}: must be a finite number; got {shown(text)}")
        elif part.tag == "rational":
            return self._rational(part, place)
        elif part.tag == "NA":
            self.note(part, f"{place}: must be known; it is missing (<NA>)")
        else:
            self.note(part, f"{place}: must be one number; <{part.tag[:40]}> cannot be expressed")
        return None

    def _rational(self, part: Element, place: str) -> float | None:
        words = [
            "".join(inner.text for inner in part.all(tag)) for tag in ("numerator", "denominator")
        ]
        whole = all(map(_INTEGER.match, words))
        if whole and int(words[1]):
            try:
                return int(words[0]) / int(words[1])
            except OverflowError:
                pass
        self.note(part, f"{place}: must be a finite number; got {shown('/'.join(words))}")
        return None


def _same(one: Element, other: Element) -> bool:
    """Say whether two elements say the same."""
    pairs = [(one, other)]
    while pairs:
        one, other = pairs.pop()
        parts = len(one.below), len(other.below)
        same = one.tag == other.tag and one.attributes == other.attributes
        if not same or one.text != other.text or parts[0] != parts[1]:
            return False
        pairs += zip(one.below, other.below, strict=True)
    return True


def values_of(element: Element) -> Iterator[Element]:
    """Yield the values directly inside an element, or inside its list of values."""
    for part in element.below:
        if part.tag == "value":
            yield part
        elif part.tag == "values":
            yield from part.all("value")


def words_of(element: Element) -> list[str]:
    """Return what an element is called, in letters of lower case: concept, name and id."""
    found = [element.attributes.get(key, "") for key in ("mcdaConcept", "name", "id")]
    return [re.sub(r"[^a-z]", "", word.lower()) for word in found]


def _tag(element: Element) -> str:
    """Write an element by its name and what it is called."""
    called = next(
        (
            f" {key}={shown(value)}"
            for key in ("mcdaConcept", "name", "id")
            if (value := element.attributes.get(key))
        ),
        "",
    )
    return f"<{element.tag[:40]}{called}>"
