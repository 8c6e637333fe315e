"""XML to plain elements with lines, by expat: no own entities, nothing fetched, no recursion."""

from __future__ import annotations

import codecs
import dataclasses
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from decision_analysis._limits import (
    LONGEST_TEXT,
    MOST_ATTRIBUTES,
    MOST_DECLARED_ATTRIBUTES,
    MOST_DOCUMENT_ENTRIES,
)
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import SPACE, bounded_bytes

_REFERENCE = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!(?:DOCTYPE|NOTATION)(?:[^\"'>[]|\"[^\"]*\"|'[^']*')*"
    rb"|&(?!(?:amp|lt|gt|quot|apos);)([^\s#;&<>\"']+);",
    re.DOTALL,
)
"""A reference, as its group, to an entity that XML itself does not define.

What holds none is passed over whole, as its text may look like one: comments, instructions, what
is quoted as it is, and the addresses of other files.
"""


@dataclasses.dataclass(slots=True, eq=False)
class Element:
    """An element: its name, attributes, file and line, the elements inside, and its own text.

    Its text is `cut` where a comment or an instruction stands within a word. Such a text, and one
    beside elements, may stand where nobody reads it: it is refused where it is read.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    below: list[Element] = dataclasses.field(default_factory=list)
    parts: list[str] = dataclasses.field(default_factory=list)
    file: str = ""
    cut: bool = False

    @property
    def text(self) -> str:
        """The text directly inside, without the spaces around it."""
        if self.below and self.own:
            raise InvalidInputError(
                f"{self.where}: <{self.tag[:40]}> must hold text or elements, not both mixed; got"
                f" {shown(self.own[:40])} beside <{self.below[0].tag[:40]}>"
            )
        # without the comment there may be one number where there are two
        if self.cut:
            raise InvalidInputError(
                f"{self.where}: <{self.tag[:40]}> must not have a comment or an instruction within"
                f" a word; got {shown(self.own[:40])}"
            )
        return self.own

    @property
    def own(self) -> str:
        """The same, whole or not."""
        return "".join(self.parts).strip(SPACE)

    @property
    def words(self) -> list[str]:
        """The words of its text."""
        text = self.text
        # of other characters Python takes many for spaces
        return text.split() if text.isascii() else re.split(f"[{SPACE}]+", text)

    @property
    def where(self) -> str:
        """The file and line."""
        return f"{self.file}:{self.line}"

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the elements directly inside that have a name."""
        return (element for element in self.below if element.tag == tag)


def read_xml(file: Path) -> Element:
    """Return the root element of an XML file.

    Entities are refused, those that it declares and those that another file may declare; its other
    declarations are ignored, and so are the prefixes of names. More than 64,000,000 bytes or
    1,600,000 elements are refused.
    """
    from xml.parsers import expat

    name = str(file)
    raw = bounded_bytes(file, LONGEST_TEXT)
    parser = expat.ParserCreate()
    # one piece of text in a row, and not one for each line
    parser.buffer_text = True
    stack: list[Element] = []
    roots: list[Element] = []
    # the element whose text ends in a comment, without a space before it
    ended: Element | None = None
    count = attributes_in_all = declared = 0
    typed = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count, attributes_in_all
        count += 1
        attributes_in_all += len(attributes)
        if count > MOST_DOCUMENT_ENTRIES:
            raise InvalidInputError(
                f"{name} must not have more than {MOST_DOCUMENT_ENTRIES:,} elements"
            )
        if attributes_in_all > MOST_ATTRIBUTES:
            raise InvalidInputError(
                f"{name} must not have more than {MOST_ATTRIBUTES:,} attributes"
            )
        # one word for a name that returns a million times
        local = sys.intern(tag.rpartition(":")[2])
        element = Element(local, attributes, parser.CurrentLineNumber, file=name)
        (stack[-1].below if stack else roots).append(element)
        stack.append(element)

    def text(data: str) -> None:
        nonlocal ended
        if stack:
            stack[-1].cut |= stack[-1] is ended and data[0] not in SPACE
            stack[-1].parts.append(data)
        ended = None

    def aside(*said: str) -> None:
        nonlocal ended
        parts = stack[-1].parts if stack else []
        ended = stack[-1] if parts and parts[-1][-1] not in SPACE else None

    def doctype(*said: Any) -> None:
        nonlocal typed
        typed = True

    def attribute(*said: Any) -> None:
        nonlocal declared
        declared += 1
        if declared > MOST_DECLARED_ATTRIBUTES:
            raise InvalidInputError(
                f"{name} must not declare more than {MOST_DECLARED_ATTRIBUTES:,} attributes"
            )

    def entity(entity: str, *rest: Any) -> None:
        raise InvalidInputError(
            f"{name}:{parser.CurrentLineNumber}: must not declare entities; got {shown(entity)}"
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: stack.pop()
    parser.CharacterDataHandler = text
    parser.CommentHandler = parser.ProcessingInstructionHandler = aside
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.AttlistDeclHandler = attribute
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InvalidInputError(f"{name}:{error.lineno}: is not XML: {reason}") from None
    except InvalidInputError:
        raise
    except (LookupError, ValueError) as error:
        raise InvalidInputError(f"{name}:1: is not XML: {error}") from None
    # where a document has a type, another file may declare entities: expat leaves them out
    references = _REFERENCE.finditer(_bytes(raw)) if typed else ()
    if other := next((found[1] for found in references if found[1]), None):
        raise InvalidInputError(
            f"{name} must not have entities other than those of XML itself, such as &lt;; got"
            f" {shown(other.decode('utf-8', 'replace'))}"
        )
    return roots[0]


def _bytes(raw: bytes) -> bytes:
    """Return XML with one byte for each sign of ASCII, which is two in UTF-16."""
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return raw.decode("utf-16").encode()
    if 0 in raw[:2]:
        return raw.decode("utf-16-be" if raw[0] == 0 else "utf-16-le").encode()
    return raw
