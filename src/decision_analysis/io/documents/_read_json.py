"""JSON text to plain data with lines: strict (RFC 8259), no recursion, no repeated keys."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._builder import Builder

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
        self.line = 1

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
                builder.begin({}, self.line)
                token = self._token()
                if token != "}":
                    self._key(token)
                    continue
                builder.end()
            elif token == "[":
                builder.begin([], self.line)
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
        line = self.line
        self.builder.key(self._string(), line)
        if (token := self._token()) != ":":
            self._stop("expected ':' after a key", len(token))

    def _scalar(self, token: str) -> None:
        builder = self.builder
        if token == '"':
            builder.put(self._string(), self.line)
        elif token in _WORDS:
            builder.put(_WORDS[token], self.line)
        elif token in ("NaN", "Infinity", "-Infinity"):
            builder.number(float(token), self.line, token)
        elif token[-1].isdigit():
            # very long whole numbers are read as floats: infinite, and refused
            whole = token.lstrip("-").isdigit() and len(token) < 400
            builder.number(int(token) if whole else float(token), self.line, token)
        else:
            self._stop("expected a value", len(token))

    def _string(self) -> str:
        try:
            # from the quotation mark on, which is the token before
            value, self.position = _STRINGS.raw_decode(self.text, self.position - 1)
        except JSONDecodeError as error:
            self._stop(error.msg.lower().removesuffix(" at").removesuffix(" starting"))
        return self.builder.text(value, self.line)

    def _token(self) -> str:
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            self._skip()
            self._stop(
                "expected a value" if self.position < len(self.text) else "it ends too early"
            )
        if match[1]:
            self.line += match[1].count("\n")
        self.position = match.end()
        return match[2]

    def _peek(self) -> str:
        self._skip()
        return self.text[self.position : self.position + 1]

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.position)
        if match is not None and match.end() > self.position:
            self.line += self.text.count("\n", self.position, match.end())
            self.position = match.end()

    def _stop(self, sentence: str, back: int = 0) -> NoReturn:
        start = self.position - back
        got = self.text[start : start + 20].partition("\n")[0]
        found = f"; got {shown(got)}" if got else ""
        raise InvalidInputError(f"{self.builder.name}:{self.line}: is not JSON: {sentence}{found}")
