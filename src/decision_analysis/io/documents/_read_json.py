"""JSON text to plain data with places: strict (RFC 8259), no recursion, no repeated keys."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._builder import Builder
from decision_analysis.io.documents._place import placed, position

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(
    r"([ \t\n\r]*)([\[\]{},:\"]|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
    r"|true|false|null|NaN|-?Infinity)"
)
_STRINGS = JSONDecoder()
_WORDS = {"true": True, "false": False, "null": None}


def read_json(text: str, name: str) -> Builder:
    """Build the document of a JSON text; `name` is the file in messages."""
    return _Reader(text, name).read()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.builder = Builder(name)
        self.position = 0
        # where the last token begins, in which line, and where that begins
        self.start = 0
        self.line = 1
        self.first = 0

    def read(self) -> Builder:
        """Read values and, after each, what closes or separates, until the document is complete."""
        builder = self.builder
        # each value is followed by what is open: recursion is replaced by the builder's stack
        self._value()
        while builder.stack:
            # between two values: the end of what is open, or a comma
            token = self._token()
            mapping = isinstance(builder.stack[-1].box, dict)
            if token == ("}" if mapping else "]"):
                builder.end()
            elif token != ",":
                self._stop(f"expected ',' or {'}' if mapping else ']'!r}", len(token))
            elif mapping:
                self._key(self._token())
                self._value()
            else:
                self._value()
        self._skip()
        if self.position < len(self.text):
            self._stop("expected the end of the file")
        return builder

    def _value(self) -> None:
        """Read one value, or a mapping or list up to the end of its first value.

        One that is empty is read whole.
        """
        builder = self.builder
        while True:
            token = self._token()
            if token == "{":
                builder.begin({}, self._at())
                token = self._token()
                if token != "}":
                    self._key(token)
                    continue
                builder.end()
            elif token == "[":
                builder.begin([], self._at())
                if self._peek() != "]":
                    continue
                self._token()
                builder.end()
            else:
                self._scalar(token)
            return

    def _key(self, token: str) -> None:
        if token != '"':
            self._stop("expected a key in double quotes", len(token))
        at = self._at()
        self.builder.key(self._string(), at)
        if (token := self._token()) != ":":
            self._stop("expected ':' after a key", len(token))

    def _scalar(self, token: str) -> None:
        builder = self.builder
        at = self._at()
        if token == '"':
            builder.put(self._string(), at)
        elif token in _WORDS:
            builder.put(_WORDS[token], at)
        elif token in ("NaN", "Infinity", "-Infinity"):
            builder.number(float(token), at, token)
        elif token[-1].isdigit():
            # very long whole numbers are read as floats: infinite, and refused
            whole = token.lstrip("-").isdigit() and len(token) < 400
            builder.number(int(token) if whole else float(token), at, token)
        else:
            self._stop("expected a value", len(token))

    def _string(self) -> str:
        try:
            # from the quotation mark on, which is the token before
            value, self.position = _STRINGS.raw_decode(self.text, self.start)
        except JSONDecodeError as error:
            reason = error.msg.lower().removesuffix(" at").removesuffix(" starting")
            self._stop(reason, at=error.pos)
        return self.builder.text(value, self._at())

    def _at(self) -> int:
        """Return line and column of the last token."""
        return position(self.line, self.start - self.first + 1)

    def _token(self) -> str:
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            self._skip()
            self._stop(
                "expected a value" if self.position < len(self.text) else "it ends too early"
            )
        self.start = match.start(2)
        if self.start > self.position:
            self._pass(self.start)
        self.position = match.end()
        return match[2]

    def _peek(self) -> str:
        self._skip()
        return self.text[self.position : self.position + 1]

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.position)
        if match is not None and match.end() > self.position:
            self._pass(match.end())
            self.position = match.end()

    def _pass(self, end: int) -> None:
        """Count the lines of the space up to an end."""
        if lines := self.text.count("\n", self.position, end):
            self.line += lines
            self.first = self.text.rindex("\n", self.position, end) + 1

    def _stop(self, sentence: str, back: int = 0, at: int | None = None) -> NoReturn:
        start = self.position - back
        column = (start if at is None else at) - self.first + 1
        got = self.text[start : start + 20].partition("\n")[0]
        found = f"; got {shown(got)}" if got else ""
        place = placed(self.builder.name, position(self.line, column))
        raise InvalidInputError(f"{place}: is not JSON: {sentence}{found}")
