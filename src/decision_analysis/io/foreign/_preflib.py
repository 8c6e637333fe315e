"""Elections of PrefLib: rankings with or without ties, or categories, and how many cast each.

The form is that of PrefLib's FORMAT_SPECIFICATION.md (https://github.com/PrefLib/PrefLib-Data); the
older one, without a head of metadata, is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from decision_analysis._checks import listed, nearest, repeats
from decision_analysis._limits import MOST_COMMENTS
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import LinedFaults, text_of

_SPACE = " \t"
_LINE = re.compile(r"\r\n|\n|\r")
_META = re.compile(r"([A-Z ]*[A-Z])(?:[ \t]+([0-9]+))?")
_PLACE = re.compile(r"[ \t]*(?:\{([0-9 \t,]*)\}|([0-9]+))[ \t]*(,|\Z)")
_NUMBER = re.compile(r"[ \t]*([0-9]{1,15})[ \t]*")
_SUMS = {
    "NUMBER ALTERNATIVES": "alternatives",
    "NUMBER VOTERS": "voters",
    "NUMBER UNIQUE ORDERS": "orders",
    "NUMBER UNIQUE PREFERENCES": "orders",
    "NUMBER CATEGORIES": "categories",
}
_NAME = "ALTERNATIVE NAME"
_TYPE = "DATA TYPE"
# fmt: off
_OTHERS = (
    "FILE NAME", "TITLE", "DESCRIPTION", "MODIFICATION TYPE", "RELATES TO", "RELATED FILES",
    "PUBLICATION DATE", "MODIFICATION DATE", "CATEGORY NAME",
)
# fmt: on
"""Metadata that say nothing of the ballots."""
_HEAD = re.compile(r"(\D*)\d*")
"""What metadata look like to people: in other letters, digits and spaces than those of `_META`."""
_ALIKE = 0.8
"""In so much of its letters a line is like one that is read where it is that, misspelled."""

_TWO = 2
"""Categories that approve or not; more are places of a ranking."""
Place = str | tuple[str, ...]


def load_preflib(file: Path) -> dict[str, Any]:
    """Return rankings, counts and alternatives of a file, as voting rules take them.

    Of two categories approvals, the sets in the first, take the place of rankings.
    """
    return _Reader(file).read()


class _Reader:
    """Reads line by line, and tells all faults together."""

    def __init__(self, file: Path) -> None:
        self.file = str(file)
        self.kind = file.suffix.lower().removeprefix(".")
        self.faults = LinedFaults()
        # by number: the name and its line
        self.names: dict[int, tuple[str, int]] = {}
        # what the file says of its own length: the number and its line
        self.said: dict[str, tuple[int, int]] = {}
        self.rankings: list[tuple[Place, ...]] = []
        self.approvals: list[tuple[str, ...]] = []
        self.counts: list[int] = []
        lines = enumerate(_LINE.split(text_of(file)), 1)
        self.lines = [(n, line.strip(_SPACE)) for n, line in lines if line.strip(_SPACE)]
        self.all_tied: tuple[str, ...] = ()
        self.comments = 0

    def read(self) -> dict[str, Any]:
        marked = self.lines[0][1].startswith("#")
        orders = self._new() if marked else self._old()
        self._check_names()
        # orders that name numbers without names would be a fault each
        if not self.faults.count:
            self.all_tied = tuple(name for name, _ in self._named())
            for number, count, order in orders:
                self._order(number, count, order)
        self._check_sums()
        if self.faults.count:
            raise self.faults.error()
        return {
            **({"approvals": self.approvals} if self._approves() else {"rankings": self.rankings}),
            "counts": self.counts,
            "alternatives": [name for name, _ in self._named()],
        }

    def _approves(self) -> bool:
        """Say whether preferences are for two categories, as those of approval are."""
        return self.kind == "cat" and self.said.get("categories", (0, 0))[0] == _TWO

    def _fault(self, line: int, text: str | Callable[[], str]) -> None:
        self.faults.note(
            lambda: (line, f"{self.file}:{line}: {text if isinstance(text, str) else text()}")
        )

    def _named(self) -> list[tuple[str, int]]:
        return [self.names[number] for number in sorted(self.names)]

    def _new(self) -> list[tuple[int, str, str]]:
        """Read a head of metadata; return the orders, each with its line and count."""
        orders = []
        for line, text in self.lines:
            if not text.startswith("#"):
                count, colon, order = text.partition(":")
                if colon:
                    orders.append((line, count, order))
                else:
                    self._fault(line, f"an order must be 'count: order'; got {shown(text)}")
                continue
            head, colon, value = text[1:].partition(":")
            found = _META.fullmatch(head.strip(_SPACE)) if colon else None
            key, number = found.groups() if found else ("", None)
            value = value.strip(_SPACE)
            if key == _NAME and number is not None and _NUMBER.fullmatch(number):
                self._name(line, int(number), value)
            elif key in _SUMS and number is None:
                self._say(line, _SUMS[key], value)
            elif key == _TYPE:
                if value.lower() != self.kind:
                    self._fault(
                        line,
                        f"DATA TYPE must be {self.kind!r}, as the name ends; got {shown(value)}",
                    )
            elif key not in _OTHERS and colon and self._misspelled(line, head):
                self._fault(
                    line,
                    "a line of metadata must be one of PrefLib's, such as '# ALTERNATIVE NAME 1:"
                    f" Ann'; got {shown(text)}",
                )
        return orders

    def _misspelled(self, line: int, head: str) -> bool:
        """Say whether a comment looks like metadata that would be read, were it not misspelled.

        Without it an alternative would vanish; all other comments are left to their authors.
        """
        self.comments += 1
        if self.comments > MOST_COMMENTS:
            raise InvalidInputError(
                f"{self.file}:{line}: must not have more than {MOST_COMMENTS:,} lines of metadata"
                " that are not read"
            )
        found = _HEAD.fullmatch(head.strip())
        words = found[1].upper().split() if found else []
        return nearest(" ".join(words), (_NAME, _TYPE, *_SUMS), _ALIKE) is not None

    def _old(self) -> list[tuple[int, str, str]]:
        """Read the older form: how many names, the names, three sums, and the orders."""
        lines = iter(self.lines)
        line, text = next(lines)
        self._say(line, "alternatives", text)
        for _ in range(self.said.get("alternatives", (0, 0))[0]):
            line, text = next(lines, (line, ""))
            number, comma, name = text.partition(",")
            if not comma or not _NUMBER.fullmatch(number):
                self._fault(line, f"a name must be 'number,name'; got {shown(text)}")
                return []
            self._name(line, int(number), name.strip(_SPACE))
        line, text = next(lines, (line, ""))
        sums = text.split(",")
        if len(sums) != 3:
            self._fault(
                line, f"three sums must follow the names: voters, counts, orders; got {shown(text)}"
            )
            return []
        for what, value in zip(("voters", "counts", "orders"), sums, strict=True):
            self._say(line, what, value)
        return [(number, *_parted(text)) for number, text in lines]

    def _name(self, line: int, number: int, name: str) -> None:
        if number in self.names:
            before = self.names[number][1]
            self._fault(line, f"alternative {number} must be named once; it is on line {before}")
        elif not name:
            self._fault(line, f"alternative {number} must have a name; got none")
        else:
            self.names[number] = (name, line)

    def _say(self, line: int, what: str, value: str) -> None:
        """Note how many there are, as the file says."""
        if what in self.said:
            self._fault(
                line,
                f"number of {what} must be said once; it is on line {self.said[what][1]}",
            )
        elif _NUMBER.fullmatch(value):
            self.said[what] = (int(value), line)
        else:
            self._fault(line, f"number of {what} must be a whole number; got {shown(value)}")

    def _check_names(self) -> None:
        where = self.lines[0][0]
        if not self.names:
            if not self.faults.count:
                self._fault(where, "alternatives must be named; got no name")
            return
        twice = set(repeats([name for name, _ in self._named()]))
        for name, line in self._named():
            if name in twice:
                self._fault(line, f"names of alternatives must differ; got {shown(name)} again")

    def _check_sums(self) -> None:
        """Compare what the file says of its own length, where nothing else is wrong."""
        if self.faults.count:
            return
        if not self.counts:
            self._fault(self.lines[-1][0], "an order must follow; got none")
        found = {
            "alternatives": len(self.names),
            "voters": sum(self.counts),
            "counts": sum(self.counts),
            "orders": len(self.counts),
        }
        for what, (said, line) in self.said.items():
            if said != found.get(what, said):
                self._fault(line, f"the file says {said} {what}; got {found[what]}")

    def _order(self, line: int, count: str, text: str) -> None:
        """Read one order and how many cast it."""
        if not _NUMBER.fullmatch(count) or int(count) < 1:
            self._fault(line, f"a count must be a whole number above 0; got {shown(count.strip())}")
            return
        places = list(_places(text.strip(_SPACE), empty=self.kind == "cat"))
        if not places or None in places:
            self._fault(
                line,
                "an order must be numbers parted by commas, those that tie in braces; got"
                f" {shown(text.strip())}",
            )
            return
        found = [place for place in places if place is not None]
        if problem := self._problem(found):
            self._fault(line, problem)
            return
        called = [tuple(self.names[number][0] for number in place) for place in found]
        # a ballot that puts nothing anywhere ties all
        ranked = [place for place in called if place] or [self.all_tied]
        self.rankings.append(tuple(p[0] if len(p) == 1 else p for p in ranked))
        self.approvals.append(called[0])
        self.counts.append(int(count))

    def _problem(self, places: list[tuple[int, ...]]) -> str | Callable[[], str]:
        """Say what is wrong with an order; an empty text where nothing is."""
        numbers = [number for place in places for number in place]
        ties = any(len(place) > 1 for place in places)
        categories = self.said.get("categories", (len(places), 0))[0]
        if self.kind == "cat" and len(places) != categories:
            return (
                f"preferences must be {categories} categories, as the file says; got {len(places)}"
            )
        if unknown := [number for number in numbers if number not in self.names]:
            return f"an order must name known alternatives; unknown {listed(unknown)}"
        if twice := repeats(numbers):
            return f"an order must not repeat alternatives; got {listed(twice)} more than once"
        if ties and self.kind in ("soc", "soi"):
            return f"orders of a .{self.kind} file must not hold ties"
        if len(numbers) < len(self.names) and self.kind in ("soc", "toc"):
            return partial(self._lacks, set(numbers))
        return ""

    def _lacks(self, numbers: set[int]) -> str:
        missing = [number for number in sorted(self.names) if number not in numbers]
        return f"orders of a .{self.kind} file must name all; missing {listed(missing)}"


def _parted(text: str) -> tuple[str, str]:
    """Return count and order of the older form, which parts them by a comma."""
    count, _, order = text.partition(",")
    return count, order


def _places(text: str, *, empty: bool) -> Iterator[tuple[int, ...] | None]:
    """Yield the numbers that share each place; None where the text is no order.

    Empty braces are a place where that is said.
    """
    at, end = 0, bool(text)
    while end:
        found = _PLACE.match(text, at)
        # braces that hold nothing, or no numbers parted by commas, are no place
        inside = [] if found is None else (found[1] or found[2] or "").split(",")
        inside = [] if empty and inside == [""] else inside
        if found is None or not all(map(_NUMBER.fullmatch, inside)):
            yield None
            return
        yield tuple(int(number) for number in inside)
        at, end = found.end(), found[3] == ","
    if text and at < len(text):
        yield None
