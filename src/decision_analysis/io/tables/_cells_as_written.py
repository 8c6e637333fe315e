"""`refuse_strange_cells`: cells of a workbook that openpyxl reads otherwise than they are written.

It takes what Python takes for a number (1_000, digits of other scripts), passes over comments and
elements within one, and of two cells in one place keeps the last.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from pathlib import Path
from typing import IO, Any

from decision_analysis._shown import shown
from decision_analysis.io.documents import DECIMAL, SPACE, Faults

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_KINDS = {"n": DECIMAL, "s": re.compile("[0-9]+"), "b": re.compile("[01]")}
"""How numbers, places among the shared texts, and truth values are written."""


def refuse_strange_cells(file: Path, raw: bytes) -> None:
    """Refuse a workbook with such cells in any of its sheets."""
    faults = Faults()
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        for part in book.infolist():
            if _SHEET.fullmatch(part.filename):
                with book.open(part) as stream:
                    _Sheet(str(file), faults).read(stream)
    if faults:
        raise faults.error()


class _Sheet:
    """Follows the cells of one sheet, and notes which are strange."""

    def __init__(self, name: str, faults: Faults) -> None:
        self.name = name
        self.faults = faults
        self.row = self.column = 0
        self.cell, self.kind = "", "n"
        # the text of a value that is open, and whether the cell has one already
        self.text: list[str] | None = None
        self.valued = False

    def read(self, stream: IO[bytes]) -> None:
        from xml.parsers import expat

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.CommentHandler = parser.ProcessingInstructionHandler = self.aside
        try:
            parser.ParseFile(stream)
        except expat.ExpatError:
            return  # openpyxl says what is wrong with it

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        tag = tag.rpartition(":")[2]
        if self.text is not None:
            self.note(f"must hold text alone; got <{tag[:40]}> in its value")
        elif tag == "row":
            self.begin_row(attributes.get("r"))
        elif tag == "c":
            self.begin_cell(attributes.get("r"))
            self.kind = attributes.get("t", "n")
        elif tag == "v":
            if self.valued:
                self.note("must have one value; got another")
            self.text, self.valued = [], True

    def begin_row(self, number: str | None) -> None:
        row = self.row + 1
        if number is not None and number.isascii() and number.isdigit():
            row = int(number[:8])
        if row <= self.row:
            before = self.row
            self.faults.note(lambda: f"{self.name}: row {row} must stand behind row {before}, once")
        self.row, self.column = row, 0

    def begin_cell(self, place: str | None) -> None:
        column, row = self.column + 1, self.row
        if place is not None and (match := _PLACE.fullmatch(place)):
            column, row = 0, int(match[2])
            for letter in match[1]:
                column = 26 * column + ord(letter) - 64
        self.cell = place or f"{column} of row {row}"
        if row != self.row or column <= self.column:
            self.note("must stand in its row behind the cells before it, once")
        self.column, self.valued = column, False

    def characters(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def aside(self, *said: str) -> None:
        if self.text is not None:
            self.note("must hold text alone; got a comment or an instruction in its value")

    def end(self, tag: str) -> None:
        if self.text is None or tag.rpartition(":")[2] != "v":
            return
        text, self.text = "".join(self.text).strip(SPACE), None
        pattern = _KINDS.get(self.kind)
        if not text or pattern is None:
            return
        if not pattern.fullmatch(text) or (self.kind == "n" and math.isinf(float(text))):
            self.note(f"must hold a finite number in digits 0 to 9; got {shown(text[:60])}")

    def note(self, sentence: str) -> None:
        self.faults.note(lambda: f"{self.name}: cell {shown(self.cell)[1:-1]} {sentence}")
