"""XML to plain elements with lines, by expat: no own entities, nothing fetched, no recursion."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(slots=True, eq=False)
class Element:
    """An element: its name, attributes, line, the elements inside, and the text of its own."""

    tag: str
    attributes: dict[str, str]
    line: int
    below: list[Element] = dataclasses.field(default_factory=list)
    parts: list[str] = dataclasses.field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly inside, without the spaces around it."""
        return "".join(self.parts).strip()

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the elements directly inside that have a name."""
        return (element for element in self.below if element.tag == tag)


def read_xml(file: Path) -> Element:
    """Return the root element of an XML file.

    Entities that it declares are refused, its other declarations ignored.
    """
    from xml.parsers import expat

    name = str(file)
    parser = expat.ParserCreate()
    # one piece of text in a row, and not one for each line
    parser.buffer_text = True
    stack: list[Element] = []
    roots: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, parser.CurrentLineNumber)
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
        parser.Parse(file.read_bytes(), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InvalidInputError(f"{name}:{error.lineno}: is not XML: {reason}") from None
    except InvalidInputError:
        raise
    except (LookupError, ValueError) as error:
        raise InvalidInputError(f"{name}:1: is not XML: {error}") from None
    return roots[0]
