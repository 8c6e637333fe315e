"""`Reference`: the record of one source, and the text that it is printed as."""

from __future__ import annotations

import dataclasses
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["article", "book", "incollection", "inproceedings", "misc"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source that the library cites: what is known of it, and nothing guessed.

    Authors stand as they are printed, "Family I."; an institution has no initials, and "et al."
    may be last.
    """

    kind: Kind
    authors: tuple[str, ...]
    year: str = ""
    title: str
    journal: str = ""
    booktitle: str = ""
    editor: str = ""
    series: str = ""
    volume: str = ""
    number: str = ""
    edition: str = ""
    publisher: str = ""
    pages: str = ""
    note: str = ""
    doi: str = ""
    url: str = ""

    @property
    def text(self) -> str:
        """The reference in words: Authors (Year) Title. Where. Link."""
        return self.at("")

    def at(self, locator: str) -> str:
        """Return the text with a place in the source, such as `chapter 3`, before the link."""
        # locators such as "section 3" belong to the last sentence, before its full stop
        sentences = [part for part in (self._titled(), self._where(), self.note) if part]
        if locator:
            sentences[-1] += f", {locator}"
        link = f"https://doi.org/{self.doi}" if self.doi else self.url
        return " ".join([self.who, *map(_ended, sentences), *([link] if link else [])])

    @property
    def who(self) -> str:
        """The authors and the year, which begin the text."""
        names = ", ".join(self.authors).replace(", et al.", " et al.")
        return f"{names} ({self.year})" if self.year else _ended(names)

    def _titled(self) -> str:
        """Return the title with the edition and the volumes of a book."""
        parts = [self.title]
        if self.edition:
            parts.append(f"{self.edition} edition")
        if self.kind == "book" and self.volume and not self.series:
            parts.append(f"volumes {self.volume}")
        return ", ".join(parts)

    def _where(self) -> str:
        """Return what the source stands in or is published by."""
        if self.kind == "article":
            number = f"({self.number})" if self.number else ""
            return " ".join(filter(None, (self.journal, self.volume + number, self.pages)))
        if self.kind == "inproceedings":
            where = (self.booktitle, self.series, self.publisher, self.pages)
            return ", ".join(filter(None, where))
        if self.kind == "incollection":
            editors = f"{self.editor} (eds) " if self.editor else ""
            volume = f", vol. {self.volume}" if self.volume else ""
            published = ", ".join(filter(None, (self.publisher, self.pages)))
            book = f"In: {editors}{self.booktitle}{volume}"
            return f"{book}. {published}" if published else book
        series = f"{self.series} {self.volume}" if self.series else ""
        return ", ".join(filter(None, (series, self.publisher)))


def name_parts(author: str) -> tuple[str, str, str]:
    """Return the family, the initials and a particle after them; an institution is all family."""
    words = author.split()
    initials = [place for place, word in enumerate(words) if word.endswith(".")]
    if not initials:
        return author, "", ""
    first, last = initials[0], initials[-1] + 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
