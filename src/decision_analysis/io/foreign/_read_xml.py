"""XML to plain elements with lines, by expat: no own entities, nothing fetched, no recursion."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from decision_analysis._limits import LONGEST_XML, MOST_DOCUMENT_ENTRIES
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import bounded_bytes


@dataclasses.dataclass(slots=True, eq=False)
class Element:
    """An element: its name, attributes, file and line, the elements inside, and its own text."""

    tag: str
    attributes: dict[str, str]
    line: int
    below: list[Element] = dataclasses.field(default_factory=list)
    parts: list[str] = dataclasses.field(default_factory=list)
    file: str = ""

    @property
    def text(self) -> str:
        """The text directly inside, without the spaces around it."""
        return "".join(self.parts).strip()

    @property
    def where(self) -> str:
        """The file and line."""
        return f"{self.file}:{self.line}"

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the elements directly inside that have a name."""
        return (element for element in self.below if element.tag == tag)


def read_xml(file: Path) -> Element:
    """Return the root element of an XML file.

    Entities that it declares are refused, its other declarations ignored; so are the prefixes of
    names. More than 64,000,000 bytes or 1,600,000 elements are refused.
    """
    from xml.parsers import expat

    name = str(file)
    raw = bounded_bytes(file, LONGEST_XML)
    parser = expat.ParserCreate()
    # one piece of text in a row, and not one for each line
    parser.buffer_text = True
    stack: list[Element] = []
    roots: list[Element] = []
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_DOCUMENT_ENTRIES:
            raise InvalidInputError(
                f"{name} must not have more than {MOST_DOCUMENT_ENTRIES:,} elements"
            )
        # one word for a name that returns a million times
        local = sys.intern(tag.rpartition(":")[2])
        element = Element(local, attributes, parser.CurrentLineNumber, file=name)
        (stack[-1].below if stack else roots).append(element)
        stack.append(element)

    def text(data: str) -> None:
        if stack:
            stack[-1].parts.append(data)

    def entity(entity: str, *rest: Any) -> None:
        raise InvalidInputError(
            f"{name}:{parser.CurrentLineNumber}: must not declare entities; got {shown(entity)}"
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: stack.pop()
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InvalidInputError(f"{name}:{error.lineno}: is not XML: {reason}") from None
    except InvalidInputError:
        raise
    except (LookupError, ValueError) as error:
        raise InvalidInputError(f"{name}:1: is not XML: {error}") from None
    return roots[0]
