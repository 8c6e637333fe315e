"""`refuse_strange_cells`: cells of a workbook that openpyxl reads otherwise than they are written.

It takes what Python takes for a number (1_000, digits of other scripts), passes over comments and
elements within one, of two cells or texts in one place keeps the last, and puts in what entities
stand for. A sheet may be any part of a workbook, so that all of them are looked through.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from pathlib import Path
from typing import IO, Any, Final

from decision_analysis._limits import MOST_WORKBOOK_OTHERS
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import DECIMAL, SPACE, Faults
from decision_analysis.io.tables._write_xlsx import MOST_CHARACTERS, MOST_COLUMNS

_COUNTED: Final = ("workbook", "styleSheet", "worksheet", "Types", "Relationships")
"""Roots of parts that openpyxl reads whole, but for the cells of a sheet."""
_LONGEST_FORMAT: Final = 255
"""Characters of a number format in Excel; openpyxl looks through one in quadratic time."""
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_KINDS = {"n": DECIMAL, "s": re.compile("[0-9]+"), "b": re.compile("[01]")}
"""How numbers, places among the shared texts, and truth values are written."""
_SHEETS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
"""The namespace of what openpyxl reads, as expat writes it before names."""
_VALUES: Final = (("c", "v"), ("si", "t"), ("is", "t"))
"""Elements that hold one value, with those that they stand in; texts in pieces stand elsewhere."""


def refuse_strange_cells(file: Path, raw: bytes) -> None:
    """Refuse a workbook with such cells in any of its sheets, or with two parts of one name."""
    faults = Faults()
    others = 0
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        seen: set[str] = set()
        for part in book.infolist():
            name = part.filename.casefold()
            if name in seen:
                raise InvalidInputError(f"{file} must have one part {shown(name)}; got another")
            seen.add(name)
            with book.open(part) as stream:
                found = _Part(str(file), faults, others)
                found.read(stream)
            others = found.others
    if faults:
        raise faults.error()


class _Part:
    """Follows the cells of a sheet, or the shared texts, and notes which are strange."""

    def __init__(self, name: str, faults: Faults, others: int) -> None:
        self.name = name
        self.faults = faults
        # elements so far, in all parts, that are no cells and no texts
        self.others = others
        # the elements that are open
        self.above: list[str] = []
        self.row = self.column = self.texts = self.length = 0
        # what is wrong with a row, which matters once it has a cell
        self.misplaced = ""
        self.place, self.kind = "", "n"
        # the text of a value that is open, and which values a cell or a shared text has
        self.text: list[str] | None = None
        self.valued: set[str] = set()

    def read(self, stream: IO[bytes]) -> None:
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.CommentHandler = parser.ProcessingInstructionHandler = self.aside
        try:
            parser.ParseFile(stream)
        except expat.ExpatError:
            return  # it is no XML, or openpyxl says what is wrong with it

    def doctype(self, *said: Any) -> None:
        raise InvalidInputError(f"{self.name} must not declare a document type in its parts")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.removeprefix(_SHEETS)
        path = (self.above[-1] if self.above else "", tag)
        self.above.append(tag)
        if "sheetData" not in self.above[1:2]:
            self.count()
        if self.text is not None:
            self.note(f"must hold text alone; got <{tag.rpartition(' ')[2][:40]}> in its value")
        elif tag == "row":
            self.begin_row(attributes.get("r"))
        elif path == ("row", "c"):
            self.begin_cell(attributes.get("r"))
            self.kind = attributes.get("t", "n")
        elif tag == "numFmt" and len(attributes.get("formatCode", "")) > _LONGEST_FORMAT:
            self.faults.note(
                lambda: f"{self.name}: number formats must not be longer than {_LONGEST_FORMAT}"
            )
        elif tag == "si":
            self.texts += 1
            self.place, self.valued, self.length = f"shared text {self.texts}", set(), 0
        elif path in _VALUES:
            if tag in self.valued:
                self.note("must have one value; got another")
            self.text = []
            self.valued.add(tag)

    def count(self) -> None:
        self.others += self.above[0].rpartition(" ")[2] in _COUNTED
        if self.others > MOST_WORKBOOK_OTHERS:
            raise InvalidInputError(
                f"{self.name} must not have more than {MOST_WORKBOOK_OTHERS:,} elements beside its"
                " cells and texts"
            )

    def begin_row(self, number: str | None) -> None:
        row, before = self.row + 1, self.row
        self.misplaced = ""
        if number is not None and number.isascii() and number.isdigit():
            row = int(number[:8])
        elif number is not None:
            self.misplaced = f"row {shown(number[:20])} must have a number in digits 0 to 9"
        if row <= before:
            self.misplaced = f"row {row} must stand behind row {before}, once"
        self.row, self.column = row, 0

    def begin_cell(self, place: str | None) -> None:
        column, row = self.column + 1, self.row
        match = _PLACE.fullmatch(place) if place else None
        if match:
            column, row = 0, int(match[2])
            for letter in match[1]:
                column = 26 * column + ord(letter) - 64
        self.place = f"cell {shown(place)[1:-1] if place else f'{column} of row {row}'}"
        if self.misplaced:
            said, self.misplaced = self.misplaced, ""
            self.faults.note(lambda: f"{self.name}: {said}")
        if place and not match:
            self.note("must be called by capital letters and digits, such as B2")
        elif column > MOST_COLUMNS:
            self.note(f"must be one of the first {MOST_COLUMNS:,} of its row")
        elif row != self.row or column <= self.column:
            self.note("must stand in its row behind the cells before it, once")
        self.column, self.valued, self.length = column, set(), 0

    def characters(self, data: str) -> None:
        if self.above[-1] not in ("t", "v"):
            return
        before, self.length = self.length, self.length + len(data)
        if before <= MOST_CHARACTERS < self.length:
            self.note(f"must hold at most {MOST_CHARACTERS:,} characters")
        if self.text is not None and self.above[-1] == "v":
            self.text.append(data)

    def aside(self, *said: str) -> None:
        if self.text is not None and self.above[-1] == "v":
            self.note("must hold text alone; got a comment or an instruction in its value")

    def end(self, name: str) -> None:
        tag = self.above.pop()
        if self.text is None or (self.above[-1], tag) not in _VALUES:
            return
        text, self.text = "".join(self.text).strip(SPACE), None
        pattern = _KINDS.get(self.kind)
        if tag != "v" or not text or pattern is None:
            return
        if not pattern.fullmatch(text) or (self.kind == "n" and math.isinf(float(text))):
            self.note(f"must hold a finite number in digits 0 to 9; got {shown(text[:60])}")

    def note(self, sentence: str) -> None:
        place = self.place
        self.faults.note(lambda: f"{self.name}: {place} {sentence}")
