"""Text in the NET language of Hugin to plain elements with lines, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from decision_analysis._limits import MOST_DOCUMENT_ENTRIES
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import text_of
from decision_analysis.io.foreign._read_xml import Element

DEEPEST = 100
"""Most brackets inside one another: a table has one pair for each of its variables."""

_TOGETHER = 2**16
"""Words of data that are joined to one text."""

_TOKEN = re.compile(
    r'[ \t\r\n\f\v]+|%[^\r\n]*|"(?:[^"\\]|\\.)*+"|[^ \t\r\n\f\v%"(){}=;|]+|[(){}=;|]', re.DOTALL
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SIGNS = frozenset("(){}=;|")
_BREAKS = {"n": "\n", "t": "\t"}


class Token(NamedTuple):
    """A sign, a word, or a quoted text, which is no sign whatever it says."""

    text: str
    line: int
    sign: bool
    quoted: bool = False

    def marks(self, sign: str) -> bool:
        """Say whether it is this sign."""
        return self.sign and self.text == sign


def read_net(file: Path) -> Element:
    """Return the elements of a NET file below one root: `net`, `node`, `potential` and so on.

    The name of a node is the attribute `name`; the nodes of a potential are elements `child` and
    `given`. Elements `states` hold their words in `parts`, and `data` as text, with the nesting in
    the attribute `groups`: how many entries the brackets of each level have, outermost first, or
    `uneven`.
    """
    reader = _Reader(text_of(file), str(file))
    root = Element("", {}, 1)
    while (token := reader.next()) is not None:
        root.below.append(reader.element(token))
    return root


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.line = 1
        self.count = 0
        self.tokens = self._read(text)

    def _read(self, text: str) -> Iterator[Token]:
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                self._stop("a quoted text must be closed", self.line)
            found, line = match[0], self.line
            position = match.end()
            self.line += found.count("\n")
            if found[0] == '"':
                yield Token(
                    _ESCAPE.sub(lambda part: _BREAKS.get(part[1], part[1]), found[1:-1]),
                    line,
                    False,
                    True,
                )
            elif found[0] != "%" and not found[0].isspace():
                yield Token(found, line, found in _SIGNS)

    def next(self) -> Token | None:
        return next(self.tokens, None)

    def need(self, wanted: str) -> Token:
        """Return the next token; one must come."""
        token = self.next()
        if token is None:
            self._stop(f"must have {wanted} before its end", self.line)
        return token

    def element(self, token: Token) -> Element:
        """Read an element: words, nodes of a potential in brackets, attributes in braces."""
        first, words, nodes = token, [], []
        while not token.sign:
            words.append(token.text)
            token = self.need("'{'")
        if not words:
            self._expected("a word such as node or potential", token)
        if token.marks("("):
            nodes = self._nodes()
            token = self.need("'{'")
        if not token.marks("{"):
            self._expected("'{'", token)
        named = len(words) > 1
        found = self._counted(
            Element(
                " ".join(words[:-1] if named else words),
                {"name": words[-1] if named else ""},
                first.line,
                nodes,
            )
        )
        while not (token := self.need("'}'")).marks("}"):
            found.below.append(self._attribute(token))
        return found

    def _nodes(self) -> list[Element]:
        """Read the nodes of a potential, up to the closing bracket."""
        found: list[Element] = []
        tag = "child"
        while not (token := self.need("')'")).marks(")"):
            if token.marks("|") and tag == "child":
                tag = "given"
            elif token.sign:
                self._expected("the name of a node, '|' or ')'", token)
            else:
                found.append(self._counted(Element(tag, {}, token.line, parts=[token.text])))
        return found

    def _counted(self, element: Element) -> Element:
        self.count += 1
        if self.count > MOST_DOCUMENT_ENTRIES:
            raise InvalidInputError(
                f"{self.name} must not have more than {MOST_DOCUMENT_ENTRIES:,} elements"
            )
        return element

    def _attribute(self, token: Token) -> Element:
        if token.sign:
            self._expected("an attribute or '}'", token)
        found = self._counted(Element(token.text, {}, token.line))
        if not (sign := self.need("'='")).marks("="):
            self._expected(f"'=' after {token.text!r}", sign)
        kept = found.tag in ("states", "data")
        words: list[str] = []
        # numbers of entries seen by level of brackets; entries so far of those open
        sizes: list[set[int]] = []
        open_: list[int] = []
        while not (token := self.need("';'")).marks(";") or open_:
            if token.sign and token.text in "{}=|;":
                self._expected("')'" if open_ else "';'", token)
            if token.marks("("):
                if len(open_) == DEEPEST:
                    self._stop(f"brackets must not nest deeper than {DEEPEST}", token.line)
                if open_:
                    open_[-1] += 1
                open_.append(0)
                # a level of brackets that was not met before
                sizes += [set()] * (len(open_) > len(sizes))
            elif token.marks(")"):
                if not open_:
                    self._expected("';'", token)
                # two different numbers already say that the level is uneven
                if len(sizes[len(open_) - 1]) < 2:
                    sizes[len(open_) - 1].add(open_[-1])
                open_.pop()
            elif token.quoted and found.tag == "data":
                self._expected("a number", token)
            elif kept:
                words.append(token.text)
                if open_:
                    open_[-1] += 1
                # millions of numbers take far less room as one text
                if found.tag == "data" and len(words) == _TOGETHER:
                    found.parts.append(" ".join([*words, ""]))
                    words.clear()
        found.parts += words if found.tag == "states" else [" ".join(words)]
        even = all(len(found) == 1 for found in sizes)
        found.attributes["groups"] = " ".join(str(*size) for size in sizes) if even else "uneven"
        return found

    def _expected(self, wanted: str, token: Token) -> NoReturn:
        self._stop(f"expected {wanted}; got {token.text[:40]!r}", token.line)

    def _stop(self, sentence: str, line: int) -> NoReturn:
        raise InvalidInputError(f"{self.name}:{line}: is not NET: {sentence}")
